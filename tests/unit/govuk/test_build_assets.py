"""Our copy of the style sheet has neither the typeface nor the crest of GOV.UK, nor absolute addresses."""

from pathlib import Path

import pytest

from openiro.govuk.build_assets import FORBIDDEN, SCRIPT, STAMP, STYLE_SHEET, UnableToBuildAssets, build, main

PUBLISHED = (
    '@charset "UTF-8";/*! a note */@font-face{font-family:"GDS Transport";src:url(/assets/fonts/light.woff2)}'
    ".a{font-family:GDS Transport,arial,sans-serif}.b{font-family:sans-serif}"
    ".c:before{mask-image:url(/assets/images/govuk-crest.svg)}"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / STYLE_SHEET).write_text(PUBLISHED, "utf-8")
    (folder / SCRIPT).write_text("export{a};\n//# sourceMappingURL=govuk-frontend.min.js.map", "utf-8")
    return folder


def test_the_typeface_and_the_crest_are_gone(source: Path, tmp_path: Path) -> None:
    assert build(source, tmp_path / "ours")
    text = (tmp_path / "ours" / STYLE_SHEET).read_text("utf-8")
    assert text.startswith('@charset "UTF-8";.a{font-family:arial,helvetica,sans-serif}')
    assert ".c:before{mask-image:none}" in text
    assert not FORBIDDEN.search(text.replace("typeface and crest taken out", ""))
    assert "sourceMappingURL" not in (tmp_path / "ours" / SCRIPT).read_text("utf-8")


def test_the_second_time_nothing_is_done_unless_something_changed(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "ours"
    assert build(source, target)
    assert not build(source, target)
    (target / SCRIPT).unlink()
    assert build(source, target)
    (source / STYLE_SHEET).write_text(PUBLISHED + ".d{}", "utf-8")
    assert build(source, target)


def test_what_it_does_not_know_how_to_take_out_is_refused(source: Path, tmp_path: Path) -> None:
    (source / STYLE_SHEET).write_text(PUBLISHED + ".e{font:GDS Transport}", "utf-8")
    with pytest.raises(UnableToBuildAssets, match="GDS Transport"):
        build(source, tmp_path / "ours")
    assert not (tmp_path / "ours" / STAMP).exists()


def test_without_the_published_files_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path / "ours")]) == 1
    assert "make setup" in capsys.readouterr().err
    assert main([]) == 2


def test_what_pages_are_served_was_built_that_way() -> None:
    folder = Path(__file__).parents[3] / "src/openiro/govuk/static/govuk-frontend"
    assert (folder / STYLE_SHEET).is_file(), "Run 'make setup', which builds it."
    assert "GDS Transport" not in (folder / STYLE_SHEET).read_text("utf-8")

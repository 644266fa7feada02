"""What documents say of a policy is so: each setting that they name exists, and each example can be read."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.measures.catalogue import catalogue
from openiro.policies import load_policy
from scripts.docs_of_policy import LISTS, Setting, settings

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = sorted(
    path
    for path in chain(ROOT.glob("*.md"), ROOT.glob("docs/**/*.md"))
    if "generated" not in path.parts and "node_modules" not in path.parts
)
SETTINGS = {each.path: each for each in settings()}
TABLES = {path.partition(".")[0] for path in SETTINGS}
HEAD = 'council = "Somewhere"\nla_code = "999"\nons_code = "E06000099"\nregion = "North East"\n'
OTHERS = {each.id for each in catalogue()} | set(CLOCKS) | set(CODE_SETS) | {str(each) for each in Permission}


def named_in(text: str) -> set[str]:
    """What a document names as `a.b`, where `a` is a table of a policy; measures, clocks and permissions are not."""
    found = re.findall(r"`(?:policy\.)?([a-z_0-9]+(?:\.[a-z_0-9]+)+)`", text)
    return {each for each in found if each.partition(".")[0] in TABLES and not is_file_or_module(each)} - OTHERS


def is_file_or_module(name: str) -> bool:
    """Whether it is a file (`checks.csv`), or a package of the service (`reviews.actions`)."""
    app, part, *_ = name.split(".")
    return part in {"csv", "toml", "md", "py"} or any((ROOT / "src" / "openiro" / app).glob(f"{part}*"))


def is_setting(path: str) -> bool:
    return (
        path in SETTINGS
        or any(known.startswith(f"{path}.") for known in SETTINGS)
        or any(path.startswith(f"{name}.") for name in LISTS)
    )


def examples() -> list[tuple[str, str]]:
    """Each example of a policy in a document, with where it stands."""
    fenced = re.compile(r"```toml\n(.*?)```", re.DOTALL)
    return [(path.name, text) for path in WRITTEN for text in fenced.findall(path.read_text(encoding="utf-8"))]


def test_every_setting_of_the_default_is_listed_once_with_what_it_is() -> None:
    assert len(SETTINGS) == len(list(settings())) > 50
    assert [path for path, each in SETTINGS.items() if not each.note] == []
    assert SETTINGS["scheduling.early_within"] == Setting(
        "scheduling.early_within",
        "`20`",
        "Working days within which a review that was asked for early is held. The law names no number; the limit of an "
        "adjournment (CPPCR reg 36) is taken.",
    )


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_setting_that_a_document_names_exists(path: Path) -> None:
    named = named_in(path.read_text(encoding="utf-8"))
    assert sorted(each for each in named if not is_setting(each)) == []


def test_a_setting_that_does_not_exist_would_be_found() -> None:
    named = named_in(
        "Set `scheduling.early_within` and `scheduling.tea_time`; see `reviews.on_time` and `after.record`."
    )
    assert sorted(each for each in named if not is_setting(each)) == ["scheduling.tea_time"]


def test_every_example_of_a_policy_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    for name, text in examples():
        whole = text if "council" in tomllib.loads(text) else HEAD + text
        if "[[policy]]" not in whole:
            whole = whole.replace(HEAD, HEAD + "[[policy]]\nfrom = 2018-04-01\n")
        path.write_text(whole, encoding="utf-8")
        last = max(each["from"] for each in tomllib.loads(whole)["policy"])
        assert load_policy(str(path), last).council, name

"""Makes our copy of the GOV.UK style sheet and script: `python -m openiro.govuk.build_assets SOURCE TARGET`.

The licence of GDS Transport and of the crest allows them on GOV.UK services only, and a council is not one.
Absolute addresses go too, since hashed static files live elsewhere.
"""

import hashlib
import re
import sys
from pathlib import Path

STYLE_SHEET = "govuk-frontend.min.css"
SCRIPT = "govuk-frontend.min.js"
NOTICE = "\n/* GOV.UK Frontend, Crown copyright, MIT licence. Changed: GOV.UK typeface and crest taken out. */\n"
STAMP = ".built-from"
FORBIDDEN = re.compile(r"GDS Transport|@font-face|crest|/assets/|sourceMappingURL", re.IGNORECASE)


class UnableToBuildAssets(RuntimeError):
    """The published files are absent, or hold something that may not be shipped."""


def without_branding(style_sheet: str) -> str:
    """The style sheet with an ordinary typeface and no crest."""
    text = re.sub(r"/\*.*?\*/", "", style_sheet, flags=re.DOTALL)
    text = re.sub(r"@font-face\s*{[^}]*}", "", text)
    text = re.sub(r"""["']?GDS Transport["']?,\s*arial,\s*sans-serif""", "arial,helvetica,sans-serif", text)
    return re.sub(r"url\([^)]*crest[^)]*\)", "none", text)


def without_source_map(script: str) -> str:
    """The script without the address of a source map that is not shipped."""
    return re.sub(r"\s*//# sourceMappingURL=\S+", "\n", script)


def build(source: Path, target: Path) -> bool:
    """Writes both files to `target`. False when the inputs and this module are those of the last time."""
    try:
        inputs = {name: (source / name).read_text("utf-8") for name in (STYLE_SHEET, SCRIPT)}
    except OSError as error:
        raise UnableToBuildAssets(f"{error.filename} cannot be read. Run 'make setup' to fetch it.") from error
    stamp = hashlib.sha256("".join((Path(__file__).read_text("utf-8"), *inputs.values())).encode()).hexdigest()
    if _was_built_from(stamp, target):
        return False
    outputs = {
        STYLE_SHEET: without_branding(inputs[STYLE_SHEET]),
        SCRIPT: without_source_map(inputs[SCRIPT]),
    }
    for name, text in outputs.items():
        if found := FORBIDDEN.search(text):
            raise UnableToBuildAssets(f"{name} still holds '{found[0]}', which a council may not use.")
    target.mkdir(parents=True, exist_ok=True)
    for name, text in outputs.items():
        (target / name).write_text(text + NOTICE, "utf-8")
    (target / STAMP).write_text(stamp, "utf-8")
    return True


def _was_built_from(stamp: str, target: Path) -> bool:
    kept = target / STAMP
    written = all((target / name).is_file() for name in (STYLE_SHEET, SCRIPT))
    return written and kept.is_file() and kept.read_text("utf-8") == stamp


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("Say where the published files are and where ours go: build_assets SOURCE TARGET\n")
        return 2
    try:
        build(Path(arguments[0]), Path(arguments[1]))
    except UnableToBuildAssets as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

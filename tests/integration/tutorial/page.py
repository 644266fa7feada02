"""The page of the tutorial, made from its template and what the service said in the year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, meta

from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import meaning_of
from openiro.govuk.dates import MONTHS, WEEKDAYS, medium_date

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "tutorial"
TEMPLATE, PAGE = FOLDER / "a-childs-first-year.md.in", FOLDER / "a-childs-first-year.md"


def rendered(told: Mapping[str, Any]) -> str:
    """The page. A name that the template asks for and the story does not tell is refused."""
    return _environment().from_string(TEMPLATE.read_text(encoding="utf-8")).render(told).rstrip() + "\n"


def names_in_template() -> set[str]:
    """What the template asks of the story."""
    parsed = _environment().parse(TEMPLATE.read_text(encoding="utf-8"))
    return meta.find_undeclared_variables(parsed) - set(_environment().globals)


def _environment() -> Environment:
    found = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    found.filters |= {"day": _day, "plain_day": _plain_day, "quoted": _quoted, "value": _value}
    found.globals |= {
        "means": meaning_of,
        "row": _row,
        "clocks": CLOCKS,
        "told_breakdown": _told_breakdown,
        "told_records": _told_records,
    }
    return found


def _day(value: date | None) -> str:
    """'Wednesday 1 April 2026'; a dash where there is none."""
    return f"{WEEKDAYS[value.weekday()]} {_plain_day(value)}" if value else "–"


def _plain_day(value: date | None) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "–"


def _quoted(text: str) -> str:
    """Every line of a text set in as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _value(figure: Any) -> str:
    """'2 of 3 (66.7 percent)', or the number alone."""
    if figure.denominator is None:
        return f"{figure.numerator:g}"
    return f"{figure.numerator:g} of {figure.denominator:g} ({figure.value:g} {figure.unit})"


def _told_breakdown(breakdown: Mapping[str, str]) -> str:
    return ", ".join(value.replace("_", " ") for value in breakdown.values())


def _told_records(lines: Iterable[Any]) -> str:
    """The records by why they count, with the days of each; those in the denominator alone say so."""
    groups: dict[str, list[str]] = {}
    for each in lines:
        alone = " (in the denominator alone)" if each.counted_as == "denominator" else ""
        groups.setdefault(f"{each.why}{alone}", []).append(medium_date(each.on))
    return "; ".join(f"{why}: {_counted_days(days)}" for why, days in groups.items())


def _counted_days(days: list[str]) -> str:
    """Each day once, with how many records it has where that is more than one."""
    counted = Counter(days)
    return ", ".join(day if number == 1 else f"{day} ({number})" for day, number in counted.items())

"""Formats, states, years and kinds of problem as people say them."""

from openiro.domain.roles import ROLES

FORMATS = {
    "903": "903 return",
    "ssd": "Standard Safeguarding Dataset",
    "annex-a": "Annex A list",
    "templates": "Our own templates",
}
STATES = {
    "checked": ("Waiting for a decision", "soon"),
    "committed": ("Committed", "good"),
    "discarded": ("Discarded", "quiet"),
    "undone": ("Undone", "info"),
}
SEVERITIES = {"error": ("Row left out", "late"), "warning": ("Row kept", "soon")}


def format_in_words(code: str) -> str:
    return FORMATS.get(code, code)


def year_in_words(year: int | None) -> str:
    """A collection year as councils write it: 2018 is '2017/18'."""
    return f"{year - 1}/{year % 100:02}" if year else "No year"


def years_in_words(years: list[int]) -> str:
    """Which collection years there are, runs together: '2014/15 to 2016/17, 2018/19'."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(_run_in_words(run) for run in runs) or "None yet"


def _run_in_words(run: list[int]) -> str:
    first, last = year_in_words(run[0]), year_in_words(run[-1])
    return first if len(run) == 1 else f"{first} to {last}"


def owner_in_words(code: str) -> str:
    """The role that can put a problem right, as people call it."""
    return ROLES[code].name if code in ROLES else code


def code_in_words(code: str) -> str:
    """'date_invalid' as 'Date invalid'."""
    return code.replace("_", " ").replace(".", ", ").capitalize()


def number_in_words(number: int, one: str, several: str) -> str:
    """'1 row', '2,441 rows'."""
    return f"{number:,} {one if number == 1 else several}"

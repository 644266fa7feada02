"""Codes and lengths of time as people say them."""

from datetime import date

from openiro.domain.codes import LAST_YEAR, Code, code_list, meaning_of

NOT_RECORDED = "not recorded"
APRIL = 4

# As they stand inside a bar of the timeline, where the meaning in full does not fit.
SHORT_STATUS = {
    "C1": "Interim care order",
    "C2": "Care order",
    "D1": "Freeing order",
    "E1": "Placement order",
    "V2": "Section 20",
    "V3": "Short breaks",
    "V4": "Short breaks",
    "J1": "Remand",
    "J2": "Police (PACE)",
    "J3": "Youth order",
    "L1": "Police protection",
    "L2": "Emergency order",
    "L3": "Assessment order",
}
SHORT_PLACEMENT = {
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "Adoption"),
    **dict.fromkeys(("U1", "U2", "U3"), "Foster, family"),
    **dict.fromkeys(("U4", "U5", "U6"), "Foster care"),
    "H5": "Semi-independent",
    "K1": "Secure home",
    "K2": "Children's home",
    "K3": "Supported",
    "P1": "With parents",
    "P2": "Independent",
    "R1": "Care home",
    "R2": "Hospital",
    "R3": "Family centre",
    "R5": "Custody",
    "S1": "School",
}
MODES = {
    "in_person": "in person",
    "hybrid": "in the room and by video",
    "video": "by video",
    "telephone": "by telephone",
    "paper": "on paper",
}
PARTS = {
    "PN0": "Under 4",
    "PN1": "There, spoke for themselves",
    "PN2": "There, an advocate spoke",
    "PN3": "There, by signs or without words",
    "PN4": "There, views not given",
    "PN5": "Not there, briefed an advocate",
    "PN6": "Not there, gave views another way",
    "PN7": "Not there, views not given",
}
SEXES = {"M": "Male", "F": "Female", "U": "Sex not known"}


def in_words(field: str, code: str | None) -> str:
    """What a code of the return means, 'not recorded' where there is none."""
    return meaning_of(field, code) if code else NOT_RECORDED


def codes_of(field: str, on: date) -> tuple[Code, ...]:
    """The codes that may be used in the collection year of `on`."""
    return code_list(field, min(on.year + (on.month >= APRIL), LAST_YEAR))


def length_of(from_on: date, to_on: date) -> str:
    """'2 years 3 months', '5 months', '12 days'."""
    months = (to_on.year - from_on.year) * 12 + to_on.month - from_on.month - (to_on.day < from_on.day)
    if months < 1:
        return _counted((to_on - from_on).days, "day")
    years, rest = divmod(months, 12)
    parts = [_counted(years, "year")] * bool(years) + [_counted(rest, "month")] * bool(rest)
    return " ".join(parts)


def age_of(born_on: date, on: date) -> str:
    """'12 years old', and under two in months: '1 year 4 months old'."""
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return f"{_counted(years, 'year') if years > 1 else length_of(born_on, on)} old"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

"""The words that readers see for the categories of a breakdown, and for the periods of a paper."""

from datetime import date

from openiro.domain.codes import CODE_SETS, meaning_of

FIELD_OF_KEY = {
    "legal_status": "LS",
    "placement": "PLACE",
    "provider": "PLACE_PROVIDER",
    "need": "CIN",
    "ethnicity": "ETHNIC",
    "sex": "SEX",
    "code": "REVIEW_CODE",
    "mode": "MODE",
    "parent": "PARENT",
    "role": "OFFICER_ROLE",
}
FIELDS_OF_REASON = ("REC", "LATE_REASON", "PARENT_REASON")
AGE_WORDS = {"<1": "Under 1", "<4": "Under 4", "16+": "16 and over", "18+": "18 and over"}
NOT_RECORDED = "Not recorded"


def category_in_words(key: str, value: str) -> str:
    """What a category of breakdown `key` is called: a code by its meaning, a month as 'April 2018'."""
    if not value or value in ("None", "null"):
        return NOT_RECORDED
    if key == "month":
        return f"{date.fromisoformat(value + '-01'):%B %Y}"
    if key == "age_band":
        return AGE_WORDS.get(value, value.replace("-", " to "))
    if key == "reason":
        field = next((name for name in FIELDS_OF_REASON if any(c.code == value for c in CODE_SETS[name])), "REC")
        return meaning_of(field, value)
    field = FIELD_OF_KEY.get(key, "")
    return meaning_of(field, value) if field else value[:1].upper() + value[1:]


def day_in_words(day: date) -> str:
    """A day as papers print it: 1 April 2018."""
    return f"{day.day} {day:%B %Y}"


def period_in_words(from_on: date, to_on: date) -> str:
    """A period as papers print it, both days included."""
    return f"{day_in_words(from_on)} to {day_in_words(to_on)}"

"""The words that readers see for the categories of a breakdown, and for the periods of a paper."""

from datetime import date

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.roles import ROLES

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
    "kind": "MEETING_KIND",
    "source": "VIEW_SOURCE",
    "topic": "VIEW_TOPIC",
    "outcome": "DECISION_OUTCOME",
    "plan": "PERMANENCE",
    "child_chaired": "CHILD_CHAIRED",
    "on_file": "CHECK_ANSWER",
}
FIELDS_OF_REASON = ("REC", "LATE_REASON", "PARENT_REASON")
AGE_WORDS = {"<1": "Under 1", "<4": "Under 4", "16+": "16 and over", "18+": "18 and over"}
OFFICER, FULL_TIME = "for each officer", "for each full-time equivalent"
WORDS = {
    "unit": {
        "iro": f"IROs, {OFFICER}",
        "iro_fte": f"IROs, {FULL_TIME}",
        "conference_chair": f"Conference chairs, {OFFICER}",
        "conference_chair_fte": f"Conference chairs, {FULL_TIME}",
        "both": f"IROs and conference chairs together, {OFFICER}",
        "both_fte": f"IROs and conference chairs together, {FULL_TIME}",
    },
    "role": {code: role.name for code, role in ROLES.items()},
    "age_band": AGE_WORDS,
    "basis": {"seasonal": "By the season of the year before"},
    "answer": {"deemed": "Deemed agreed", "not_applicable": "Does not apply"},
}
KEY_WORDS = {
    "age_band": "age",
    "ethnic_group": "ethnic group",
    "ethnicity": "ethnicity",
    "legal_status": "legal status",
    "placement": "placement",
    "provider": "provider of the placement",
    "need": "category of need",
    "reason": "reason",
    "code": "participation code",
    "mode": "how people met",
    "parent": "parent",
    "role": "role",
    "unit": "caseload",
    "month": "month",
    "sex": "sex",
    "answer": "answer",
    "kind": "kind of meeting",
    "source": "who or what it came through",
    "topic": "topic",
    "entitlement": "entitlement",
    "basis": "basis",
}
NOT_RECORDED = "Not recorded"


def key_in_words(key: str) -> str:
    """What a breakdown key is called, as it stands inside a sentence: 'legal status'."""
    return KEY_WORDS.get(key, key.replace("_", " "))


def category_in_words(key: str, value: str) -> str:
    """What a category of breakdown `key` is called: a code by its meaning, a month as 'Apr 2018'."""
    if not value or value in ("None", "null", "not recorded"):
        return NOT_RECORDED
    if key == "month":
        return f"{date.fromisoformat(value + '-01'):%b %Y}"
    if key == "age_band":
        return AGE_WORDS.get(value, value.replace("-", " to "))
    if key == "reason":
        field = next((name for name in FIELDS_OF_REASON if any(c.code == value for c in CODE_SETS[name])), "REC")
        return meaning_of(field, value)
    if key in FIELD_OF_KEY:
        return meaning_of(FIELD_OF_KEY[key], value)
    return WORDS.get(key, {}).get(value) or value[:1].upper() + value[1:].replace("_", " ")


def day_in_words(day: date) -> str:
    """A day as papers print it: 1 April 2018."""
    return f"{day.day} {day:%B %Y}"


def period_in_words(from_on: date, to_on: date) -> str:
    """A period as papers print it, both days included."""
    return f"{day_in_words(from_on)} to {day_in_words(to_on)}"

"""The words that readers see for the categories of a breakdown, and for the periods of a paper."""

from collections.abc import Mapping
from datetime import date

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.policy import Policy
from openiro.domain.roles import ROLES
from openiro.domain.words import sentence

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
    "category": "ABUSE_CATEGORY",
    "source": "VIEW_SOURCE",
    "respondent": "RESPONDENT",
    "topic": "VIEW_TOPIC",
    "service": "DISPUTE_SERVICE",
    "group": "COMPLAINANT",
    "plan": "PERMANENCE",
    "step": "PERMANENCE_STEP",
    "delay": "PERMANENCE_DELAY",
    "child_chaired": "CHILD_CHAIRED",
    "on_file": "CHECK_ANSWER",
}
# Keys under which codes of several lists come: the first list that holds the code has the word.
FIELDS_OF_KEY = {
    "reason": ("LATE_REASON", "PARENT_REASON", "REC", "NO_PART_REASON"),
    "theme": ("DISPUTE_THEME", "COMPLIMENT_THEME"),
    "kind": ("REFERRAL", "MEETING_KIND", "CONFERENCE_KIND", "OVERSIGHT_KIND"),
    "outcome": ("DECISION_OUTCOME", "DISPUTE_OUTCOME"),
}
# Measures whose codes are other words under the same key: a review of a child, and a review conference.
FIELD_OF_MEASURE = {"conferences.held": "CONFERENCE_KIND"}
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
    "stage": {str(place): f"Stage {place}" for place in range(1, 10)},
    "outcome": {"open": "Still open"},
    "question": {
        "knows_iro": "Knows who the reviewing officer is",
        "heard": "Was listened to at the last review",
        "with_worker": "Gets on well with the social worker",
        "with_carer": "Gets on well with those they live with",
    },
    "app": {"used": "With an app", "not_used": "Without an app"},
    "route": {
        "adopted": "Adopted",
        "special_guardianship": "Special guardianship",
        "child_arrangements": "Child arrangements order",
        "home_planned": "Home to parents, as planned",
        "home_unplanned": "Home to parents, not planned",
        "relatives_or_friends": "To relatives or friends",
        "stayed_with_carers": "Stayed with former foster carers at 18",
        "independence": "Independent living",
        "adult_care": "Adult social care",
    },
    "basis": {"seasonal": "By the season of the year before"},
    "answer": {"deemed": "Deemed agreed", "not_applicable": "Does not apply"},
    "row": {
        "pupils": "All pupils in Year 11",
        "ehcp": "With an education, health and care plan",
        "uasc_eal": "Sought asylum alone, or English is an additional language",
        "cwd": "With a disability",
        "sat": "Sat a GCSE",
        "sat_grade_1": "Sat, and gained one at any grade",
        "sat_grade_c": "Sat, and gained one at C or 4 or above",
        "sat_five_a_c": "Sat, and gained 5 at A* to C or 9 to 4 with English and mathematics",
        "all_five_a_c": "Of all pupils, gained 5 at A* to C or 9 to 4 with English and mathematics",
        "sat_maths_4": "Sat, and gained mathematics at 4 or above",
        "sat_english_4": "Sat, and gained English at 4 or above",
    },
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
    "app": "app",
    "question": "question",
    "mode": "how people met",
    "parent": "parent",
    "role": "role",
    "unit": "caseload",
    "month": "month",
    "sex": "sex",
    "answer": "answer",
    "kind": "kind of meeting",
    "source": "who or what it came through",
    "respondent": "who was asked",
    "topic": "topic",
    "entitlement": "entitlement",
    "check": "check",
    "row": "row of Key Stage 4",
    "basis": "basis",
    "group": "who complained",
    "step": "step",
    "delay": "what delays it",
    "route": "where they went",
}
NOT_RECORDED = "Not recorded"


def key_in_words(key: str) -> str:
    """What a breakdown key is called, as it stands inside a sentence: 'legal status'."""
    return KEY_WORDS.get(key, key.replace("_", " "))


def category_in_words(key: str, value: str, policy: Policy | None = None) -> str:
    """What a category of breakdown `key` is called: a code by its meaning, a month as 'Apr 2018', an entitlement or
    check by its title in the council's policy."""
    if title := _title(key, value, policy):
        return title
    if not value or value in ("None", "null", "not recorded"):
        return NOT_RECORDED
    if key == "month":
        return f"{date.fromisoformat(value + '-01'):%b %Y}"
    if key == "age_band":
        return AGE_WORDS.get(value, value.replace("-", " to "))
    for field in FIELDS_OF_KEY.get(key, ()):
        if any(code.code == value for code in CODE_SETS[field]):
            return meaning_of(field, value)
    if key in FIELD_OF_KEY:
        return meaning_of(FIELD_OF_KEY[key], value)
    return WORDS.get(key, {}).get(value) or sentence(value).replace("_", " ")


def breakdown_in_words(measure: str, breakdown: Mapping[str, str], policy: Policy | None = None) -> str:
    """The category of a figure of `measure` in words; empty for the whole."""
    field = FIELD_OF_MEASURE.get(measure, "")
    own = {code.code for code in CODE_SETS[field]} if field else set()
    words = (meaning_of(field, v) if v in own else category_in_words(k, v, policy) for k, v in breakdown.items())
    return ", ".join(words)


def _title(key: str, value: str, policy: Policy | None) -> str:
    """What the council's policy calls an entitlement or a check; empty for anything else."""
    if policy and key == "entitlement" and value in policy.checks.entitlements:
        return policy.checks.entitlements[value].title
    if policy and key == "check" and value in policy.checks.checks:
        return policy.checks.checks[value].title
    return ""


def day_in_words(day: date) -> str:
    """A day as papers print it: 1 April 2018."""
    return f"{day.day} {day:%B %Y}"


def period_in_words(from_on: date, to_on: date) -> str:
    """A period as papers print it, both days included."""
    return f"{day_in_words(from_on)} to {day_in_words(to_on)}"

"""The breakdown keys, each with every category of its list."""

from openiro.domain.codes import CODE_SETS, ETHNIC_GROUPS, SHORT_BREAK_STATUSES, code_list
from openiro.domain.consultation import FEEDBACK_CHOICES
from openiro.measures.facts_of_challenge import OPEN, SERVICES, STAGES, quarter_of
from openiro.measures.facts_of_children import AGE_BANDS
from openiro.measures.facts_of_completion import ANSWERED
from openiro.measures.facts_of_flow import STARTING_BANDS
from openiro.measures.facts_of_outcomes import ROWS_OF_KEY_STAGE_4
from openiro.measures.facts_of_permanence import NO_CAUSE, OTHER_ROUTE, ROUTES
from openiro.measures.facts_of_reviews import APP_NOT_USED, APP_USED, PARTICIPATION_BANDS, REVIEW_BANDS
from openiro.measures.facts_of_reviews import CODED as CODED_REVIEWS
from openiro.measures.measure import Key
from openiro.measures.period import Period


def _bands(bands: tuple[tuple[str, int], ...], column: str) -> Key:
    names = tuple(name for name, _ in bands)
    return Key("age_band", column, lambda _: names)


def _codes(name: str, field: str, column: str | None = None) -> Key:
    """The codes of `field` valid in the collection year of the period's last day; never V3 or V4."""

    def valid(period: Period) -> tuple[str, ...]:
        codes = (code.code for code in code_list(field, period.year))
        return tuple(code for code in codes if field != "LS" or code not in SHORT_BREAK_STATUSES)

    return Key(name, column or name, valid)


AGE = _bands(AGE_BANDS, "age_band")
STARTING_AGE = _bands(STARTING_BANDS, "age_band")
REVIEW_AGE = _bands(REVIEW_BANDS, "review_age")
PARTICIPATION_AGE = _bands(PARTICIPATION_BANDS, "participation_age")
SEX = Key("sex", "sex", lambda _: ("M", "F", "U"))
ETHNIC_GROUP = Key("ethnic_group", "ethnic_group", lambda _: tuple(ETHNIC_GROUPS))
ETHNICITY = _codes("ethnicity", "ETHNIC")
LEGAL_STATUS = _codes("legal_status", "LS")
PLACEMENT = _codes("placement", "PLACE")
PROVIDER = _codes("provider", "PLACE_PROVIDER")
NEED = _codes("need", "CIN")
REASON_ENDED = _codes("reason", "REC")
REASON_LATE = _codes("reason", "LATE_REASON", "late_reason")
REASON_MISSING = _codes("reason", "PARENT_REASON")
REASON_SILENT = _codes("reason", "NO_PART_REASON", "no_part_reason")
CODE = _codes("code", "REVIEW_CODE")
CODED = Key("code", "code", lambda _: CODED_REVIEWS)
APP = Key("app", "app", lambda _: (APP_USED, APP_NOT_USED))
MODE = _codes("mode", "MODE")
PARENT = _codes("parent", "PARENT")
ROLE = _codes("role", "OFFICER_ROLE")
ANSWER = Key("answer", "answer", lambda _: ANSWERED)
ENTITLEMENT = Key("entitlement", "entitlement", lambda _: (), of_facts="entitlement_names")
CHECK = Key("check", "check", lambda _: ())
KIND = _codes("kind", "MEETING_KIND")
SOURCE = _codes("source", "VIEW_SOURCE")
TOPIC = _codes("topic", "VIEW_TOPIC")
SERVICE = Key("service", "service", lambda _: SERVICES)
STAGE = Key("stage", "stage", lambda _: STAGES)
THEME = _codes("theme", "DISPUTE_THEME")
PRAISE = _codes("theme", "COMPLIMENT_THEME")
TEAM = Key("team", "team", lambda _: ())
DISPUTE_OUTCOME = Key("outcome", "outcome", lambda _: (*(code.code for code in CODE_SETS["DISPUTE_OUTCOME"]), OPEN))
REFERRAL = _codes("kind", "REFERRAL")
QUESTION = Key("question", "question", lambda _: FEEDBACK_CHOICES)
RESPONDENT = _codes("respondent", "RESPONDENT")
GROUP = _codes("group", "COMPLAINANT")
CONFERENCE = _codes("kind", "CONFERENCE_KIND")
CATEGORY = _codes("category", "ABUSE_CATEGORY")
STEP = _codes("step", "PERMANENCE_STEP")
DELAY = Key("delay", "delay", lambda _: (*(code.code for code in CODE_SETS["PERMANENCE_DELAY"]), NO_CAUSE))
ROUTE = Key("route", "route", lambda _: (*ROUTES, OTHER_ROUTE))
QUARTER = Key("quarter", "quarter", lambda period: tuple(dict.fromkeys(map(quarter_of, period.firsts))))
LEAVING = Key("entitlement", "entitlement", lambda _: (), of_facts="leaving_names")
KEY_STAGE_4 = Key("row", "row", lambda _: tuple(ROWS_OF_KEY_STAGE_4))
MONTH = Key("month", "month", lambda period: period.months)
MONTH_END = Key("month", "month", lambda period: tuple(f"{day:%Y-%m}" for day in period.month_ends))

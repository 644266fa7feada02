"""What a council has settled about supervision, learning, duties, meetings of the service and team standards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openiro.domain.codes_of_supervision import SUPERVISION_CODE_SETS
from openiro.domain.policy_reader import Table

AUDIENCES = tuple(each.code for each in SUPERVISION_CODE_SETS["SESSION_AUDIENCE"])
# Whom a meeting is for: the service itself, children and young people, or members of the council.
SERVICE, CHILDREN, MEMBERS = MEETING_FOR = ("service", "children", "members")
TOPICS = tuple(each.code for each in SUPERVISION_CODE_SETS["SHEET_TOPIC"])


@dataclass(frozen=True)
class DutyKind:
    """A duty beside reviews. `controls_resources`: whoever reviews children may not hold it (rule 6.04)."""

    title: str
    controls_resources: bool


@dataclass(frozen=True)
class MeetingKind:
    """A kind of meeting; `each_year`: how many the council means to hold, 0 for as needed.

    `meant_for` is one of `MEETING_FOR`. `invites`: groups whose members are invited each time. `trains`: a group for
    which coming counts as training.
    """

    title: str
    each_year: int
    meant_for: str = SERVICE
    invites: tuple[str, ...] = ()
    trains: str = ""


@dataclass(frozen=True)
class Group:
    """A group whose members are kept: what it is called, where its terms stand, and months from one training of an
    elected member to the next (0: none is asked; else the first is due when they join).

    `ages`: the first and last age in years, both included, of a group of young people; None for another group.
    """

    title: str
    terms: str = ""
    training_months: int = 0
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Standard:
    """A team standard in words; `topic` of the sheet shows whether it is kept, empty where nothing counts it."""

    words: str
    topic: str


@dataclass(frozen=True)
class Guidance:
    """Guidance on which the service is briefed: its title, where it is held, and since when it stands as it does.

    `acknowledged`: each social worker and team manager says that they have read it, anew where it changes.
    """

    title: str
    held_at: str
    since: date
    acknowledged: bool = False


@dataclass(frozen=True)
class KeptDocument:
    """A policy, procedure or statement that is looked at again: who approves it, and months from one approval to the
    next. `young_people`: children and young people agree to it too."""

    title: str
    held_at: str
    approved_by: str
    months: int
    young_people: bool = False


@dataclass(frozen=True)
class SupervisionPolicy:
    """How the people of the service are supported.

    Months from one supervision, and one appraisal, to the next. `learning_each_year`: pieces of learning that each
    officer records a year. `full_time_hours` a week, of which hours for duties are a share. `sessions_each_year` by
    audience, from 1 April. `remind_before`: days before a document is due to be approved again on which managers are
    told (0: never).
    """

    months_between: int
    appraisal_months: int
    sheet_months: int
    learning_each_year: int
    full_time_hours: int
    sessions_each_year: Mapping[str, int]
    duties: Mapping[str, DutyKind]
    meetings: Mapping[str, MeetingKind]
    groups: Mapping[str, Group]
    standards: Mapping[str, Standard]
    guidance: Mapping[str, Guidance]
    documents: Mapping[str, KeptDocument]
    remind_before: int


def read_supervision(table: Table) -> SupervisionPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    groups = _groups(table.table("groups"))
    settings = SupervisionPolicy(
        months_between=table.whole("months_between", at_least=1),
        appraisal_months=table.whole("appraisal_months", at_least=1),
        sheet_months=table.whole("sheet_months", at_least=1),
        learning_each_year=table.whole("learning_each_year"),
        full_time_hours=table.whole("full_time_hours", at_least=1),
        sessions_each_year=_sessions(table.table("sessions_each_year")),
        duties=_duties(table.table("duties")),
        meetings=_meetings(table.table("meetings"), tuple(groups)),
        groups=groups,
        standards=_standards(table.table("standards")),
        guidance=_guidance(table.table("guidance")),
        documents=_documents(table.table("documents")),
        remind_before=table.whole("remind_before"),
    )
    table.finish()
    return settings


def _sessions(table: Table) -> dict[str, int]:
    for audience in table.names():
        _known(table, audience, audience, AUDIENCES)
    return {audience: table.whole(audience) for audience in table.names()}


def _duties(table: Table) -> dict[str, DutyKind]:
    found = {}
    for key in table.names():
        row = table.table(key)
        bars = row.flag("controls_resources") if "controls_resources" in row.values else False
        found[key] = DutyKind(row.text("title"), bars)
        row.finish()
    return found


def _groups(table: Table) -> dict[str, Group]:
    found = {}
    for key in table.names():
        row = table.table(key)
        months = row.whole("training_months") if "training_months" in row.values else 0
        found[key] = Group(row.text("title"), _perhaps(row, "terms"), months, _ages(row))
        row.finish()
    return found


def _ages(row: Table) -> tuple[int, int] | None:
    if not {"from_age", "to_age"} & set(row.values):
        return None
    first = row.whole("from_age")
    return first, row.whole("to_age", at_least=first)


def _meetings(table: Table, groups: tuple[str, ...]) -> dict[str, MeetingKind]:
    found = {}
    for key in table.names():
        row = table.table(key)
        meant_for, trains = _perhaps(row, "meant_for") or SERVICE, _perhaps(row, "trains")
        invites = row.texts("invites") if "invites" in row.values else ()
        found[key] = MeetingKind(
            row.text("title"),
            row.whole("each_year"),
            _known(row, "meant_for", meant_for, MEETING_FOR),
            tuple(_known(row, "invites", group, groups) for group in invites),
            trains and _known(row, "trains", trains, groups),
        )
        row.finish()
    return found


def _perhaps(table: Table, key: str) -> str:
    return table.text(key) if key in table.values else ""


def _standards(table: Table) -> dict[str, Standard]:
    found = {}
    for key in table.names():
        row = table.table(key)
        topic = _perhaps(row, "topic")
        found[key] = Standard(row.text("words"), topic and _known(row, "topic", topic, TOPICS))
        row.finish()
    return found


def _guidance(table: Table) -> dict[str, Guidance]:
    found = {}
    for key in table.names():
        row = table.table(key)
        asked = row.flag("acknowledged") if "acknowledged" in row.values else False
        found[key] = Guidance(row.text("title"), row.text("held_at"), row.day("since"), asked)
        row.finish()
    return found


def _documents(table: Table) -> dict[str, KeptDocument]:
    found = {}
    for key in table.names():
        row = table.table(key)
        agreed = row.flag("young_people") if "young_people" in row.values else False
        months = row.whole("months", at_least=1)
        found[key] = KeptDocument(row.text("title"), row.text("held_at"), row.text("approved_by"), months, agreed)
        row.finish()
    return found


def _known(table: Table, key: str, code: str, codes: tuple[str, ...]) -> str:
    if code not in codes:
        raise table.refuse(key, f"{code!r} is not known. Use one of: {', '.join(codes)}.")
    return code

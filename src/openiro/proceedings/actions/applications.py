"""An application to the court: whom it is about, who is in it, its hearings, what delays it, how it ends."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.domain.permissions import Permission
from openiro.domain.proceedings import UnableToRecordCourt, check_days
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.proceedings.actions._common import check_code, check_runs, hold, record_for_all, record_for_one
from openiro.proceedings.models import ChildInCourt, CourtDelay, Hearing, Proceedings


@dataclass(frozen=True)
class CourtPeople:
    """Under which number the court keeps the case, and who is in it for the child: text of the record."""

    case_number: str = ""
    guardian: str = ""
    guardian_contact: str = ""
    solicitor: str = ""


@transaction.atomic
def open_proceedings(
    *,
    children: Sequence[Child],
    kind: str,
    applied_on: date,
    people: CourtPeople = CourtPeople(),
    by: User,
    at: datetime,
) -> Proceedings:
    """Record an application about a child, or about brothers and sisters; `kind`: COURT_APPLICATION.

    Needs `proceedings.record_proceedings` of each. Raises `UnableToPermit`, `UnableToSeeChild`, and
    `UnableToRecordCourt` for an unknown kind, a day ahead, or where one of them is in the same proceedings already.
    """
    on = day_of(at)
    for child in children:
        check_may_for(by, Permission.RECORD_COURT, child, on=on)
    check_code("COURT_APPLICATION", kind, ask="Choose from the list which order is sought.")
    if applied_on > on:
        raise UnableToRecordCourt("The day of the application lies ahead. Give a day until today.")
    list(Child.objects.select_for_update().filter(pk__in=[child.pk for child in children]).order_by("pk"))
    running = ChildInCourt.objects.filter(child__in=children, ended_on__isnull=True, proceedings__kind=kind)
    if running.exists():
        raise UnableToRecordCourt("Proceedings for this order run already for one of these children. Open those.")
    row = Proceedings.objects.create(kind=kind, applied_on=applied_on, recorded_at=at, recorded_by=by, **_kept(people))
    ChildInCourt.objects.bulk_create(ChildInCourt(proceedings=row, child=child) for child in children)
    record_for_all(row, "opened", {"application": kind, "applied_on": applied_on}, by, at)
    return row


@transaction.atomic
def change_people(*, part: ChildInCourt, people: CourtPeople, by: User, at: datetime) -> None:
    """Keep the court's number and who is in the case. Needs `proceedings.record_proceedings` of the child."""
    hold(part, by, at)
    Proceedings.objects.filter(pk=part.proceedings_id).update(**_kept(people))
    record_for_all(part.proceedings, "people_changed", {}, by, at)


@transaction.atomic
def list_hearing(*, part: ChildInCourt, kind: str, on: date, by: User, at: datetime) -> Hearing:
    """Keep the day of a hearing, ahead or past; `kind`: COURT_HEARING. Needs the same.

    Raises `UnableToRecordCourt` for an unknown kind, a day before the application, where it is listed already, or
    where the proceedings have ended.
    """
    hold(part, by, at)
    check_runs(part)
    check_code("COURT_HEARING", kind, ask="Choose from the list which hearing it is.")
    check_days(part.proceedings.applied_on, on, max(on, day_of(at)), what="The day of the hearing")
    row, is_new = Hearing.objects.get_or_create(
        proceedings_id=part.proceedings_id, kind=kind, on=on, defaults={"recorded_by": by}
    )
    if not is_new:
        raise UnableToRecordCourt("That hearing is listed for this day already.")
    record_for_all(part.proceedings, "hearing_listed", {"hearing_kind": kind, "on": on}, by, at)
    return row


@transaction.atomic
def settle_hearing(
    *,
    part: ChildInCourt,
    hearing: Hearing,
    outcome: str,
    consulted: bool | None,
    words: str = "",
    by: User,
    at: datetime,
) -> None:
    """Say what became of a hearing, and whether the IRO was consulted before it; `outcome`: HEARING_OUTCOME.

    Needs the same. Raises `UnableToRecordCourt` for an unknown outcome, or where one was held on a day ahead.
    """
    on = hold(part, by, at)
    check_code("HEARING_OUTCOME", outcome, ask="Choose from the list what became of the hearing.")
    if outcome == "held" and hearing.on > on:
        raise UnableToRecordCourt("That hearing lies ahead. Choose what became of it, or wait until it was held.")
    hearing.outcome, hearing.consulted, hearing.words, hearing.recorded_by = outcome, consulted, words.strip(), by
    hearing.save()
    facts = {"hearing_kind": hearing.kind, "on": hearing.on, "hearing_outcome": outcome, "consulted": consulted}
    record_for_all(part.proceedings, "hearing_settled", facts, by, at)


@transaction.atomic
def note_delay(
    *, part: ChildInCourt, cause: str, noted_on: date, words: str = "", by: User, at: datetime
) -> CourtDelay:
    """Keep what delays the proceedings; `cause`: COURT_DELAY. Needs the same.

    Raises `UnableToRecordCourt` for an unknown cause, a day ahead or before the application.
    """
    on = hold(part, by, at)
    check_code("COURT_DELAY", cause, ask="Choose from the list what causes the delay.")
    check_days(part.proceedings.applied_on, noted_on, on, what="The day")
    row = CourtDelay.objects.create(
        proceedings_id=part.proceedings_id, cause=cause, noted_on=noted_on, words=words.strip(), recorded_by=by
    )
    record_for_all(part.proceedings, "delay_noted", {"cause": cause, "noted_on": noted_on}, by, at)
    return row


@transaction.atomic
def conclude(
    *, parts: Sequence[ChildInCourt], ended_on: date, final_order: str, outcome: str = "", by: User, at: datetime
) -> None:
    """The proceedings end for one child or several of them, with `final_order` (FINAL_ORDER). Needs the same of each.

    The order comes into the child's care by an episode, not from here. Raises `UnableToRecordCourt` for an unknown
    order, a day ahead or before the application, or where they have ended.
    """
    check_code("FINAL_ORDER", final_order, ask="Choose from the list which order was made.")
    for part in parts:
        on = hold(part, by, at)
        check_runs(part)
        check_days(part.proceedings.applied_on, ended_on, on, what="The day on which they ended")
        part.ended_on, part.final_order, part.outcome = ended_on, final_order, outcome.strip()
        part.save()
        record_for_one(part, "concluded", {"final_order": final_order, "ended_on": ended_on}, by, at)


def _kept(people: CourtPeople) -> dict[str, str]:
    return {name: value.strip() for name, value in asdict(people).items()}

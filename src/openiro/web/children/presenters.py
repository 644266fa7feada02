"""One child at a glance: what the child's page shows, gathered and put into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from openiro.allocation.queries import AllocationLine, InvolvementLine, allocations_of, involvements_of
from openiro.children.queries import ChildRecord, PersonAround, child_record
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.permissions import Permission
from openiro.domain.roles import role
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.people.queries import may, may_see_free_text, may_see_names, names_of
from openiro.proceedings.queries import council_review_date
from openiro.reviews.queries import ChildReviews, child_checks, glance_at, reviews_of
from openiro.web.children.check_presenters import ChecksCard, checks_card
from openiro.web.children.events import Reader, Told, people_in, told
from openiro.web.children.review_presenters import reviews_tables
from openiro.web.children.tiles import Tile, tiles_of
from openiro.web.children.timeline import Picture, picture
from openiro.web.children.words import NOT_RECORDED, SEXES, age_of, in_words
from openiro.web.shell.navigation import address
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table

LATEST = 6
ADULT = 18
SERVICE = {"openiro": "The service itself"}


@dataclass(frozen=True)
class PersonRow:
    """Somebody around the child; `href` opens their own record, `end_href` says that they are no longer there."""

    who: str
    what: str
    href: str = ""
    end_href: str = ""


@dataclass(frozen=True)
class Link:
    """A way to something that this person may do."""

    text: str
    href: str


@dataclass(frozen=True)
class ChildPage:
    """The child's page. `facts` say who the child is; `latest` is the end of the child's story."""

    title: str
    caption: str
    lead: str
    tiles: tuple[Tile, ...]
    picture: Picture | None
    reviews: tuple[Table, Table | None] | None
    checks: ChecksCard | None
    facts: tuple[tuple[str, str], ...]
    people: tuple[PersonRow, ...]
    officers: Table
    latest: tuple[Told, ...]
    actions: tuple[Link, ...]
    care_actions: tuple[Link, ...]
    person_add_href: str
    history_href: str
    dates_href: str
    challenge_href: str
    forms_href: str
    footprint_href: str
    court_href: str
    arrivals_href: str
    readings_href: str


@dataclass(frozen=True)
class _Known:
    """All that was read for the page."""

    request: Request
    child: Any
    record: ChildRecord
    reviews: ChildReviews | None
    allocations: Sequence[AllocationLine]
    involvements: Sequence[InvolvementLine]
    names: bool

    def may(self, permission: Permission) -> bool:
        """Whether the reader may do it of some child or other."""
        return may(self.request.user, permission, on=self.request.today)

    def can(self, permission: Permission) -> bool:
        """Whether the reader may do it of this child."""
        return can(self.request, permission)


def child_page(request: Request, child: Any) -> ChildPage:
    """Everything of one child that this person sees, as of today."""
    known = _read(request, child)
    identity = known.record.identity
    shows_history = known.may(Permission.VIEW_HISTORY)
    href_of, words = _review_href(known), _words(request)
    return ChildPage(
        title=title_of(known.record, names=known.names),
        caption=f"Child {identity.code}" if known.names and identity.name else "Child",
        lead=f"{age_of(identity.born_on, request.today)}, {SEXES.get(identity.sex, 'sex not known').lower()}",
        tiles=_tiles(known, href_of),
        picture=picture(known.record.timeline, known.reviews),
        reviews=reviews_tables(known.reviews, words=words, href_of=href_of) if known.reviews else None,
        checks=_checks(known),
        facts=tuple(_facts(known)),
        people=tuple(_people(known)),
        officers=_officers(known),
        latest=latest_events(request, child, limit=LATEST, known=_names(known)) if shows_history else (),
        actions=tuple(_actions(known)),
        care_actions=tuple(_care_actions(known)),
        person_add_href=_if(known.can(Permission.RECORD_CHILD), "children:relationship-add", child.reference),
        history_href=_if(shows_history, "children:child-history", child.reference),
        dates_href=_if(known.can(Permission.VIEW_REVIEWS), "reviews:dates", child.reference),
        challenge_href=_if(known.can(Permission.VIEW_DISPUTES), "challenge:child", child.reference),
        forms_href=_if(known.can(Permission.VIEW_FORMS), "quality:child", child.reference),
        footprint_href=_if(known.can(Permission.VIEW_OVERSIGHT), "children:child-footprint", child.reference),
        court_href=_if(known.can(Permission.VIEW_COURT), "court:child", child.reference),
        arrivals_href=_if(_sees_arrival(known), "arrivals:child", child.reference),
        readings_href=_if(known.may(Permission.VIEW_ACCESS_LOG), "children:child-readings", child.reference),
    )


def _sees_arrival(known: _Known) -> bool:
    return known.record.timeline.current is not None and known.can(Permission.VIEW_ARRIVALS)


def _tiles(known: _Known, href_of: Callable[[int], str]) -> tuple[Tile, ...]:
    council_on = council_review_date(known.child, on=known.request.today)
    return tiles_of(known.record.timeline, known.reviews, known.allocations, _links(known), href_of, council_on)


def _read(request: Request, child: Any) -> _Known:
    on = request.today
    record = child_record(child, on=on)
    sees_reviews = may(request.user, Permission.VIEW_REVIEWS, on=on)
    return _Known(
        request=request,
        child=child,
        record=record,
        reviews=reviews_of(child, on=on, periods=record.timeline.periods) if sees_reviews else None,
        allocations=allocations_of(child),
        involvements=involvements_of(child),
        names=may_see_names(request.user, on=on),
    )


def _checks(known: _Known) -> ChecksCard | None:
    """How the checks stand, for those who record checks of this child and see its reviews; one query."""
    if known.reviews is None or not known.can(Permission.RECORD_CHECKS):
        return None
    on = known.request.today
    glance = glance_at(known.child, on=on)
    found = child_checks(
        known.child,
        on=on,
        reviews=known.reviews.reviews,
        timeline=known.record.timeline,
        is_unaccompanied=known.record.identity.is_unaccompanied,
        glance=glance,
        calendar=known.reviews.calendar,
        policy=known.reviews.policy,
    )
    views = known.can(Permission.VIEW_VIEWS)
    return checks_card(known.child, found, glance, needs=_words(known.request), views=views)


def title_of(record: ChildRecord, *, names: bool) -> str:
    """What the child is called on their page: by name, or by number for those who do not see names."""
    return record.identity.name if names and record.identity.name else record.identity.code


def latest_events(
    request: Request, child: Any, *, limit: int, known: Mapping[str, str] | None = None
) -> tuple[Told, ...]:
    """The latest events of the child's story in words, newest first.

    `known` are the names that the page has read already; the others are read in one query.
    """
    events = events_of(child_stream(child.pk), limit=limit)
    named = set().union(*(people_in(event) for event in events))
    names = SERVICE | dict(known or {})
    missing = named - set(names)
    reader = Reader(names | (names_of(missing) if missing else {}), _words(request))
    return tuple(told(event, reader) for event in events)


def named(codes: set[str]) -> dict[str, str]:
    """The names of these people, and of the service itself."""
    missing = codes - set(SERVICE)
    return SERVICE | (names_of(missing) if missing else {})


def _names(known: _Known) -> dict[str, str]:
    """The names of those who reviewed the child or work with them, and of the reader."""
    names = {line.officer_code: line.officer for line in known.allocations}
    names |= {line.worker_code: line.worker for line in known.involvements}
    return names | {known.request.user.code: known.request.user.name}


def _words(request: Request) -> bool:
    return may_see_free_text(request.user, on=request.today)


def _if(is_permitted: bool, name: str, *arguments: Any) -> str:
    return address(name, *arguments) if is_permitted else ""


def _links(known: _Known) -> dict[str, str]:
    """Where the tiles lead, by what is to be done there."""
    reference = known.child.reference
    return {
        "record": _if(known.can(Permission.RECORD_REVIEW), "reviews:review-record", reference),
        "plan": _plan_href(known),
        "allocate": _if(known.can(Permission.ALLOCATE), "caseload:allocate", reference),
    }


def _plan_href(known: _Known) -> str:
    """Where the next review is planned, or planned anew."""
    if not known.can(Permission.PLAN_REVIEW):
        return ""
    ahead = known.reviews.ahead if known.reviews else None
    if ahead is not None:
        return address("reviews:review-replan", known.child.reference, ahead.number)
    return address("reviews:review-plan", known.child.reference)


def _review_href(known: _Known) -> Callable[[int], str]:
    """The page of each of the child's reviews, by its number."""
    return lambda number: address("reviews:review", known.child.reference, number)


def _actions(known: _Known) -> Iterable[Link]:
    """What stands at the head of the page: the one thing to do first, then the next."""
    links = list(_actions_in_care(known)) if known.record.timeline.current is not None else []
    if known.can(Permission.RECORD_CONFERENCE):
        place = len(links) if known.can(Permission.RECORD_REVIEW) else 0
        links.insert(place, Link("Conferences", address("children:conferences", known.child.reference)))
    return links


def _actions_in_care(known: _Known) -> Iterable[Link]:
    links = _links(known)
    if links["record"]:
        yield Link("Record a review", links["record"])
    if links["plan"]:
        yield Link(
            "Change the plan" if known.reviews and known.reviews.ahead else "Plan the next review", links["plan"]
        )
    if known.can(Permission.NOTIFY_CHANGE):
        yield Link("Tell the IRO", address("oversight:tell", known.child.reference))
    if known.can(Permission.VIEW_OVERSIGHT):
        yield Link("Between reviews", address("oversight:child", known.child.reference))
    if known.can(Permission.DO_AUDIT):
        yield Link("Audit", address("audits:begin", known.child.reference))


def _care_actions(known: _Known) -> Iterable[Link]:
    if not known.can(Permission.RECORD_CARE):
        return
    reference = known.child.reference
    if known.record.timeline.current is None and known.record.identity.age < ADULT:
        yield Link("The child enters care", reverse("children:care-start", args=[reference]))
    if known.record.timeline.current is not None:
        yield Link("Change of care", reverse("children:care-change", args=[reference]))
        yield Link("End of care", reverse("children:care-end", args=[reference]))
    if known.record.episodes:
        last = known.record.episodes[-1].episode.started_on
        yield Link("Correct an episode", reverse("children:episode-correct", args=[reference, last]))


def _facts(known: _Known) -> Iterable[tuple[str, str]]:
    identity = known.record.identity
    if known.names:
        yield "Name", identity.name or NOT_RECORDED
        yield "Date of birth", long_date(identity.born_on)
    yield "Council's number", identity.code
    yield "Sex", SEXES.get(identity.sex, NOT_RECORDED)
    yield "Ethnic background", sentence(in_words("ETHNIC", identity.ethnicity))
    if known.names:
        yield "NHS number", _spaced(identity.nhs_number)
    yield "Disabled", {True: "Yes", False: "No"}.get(identity.disabled, "Not recorded")  # type: ignore[arg-type]
    if identity.is_unaccompanied:
        yield "Unaccompanied", "Asylum-seeking child without family here"


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else "Not recorded"


def _people(known: _Known) -> Iterable[PersonRow]:
    """Workers of today, then family and others; those who are no longer around are left to the history."""
    on = known.request.today
    for line in known.involvements:
        if line.from_on <= on and (line.to_on is None or line.to_on >= on):
            team = f", {line.team}" if line.team else ""
            yield PersonRow(line.worker, f"{line.kind.replace('_', ' ').capitalize()}{team}")
    may_end = known.can(Permission.RECORD_CHILD)
    for person in known.record.people:
        if person.to_on is None or person.to_on >= on:
            yield _person(known, person, may_end)


def _person(known: _Known, person: PersonAround, may_end: bool) -> PersonRow:
    related = person.related_reference
    what = sentence(person.kind.in_words)
    if person.has_parental_responsibility:
        what += ", with parental responsibility"
    if related is not None:
        what += f", child {person.related_code} of this service"
    end_href = _if(may_end, "children:relationship-end", known.child.reference, person.number)
    return PersonRow(
        who=(person.name if known.names else "") or person.related_code or "Name not shown to your role",
        what=what,
        href=reverse("children:child", args=[related]) if related else "",
        end_href=end_href,
    )


def _officers(known: _Known) -> Table:
    return Table(
        caption="Everyone who has reviewed this child",
        caption_hidden=True,
        columns=(Column("Officer"), Column("From"), Column("To")),
        rows=[_officer(line) for line in known.allocations],
        empty="Nobody has been allocated yet.",
    )


def _officer(line: AllocationLine) -> list[Cell | str]:
    what = "cover for the IRO" if line.is_cover and line.role == "iro" else role(line.role).name
    return [
        Cell(line.officer, hint=sentence(what)),
        medium_date(line.from_on),
        medium_date(line.to_on) if line.to_on else "Today",
    ]

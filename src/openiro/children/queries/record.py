"""One child's record: who they are, who is around them, and their time in care."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from openiro.children.models import CURRENT, Child, Episode, Relationship, RelationshipKind, UnaccompaniedStatus
from openiro.children.queries.care import UnableToFindRecord
from openiro.core.prepared import prepared
from openiro.domain import care
from openiro.domain.months import age_on
from openiro.domain.placements import AdoptionSpell, Placement, adoption_spells, placements


@dataclass(frozen=True)
class ChildIdentity:
    """Who a child is. `name` is empty where none is recorded; `age` counts completed years."""

    reference: uuid.UUID
    code: str
    name: str
    born_on: date
    age: int
    sex: str
    ethnicity: str
    nhs_number: str
    upn: str
    disabled: bool | None
    is_unaccompanied: bool


@dataclass(frozen=True)
class PersonAround:
    """Somebody around the child; `related_code` where they are a child of the service themselves."""

    number: int
    kind: RelationshipKind
    name: str
    has_parental_responsibility: bool | None
    related_reference: uuid.UUID | None
    related_code: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True)
class EpisodeLine:
    """An episode as recorded, with what the rules of care do not need. `collection_year` None: it was typed here."""

    episode: care.Episode
    home_postcode: str
    collection_year: int | None


@dataclass(frozen=True)
class Timeline:
    """A child's time in care as it was known at the end of `on`."""

    on: date
    periods: tuple[care.CarePeriod, ...]
    placements: tuple[Placement, ...]
    adoption: tuple[AdoptionSpell, ...]

    @property
    def current(self) -> care.CarePeriod | None:
        """The care period that runs at the end of the day; None where there is none."""
        return care.period_on(self.periods, self.on)

    @property
    def legal_status(self) -> str | None:
        """The legal status of the day."""
        return care.legal_status_on(self.periods, self.on)

    @property
    def placement(self) -> str | None:
        """The placement code of the day."""
        return care.placement_on(self.periods, self.on)


@dataclass(frozen=True)
class ChildRecord:
    """What the child's page shows of the child: identity, people around, episodes, and the timeline of a day."""

    identity: ChildIdentity
    people: tuple[PersonAround, ...]
    episodes: tuple[EpisodeLine, ...]
    timeline: Timeline


def search_name(family_name: str, given_name: str) -> str:
    """The name by which lists sort and search: family name, then given name, letter case aside."""
    return f"{family_name} {given_name}".strip().casefold()


def full_name(child: Child) -> str:
    """Given and family name; empty where none is recorded."""
    return f"{child.given_name} {child.family_name}".strip()


def child_by_code(code: str) -> Child:
    """The child of that number (CHILD), for loads and actions; raises `UnableToFindRecord`. No scope is applied."""
    found = Child.objects.filter(CURRENT, code=code).first()
    if found is None:
        raise UnableToFindRecord(f"There is no child with the number {code}. Check it, or record the child first.")
    return found


def relationship_of(child: Child, number: int) -> Relationship:
    """One of the people around the child, to be handed to an action. Raises `UnableToFindRecord`."""
    found = Relationship.objects.filter(CURRENT, child=child, pk=number).first()
    if found is None:
        raise UnableToFindRecord("That person is not among those around the child. Look at the list again.")
    return found


def identity_of(child: Child, *, on: date) -> ChildIdentity:
    """Who the child is, with their age on `on`; one query, for whether they are unaccompanied that day."""
    return _identity(child, on, is_unaccompanied=_unaccompanied(on).filter(child=child).exists())


def _unaccompanied(on: date) -> QuerySet[UnaccompaniedStatus]:
    return UnaccompaniedStatus.objects.filter(CURRENT, Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def _identity(child: Child, on: date, *, is_unaccompanied: bool) -> ChildIdentity:
    return ChildIdentity(
        reference=child.reference,
        code=child.code,
        name=full_name(child),
        born_on=child.born_on,
        age=age_on(child.born_on, on),
        sex=child.sex,
        ethnicity=child.ethnicity,
        nhs_number=child.nhs_number,
        upn=child.upn,
        disabled=child.disabled,
        is_unaccompanied=is_unaccompanied,
    )


def child_record(child: Child, *, on: date) -> ChildRecord:
    """The child's record as known at the end of `on`; two queries, whatever the length of their story.

    A third for a child without any episode.
    """
    rows = _episodes(child.pk, on)
    lines = tuple(EpisodeLine(_fact(row), row.home_postcode, row.collection_year) for row in rows)
    return ChildRecord(
        identity=_identity(child, on, is_unaccompanied=rows[0].is_unaccompanied) if rows else identity_of(child, on=on),
        people=_people_around(child),
        episodes=lines,
        timeline=timeline_of([line.episode for line in lines], on=on),
    )


@prepared
def _episodes(child: int, on: date) -> QuerySet[Any]:
    unaccompanied = Exists(_unaccompanied(on).filter(child=OuterRef("child_id")))
    found = Episode.objects.filter(CURRENT, child=child).annotate(is_unaccompanied=unaccompanied)
    return found.order_by("started_on")


def timeline_of(episodes: list[care.Episode], *, on: date) -> Timeline:
    """The care periods, placements and placements for adoption that these episodes show at the end of `on`."""
    periods = care.care_periods(care.seen_at(episodes, on))
    spells = tuple(spell for period in periods for spell in adoption_spells(period))
    return Timeline(on, periods, placements(periods), spells)


def _people_around(child: Child) -> tuple[PersonAround, ...]:
    return tuple(_person(row) for row in _related(child.pk))


@prepared
def _related(child: int) -> QuerySet[Relationship]:
    rows = Relationship.objects.filter(CURRENT, child=child).select_related("related_child")
    return rows.order_by("kind", "name", "pk")


def _person(row: Relationship) -> PersonAround:
    other = row.related_child
    known = full_name(other) if other else ""
    return PersonAround(
        number=row.pk,
        kind=RelationshipKind(row.kind),
        name=row.name or known,
        has_parental_responsibility=row.has_parental_responsibility,
        related_reference=other.reference if other else None,
        related_code=other.code if other else "",
        from_on=row.from_on,
        to_on=row.to_on,
    )


def _fact(row: Episode) -> care.Episode:
    return care.Episode(
        started_on=row.started_on,
        reason_started=row.reason_started or None,
        legal_status=row.legal_status or None,
        need=row.need or None,
        placement=row.placement or None,
        provider=row.provider or None,
        ended_on=row.ended_on,
        reason_ended=row.reason_ended or None,
        reason_place_change=row.reason_place_change or None,
        placement_postcode=row.placement_postcode or None,
        urn=row.urn or None,
    )

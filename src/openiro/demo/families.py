"""The people around the children of a lively council: brothers and sisters in care, parents, carers."""

from collections.abc import Iterator, Sequence
from random import Random

from openiro.children.actions import record_relationship
from openiro.children.queries import RelationshipKind, child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.filling import Filling

ADDRESS = "{}-{}@families.example"  # a domain that no post can go to
HAS_MOTHER, HAS_FATHER, HAS_EMAIL = 0.85, 0.5, 0.8
FOSTERED = ("foster", "relatives")


def join_families(filling: Filling, present: Sequence[ChildLaid]) -> None:
    """Brothers and sisters in care, and a young mother and her baby, each in the record of the other."""
    families: dict[str, list[ChildLaid]] = {}
    for child in present:
        if child.life.family:
            families.setdefault(child.life.family, []).append(child)
    for members in families.values():
        for one in members:
            for other in members:
                if one is not other:
                    _join(filling, one, other)


def _join(filling: Filling, one: ChildLaid, other: ChildLaid) -> None:
    kinds = {"baby": RelationshipKind.OWN_CHILD, "mother": RelationshipKind.MOTHER}
    record_relationship(
        child=child_by_code(one.code),
        kind=kinds.get(other.life.part, RelationshipKind.SIBLING),
        related_child=child_by_code(other.code),
        by=filling.by,
        at=filling.at,
    )


def give_families(filling: Filling, present: Sequence[ChildLaid]) -> None:
    """Parents with parental responsibility and foster carers; most can be reached by email."""
    random = Random(filling.records.council.seed)  # noqa: S311  who has an address needs no secret
    for number, laid in enumerate(present):
        child = child_by_code(laid.code)
        for kind in _around(laid, random):
            reachable = random.random() < HAS_EMAIL
            record_relationship(
                child=child,
                kind=kind,
                name=str(filling.new_name("M" if kind is RelationshipKind.FATHER else "F")),
                has_parental_responsibility=None if kind is RelationshipKind.CARER else True,
                email=ADDRESS.format(kind, number) if reachable else "",
                by=filling.by,
                at=filling.at,
            )


def _around(laid: ChildLaid, random: Random) -> Iterator[RelationshipKind]:
    if laid.life.part != "baby" and random.random() < HAS_MOTHER:
        yield RelationshipKind.MOTHER
    if random.random() < HAS_FATHER:
        yield RelationshipKind.FATHER
    if any(word in laid.life.home for word in FOSTERED):
        yield RelationshipKind.CARER

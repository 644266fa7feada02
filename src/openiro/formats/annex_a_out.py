"""Writes lists 7 (child protection plans) and 8 (children looked after) of Ofsted's Annex A from what is on record.

What the service was not told of (visits to children who are not in care, in whose area a placement outside the
council's lies, interviews offered and not held) stays blank, so that nobody takes a guess for a record. Source: Ofsted,
inspecting local authority children's services, Annex A.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from openiro.domain.codes import ETHNIC_GROUPS
from openiro.formats.annex_a import HEADINGS, SEX
from openiro.formats.protection_in import LIST_7

SEX_FROM = date(2026, 1, 1)  # from that year every list says 'Sex' in place of 'Gender'
MONTHS_BACK = 6  # the lists hold children whose care or plan ended in the six months before, too
LIST_8 = HEADINGS
Cell = str | int | date | None


@dataclass(frozen=True)
class PlanListed:
    """A row of list 7, in the order of its columns; codes are those of the return and of the census."""

    child: str
    sex: str
    ethnicity: str
    born_on: date | None
    age: int | None
    disabled: bool | None
    started_on: date
    initial_category: str
    latest_category: str
    visited_on: date | None = None
    seen_alone: bool | None = None
    reviewed_on: date | None = None
    ended_on: date | None = None
    emergency: bool | None = None
    plans_before: int | None = None
    team: str = ""
    worker: str = ""


@dataclass(frozen=True)
class ChildListed:
    """A row of list 8, in the order of its columns; codes are those of the return.

    `iro_contact_on`: the last day on which the IRO visited, saw or otherwise had contact with the child.
    """

    child: str
    sex: str
    ethnicity: str
    born_on: date
    age: int
    uasc: bool
    disabled: bool | None
    started_on: date | None
    need: str
    second_period: bool
    status_from: date | None
    status: str
    reviewed_on: date | None
    visited_on: date | None
    permanence: str
    iro_contact_on: date | None
    health_on: date | None
    dental_on: date | None
    placements: int
    ceased_on: date | None
    reason_ceased: str
    placed_on: date | None
    placement: str
    provider: str
    postcode: str
    urn: str
    out_of_area: bool | None
    authority: str = ""
    missing: int = 0
    absent: int = 0
    interview_offered: bool | None = None
    interview_accepted: bool | None = None
    team: str = ""
    worker: str = ""


def _listed(text: str) -> dict[str, str]:
    """Codes of a list, one answer a line: its codes, then its words."""
    lines = [line.strip().partition(" | ") for line in text.strip().splitlines()]
    return {code: words for codes, _, words in lines for code in codes.split()}


_GROUPS = {
    "White": "a) White",
    "Mixed": "b) Mixed",
    "Asian": "c) Asian or Asian British",
    "Black": "d) Black or black British",
    "Other": "e) Other ethnic group",
}
_ETHNICITY = {code: words for group, words in _GROUPS.items() for code in ETHNIC_GROUPS.get(group, ())}
_ANSWERS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "sex": (_listed("M | a) Male\nF | b) Female"), "c) Not stated/recorded"),
    "ethnicity": (_ETHNICITY, "f) Not stated"),
    "need": (
        _listed("""
            N1 | a) Abuse or neglect
            N2 | b) Child's disability
            N3 | c) Parents illness or disability
            N4 | d) Family in acute stress
            N5 | e) Family dysfunction
            N6 | f) Socially unacceptable behaviour
            N7 | g) Low income
            N8 | h) Absent parenting
        """),
        "j) Not stated",
    ),
    "status": (
        _listed("""
            C1 | a) Interim care orders
            C2 | b) Full care orders
            D1 | c) Freed for Adoption
            E1 | d) Placement order granted
            V2 | e) Accommodated under S20
            L1 L2 L3 | f) Detained on child protection grounds in LA accommodation
            J1 J2 J3 | g) Youth justice legal Statuses
        """),
        "",
    ),
    "permanence": (
        _listed("""
            RETURN1M RETURN6M RETURNEV REMAINSUP | a) Return to family
            ADOPTION | b) Adoption
            SUPPLIV | d) Supported living in the community
            RESPLMT | e) Long-term residential placement
            LTFOST18 LTRELFR | f) Long-term fostering
            OTHERPLN | g) Other
        """),
        "",
    ),
    "reason_ceased": (
        _listed("""
            E11 E12 | a) Adopted
            E2 | b) Died
            E3 | c) Care taken by another LA
            E4 E4A E4B | d) Returned home to live with parents or relatives
            E13 | e) Left care to live with parents, relatives or other person with no parental responsibility
            E41 | f) Residence order granted
            E43 E44 E45 E46 E47 E48 | g) Special Guardianship Orders
            E5 E6 | h) Moved into independent living
            E7 | i) Transferred to residential care funded by adult social services
            E9 | j) Sentenced to custody
            E14 | k) Accommodation on remand ended
            E15 | l) Age assessment determined child was 18 or over
            E16 | m) Child moved abroad
            E8 E17 | n) Care ceased for any other reason
        """),
        "",
    ),
    "placement": (
        _listed("""
            U1 U2 U3 U4 U5 U6 | a) Foster placement
            A3 A4 A5 A6 | b) Placed for adoption
            P1 | c) Placed with parents
            P2 | d) Independent living
            P3 | e) Residential employment
            H5 K3 | f) Residential accommodation
            K1 | g) Secure Children’s Homes
            K2 | h) Children’s Homes
            R1 | i) Residential Care Home
            R2 | j) NHS/Health Trust
            R3 | k) Family Centre or Mother and Baby Unit
            R5 | l) Young Offender Institution
            S1 | m) Residential school
            Z1 Z11 Z12 Z13 Z14 | n) Other placements
            T0 T1 T2 T3 T4 | o) Temporary placement
        """),
        "",
    ),
    "provider": (_listed("PR1 | a) Own LA\nPR4 | b) Private\nPR0 PR2 PR3 PR5 | c) Other"), ""),
    "out_of_area": ({"False": "a) In", "True": "b) Out"}, ""),
    "category": (
        _listed("""
            NEG | a) Neglect
            PHY | b) Physical Abuse
            SAB | c) Sexual Abuse
            EMO | d) Emotional Abuse
            MUL | e) Multiple
        """),
        "",
    ),
}
_ANSWERED_AS = {"initial_category": "category", "latest_category": "category"}


def list_7(rows: Iterable[PlanListed], as_at: date) -> Iterator[tuple[str | int, ...]]:
    """The headings of list 7, then a row for each plan."""
    return _list(LIST_7, rows, as_at)


def list_8(rows: Iterable[ChildListed], as_at: date) -> Iterator[tuple[str | int, ...]]:
    """The headings of list 8, then a row for each child."""
    return _list(LIST_8, rows, as_at)


def _list(headings: Iterable[str], rows: Iterable[object], as_at: date) -> Iterator[tuple[str | int, ...]]:
    yield tuple("Sex" if heading == SEX and as_at >= SEX_FROM else heading for heading in headings)
    for row in rows:
        yield tuple(_cell(field.name, getattr(row, field.name)) for field in fields(row))  # type: ignore[arg-type]


def _cell(name: str, value: Cell) -> str | int:
    """A cell as the list has it: lettered answers, days as dd/mm/yyyy, blank for what is not known."""
    found = _ANSWERS.get(_ANSWERED_AS.get(name, name))
    if found is not None:
        answers, otherwise = found
        return answers.get(str(value), otherwise)
    if name == "disabled" and value is None:
        return "c) Unknown"
    if isinstance(value, bool):
        return "a) Yes" if value else "b) No"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else value

"""Brings a synthetic council into an empty service: by loads and by actions, as a council would."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction

from openiro.allocation.actions import allocate
from openiro.children.actions import ChildFacts, correct_child
from openiro.children.queries import child_by_code
from openiro.core.actions import refresh_bank_holidays, set_setting
from openiro.demo.filling import Filling, Staff
from openiro.demo.generate import ChildLaid, Records
from openiro.demo.liven import give_workers, liven
from openiro.demo.names import Name, Names
from openiro.demo.returns import write_returns
from openiro.demo.service import OFFICER_ROLES, AllocationRow
from openiro.domain.permissions import Scope
from openiro.domain.roles import ROLES
from openiro.ingest.actions import load_at_once
from openiro.people.actions import add_person, add_post, add_team, give_role, set_password
from openiro.people.queries import POLICY_SETTING

if TYPE_CHECKING:
    from openiro.people.models import User

COUNCIL_SETTING = "demo.council"
MAIL_DOMAIN = "example.org"
SOCIAL_WORKERS = 6
WITH_WORKER = 30


def email_for(role: str) -> str:
    """The sign-in of the one who stands for a role: an address that no post goes to."""
    return f"{role.replace('_', '-')}@{MAIL_DOMAIN}"


@transaction.atomic
def fill_service(records: Records, *, password: str, by: "User", at: datetime) -> Staff:
    """Bring the council in, all of it or nothing; everyone who stands for a role signs in with `password`."""
    filling = Filling(records, Names(records.council.seed), by, at)
    refresh_bank_holidays(on=filling.on)
    set_setting(key=POLICY_SETTING, value=records.council.key, by=by, at=at)
    set_setting(key=COUNCIL_SETTING, value=records.council.key, by=by, at=at)
    staff = _bring_staff(filling, password)
    with TemporaryDirectory() as folder:
        for each in write_returns(records, Path(folder)):
            load_at_once(path=each.folder, format="903", year=each.year, by=by, at=at)
    _name_children(filling)
    _allocate_children(filling, staff)
    present = [child for child in records.children if child.life.ended_on is None]
    give_workers(filling, staff, present if records.council.lively else present[:WITH_WORKER])
    if records.council.lively:
        liven(filling, staff)
    return staff


def _bring_staff(filling: Filling, password: str) -> Staff:
    council = filling.records.council
    teams = [add_team(name=name, by=filling.by, at=filling.at) for name in council.teams]
    staff = Staff({}, {}, teams, [])
    for row in filling.records.staff:
        person = staff.by_code.get(row.officer) or _add(filling, staff, row.officer, row.role, password)
        add_post(
            person=person,
            role=row.role,
            fte=Decimal(str(row.fte)),
            from_on=row.from_on,
            to_on=row.to_on,
            permanent=row.permanent,
            by=filling.by,
            at=filling.at,
        )
    for role in ROLES:
        if role not in staff.by_role:
            _add(filling, staff, f"{council.prefix}-{role.replace('_', '-')}-1", role, password)
    for number in range(2, SOCIAL_WORKERS + 1):
        staff.workers.append(_add(filling, staff, f"{council.prefix}-social-worker-{number}", "social_worker", ""))
    staff.workers.insert(0, staff.by_role["social_worker"])
    return staff


def _add(filling: Filling, staff: Staff, code: str, role: str, password: str) -> "User":
    """Add a person with their role; the first of each role can sign in."""
    name = filling.names.of("MF"[len(staff.by_code) % 3 > 0])
    stands = bool(password) and role not in staff.by_role
    email = email_for(role) if stands else ""
    person = add_person(code=code, name=str(name), email=email, by=filling.by, at=filling.at)
    needs_team = ROLES[role].scope is Scope.TEAM
    give_role(
        person=person,
        role=role,
        from_on=filling.since,
        team=staff.teams[0] if needs_team else None,
        by=filling.by,
        at=filling.at,
    )
    if stands:
        set_password(person=person, password=password, by=filling.by, at=filling.at)
        staff.by_role[role] = person
    staff.by_code[code] = person
    return person


def _name_children(filling: Filling) -> None:
    families: dict[str, str] = {}
    for child in filling.records.children:
        life = child.life
        name = filling.names.of(life.sex, families.get(life.family, ""))
        if life.family:
            families[life.family] = name.family
        _give_name(filling, child, name)


def _give_name(filling: Filling, laid: ChildLaid, name: Name) -> None:
    child = child_by_code(laid.code)
    facts = ChildFacts(
        code=child.code,
        born_on=child.born_on,
        sex=child.sex,
        ethnicity=laid.life.ethnicity,
        upn=child.upn,
        nhs_number=child.nhs_number,
        given_name=name.given,
        family_name=name.family,
        disabled=any(row.need == "N2" for row in laid.episodes),
    )
    correct_child(child=child, facts=facts, by=filling.by, at=filling.at)


def _allocate_children(filling: Filling, staff: Staff) -> None:
    """Allocations of children who are looked after at the end; those who left before keep what the return says."""
    present = {child.code for child in filling.records.children if child.life.ended_on is None}
    for row in filling.records.allocations:
        if row.child in present and row.role in OFFICER_ROLES:
            _allocate(filling, staff.by_code, row)


def _allocate(filling: Filling, people: Mapping[str, "User"], row: AllocationRow) -> None:
    child = child_by_code(row.child)
    officer = people[row.officer]
    allocate(child=child, officer=officer, role=row.role, from_on=row.from_on, by=filling.by, at=filling.at)

"""Brings a synthetic council into an empty service: by loads and by actions, as a council would."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction

from openiro.children.actions import ChildFacts, record_child
from openiro.core.actions import refresh_bank_holidays, set_setting
from openiro.demo.filling import Filling, Staff
from openiro.demo.generate import Records
from openiro.demo.in_print import tell_what_is_in_print
from openiro.demo.liven import give_workers, liven, workers_of
from openiro.demo.returns import write_returns
from openiro.demo.tables import under_plan_rows
from openiro.demo.templates import MAIL_DOMAIN, email_for, named, write_filled_templates
from openiro.domain.permissions import Scope
from openiro.domain.roles import ROLES
from openiro.ingest.actions import load_at_once
from openiro.people.actions import add_person, add_team, give_role, set_password
from openiro.people.queries import POLICY_SETTING, team_by_name, user_by_code

if TYPE_CHECKING:
    from openiro.people.models import User

__all__ = ["COUNCIL_SETTING", "MAIL_DOMAIN", "email_for", "fill_service"]

COUNCIL_SETTING = "demo.council"
WORKER, SOCIAL_WORKERS = "social_worker", 6
WITH_WORKER = 30


@transaction.atomic
def fill_service(records: Records, *, password: str, by: "User", at: datetime) -> Staff:
    """Bring the council in, all of it or nothing; everyone who stands for a role signs in with `password`."""
    filling = Filling(records, named(records), by, at)
    refresh_bank_holidays(on=filling.on)
    set_setting(key=POLICY_SETTING, value=records.council.key, by=by, at=at)
    set_setting(key=COUNCIL_SETTING, value=records.council.key, by=by, at=at)
    workers = _workers(filling)
    present = [child for child in records.children if child.life.ended_on is None]
    with_worker = present if records.council.lively else present[:WITH_WORKER]
    _load(filling, workers_of(with_worker, [worker.code for worker in workers]))
    staff = _staff(filling, workers, password)
    give_workers(filling, staff, with_worker)
    tell_what_is_in_print(filling, staff)
    if records.council.lively:
        liven(filling, staff)
    return staff


def _load(filling: Filling, owners: Mapping[str, str]) -> None:
    with TemporaryDirectory() as folder:
        for each in write_returns(filling.records, Path(folder) / "returns"):
            load_at_once(path=each.folder, format="903", year=each.year, by=filling.by, at=filling.at)
        _record_children_under_plan(filling)
        templates = write_filled_templates(
            filling.records, Path(folder) / "templates", names=filling.names, owners=owners
        )
        load_at_once(path=templates, format="templates", by=filling.by, at=filling.at)


def _record_children_under_plan(filling: Filling) -> None:
    """Children who are not looked after are in no return: their conference chairs' allocations need their record."""
    for row in under_plan_rows(filling.records):
        name = filling.names[row["child"]]
        facts = ChildFacts(
            code=row["child"],
            born_on=row["born_on"],
            sex=row["sex"],
            ethnicity=row["ethnicity"],
            given_name=name.given,
            family_name=name.family,
        )
        record_child(facts=facts, by=filling.by, at=filling.at)


def _workers(filling: Filling) -> "list[User]":
    """The social workers, in the teams of the council; the first signs in. They come before the decisions they own."""
    council = filling.records.council
    for name in council.teams:
        add_team(name=name, by=filling.by, at=filling.at)
    return [
        _add(
            filling,
            f"{council.prefix}-{WORKER.replace('_', '-')}-{number}",
            WORKER,
            email_for(WORKER) if number == 1 else "",
        )
        for number in range(1, SOCIAL_WORKERS + 1)
    ]


def _staff(filling: Filling, workers: "list[User]", password: str) -> Staff:
    """The people that the templates brought, and one of every role that they did not; all of these sign in."""
    council = filling.records.council
    by_role: dict[str, User] = {WORKER: workers[0]}
    for row in filling.records.staff:
        if row.role not in by_role:
            by_role[row.role] = user_by_code(row.officer)
    for role in ROLES:
        if role not in by_role:
            by_role[role] = _add(filling, f"{council.prefix}-{role.replace('_', '-')}-1", role, email_for(role))
    for person in by_role.values():
        set_password(person=person, password=password, by=filling.by, at=filling.at)
    return Staff(by_role, [team_by_name(name) for name in council.teams], workers)


def _add(filling: Filling, code: str, role: str, email: str = "") -> "User":
    person = add_person(code=code, name=str(filling.new_name()), email=email, by=filling.by, at=filling.at)
    team = team_by_name(filling.records.council.teams[0]) if ROLES[role].scope is Scope.TEAM else None
    give_role(person=person, role=role, from_on=filling.since, team=team, by=filling.by, at=filling.at)
    return person

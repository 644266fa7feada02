"""A synthetic council is brought into an empty service as a council would do it, and the pages have work to show."""

from argparse import Namespace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from openiro.children.actions import ChildFacts, record_child
from openiro.core.clock import LONDON
from openiro.core.queries import faults_in_event_chains, setting, working_calendar
from openiro.demo.command import UnableToMakeCouncil, council_named, run
from openiro.demo.councils.default import default_council
from openiro.demo.generate import make_records
from openiro.demo.populate import COUNCIL_SETTING, email_for, fill_service
from openiro.demo.sign_in import kept_password, made_password
from openiro.domain.roles import ROLES
from openiro.ingest.models import LoadProblem
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reviews.models import ParentParticipation, Review
from openiro.reviews.queries import manager_work, officer_work, support_work

AS_AT = date(2026, 3, 18)


def test_the_default_council_fills_every_page_of_a_working_day(db: None) -> None:
    at = datetime.combine(AS_AT, time(17, 0), LONDON)
    records = make_records(default_council(AS_AT), working_calendar())
    fill_service(records, password="long enough to keep", by=service_account(), at=at)

    manager = manager_work(User.objects.get(email="iro-manager@example.org"), on=AS_AT)
    assert manager.unallocated.total == 3
    assert {line.working_days_left < 0 for line in manager.unallocated.children} == {True, False}
    assert manager.overdue
    assert manager.to_finish.total
    officer = officer_work(User.objects.get(email="iro@example.org"), on=AS_AT)
    assert officer.due_soon
    assert support_work(User.objects.get(email="business-support@example.org"), on=AS_AT).to_book.total
    assert Review.objects.filter(held_on__isnull=True, planned_on__gt=AS_AT).count() > 20
    assert ParentParticipation.objects.exists()
    assert 5 < LoadProblem.objects.filter(code__in=_LEFT_ON_PURPOSE).count() < 12
    assert list(faults_in_event_chains()) == []
    for role in ROLES:
        assert authenticate(username=email_for(role), password="long enough to keep") is not None, role


_LEFT_ON_PURPOSE = ("code_unknown", "date_missing", "date_invalid", "repeated_row", "child_not_in_header")


def test_a_second_run_keeps_the_council_and_refuses_another(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    options = Namespace(council="harrow", as_at=None, no_serve=True)
    assert run(options) == 0
    first = capsys.readouterr().out
    assert setting(COUNCIL_SETTING) == "harrow"
    assert run(Namespace(council=None, as_at=None, no_serve=True)) == 0
    assert capsys.readouterr().out in first
    assert "iro@example.org" in first
    with pytest.raises(UnableToMakeCouncil, match="'harrow' already"):
        run(Namespace(council="medway", as_at=None, no_serve=True))


def test_a_council_is_not_made_beside_records_of_real_children(db: None) -> None:
    record_child(
        facts=ChildFacts(code="1", born_on=date(2015, 2, 3), sex="F"),
        by=service_account(),
        at=datetime.combine(AS_AT, time(9), LONDON),
    )
    with pytest.raises(UnableToMakeCouncil, match="not invented"):
        run(Namespace(council=None, as_at=None, no_serve=True))


def test_the_password_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    assert kept_password(tmp_path) is None
    password = made_password(tmp_path)
    assert kept_password(tmp_path) == password
    assert (tmp_path / "demo-password").stat().st_mode & 0o777 == 0o600


def test_a_twin_ends_with_its_paper_and_the_default_today() -> None:
    assert council_named("harrow", None, AS_AT).last_day == date(2019, 3, 31)
    assert council_named("harrow", AS_AT, AS_AT).last_day == AS_AT
    assert council_named("default", None, AS_AT).last_day == AS_AT

"""`openiro verify` proves that nothing was altered or lost, and says what was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openiro.children.models import CarePeriod
from openiro.config.command_line import main
from openiro.core.models import StreamHead
from openiro.ingest.actions import check_load
from openiro.ingest.keeping import kept_path
from openiro.ingest.models import Load
from openiro.jobs import check as check_command
from openiro.jobs.daily import DAYS_UPLOADS_WAIT, work_of
from openiro.people.actions import service_account
from openiro.reviews.models import ReviewTimetable
from tests.integration.ingest.returns import child, episode, folder

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return folder(tmp_path / "return", header=[child("1")], episodes=[episode("1", "10/05/2016")])


@pytest.fixture
def loaded(path, capsys):
    main(["load", str(path), "--json"])
    capsys.readouterr()


def said(capsys) -> str:
    assert main(["verify"]) == 1
    return capsys.readouterr().out


def test_a_sound_service_is_0(loaded, capsys):
    assert main(["verify"]) == 0
    assert "All is as written" in capsys.readouterr().err


def test_a_lost_event_shows(loaded, capsys):
    StreamHead.objects.filter(stream="service").update(length=99)
    assert "service" in said(capsys)


def test_a_cache_that_differs_from_the_facts_shows(loaded, capsys):
    CarePeriod.objects.update(started_on=date(2016, 5, 9))
    ReviewTimetable.objects.update(next_due_on=date(2000, 1, 1))
    words = said(capsys)
    assert "care periods" in words
    assert "next review" in words


def test_an_upload_that_was_altered_or_lost_shows(path, capsys):
    load = check_load(path=path, by=service_account(), at=AT)
    kept = kept_path(load.kept_as)
    (kept / "header.csv").write_text("CHILD", encoding="utf-8")
    assert "altered" in said(capsys)


def test_the_day_s_work_can_be_done_twice(loaded, path, capsys):
    forgotten = check_load(path=path, by=service_account(), at=AT)
    later = AT + timedelta(days=DAYS_UPLOADS_WAIT, minutes=1)
    first = work_of(later.date(), at=later)
    second = work_of(later.date(), at=later)
    assert any(line.endswith("discarded: 1") for line in first)
    assert any(line.endswith("discarded: 0") for line in second)
    assert Load.objects.get(number=forgotten.number).state == "discarded"
    assert main(["verify"]) == 0


def test_daily_takes_a_day(capsys):
    assert main(["daily", "--on", "2018-05-01"]) == 0
    assert main(["daily", "--on", "soon"]) == 1


def test_settings_are_checked_in_plain_words(settings, capsys):
    settings.OPENIRO_PRODUCTION = False
    settings.SECRET_KEY = "short"
    settings.ALLOWED_HOSTS = ["*"]
    faults = list(check_command.faults_of_production())
    assert [next(word for word in fault.split() if word.startswith("OPENIRO_")) for fault in faults[:3]] == [
        "OPENIRO_PRODUCTION",
        "OPENIRO_SECRET_KEY",
        "OPENIRO_HOSTS",
    ]
    assert main(["check", "--deploy"]) == 1
    assert "OPENIRO_PRODUCTION" in capsys.readouterr().out


def test_a_safe_production_passes(settings, tmp_path):
    settings.OPENIRO_PRODUCTION = True
    settings.SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
    settings.ALLOWED_HOSTS = ["iro.council.example"]
    tmp_path.chmod(0o750)
    settings.OPENIRO_DATA_DIR = tmp_path
    assert list(check_command.faults_of_production()) == []

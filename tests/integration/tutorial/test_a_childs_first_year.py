"""The tutorial of one child's first year: walked here, checked against days worked by hand, and written from it."""

import os
import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from openiro.domain.disputes import DisputeState
from openiro.domain.review_sequence import Timeliness
from tests.integration.tutorial.page import PAGE, TEMPLATE, names_in_template, rendered
from tests.integration.tutorial.year import walk

pytestmark = pytest.mark.django_db
Year = dict[str, Any]


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any) -> Year:
    """The year is walked once; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        told = walk()
        transaction.set_rollback(True)
    return told


def test_the_first_review_is_due_20_working_days_on_over_easter(year: Year) -> None:
    assert year["first_due"] == date(2026, 5, 1)
    assert year["bank_holidays"] == [date(2026, 4, 3), date(2026, 4, 6)]
    assert year["appointed_due"] == date(2026, 4, 10)
    assert year["first_held"]["judged"].timeliness is Timeliness.IN_TIME


def test_people_are_asked_20_15_10_and_3_working_days_before(year: Year) -> None:
    first = [each["due"] for each in year["before_first"]]
    assert first == [date(2026, 3, 30), date(2026, 4, 8), date(2026, 4, 15), date(2026, 4, 24)]
    second = [each["due"] for each in year["before_second"]]
    assert second == [date(2026, 6, 30), date(2026, 7, 7), date(2026, 7, 14), date(2026, 7, 23)]


def test_no_email_of_the_year_names_the_child(year: Year) -> None:
    emails = [year[name] for name in ("form_email", "head_email", "permanence_email", "early_email")]
    emails.append(year["first_sent"]["email"])
    assert not [each for each in emails if "Nia" in each or "Hart" in each or "204417" in each]


def test_what_follows_a_review_runs_from_its_completion(year: Year) -> None:
    steps = {each.clock: (each.due_on, each.done_on) for each in year["first_distribution"]["steps"]}
    assert steps == {
        "after.decisions": (date(2026, 5, 7), date(2026, 5, 1)),
        "after.care_plan": (date(2026, 5, 14), date(2026, 5, 12)),
        "after.record": (date(2026, 5, 21), date(2026, 5, 18)),
        "after.distribution": (date(2026, 5, 29), date(2026, 5, 21)),
    }
    assert year["first_sent"]["answer_due"] == date(2026, 5, 11)
    assert year["dispute"].stage.due_on == date(2026, 5, 15)
    assert year["dispute_after"].state is DisputeState.CLOSED


def test_a_late_review_that_was_approved_is_late(year: Year) -> None:
    assert year["second_due"] == date(2026, 7, 29)
    assert (year["lateness"].decision, year["lateness"].due_on) == ("approved", date(2026, 7, 29))
    assert year["second_held"]["judged"].timeliness is Timeliness.LATE
    assert year["lacks_plan"]


def test_what_was_not_done_is_repeated_and_silence_counts_as_agreement(year: Year) -> None:
    assert [each.outcome for each in year["judged"]] == ["implemented", "partly", "implemented"]
    assert sorted(each.outstanding for each in year["second_decisions"]) == [1, 2]
    assert {str(each.state) for each in year["second_decisions"]} == {"deemed agreed"}


def test_the_move_brings_the_third_review_forward(year: Year) -> None:
    assert year["third_due_by_law"] == date(2027, 1, 31)
    assert year["early"].needed_by == date(2026, 10, 23)
    assert year["what_if"].after.due_on == date(2027, 4, 21)
    assert year["third_held"]["timetable"].due_on == date(2027, 4, 21)
    assert (year["early"].settled_how, year["early_after"].settled_how) == ("", "held")


def test_the_year_is_counted(year: Year) -> None:
    found = {
        (figure.id, *figure.breakdown.values()): (figure.numerator, figure.denominator) for figure, _ in year["figures"]
    }
    assert found[("reviews.on_time",)] == (2, 3)
    assert found[("reviews.late_by_reason", "court")] == (1, None)
    assert found[("allocation.within_5_days",)] == (1, 1)
    assert found[("participation.reviews",)] == (3, 3)
    assert found[("permanence.by_second_review",)] == (0, 1)
    assert found[("decisions.distributed_within_20_days",)] == (3, 3)
    assert found[("checks.visits",)] == (2, 3)
    assert all(lines for _, lines in year["figures"])


def test_the_page_tells_everything_and_no_day_or_figure_of_it_is_typed_by_hand(year: Year) -> None:
    assert names_in_template() <= set(year)
    text = re.sub(r"{[{%].*?[%}]}|\]\([^)]*\)", "", TEMPLATE.read_text(encoding="utf-8"))
    assert re.findall(r"\d+", text) == ["0"], "day 0 is the only number that the template may hold"


def test_the_page_is_as_the_service_tells_it(year: Year) -> None:
    made = rendered(year)
    if os.environ.get("OPENIRO_WRITE_DOCS") == "true":
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "The tutorial is stale. Run `make docs` and commit it."

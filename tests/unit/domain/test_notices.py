"""Notices as data: what an email may say, and that no kind can carry a name."""

from datetime import date

import pytest

from openiro.domain.notices import NOTICE_KINDS, check_facts, lines_of, notice_kind, subject_of

BASE = "https://iro.example"
PATH = "/reviews/0b8f1d3e-9a51-4f0e-8c55-0d7b7f0c1a11/12/answers/"
NAMES = (
    "Amara Okafor",
    "amara",
    "A.O.",
    "14 High Street",
    "amara@example.org",
    "/children/Amara Okafor/",
    "07700 900123",
)


@pytest.mark.parametrize("kind", NOTICE_KINDS.values(), ids=lambda kind: kind.id)
def test_no_kind_has_a_place_that_a_name_could_fill(kind):
    for place in kind.places:
        for name in NAMES:
            with pytest.raises(ValueError, match=place):
                check_facts({place: name})


@pytest.mark.parametrize("value", [*NAMES, "", None, True, 1.5, -1, 10_000_000, ["Amara"], {"name": "Amara"}])
def test_a_place_for_a_number_takes_whole_numbers_only(value):
    with pytest.raises(ValueError, match="whole number"):
        check_facts({"count": value})


def test_what_is_wrong_with_a_fact_is_said_without_repeating_it():
    with pytest.raises(ValueError, match="no words") as refused:
        check_facts({"count": "Amara"})
    assert "Amara" not in str(refused.value)


@pytest.mark.parametrize("value", ["12 June", "2026-6-1", "2026-13-01", 20260601, "2026-06-01; Amara"])
def test_a_day_is_a_day(value):
    with pytest.raises(ValueError):
        check_facts({"due_on": value})


@pytest.mark.parametrize("value", ["https://elsewhere.example/", "reviews/", "/a b/", "/a/<script>/", "/a/?q=a b"])
def test_a_path_is_one_of_this_service(value):
    with pytest.raises(ValueError, match="path"):
        check_facts({"path": value})


def test_days_are_kept_as_text_that_goes_into_the_outbox():
    assert check_facts({"due_on": date(2026, 6, 5), "count": 5, "path": PATH}) == {
        "due_on": "2026-06-05",
        "count": 5,
        "path": PATH,
    }


def test_a_manager_reads_how_many_decisions_by_when_and_where():
    facts = {"count": 5, "held_on": "2026-05-29", "due_on": "2026-06-05", "path": PATH}
    assert subject_of("decisions_to_answer", facts) == "Decisions of a review wait for your answer"
    assert lines_of("decisions_to_answer", facts, base_url=f"{BASE}/") == [
        "5 decisions of a review held on 29 May 2026 wait for your answer.",
        "Answer by 5 June 2026.",
        f"Read and answer: {BASE}{PATH}",
    ]


def test_one_decision_waits():
    facts = {"count": 1, "held_on": "2026-05-29"}
    assert lines_of("decisions_to_answer", facts, base_url=BASE) == [
        "1 decision of a review held on 29 May 2026 waits for your answer."
    ]


def test_a_line_stands_only_where_the_facts_fill_it():
    assert lines_of("report_due", {"path": "/"}, base_url=BASE) == [f"Bring it: {BASE}/"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no kind of notice 'gossip'"):
        notice_kind("gossip")


def test_what_has_a_limit_of_days_goes_at_once():
    at_once = {"decisions_to_answer", "decision_objected", "permanence_missing", "lateness_to_decide", "dispute_raised"}
    assert not any(NOTICE_KINDS[kind].can_wait for kind in at_once)

"""The record and the letter, composed from what was entered of a review."""

from datetime import date

import pytest

from openiro.documents.reading import reading_age
from openiro.domain.letter_text import letter_sections, promise
from openiro.domain.plain_letter import in_plain_words, may_be_about_the_child, to_the_child
from openiro.domain.record_facts import Checked, DecisionTaken, PersonThere, RecordFacts, Said
from openiro.domain.record_text import record_sections
from tests.unit.domain.reviewed import policy, sam

WORDS = {"care plan": "your plan", "contact": "family time", "placement": "where you live", "siblings": "brothers"}


def record(facts: RecordFacts, council: str = "default") -> dict[str, str]:
    return {each.id: each.text for each in record_sections(facts, policy(council))}


def letter(facts: RecordFacts, council: str = "default") -> dict[str, str]:
    return {each.id: each.text for each in letter_sections(facts, policy(council))}


def spoken(text: str, given_name: str = "Sam", name: str = "Sam Smith") -> str:
    return to_the_child(text, given_name=given_name, name=name, words=WORDS)


def test_the_record_says_who_was_there_and_names_nobody_who_must_not_be_invited():
    people = record(sam())["people"]
    assert "There:\n- Sam Smith, the child\n- Amina Khan, social worker\n- Jo Reed, carer by video" in people
    assert "Apologies:\n- Kim Smith, mother" in people
    assert "Invited and not there:\n- Nurse Dee, health professional" in people
    assert "Al Smith" not in people


def test_the_child_s_words_stay_the_child_s_own_and_what_may_not_be_quoted_is_in_the_letter_alone():
    assert (
        "“I want to see Ben more. The placement is ok.” What was done: Ben comes each week now."
        in record(sam())["wishes"]
    )
    assert "I cry" not in record(sam())["wishes"]
    assert "“Do not tell mum that I cry.”" in letter(sam())["said"]
    assert (
        "“I want to see Ben more. The placement is ok.” What we did: Ben comes each week now." in letter(sam())["said"]
    )


def test_what_the_child_wrote_as_a_list_is_a_list_in_the_letter_and_in_the_record():
    said = (Said("- my cat\n* swimming\n"), Said("I like it here."))
    assert letter(sam(said=said))["said"] == "- “my cat”\n- “swimming”\n- “I like it here.”"
    assert record(sam(said=said, notes={}))["wishes"] == "- “my cat”\n- “swimming”\n- “I like it here.”"


def test_the_record_keeps_mother_and_father_apart():
    assert record(sam())["parents"] == (
        "The mother was not there but gave their views. "
        "The father was not there and did not give their views (not appropriate)."
    )


def test_the_record_says_how_the_child_took_part():
    took_part = record(sam())["participation"]
    assert "speaks for themselves. The child chaired part of the review." in took_part
    assert "Seen by the reviewing officer before the review on 1 May 2026: Seen alone." in took_part
    absent = record(sam(participation_code="PN7", child_chaired="", missing_at_time=True, no_part_reason="missing"))
    assert "The child was missing at the time." in absent["participation"]
    assert "Why the child took no part: Missing at the time." in absent["participation"]


def test_decisions_have_owner_and_date_and_the_last_ones_their_outcome():
    found = record(sam())
    assert found["decisions"].splitlines()[0] == (
        "1. Social worker to arrange weekly contact with Ben. Who: Social worker, Amina Khan. By: 1 June 2026. "
        "Done when: Sam sees Ben weekly. The child asked for this."
    )
    assert found["last_decisions"].splitlines() == [
        "1. Arrange dental check. Done.",
        "2. Buy a bike. Not done: None was found.",
    ]
    assert found["dissent"] == "The manager objected to decision 3."


def test_checks_are_two_facts():
    assert record(sam())["checks"] == (
        "- Health assessment: up to date, not on the child's file, last done on 1 March 2026. The letter is awaited."
    )


def test_what_every_review_asks_is_answered_yes_or_no_and_the_plain_yes_share_a_line():
    checks = (
        Checked("Advocacy", "yes", is_asked=True),
        Checked("Complaints", "yes", is_asked=True),
        Checked("Life-story work", "no", reason="The book is lost", is_asked=True),
    )
    assert record(sam(checks=checks))["checks"].splitlines() == [
        "- Life-story work: no. The book is lost.",
        "- Asked, and answered with yes: Advocacy; Complaints.",
    ]


def test_headings_are_the_council_s_and_empty_ones_are_left_out():
    headings = {each.id: each.heading for each in record_sections(sam(), policy("harrow"))}
    assert headings["family_time"] == "Contact with the family"
    assert "leisure" not in headings
    assert next(each for each in policy("harrow").headings if each.id == "health").title.endswith("mental health")


def test_the_next_review_is_booked_or_due():
    assert record(sam())["next"] == "The next review is due by 3 November 2026."
    booked = record(sam(next_on=date(2026, 10, 20), care_plan_updated_on=date(2026, 5, 9)))["next"]
    assert booked == (
        "The next review is booked for 20 October 2026. It is due by 3 November 2026. "
        "The care plan was updated on 9 May 2026."
    )


def test_a_council_may_write_the_record_itself_to_the_child():
    found = record(sam(), "nottingham")
    assert found["education"] == "Your attendance is 97%. You like maths."
    assert "Update your plan" in found["decisions"]
    assert "The placement is ok." in found["wishes"]
    assert record(sam())["education"].startswith("Sam's attendance")


def test_the_letter_speaks_to_the_child_in_the_council_s_words():
    found = letter(sam())
    assert found["hello"].startswith(
        "Your review was on 3 May 2026. Thank you for coming. You ran part of the meeting."
    )
    assert found["education"] == "Your attendance is 97%. You like maths."
    assert found["family_time"] == "You have family time with brothers and sisters monthly."
    assert found["impact"] == "You will see Ben each week."
    assert found["decisions"].splitlines() == [
        "- Your social worker will arrange weekly family time with Ben by 1 June 2026. You asked for this.",
        "- Your carer will see to this: Life-story work to be started.",
        "- Your social worker will update your plan by 20 May 2026.",
    ]
    assert found["last_decisions"].splitlines()[0] == "- Your social worker will arrange dentist visit. This is done."
    assert "- Amina Khan (your social worker)" in found["people"]
    assert "- Kim Smith (your mum)" in found["people"].partition("could not come")[2]
    assert "Ada Bell" in found["help"]
    assert "complaint to Harrow" in found["not_happy"]
    assert found["next"].startswith("Your next review will be by 3 November 2026.")


def test_the_letter_carries_no_heading_that_is_for_grown_ups():
    assert not {"legal_status", "checks", "parents", "facts", "dissent"} & set(letter(sam()))
    assert "Al Smith" not in "".join(letter(sam()).values())


def test_the_letter_reads_at_the_age_that_policy_asks_for():
    text = "\n".join(f"{each.heading}\n{each.text}" for each in letter_sections(sam(), policy()))
    assert reading_age(text) <= policy().letter_reading_age


def test_a_child_who_was_not_there_and_a_small_child_are_told_so():
    away = sam(participation_code="PN6", child_chaired="", people=())
    assert "You were not there this time." in letter(away)["hello"]
    assert "You are still small." in letter(sam(age=3, participation_code="PN0", child_chaired=""))["hello"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sam's care plan was discussed.", "Your plan was discussed."),
        ("Sam wants more contact with his siblings.", "You want more family time with brothers."),
        ("The young person is happy in the placement.", "You are happy where you live."),
        ("The care plan says that Sam Smith has a bike.", "Your plan says that you have a bike."),
        ("Sam Jones, a friend, came to see Sam.", "Sam Jones, a friend, came to see you."),
        ("Please contact the school.", "Please contact the school."),
        ("We agreed to contact with mum.", "We agreed to family time with mum."),
        ("- contact is weekly\n- the placement is safe", "- Family time is weekly\n- Where you live is safe"),
        ("Contacted the school about placements.", "Contacted the school about placements."),
    ],
)
def test_what_workers_write_becomes_what_is_said_to_the_child(text, said):
    assert spoken(text).replace("his brothers", "brothers") == said


def test_a_month_is_not_a_child():
    assert spoken("On 3 May 2026 we met. May likes art.", "May", "May Day") == "On 3 May 2026 we met. You like art."


def test_a_child_without_a_name_is_you_all_the_same():
    assert spoken("The child's school is good.", "", "") == "Your school is good."


def test_he_and_she_are_left_and_pointed_out():
    text = "Sam likes school. He is proud of it.\nHis teacher came. The theme was the sheep."
    assert "He is proud" in spoken(text)
    assert may_be_about_the_child(text) == ("He is proud of it.", "His teacher came.")


def test_words_alone_can_be_put_plainly():
    assert in_plain_words("Contact stays", {"contact": "family time"}) == "Family time stays"


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (DecisionTaken(1, "SW to book the dentist", "social_worker"), "Your social worker will book the dentist."),
        (DecisionTaken(1, "Book the dentist.", "", "Jo Reed"), "Jo Reed will book the dentist."),
        (DecisionTaken(1, "Book the dentist"), "We will book the dentist."),
        (
            DecisionTaken(1, "The school will send a report", "social_worker", due_on=date(2026, 5, 1)),
            "Your social worker will see to this by 1 May 2026: The school will send a report.",
        ),
        (DecisionTaken(1, "Come to see you in June", "iro"), "I will come to see you in June."),
    ],
)
def test_a_decision_is_a_promise(decision, said):
    assert promise(decision) == said


def test_a_review_of_which_little_is_known_still_has_a_record():
    bare = RecordFacts("Harrow", "review", "C00001", "", date(2014, 1, 1), 12, None, people=(PersonThere("mother"),))
    assert list(record(bare)) == ["facts"]
    assert {each.heading for each in letter_sections(bare, policy())} >= {"Dear you", "Who you can talk to"}

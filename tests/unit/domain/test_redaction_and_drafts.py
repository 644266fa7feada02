"""What is left out of a copy, what becomes of an edited draft, who is proposed to get what, and what a record lacks."""

import pytest

from openiro.domain.distribution import Entitled, Proposal, is_complete, proposals
from openiro.domain.record_draft import merged, to_keep, what_a_record_lacks
from openiro.domain.record_facts import Section
from openiro.domain.redaction import (
    LEFT_OUT,
    SECTION_LEFT_OUT,
    KeptBack,
    kept_back,
    names_to_keep_back,
    redacted,
)
from tests.unit.domain.reviewed import policy, sam

ADDRESS = KeptBack("address", ("placement",), ("12 Acacia Road", "AB1 2CD"))


@pytest.mark.parametrize(
    "written",
    ["12 Acacia Road", "12, ACACIA  ROAD", "12 Acacia\u00a0Road", "12-acacia-road", "AB1 2CD", "ab12cd", "AB1  2CD's"],
)
def test_a_kept_address_is_found_however_it_is_written(written):
    sections = (Section("family_time", f"Near {written}", f"They met at {written}, by bus."),)
    (left,) = redacted(sections, [ADDRESS])
    assert left.text == f"They met at {LEFT_OUT}, by bus."
    assert left.heading == f"Near {LEFT_OUT}"


def test_other_words_stay():
    text = "In 2012 the acacia stood by the road to AB1."
    assert redacted((Section("a", "A", text),), [ADDRESS])[0].text == text


def test_a_section_that_tells_it_goes_whole_and_says_so():
    found = redacted((Section("placement", "Where the child lives", "With carers."),), [ADDRESS])
    assert found == (Section("placement", "Where the child lives", SECTION_LEFT_OUT),)


def test_a_carer_s_names_are_kept_back_each_but_not_the_child_s_own():
    assert names_to_keep_back(["Mrs Jo Reed"], child_name="Sam Smith") == ("Mrs Jo Reed", "Jo", "Reed")
    assert names_to_keep_back(["Ann Smith", ""], child_name="Sam Smith") == ("Ann Smith", "Ann")


def test_parts_bring_their_sections_and_their_words():
    parts = policy().may_be_kept_from("mother")
    assert [part.id for part in parts] == ["address", "carers", "school"]
    found = kept_back(parts, {"address": ["12 Acacia Road"]})
    assert found[0] == KeptBack("address", ("placement",), ("12 Acacia Road",))
    assert "health" in {part.id for part in policy().may_be_kept_from("school")}
    assert policy().may_be_kept_from("social_worker") == ()


def test_a_section_that_nobody_edited_follows_the_entries():
    kept = [{"id": "education", "heading": "Education", "text": "Old.", "composed": "Old."}]
    (now,) = merged(kept, [Section("education", "Education", "New.")])
    assert (now.text, now.is_edited, now.changed_since) == ("New.", False, False)


def test_what_was_edited_by_hand_stays_and_the_page_can_say_that_entries_changed():
    kept = [{"id": "education", "heading": "Education", "text": "Mine.", "composed": "Old."}]
    (same,) = merged(kept, [Section("education", "Education", "Old.")])
    assert (same.text, same.is_edited, same.changed_since) == ("Mine.", True, False)
    (changed,) = merged(kept, [Section("education", "Education", "New.")])
    assert (changed.text, changed.composed, changed.changed_since) == ("Mine.", "New.", True)
    again = merged(to_keep([changed], {"education": "Mine, and new."}), [Section("education", "Education", "New.")])
    assert (again[0].text, again[0].changed_since) == ("Mine, and new.", False)


def test_an_edited_section_whose_entries_are_gone_is_not_lost():
    kept = [
        {"id": "health", "heading": "Health", "text": "Mine.", "composed": "Old."},
        {"id": "leisure", "heading": "Leisure", "text": "Old.", "composed": "Old."},
    ]
    found = merged(kept, [Section("education", "Education", "New.")])
    assert [(each.id, each.text) for each in found] == [("education", "New."), ("health", "Mine.")]


def test_a_cleared_section_stays_cleared():
    kept = to_keep(merged([], [Section("health", "Health", "Private.")]), {"health": ""})
    (found,) = merged(kept, [Section("health", "Health", "Private.")])
    assert (found.text, found.is_edited) == ("", True)


def test_a_record_lacks_nothing_where_all_is_entered():
    assert what_a_record_lacks(sam()) == {}


def test_everything_that_a_record_lacks_is_named_at_once():
    bare = sam(held_on=None, people=(), participation_code="", said=(), notes={}, decisions=())
    assert set(what_a_record_lacks(bare)) == {"meetings", "people", "participation", "record", "decisions"}
    assert "participation" not in what_a_record_lacks(sam(age=3, participation_code=""))
    assert "record" not in what_a_record_lacks(sam(said=(), notes={}, participation_code="PN7"))


def entitled(role: str, **more: object) -> Entitled:
    return Entitled(1, role, has_email=True, **more)  # type: ignore[arg-type]


def proposed(person: Entitled, council: str = "default") -> Proposal:
    (found,) = proposals([person], policy(council))
    return found


def test_the_child_gets_the_letter_and_others_the_record():
    assert proposed(entitled("child")) == Proposal(1, "letter", "link")
    assert proposed(entitled("mother")) == Proposal(1, "record", "link")
    assert proposed(Entitled(1, "carer", has_email=False)) == Proposal(1, "record", "post")
    assert proposed(entitled("social_worker", signs_in=True)) == Proposal(1, "record", "case_system")


def test_whoever_is_not_entitled_or_must_not_be_there_is_withheld_from_for_a_reason():
    assert proposed(entitled("school")).withheld_reason == "not_entitled"
    assert proposed(entitled("father", is_excluded=True, exclusion_reason="risk")).withheld_reason == "risk"
    assert proposed(entitled("father", is_excluded=True, exclusion_reason="seen_apart")).how == "link"
    assert proposals([entitled("father", is_excluded=True, exclusion_reason="died")], policy()) == ()


def test_an_address_that_must_not_be_learnt_takes_carers_and_school_with_it():
    assert proposed(entitled("mother", address_withheld=True)).left_out == ("address", "carers", "school")


def test_it_is_distributed_when_each_has_theirs_or_a_reason():
    assert not is_complete([], [])
    assert not is_complete([(1, "letter"), (2, "record")], [(1, "letter")])
    assert is_complete([(1, "letter"), (2, "record")], [(2, "record"), (1, "letter")])

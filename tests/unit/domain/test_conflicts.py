"""Who may be given a child, and who comes first."""

from typing import Any

import pytest

from openiro.domain.conflicts import (
    Candidate,
    CaseloadGuide,
    InvolvementKind,
    UnableToAllocate,
    Weight,
    allocation_findings,
    can_allocate,
    check_can_allocate,
    rank_for_next_child,
)

GUIDE = CaseloadGuide(50, 70)


def officer(name: str, fte: float = 1.0, children: int = 60, **facts: Any) -> Candidate:
    return Candidate(name, fte, children, **facts)


def codes(candidate: Candidate, **facts: bool) -> list[tuple[Weight, str]]:
    return [(each.weight, each.code) for each in allocation_findings(candidate, GUIDE, **facts)]


@pytest.mark.parametrize("kind", list(InvolvementKind))
def test_whoever_is_involved_in_the_case_may_not_be_the_childs_iro(kind: InvolvementKind) -> None:
    involved = officer("A", involvements=frozenset({kind}))
    assert not can_allocate(involved)
    with pytest.raises(UnableToAllocate, match=r"This person .* Choose somebody else\.") as refusal:
        check_can_allocate(involved)
    assert refusal.value.findings[0].code == kind
    assert kind.in_words in str(refusal.value)


@pytest.mark.parametrize("tie", ["reviews_parent", "reviews_own_child"])
def test_a_parent_and_child_who_are_both_looked_after_have_different_iros(tie: str) -> None:
    with pytest.raises(UnableToAllocate, match="must have different IROs"):
        check_can_allocate(officer("A", **{tie: True}))


def test_siblings_apart_are_advice_and_no_refusal() -> None:
    stranger = officer("A")
    assert codes(stranger, sibling_with_other=True) == [(Weight.ADVICE, "sibling")]
    check_can_allocate(stranger)
    assert codes(officer("A", reviews_sibling=True), sibling_with_other=True) == []


def test_another_iro_than_before_is_advice() -> None:
    assert codes(officer("A"), had_other_before=True) == [(Weight.ADVICE, "continuity")]
    assert codes(officer("A", reviewed_before=True), had_other_before=True) == []


def test_the_caseload_guide_is_scaled_by_hours_and_is_advice() -> None:
    assert GUIDE.scaled(0.6) == pytest.approx((30, 42))
    assert codes(officer("A", 0.6, 41)) == []
    assert codes(officer("A", 0.6, 42)) == [(Weight.ADVICE, "caseload")]
    assert codes(officer("A", 1.0, 69)) == []


def test_the_guide_includes_both_its_ends() -> None:
    assert [GUIDE.is_inside(children, 0.6) for children in (29, 30, 42, 43)] == [False, True, True, False]
    assert GUIDE.is_inside(7, 0.1)


def test_the_next_child_goes_to_whom_the_law_allows_then_sibling_then_earlier_iro_then_room() -> None:
    ranked = rank_for_next_child(
        [
            officer("full", children=70),
            officer("free", children=40),
            officer("part-time", 0.5, 30),
            officer("before", children=68, reviewed_before=True),
            officer("sibling", children=72, reviews_sibling=True),
            officer("barred", children=10, involvements=frozenset({InvolvementKind.MANAGED_CASE})),
        ],
        GUIDE,
    )
    assert [each.candidate.officer for each in ranked] == [
        "sibling", "before", "free", "part-time", "full", "barred",
    ]  # fmt: skip
    assert [each.is_refused for each in ranked] == [False] * 5 + [True]
    assert [each.headroom for each in ranked][:4] == [-2, 2, 30, 5]

"""The annual report of each council has the sections of its own paper, and the default every part that law asks for."""

from datetime import date

import pytest

from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.domain.report_policy import ReportKind, ReportSection, read_report
from openiro.policies import load_policy
from openiro.reporting.report import section_plans

PRINTED = {
    ("harrow", date(2019, 3, 31)): (
        "Purpose of service and legal context",
        "Professional profile of the IRO service",
        "Permanency outcomes",
        "Entitlements and advocacy",
        "Timeliness of reviews",
        "Quality of care planning",
        "Progress-chasing activities between looked after reviews",
        "Management oversight",
        "Dispute resolution protocol",
        "Achievements for this last year",
        "Overview and summary",
    ),
    ("medway", date(2019, 11, 30)): (
        "Background",
        "Demand",
        "The child's voice",
        "Performance",
        "Dispute resolutions",
        "Capacity and staff establishment",
        "Innovation within the service delivery",
        "Future plans",
    ),
    ("buckinghamshire", date(2017, 3, 31)): (
        "Executive summary",
        "Introduction",
        "Profile of looked after children in Buckinghamshire",
        "Professional profile of the IRO service",
        "Voice of the child",
        "Making things better for children",
        "Key activities",
        "Conclusion",
        "Appendix: education of looked after children",
        "Appendix: health of looked after children",
        "Appendix: the Independent Reviewing Officer team",
        "Appendix: progress in delivering key activities",
    ),
    ("central-bedfordshire", date(2016, 3, 31)): (
        "Purpose of service",
        "Summary of key points",
        "Professional profile of the IRO service",
        "The timeliness of reviews",
        "Children's participation",
        "Parental participation",
        "Service user feedback",
        "Procedures for resolution of concerns",
        "Progress of action plan",
        "Annual work programme for next year",
        "IRO impact: case examples",
        "Appendix A: quantitative information about the IRO service",
    ),
    ("nottingham", date(2017, 3, 31)): (
        "Purpose of service and legal context",
        "Action taken to address key issues of last year",
        "Quantitative information: meetings held",
        "Child protection",
        "Children looked after",
        "Causes for concern",
        "Compliments and inspection findings",
        "Moving forward: priorities",
        "Appendix 1: profiles",
    ),
}
# IRO Handbook, 7.11, and what its readers expect beside it (statute.md, 6.30 to 6.35).
ASKED_BY_LAW = (
    ReportSection.CHALLENGE,
    ReportSection.TIMELINESS,
    ReportSection.PARTICIPATION,
    ReportSection.PARENTS,
    ReportSection.QUALITY,
    ReportSection.RESOURCES,
    ReportSection.PURPOSE,
    ReportSection.KEY_MESSAGES,
    ReportSection.SERVICE,
    ReportSection.CHILDREN,
    ReportSection.PERMANENCE,
    ReportSection.ENTITLEMENTS,
    ReportSection.CARE_PLANNING,
    ReportSection.BETWEEN_REVIEWS,
    ReportSection.OVERSIGHT,
    ReportSection.VIEWS,
    ReportSection.ACHIEVEMENTS,
    ReportSection.WORK_PROGRAMME,
    ReportSection.SUMMARY,
)


@pytest.mark.parametrize(("council", "on"), PRINTED, ids=lambda part: str(part))
def test_the_sections_stand_under_the_councils_own_headings_in_its_order(council: str, on: date) -> None:
    headings = [plan.heading for plan in section_plans(load_policy(council, on), ReportKind.ANNUAL)]
    assert [each for each in headings if each in PRINTED[council, on]] == list(PRINTED[council, on])
    assert len(headings) == len(set(headings))


def test_the_default_report_has_a_section_for_everything_that_law_asks_for() -> None:
    sections = load_policy("default", date(2026, 4, 1)).report.sections[ReportKind.ANNUAL]
    assert [each for each in ASKED_BY_LAW if each not in sections] == []


def test_a_heading_for_an_unknown_section_is_refused_by_name() -> None:
    kinds = ("sections", *(kind.value for kind in ReportKind if kind is not ReportKind.ANNUAL))
    table = {name: ["purpose"] for name in kinds} | {"hide_up_to": 5}
    with pytest.raises(UnableToReadPolicy, match=r"headings\.weather"):
        read_report(Table(table | {"headings": {"weather": "Weather"}}))
    with pytest.raises(UnableToReadPolicy, match="is blank"):
        read_report(Table(table | {"headings": {"purpose": " "}}))

"""Papers of who the children are: ethnicity by group and by code, gender, disability, children who came alone."""

import re
from datetime import UTC, date, datetime

import pytest

from openiro.benchmarks.actions import check_published, commit_published
from openiro.children.models import ReturnedRow
from openiro.core.actions import refresh_bank_holidays
from openiro.documents.content import Chart, Document, Note, Table
from openiro.domain.checks_policy import CheckRule
from openiro.domain.codes import CODE_SETS, ETHNIC_GROUPS
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.people.queries import policy_in_force
from openiro.policies import load_policy, policy_names
from openiro.reporting.papers import findings_of, paper_of_kind
from openiro.reporting.queries import forget_figures
from openiro.reviews.models import ReviewCheck
from openiro.supervision.queries import diversity
from tests.factories.children import ChildFactory, UnaccompaniedFactory, refresh
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

YEAR = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
MADE = date(2027, 4, 5)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
SINCE = date(2026, 1, 12)
CODES = [code.meaning for code in CODE_SETS["ETHNIC"]]

pytestmark = pytest.mark.django_db


def on_a_plan(number: int, ethnic: str, sex: str = "M") -> None:
    values = {"child": f"CP{number}", "started": "2026-09-01", "sex": sex, "dob": "2018-05-05", "ethnic": ethnic}
    ReturnedRow.objects.create(table="protection_plans", key=f"CP{number} 2026-09-01", values=values)


@pytest.fixture
def children():
    """Six children in care, of whom one came alone and two are disabled, and four on a plan."""
    refresh_bank_holidays(on=MADE)
    known = [("WBRI", "F", True), ("WBRI", "M", None), ("WIRT", "M", False), ("BCRB", "M", None), ("REFU", "M", None)]
    found = [
        ChildFactory(in_care_since=SINCE, ethnicity=code, sex=sex, disabled=disabled) for code, sex, disabled in known
    ]
    found.append(ChildFactory(in_care_since=SINCE, in_care_since__need="N2", ethnicity="NOBT"))
    UnaccompaniedFactory(child=found[3])
    for number, (ethnic, sex) in enumerate((("APKN", "M"), ("WBRI", "M"), ("REFU", "F"), ("REFU", "M"))):
        on_a_plan(number, ethnic, sex)
    forget_figures()
    return found


def paper(kind: ReportKind = ReportKind.ANNUAL, *, public: bool = False) -> Document:
    return paper_of_kind(kind, **YEAR, made_on=MADE, public=public)


def profile(made: Document, kind: type) -> dict:
    """By id; what the section on the children has shown already is not shown again in the profile."""
    return {block.id: block for section in made.sections for block in section.blocks if isinstance(block, kind)}


def test_children_in_care_and_on_a_plan_are_told_by_one_list_of_codes_each_with_its_group(children):
    """Nottingham, appendix 1: one list in both tables, refused and unknown among its rows, and the total under it."""
    tables = profile(paper(), Table)
    in_care, on_plan = (tables[f"{of}-by_ethnicity"] for of in ("population", "plans"))
    for table in (in_care, on_plan):
        assert [row[0] for row in table.rows] == [*CODES, "All"]
        assert [column.heading for column in table.columns[:3]] == ["Ethnicity", "Group", "Number"]
        groups = {row[0]: row[1] for row in table.rows[:-1]}
        expected = {meaning(code): group for group, codes in ETHNIC_GROUPS.items() for code in codes}
        assert groups == expected
    number = {row[0]: row[2] for row in in_care.rows}
    shown = ("White British", "Traveller of Irish heritage", "Caribbean", "Chinese")
    assert [number[words] for words in shown] == [2, 1, 1, 0]
    assert (number["Refused"], number["Information not yet obtained"], number["All"]) == (1, 1, 6)
    number = {row[0]: row[2] for row in on_plan.rows}
    assert (number["Pakistani"], number["Refused"], number["Information not yet obtained"]) == (1, 2, 0)
    assert number["All"] == 4


def meaning(code: str) -> str:
    return next(each.meaning for each in CODE_SETS["ETHNIC"] if each.code == code)


def test_the_codes_add_up_to_five_groups_and_those_unknown_of_care_and_of_plans(children):
    """Central Bedfordshire, appendix A: White, Mixed, Asian, Black, other."""
    tables = profile(paper(), Table)
    expected = {"population": {"White": 3, "Black": 1, "Unknown": 2}, "plans": {"White": 1, "Asian": 1, "Unknown": 2}}
    for of, counts in expected.items():
        groups = {row[0]: row[1] for row in tables[f"{of}-by_ethnic_group"].rows[:-1]}
        assert groups == dict.fromkeys(ETHNIC_GROUPS, 0) | counts
        codes = dict.fromkeys(ETHNIC_GROUPS, 0)
        for _, group, number, *_ in tables[f"{of}-by_ethnicity"].rows[:-1]:
            codes[group] += number
        assert codes == groups


def test_a_code_that_no_list_holds_is_a_row_of_its_own_beside_those_refused(children):
    on_a_plan(9, "")
    forget_figures()
    number = {row[0]: row[1:3] for row in profile(paper(), Table)["plans-by_ethnicity"].rows}
    assert number["Not recorded"] == ("Unknown", 1)
    assert number["Refused"] == ("Unknown", 2)


def test_girls_and_boys_in_care_and_on_a_plan_are_drawn_in_the_profile(children):
    """Nottingham, appendix 1: slightly more boys than girls; Central Bedfordshire: boys and girls by age."""
    made = paper()
    charts = profile(made, Chart)
    for of, girls, boys in (("population", 2, 4), ("plans", 1, 3)):
        chart = charts[f"{of}-by_sex-chart"]
        drawn = dict(zip(chart.categories, chart.series[-1].values, strict=True))
        assert (drawn["Female"], drawn["Male"]) == (girls, boys)
        assert "The highest is Male" in chart.alt
    by_age = profile(made, Table)["population-by-age-and-sex"]
    assert [column.heading for column in by_age.columns] == ["Age", "Male", "Female", "All"]
    assert by_age.rows[-1] == ("All", 4, 2, 6)


def test_disabled_children_and_their_reviews_are_counted(children):
    """Harrow: nine reviews concerned a disabled child. Recorded so, or in need because of it where nobody recorded."""
    ReviewFactory(child=children[0], held_on=date(2026, 7, 3), recorded_at=AT, recorded_by=PersonFactory(iro=True))
    forget_figures()
    rows = {row[0]: row[1:] for row in profile(paper(), Table)["disability"].rows}
    assert rows["Looked after on the last day"][:2] == (2, 6)
    assert rows["Reviews held of disabled children"][:2] == (1, 1)


def test_pupils_with_a_disability_are_a_row_of_key_stage_4(children):
    """Buckinghamshire, appendix 1: CWD, 5 of 44 pupils."""
    for number, has_disability in enumerate((True, False, False, False)):
        values = {"child": children[number].code, "year": 2026, "cwd": has_disability, "sat": True}
        key = f"{children[number].code} 2026"
        ReturnedRow.objects.create(child=children[number], table="key_stage_4", key=key, values=values)
    forget_figures()
    figure = findings_of(**YEAR).figure("education.ks4", row="cwd")
    assert (figure.numerator, figure.denominator) == (1, 4)


def test_a_public_profile_hides_the_few_and_what_would_give_them_away(children):
    made = paper(public=True)
    tables = profile(made, Table)
    number = {row[0]: row[2] for row in tables["plans-by_ethnicity"].rows}
    assert number["Pakistani"] == number["Refused"] == "hidden"
    assert number["Chinese"] == 0


def test_children_who_came_alone_stand_beside_neighbours_and_england(children, tmp_path):
    """Central Bedfordshire, appendix A: 11.9%, that is 34, against 4.0% of neighbours and 2.9% of England."""
    path, analyst = tmp_path / "alone.csv", PersonFactory(analyst=True)
    rows = [f"population.uasc,,{who},2025-03-31,{share},Statistics" for who, share in (("England", 9), ("Others", 4))]
    path.write_text("\n".join(("measure,category,who,as_at,value,source", *rows)))
    commit_published(file=check_published(path=path, by=analyst, at=AT), by=analyst, at=AT)
    forget_figures()
    made = paper()
    tables = {block.id: block for section in made.sections for block in section.blocks if isinstance(block, Table)}
    shown = {row[1]: row[3:] for row in tables["compared-children"].rows}
    assert shown == {
        "England": ("9%", "16.7%", "7.7 percentage points above"),
        "Others": ("4%", "16.7%", "12.7 percentage points above"),
    }


def test_what_reviews_found_of_religion_culture_language_and_sexuality_is_told(children):
    """Harrow: part of the officer's role is to check that a child's needs are met in all these areas."""
    officer = PersonFactory(iro=True)
    for child, answer in zip(children, ("yes", "yes", "no"), strict=False):
        review = ReviewFactory(child=child, held_on=date(2026, 7, 3), recorded_at=AT, recorded_by=officer)
        ReviewCheck.objects.create(review=review, check_id="communication", up_to_date=answer)
    forget_figures()
    made = paper()
    title = policy_in_force(on=MADE).checks.checks["communication"].title
    (row,) = [row for row in profile(made, Table)["reviews-other_checks"].rows if row[0] == title]
    assert row[1:3] == (2, 3)


@pytest.mark.parametrize("council", policy_names())
def test_each_review_of_every_council_asks_whether_those_needs_are_met(council):
    check = load_policy(council, MADE).checks.checks["communication"]
    assert check.rule == CheckRule.EACH_REVIEW
    assert {"language", "culture", "religion", "sexuality"} <= set(re.findall(r"\w+", check.question))


@pytest.mark.parametrize("kind", [ReportKind.PANEL, ReportKind.CASE_TRACKING, ReportKind.COMPLAINTS])
@pytest.mark.parametrize("council", policy_names())
def test_a_paper_to_the_panel_is_not_checked_without_its_statement_on_the_equality_duty(council, kind):
    """Harrow: equalities implications, public sector equality duty, and whether an assessment was carried out."""
    report = load_policy(council, MADE).report
    assert ReportSection.CLEARANCE in report.sections[kind]
    begins = report.words_to_begin_with(ReportSection.CLEARANCE)
    assert "public sector equality duty" in begins
    assert "Section 149 of the Equality Act 2010" in begins
    wanting = report.to_fill_in(ReportSection.CLEARANCE, begins)
    assert any(each.startswith("what the figures show of children by age, sex, ethnicity") for each in wanting)
    assert any(each.startswith("assessment carried out, yes or no") for each in wanting)


def test_the_panel_reads_who_the_children_are_in_the_paper_that_states_the_duty(children):
    tables = profile(paper(ReportKind.PANEL), Table)
    assert {"population-by_ethnic_group", "population-by-age-and-sex", "groups"} <= set(tables)


def test_no_profile_that_adds_up_is_warned_of(children):
    made = profile_notes(paper())
    assert "Totals that differ" not in made


def profile_notes(made: Document) -> set[str]:
    (section,) = (section for section in made.sections if section.id == "equality")
    return {block.title for block in section.blocks if isinstance(block, Note)}


def test_the_page_of_the_team_counts_the_children_whom_papers_count():
    """Neither short breaks nor care that has ended count in one and not in the other."""
    refresh_bank_holidays(on=MADE)
    on = date(2026, 11, 20)
    for sex, number in (("F", 7), ("M", 9)):
        ChildFactory.create_batch(number, in_care_since=SINCE, sex=sex, ethnicity="BCRB")
    short = {"in_care_since": SINCE, "in_care_since__legal_status": "V3", "in_care_since__placement": "U6"}
    ChildFactory.create_batch(8, **short, sex="F", ethnicity="MWAS")
    for child in ChildFactory.create_batch(8, in_care_since=SINCE, sex="M", ethnicity="AIND"):
        child.episodes.update(ended_on=date(2026, 10, 1), reason_ended="E8")
        refresh(child)
    forget_figures()
    by_gender, by_group = diversity(PersonFactory(manager=True), on=on)
    told = findings_of(from_on=date(2026, 4, 1), to_on=on)
    sexes = {each.breakdown["sex"]: each.numerator for each in told.figures("population.by_sex")}
    groups = {each.breakdown["ethnic_group"]: each.numerator for each in told.figures("population.by_ethnic_group")}
    page = {line.group: line.children for line in by_gender}
    assert (page["Female"], page["Male"]) == (sexes["F"], sexes["M"]) == (7, 9)
    assert {line.group: line.children for line in by_group} == groups | {"All": 16}

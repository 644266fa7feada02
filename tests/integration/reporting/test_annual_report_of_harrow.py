"""The annual report of the twin of Harrow says in every kind of file what Harrow printed for 2018/19."""

import html
import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from docx import Document as WordDocument
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from openiro.allocation.queries import caseloads_on
from openiro.children.models import Child
from openiro.config.command_line import main
from openiro.documents.content import BulletList, Chart, Document, Glossary, KeyFigures, Note, Table
from openiro.domain.months import add_months
from openiro.domain.report_policy import KINDS, ReportKind
from openiro.reporting.findings import Findings
from openiro.reporting.papers import findings_of, paper_of_kind, writers
from openiro.reporting.queries import measured
from openiro.reporting.queries.tables import coverage_from
from openiro.web.caseload.presenters import figures_of
from tests.factories.people import PersonFactory
from tests.integration.reporting.twin import FROM, TO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("harrow")]
AGES = [18, 11, 11, 31, 51]
CEASED = {
    "Adopted, consent dispensed with by the court": 5,
    "Care taken over by another local authority in the UK": 1,
    "Returned home as part of the care planning process": 34,
    "Left care to live with a person without parental responsibility": 7,
    "Special guardianship order to other relatives or friends": 7,
    "Moved into independent living with support": 16,
    "Care ceased for any other reason": 42,
    "Sentenced to custody": 3,
    "Age assessment found the child to be 18 or over": 3,
}


@pytest.fixture
def paper() -> Document:
    return paper_of_kind(ReportKind.ANNUAL, from_on=FROM, to_on=TO, made_on=TO)


@pytest.fixture
def public_paper() -> Document:
    return paper_of_kind(ReportKind.ANNUAL, from_on=FROM, to_on=TO, made_on=TO, public=True)


def _blocks(paper, kind):
    return [block for section in paper.sections for block in section.blocks if isinstance(block, kind)]


def _table(paper, caption) -> Table:
    return next(table for table in _blocks(paper, Table) if table.caption == caption)


def test_timeliness_is_drawn_by_quarter_and_the_record_follows_the_review_by_days(paper):
    (drawn,) = [chart for chart in _blocks(paper, Chart) if chart.title == "Reviews held in time, by quarter"]
    assert drawn.categories == ("2018/19 Q1", "2018/19 Q2", "2018/19 Q3", "2018/19 Q4")
    assert drawn.series[0].values == (100.0, 100.0, 100.0, 100.0)
    assert "Days from the review to its finished record, median" in str(
        _table(paper, "How soon the record was written").rows
    )


def test_525_reviews_were_held_all_of_them_in_time(paper):
    key = {figure.label: figure for block in _blocks(paper, KeyFigures) for figure in block.figures}
    assert key["Reviews held"].value == 525
    assert key["Reviews held in time"].value == 100.0
    assert key["Reviews held in time"].definition.startswith("525 of 525; target 100%, met")
    assert key["Started to be looked after"].value == 122
    assert key["Ceased to be looked after"].value == 118
    assert "No review was late." in [b.text for s in paper.sections for b in s.blocks if hasattr(b, "text")]


def test_the_122_who_started_are_told_by_age_and_the_118_who_ceased_by_reason(paper):
    started = next(c for c in _blocks(paper, Chart) if "by age at the start" in c.title)
    assert started.series[-1].name == "2018/19"
    assert list(started.series[-1].values) == AGES
    rows = _table(paper, "Children who ceased to be looked after, by reason").rows
    assert {reason: number for reason, number, *_ in rows[:-1] if number} == CEASED
    assert rows[-1][:2] == ("All", 118)


def test_figures_stand_beside_those_of_the_year_before_counted_in_the_same_way(paper):
    table = _table(paper, "Timeliness, by review and by child")
    row = next(row for row in table.rows if row[0] == "Reviews held in time")
    headings = [column.heading for column in table.columns]
    last_year = findings_of(from_on=FROM.replace(year=2017), to_on=TO.replace(year=2018)).figure("reviews.on_time")
    assert row[headings.index("Year before")] == last_year.value
    assert row[headings.index("Target")] == 100


def test_percentages_of_different_wholes_stand_beside_what_each_is_of(paper):
    table = _table(paper, "Reviews in which the child took part, by how people met")
    assert [column.heading for column in table.columns][1:4] == ["Number", "Of", "Per cent"]
    assert all(share == round(100 * number / of, 1) for _, number, of, share, *_ in table.rows if of)
    assert not table.total


def test_what_nobody_kept_a_record_of_a_year_ago_has_no_figure_of_then(paper):
    praise = _table(paper, "Good practice recorded, by theme")
    assert [column.heading for column in praise.columns] == ["Theme", "Number"]
    assert praise.rows[-1] == ("All", 20)


def test_a_table_of_one_row_has_no_second_for_all(paper):
    table = _table(paper, "Meetings chaired by the service")
    assert [row[:2] for row in table.rows] == [("Looked-after review", 525)]
    assert not table.total


def test_nothing_in_the_paper_is_a_bare_code(paper):
    words = " ".join(str(cell) for table in _blocks(paper, Table) for row in table.rows for cell in row)
    assert not re.findall(r"\b\w+_\w+\b", words)
    assert "IROs, for each full-time equivalent" in words
    assert "Business support" in words


def test_the_word_file_says_so(paper):
    word = WordDocument(io.BytesIO(writers()[".docx"](paper)))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert any(row[:2] == ["Reviews held", "525"] for row in cells)
    assert ["Reviews held in time", "525", "525", "100.0%", "100.0%"] in [row[:5] for row in cells]
    started = [["Under 1", "18"], ["1 to 4", "11"], ["5 to 9", "11"], ["10 to 15", "31"], ["16 and over", "51"]]
    assert started in [[[age, row[-1]] for age, *row in cells[place : place + 5]] for place in range(len(cells))]
    for reason, number in CEASED.items():
        assert any(row[:2] == [reason, str(number)] for row in cells), reason


def test_the_web_page_says_so(paper):
    page = writers()[".html"](paper).decode()
    assert '<dt>Reviews held</dt><dd class="value">525</dd>' in page
    for reason, number in CEASED.items():
        assert f'<th scope="row">{reason}</th><td class="number">{number}</td>' in page
    assert page.count("<svg") == page.count("<figure>") > 3


def test_the_spreadsheet_says_so_in_numbers(paper):
    book = CalamineWorkbook.from_filelike(io.BytesIO(writers()[".xlsx"](paper)))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    for reason, number in CEASED.items():
        assert any(row[:2] == [reason, number] for row in rows), reason
    assert any(row[:2] == ["Reviews held", 525] for row in rows)


def test_the_pdf_says_so(paper):
    pages = PdfReader(io.BytesIO(writers()[".pdf"](paper))).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert "525 of 525" in text
    assert re.search(r"Under 1 \d+ 18 .*1 to 4 \d+ 11 .*5 to 9 \d+ 11 .*10 to 15 \d+ 31 .*16 and over \d+ 51", text)
    for reason, number in CEASED.items():
        assert re.search(rf"{re.escape(reason)}\s+{number}\b", text), reason


def test_in_the_public_version_no_count_from_1_to_5_of_children_is_left(public_paper, paper):
    ceased = dict(row[:2] for row in _table(public_paper, "Children who ceased to be looked after, by reason").rows)
    assert ceased["Sentenced to custody"] == "hidden"
    assert ceased["Returned home as part of the care planning process"] == 34
    assert ceased["All"] == 118
    tables = [table for table in _blocks(public_paper, Table) if table.id.startswith("population-by")]
    counts = [count for table in tables for row in table.rows for count in row[1:] if isinstance(count, int)]
    assert not [count for count in counts if 1 <= count <= 5]
    assert "are hidden" in public_paper.sections[-1].blocks[-1].text
    assert writers()[".docx"](public_paper) != writers()[".docx"](paper)


def test_every_public_figure_is_hidden_or_the_true_one():
    shown, true = findings_of(from_on=FROM, to_on=TO, public=True), findings_of(from_on=FROM, to_on=TO)
    assert isinstance(shown, Findings)
    for figure in true.measured.result.figures:
        public = shown.figure(figure.id, **figure.breakdown)
        assert public.numerator in ("hidden", figure.numerator)
        assert public.value in ("hidden", figure.value)


def test_no_file_holds_a_childs_number(paper):
    word = zipfile.ZipFile(io.BytesIO(writers()[".docx"](paper)))
    text = "".join(word.read(name).decode("utf-8", "ignore") for name in word.namelist() if name.endswith(".xml"))
    text += writers()[".html"](paper).decode()
    assert [code for code in Child.objects.order_by("code").values_list("code", flat=True) if code in text] == []


@pytest.mark.parametrize("kind", ReportKind)
def test_the_command_writes_every_kind_of_paper(kind, tmp_path):
    out = tmp_path / "paper.html"
    words = ["report", kind.value, "--from", "2019-01-01", "--to", "2019-03-31", "--out", str(out)]
    assert main(words) == 0
    page = out.read_text(encoding="utf-8")
    assert KINDS[kind].title.format(panel="Corporate Parenting Panel") in html.unescape(page)
    assert "1 January 2019 to 31 March 2019" in page
    assert "About these figures" in page


def test_a_period_the_wrong_way_round_is_refused_with_the_days_given(tmp_path, capsys):
    """It spoke of the same days a year before, which nobody had given."""
    words = ["report", "annual", "--from", "2019-04-01", "--to", "2018-03-31", "--out", str(tmp_path / "paper.html")]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "ends on 31/03/2018, before it begins on 01/04/2019" in told


def test_a_period_that_begins_before_the_records_is_told_to_whoever_makes_the_paper(tmp_path, capsys):
    """It stood in the paper alone, which nobody opens before it is sent on."""
    out, first = tmp_path / "paper.xlsx", coverage_from() - timedelta(days=1)
    days = ["--from", first.isoformat(), "--to", add_months(first, 12).isoformat()]
    assert main(["report", "weekly", *days, "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Warning: The period begins on {first:%d/%m/%Y}, before the records do" in told.err
    assert out.read_bytes()
    assert main(["report", "weekly", "--from", "2019-03-18", "--to", "2019-03-24", "--out", str(out)]) == 0
    assert "Warning" not in capsys.readouterr().err


def test_a_paper_made_before_its_period_is_over_says_so():
    early = paper_of_kind(ReportKind.ANNUAL, from_on=FROM, to_on=TO, made_on=date(2019, 3, 1))
    assert "The period was not over on 1 March 2019" in early.sections[-1].blocks[-1].text
    made = paper_of_kind(ReportKind.ANNUAL, from_on=FROM, to_on=TO, made_on=TO)
    assert not any("was not over" in getattr(block, "text", "") for block in made.sections[-1].blocks)


def test_the_paper_opens_with_its_headlines_and_which_way_they_went(paper):
    law, first = paper.sections[:2]
    assert law.heading == "Purpose of service and legal context"
    assert any("sections 25A to 25C of the Children Act 1989" in block.text for block in law.blocks)
    assert first.heading == "Key messages: learning and improvement"
    points = [point.text for block in first.blocks if isinstance(block, BulletList) for point in block.items]
    assert "Children looked after: up from 165 to 169." in points
    assert "Reviews held in time: 100.0%, as the year before." in points


def test_every_table_and_chart_says_of_which_day_its_records_are(paper):
    shown = [*_blocks(paper, Table), *_blocks(paper, Chart)]
    assert [block.id for block in shown if "as at 31 March 2019" not in block.source] == []


def test_terms_that_the_paper_uses_are_explained_in_it(paper):
    (glossary,) = _blocks(paper, Glossary)
    terms = [entry.term for entry in glossary.entries]
    assert {"IRO", "Looked after", "Working days"} <= set(terms)


def test_entitlements_stand_under_their_titles_and_definitions_name_no_ids(paper):
    told = [row[0] for row in _table(paper, "Children told of their entitlements").rows]
    assert "The Harrow Children's Pledge" in told
    words = [run.text for note in _blocks(paper, Note) for each in note.paragraphs for run in each.runs]
    assert not [text for text in words if re.search(r"\b(reviews|participation|population)\.[a-z]", text)]


def test_a_check_that_nobody_was_asked_has_no_row(paper):
    assert all(row[2] for row in _table(paper, "What reviews found up to date and on file").rows)


def test_the_indicators_stand_year_by_year_as_far_as_the_records_reach(paper):
    table = _table(paper, "Performance, year by year")
    *before, own = [column.heading for column in table.columns[1:]]
    assert own == "2018/19"
    assert before
    told = {row[0]: row[-1] for row in table.rows}
    assert (told["Reviews held"], told["Reviews held in time"]) == ("525", "100.0%")


def test_a_paper_of_a_month_tells_the_year_to_date_and_the_last_12_months():
    first, last = TO.replace(month=2, day=1), TO.replace(month=2, day=28)
    month = paper_of_kind(ReportKind.MONTHLY, from_on=first, to_on=last, made_on=TO)
    table = _table(month, "The period and the year to date")
    assert [column.heading for column in table.columns] == [
        "Indicator",
        "This period",
        "Year to date",
        "Last 12 months",
    ]
    held = next(row for row in table.rows if row[0] == "Reviews held")
    one, to_date, twelve = (int(str(number)) for number in held[1:])
    assert one < to_date < twelve
    key = {figure.label: figure.value for block in _blocks(month, KeyFigures) for figure in block.figures}
    assert key["Reviews projected for the whole year"] == round(to_date * 365 / 334, 1)


def test_the_page_of_caseloads_and_the_paper_tell_one_average(paper):
    manager = PersonFactory(manager=True)
    lines = caseloads_on(manager, on=TO)
    each = next(figure.hint for figure in figures_of(lines, 0) if figure.label == "Full-time equivalent")
    average = measured(from_on=FROM, to_on=TO).result.figure("caseload.average", unit="iro_fte").value
    assert each == f"{average} children for each"


def test_the_year_before_stands_beside_only_what_was_kept_in_it(paper):
    """What care leavers received was written down from 2018 on: 0.0% of the year before would be no fact."""
    received = _table(paper, "Care leavers who received what they are entitled to")
    told = _table(paper, "Care leavers told of their entitlements")
    assert [column.heading for column in received.columns] == ["Entitlement", "Number", "Of", "Per cent"]
    assert told.columns[-1].heading == "Year before"


def test_what_could_not_be_judged_is_told_of_the_measures_that_the_paper_shows(paper):
    week = paper_of_kind(ReportKind.WEEKLY, from_on=date(2019, 3, 18), to_on=date(2019, 3, 24), made_on=TO)
    of_year, of_week = (
        {row[0] for row in _table(each, "Records that could not be judged").rows} for each in (paper, week)
    )
    assert "Care plans updated within 10 working days" in of_year
    assert of_week == {"Days from a review to its finished record", "Records finished within 15 working days"}


def test_examinations_in_depth_stand_in_the_papers_of_a_council_that_asks_for_them(paper):
    rows = [row[0] for row in _table(paper, "Between reviews").rows]
    assert rows[0] == "Children who had the check between reviews"
    assert not any("in depth" in row for row in rows)


def test_the_glossary_explains_the_codes_that_definitions_name(paper):
    (glossary,) = _blocks(paper, Glossary)
    assert {"REC", "RNE", "V3", "PN1 to PN7", "T0 to T4"} <= {each.term for each in glossary.entries}


def test_a_paper_without_figures_does_not_say_that_they_were_counted(paper):
    empty = paper_of_kind(ReportKind.COMPLAINTS, from_on=FROM, to_on=TO, made_on=TO)
    assert [section.id for section in empty.sections] == ["about"]
    said, table, what_to_do = empty.sections[-1].blocks
    assert "1 April 2018 to 31 March 2019" in said.text
    assert "hold nothing that this paper counts" in said.text
    assert table.rows == (("Complaints received", "Complaints"),)
    assert "recorded in the service, or loaded" in what_to_do.text
    assert "None in this period" not in re.sub("<[^>]+>", " ", writers()[".html"](empty).decode())
    assert writers()[".xlsx"](empty)
    assert any("Every figure was counted" in getattr(block, "text", "") for block in paper.sections[-1].blocks)

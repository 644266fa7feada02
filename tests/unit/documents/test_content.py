"""A paper that would shut a reader out cannot be built."""

from dataclasses import replace

import pytest

from openiro.documents.content import (
    BulletList,
    Column,
    KeyFigures,
    Kind,
    Paragraph,
    Run,
    Section,
    Series,
    Table,
    UnableToBuildDocument,
)
from openiro.documents.layout import (
    MOST,
    blocks_of,
    caption_of,
    captions,
    clean,
    column_weights,
    column_widths,
    has_contents,
    has_contents_of_a_page,
    levels,
    shown_rows,
    small_print,
    table_width,
)
from tests.unit.documents.papers import BY_AGE, EMPTY, IN_TIME, LATE, annual_report


def test_a_heading_is_never_blank():
    with pytest.raises(UnableToBuildDocument, match="heading of section 'summary' is blank"):
        Section("summary", "  ")


def test_a_heading_is_at_level_one_to_three():
    with pytest.raises(UnableToBuildDocument, match="level 4"):
        Section("summary", "Summary", level=4)


def test_a_chart_needs_words_for_those_who_cannot_see_it():
    with pytest.raises(UnableToBuildDocument, match="text alternative"):
        replace(IN_TIME, alt="")


def test_a_chart_has_one_value_for_each_category():
    with pytest.raises(UnableToBuildDocument, match="2 values for 4 categories"):
        replace(IN_TIME, series=(Series("Held in time", (1, 2)),))


def test_a_chart_of_nothing_is_refused():
    with pytest.raises(UnableToBuildDocument, match="nothing to draw"):
        replace(IN_TIME, series=())


def test_every_column_has_a_heading():
    with pytest.raises(UnableToBuildDocument, match="column 2 in table 'Disputes"):
        replace(EMPTY, columns=(Column("Stage"), Column(" ")))


def test_a_table_without_columns_is_refused():
    with pytest.raises(UnableToBuildDocument, match="has no columns"):
        replace(EMPTY, columns=())


def test_a_row_is_as_long_as_the_headings():
    with pytest.raises(UnableToBuildDocument, match="Row 2 of table 'T' has 1 values for 2 columns"):
        Table("t", "T", (Column("A"), Column("B")), (("x", 1), ("y",)))


@pytest.mark.parametrize("block", [BulletList, KeyFigures])
def test_an_empty_list_is_left_out_and_not_written(block):
    with pytest.raises(UnableToBuildDocument):
        block(())


def test_two_tables_cannot_share_an_id():
    with pytest.raises(UnableToBuildDocument, match="share the id 'late'"):
        replace(annual_report(), sections=(Section("s", "S", (LATE, LATE)),))


def test_each_chart_is_followed_by_its_figures():
    timeliness = annual_report().sections[2]
    chart, table = list(blocks_of(timeliness))[:2]
    assert chart == IN_TIME
    assert table.columns == (
        Column("Quarter"),
        Column("Held in time", Kind.PERCENT),
        Column("Target", Kind.PERCENT),
    )
    assert table.rows[0] == ("Apr to Jun", 88.0, 95.0)


def test_many_series_with_long_names_are_rows_under_what_they_are():
    names = [f"The child took part in way number {place}" for place in range(6)]
    series = tuple(Series(name, (1, 2, 3, 4)) for name in names)
    table = replace(IN_TIME, series=series, series_heading="How the child took part").as_table()
    assert table.columns[0] == Column("How the child took part")
    assert [row[0] for row in table.rows] == names


def test_tables_and_charts_are_numbered_apart_in_reading_order():
    numbers = captions(annual_report())
    assert numbers == {
        "in-time": 1,
        "in-time-figures": 1,
        "by-age": 2,
        "late": 3,
        "disputes": 4,
        "needs": 2,
        "needs-figures": 5,
        "places": 3,
        "places-figures": 6,
    }
    assert caption_of(BY_AGE, numbers) == "Table 2: Reviews held in time, by age of the child on the day"


def test_no_heading_level_is_skipped():
    sections = (Section("a", "A", level=3), Section("b", "B", level=3), Section("c", "C"), Section("d", "D", level=3))
    assert levels(replace(annual_report(), sections=sections)) == [1, 2, 1, 2]


def test_a_table_without_rows_says_so_in_words():
    assert shown_rows(EMPTY) == [["None in this period", ""]]


def test_notes_stand_before_the_source():
    assert small_print(BY_AGE)[-1] == "Source: Council's own records on 12 June 2026"
    assert len(small_print(BY_AGE)) == 3


def test_columns_share_the_width_and_small_tables_stay_small():
    assert sum(column_weights(LATE)) == pytest.approx(1)
    assert column_weights(LATE)[2] > column_weights(LATE)[1]
    assert table_width(LATE) == 1
    assert table_width(EMPTY) < 0.6


def test_a_reference_and_a_day_stand_on_one_line_however_many_columns_there_are():
    """Medway's open disputes stood as 'ME-' over 'DR-83', and their days over two lines: capitals are wide."""
    headings = ("Dispute", "Team", "Stage", "Formal since")
    numbers = Column("Working days", Kind.COUNT), Column("Left of 20", Kind.COUNT)
    row = ("ME-DR-83", "Children in Care Team", "Stage 2", "26 November 2019", 3, 17)
    widths = column_widths(Table("open", "Disputes open", (*map(Column, headings), *numbers), (row,)))
    assert widths[0] >= len(row[0]) + 3
    assert widths[3] >= len(row[3]) + 3
    assert sum(widths) <= MOST


def test_where_many_columns_are_short_the_long_one_keeps_enough():
    """Beside published figures, 'Children placed within 20 miles of home' stood over five lines."""
    headings = ("Figure", "Published of", "As at", "Difference")
    row = (
        "Children placed within 20 miles of home",
        "Statistical neighbours",
        "31 March 2017",
        "24.0 points below: worse",
    )
    numbers = Column("Published", Kind.PERCENT), Column("Our figure", Kind.PERCENT)
    table = Table("beside", "Beside", (*map(Column, headings), *numbers), ((*row, 62.0, 38.0),))
    assert column_widths(table)[0] >= 17
    assert sum(column_widths(table)) <= MOST


def test_a_paper_of_few_sections_has_no_contents_and_a_short_list_no_page_of_its_own():
    """The papers of a month and of complaints began with a page that was empty but for its contents."""
    sections = [Section(f"s{place}", f"Section {place}") for place in range(12)]
    papers = [replace(annual_report(), sections=tuple(sections[:number])) for number in (3, 4, 10, 11)]
    assert [has_contents(each) for each in papers] == [False, True, True, True]
    assert [has_contents_of_a_page(each) for each in papers] == [False, False, False, True]
    assert not has_contents(replace(papers[-1], contents=False))


def test_characters_that_no_office_file_may_hold_are_dropped_and_kinds_are_kept():
    table = replace(BY_AGE, caption="Reviews\x00 in\x0b\ttime\r\nby age")
    assert clean(table).caption == "Reviews in time\nby age"
    assert clean(table).columns[3].kind is Kind.PERCENT


def test_a_paragraph_reads_as_one_text():
    assert Paragraph.of("Held ", Run("525", bold=True), " reviews").text == "Held 525 reviews"

"""What a table of a paper shows where nothing, or next to nothing, was there to be counted."""

from datetime import date

import pytest

from openiro.documents.content import Kind, Run
from openiro.domain.codes import meaning_of
from openiro.measures.figures import Figure, Result
from openiro.policies import load_policy
from openiro.reporting.beside import projection
from openiro.reporting.blocks import breakdown_table, definitions, figures_table, key_figures
from openiro.reporting.compared import beside_standards
from openiro.reporting.findings import Findings
from openiro.reporting.parts import table_of, where_any
from openiro.reporting.queries import Measured

FIRST, LAST = date(2026, 1, 1), date(2026, 2, 28)
ROWS = (("disputes.within_20_days", "Closed in time"), ("concerns.raised", "Concerns"))


def findings(*figures: Figure, before: tuple[Figure, ...] = (), to_on: date = LAST) -> Findings:
    earlier = Result(before, (), ()) if before else None
    return Findings(Measured(FIRST, to_on, Result(figures, (), ()), earlier, load_policy("default", to_on), FIRST))


def share(measure: str, numerator: int, denominator: int, unknown: int = 0, **breakdown: str) -> Figure:
    value = round(100 * numerator / denominator, 1) if denominator else None
    return Figure(measure, breakdown, numerator, denominator, value, "percent", unknown)


def by_theme(*numbers: int) -> list[Figure]:
    themes = ("permanence", "health", "education")
    return [
        share("disputes.by_theme", number, sum(numbers), theme=theme)
        for theme, number in zip(themes, numbers, strict=False)
    ]


def told_through(source: str, topic: str, number: int) -> Figure:
    return Figure("voice.statements", {"source": source, "topic": topic}, number, None, number, "statements")


def test_long_words_that_every_row_would_begin_with_stand_once_under_the_table():
    """Medway's table of what children told began thirteen rows with the same app, over two lines each."""
    by_app = told_through("app", "home", 4), told_through("app", "health", 13)
    (table,) = breakdown_table(findings(*by_app), "voice.statements", caption="Caption", heading="How")
    assert [row[0] for row in table.rows] == ["Where I live", "My health", "All"]
    assert table.notes == (f"In every row: {meaning_of('VIEW_SOURCE', 'app')}.",)
    both = findings(*by_app, told_through("carer", "home", 2))
    (table,) = breakdown_table(both, "voice.statements", caption="Caption", heading="How")
    assert all(", " in row[0] for row in table.rows[:-1])
    assert table.notes == ()


def test_a_definition_begins_with_its_title_in_bold_and_none_stands_of_what_is_not_shown():
    """The panel's paper defined children convicted, of whom nothing was recorded."""
    shown = share("reviews.on_time", 9, 10), share("disputes.within_20_days", 0, 0, 190)
    (note,) = definitions(["reviews.on_time", "disputes.within_20_days"], findings(*shown))
    (paragraph,) = note.paragraphs
    assert paragraph.runs[0] == Run("Reviews held in time:", bold=True)
    assert paragraph.text.startswith("Reviews held in time: Reviews held in the period")


def test_standards_of_the_same_law_name_it_once():
    """Two measures of timeliness were followed by the same six lines of regulations."""
    both = ("reviews.on_time", "reviews.children_all_on_time")
    found = findings(*(share(measure, 9, 10) for measure in both))
    (table,) = beside_standards("reviews", *both)(found)
    assert len(table.rows) == 2
    (note,) = table.notes
    assert note.startswith("Reviews held in time; Children whose reviews were all in time: Care Planning")


def test_of_what_was_not_there_to_be_judged_a_table_says_nothing():
    """A quarter that said '0 of 0, not judged 190' of teeth, and a week '0 of 0' of disputes closed."""
    concerns = Figure("concerns.raised", {}, 3, None, 3, "concerns")
    (table,) = figures_table(findings(share("disputes.within_20_days", 0, 0, 190), concerns), "t", "Caption", ROWS)
    assert [row[0] for row in table.rows] == ["Concerns"]


def test_the_median_of_nothing_is_not_nought_days():
    none = Figure("disputes.median_days", {}, 0, None, None, "working days")
    assert figures_table(findings(none), "t", "Caption", (("disputes.median_days", "Days"),)) == []


def test_a_card_of_what_was_not_there_says_so():
    (cards,) = key_figures(findings(share("disputes.within_20_days", 0, 0)), ROWS)
    (card,) = cards.figures
    assert (card.value, card.definition) == (None, "none to be judged")


def test_a_card_of_one_child_says_child():
    one = Figure("advocacy.children", {}, 1, None, 1, "children")
    (cards,) = key_figures(findings(one), [("advocacy.children", "With an advocate")])
    assert cards.figures[0].definition == "child"


def test_a_card_of_a_few_shows_them_and_no_share():
    """Open over 20 days: 0.0% of the one dispute."""
    (cards,) = key_figures(findings(share("disputes.within_20_days", 3, 4, unknown=1)), ROWS)
    (card,) = cards.figures
    assert (card.value, card.definition) == ("3 of 4", "1 could not be judged")


@pytest.mark.parametrize(("numbers", "has_shares"), [((2, 1, 6), False), ((3, 1, 6), True)])
def test_there_are_no_shares_of_fewer_than_ten(numbers, has_shares):
    """One dispute of three is no 33.3%: with the next it would be a quarter."""
    found = findings(*by_theme(*numbers), before=tuple(by_theme(20, 20, 20)))
    (table,) = breakdown_table(found, "disputes.by_theme", caption="Caption", heading="Theme")
    kinds = [column.kind for column in table.columns]
    assert (Kind.PERCENT in kinds) is has_shares
    assert table.rows[0][1] == numbers[0]
    assert table.rows[0][-1] == (33.3 if has_shares else 20)
    assert table.rows[-1][1] == sum(numbers)


def test_a_share_of_the_year_before_is_left_out_where_it_was_of_a_few():
    """Medway's app: 0.0% and 100.0% the year before, of a child or two who tried it."""
    now = [share("participation.by_mode", 8, 10, mode="video"), share("participation.by_mode", 40, 50, mode="room")]
    then = (share("participation.by_mode", 1, 1, mode="video"), share("participation.by_mode", 30, 40, mode="room"))
    (table,) = breakdown_table(findings(*now, before=then), "participation.by_mode", caption="Caption", heading="How")
    assert [row[-1] for row in table.rows] == [None, 75.0]


def test_what_tells_more_of_disputes_is_left_out_of_a_week_without_any():
    part = where_any("disputes.raised", table_of("disputes.by_theme", "By theme", "Theme"))
    raised = {"service": "lac"}
    none = Figure("disputes.raised", raised, 0, 44, 0.0, "for each 100 reviews")
    some = Figure("disputes.raised", raised, 1, 44, 2.3, "for each 100 reviews")
    assert part(findings(none, *by_theme(0, 0, 0))) == []
    assert len(part(findings(some, *by_theme(1, 0, 0)))) == 1


def test_nothing_is_projected_when_the_year_is_over():
    projected = Figure("reviews.projected", {}, 700, 333, 802.8, "reviews")
    (cards,) = projection(findings(projected))
    assert cards.figures[0].kind is Kind.COUNT, "803 reviews, not 802.8"
    assert projection(findings(projected, to_on=date(2026, 3, 31))) == []

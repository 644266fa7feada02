"""What a reader must know of a figure stands under it, on its page and in every paper, until it is withdrawn."""

from datetime import date
from decimal import Decimal

import pytest

from openiro.documents.content import KeyFigures, Note, Table
from openiro.domain.refusal import Refusal
from openiro.domain.report_policy import ReportKind
from openiro.reporting.actions import UnableToNoteFigure, note_figure, withdraw_figure_note
from openiro.reporting.models import FigureNote
from openiro.reporting.papers import paper_of_kind
from tests.factories.people import PersonFactory
from tests.integration.web_reports.conftest import NOW, words

pytestmark = pytest.mark.django_db
YEAR = {"from_on": date(2025, 4, 1), "to_on": date(2026, 3, 31)}
LOST = "The records of two months were lost in the change of system"
PAGE = "/measures/reviews.held/?period=last-year"


@pytest.fixture
def analyst(signed_in):
    return signed_in(analyst=True)


def _noted(by, **more):
    given = {"measure": "reviews.held", "kind": "system_changed", "words": LOST, **YEAR, "by": by, "at": NOW}
    return note_figure(**(given | more))


def _paper(**more):
    return paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=NOW.date(), **more)


def _blocks(document, kind):
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def test_an_analyst_notes_what_was_counted_by_hand_and_the_figure_stays_what_it_is(council, analyst):
    sent = {
        "kind": "by_hand", "words": LOST, "by_hand": "17", "first-day": "1", "first-month": "4", "first-year": "2025",
        "last-day": "31", "last-month": "3", "last-year": "2026",
    }  # fmt: skip
    href = "/measures/reviews.held/notes/add/?period=last-year"
    assert analyst.post(href, sent).status_code == 302
    page = words(analyst.get(PAGE))
    assert "Counted by hand, 1 April 2025 to 31 March 2026" in page
    assert "Counted by hand: 17." in page
    figure = next(f for block in _blocks(_paper(), KeyFigures) for f in block.figures if f.label == "Reviews held")
    assert figure.value == 15


def test_a_note_stands_under_the_numbers_and_tables_of_every_paper(council, manager):
    _noted(manager.person, measure="reviews.held_by_age")
    _noted(manager.person)
    paper = _paper()
    table = next(each for each in _blocks(paper, Table) if each.caption == "Reviews held, by age of the child")
    assert [note for note in table.notes if LOST in note]
    told = [text.text for note in _blocks(paper, Note) for text in note.paragraphs]
    assert f"Reviews held: After a change of system, 1 April 2025 to 31 March 2026: {LOST}" in told


def test_a_note_of_other_days_is_not_shown(council, manager):
    _noted(manager.person, from_on=date(2024, 4, 1), to_on=date(2025, 3, 31))
    assert LOST not in words(manager.get(PAGE))


def test_a_small_number_counted_by_hand_is_hidden_from_those_who_see_no_small_numbers(council, manager, panel):
    _noted(manager.person, kind="by_hand", by_hand=Decimal(3))
    assert "Counted by hand: 3." in words(manager.get(PAGE))
    page = words(panel.get("/measures/reviews.held/?period=2026"))
    assert "Counted by hand: hidden." in page
    assert "notes/add" not in page


def test_a_note_that_is_withdrawn_is_kept_and_shown_no_more(council, manager):
    note = _noted(manager.person)
    assert manager.post(f"/measures/notes/{note.pk}/withdraw/").status_code == 302
    assert LOST not in words(manager.get(PAGE))
    assert FigureNote.objects.get(pk=note.pk).withdrawn_by == manager.person
    with pytest.raises(UnableToNoteFigure, match="withdrawn already"):
        withdraw_figure_note(number=note.pk, by=manager.person, at=NOW)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"measure": "reviews.unheard_of"}, "no measure"),
        ({"kind": "guessed"}, "Choose from the list"),
        ({"to_on": date(2025, 3, 31)}, "end before they begin"),
        ({"words": "  "}, "Say what a reader must know"),
        ({"by_hand": Decimal(-1)}, "below nought"),
    ],
)
def test_what_cannot_be_noted_is_refused_in_words(council, manager, wrong, told):
    with pytest.raises(UnableToNoteFigure, match=told):
        _noted(manager.person, **wrong)


def test_an_iro_reads_notes_and_writes_none(council, signed_in, manager):
    _noted(manager.person)
    iro = signed_in(iro=True)
    assert LOST in words(iro.get(PAGE))
    assert iro.get("/measures/reviews.held/notes/add/").status_code == 403
    with pytest.raises(Refusal):
        _noted(PersonFactory(iro=True))

"""Policies and statements that a panel approves each year: the register, the reminder, young people's agreement."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from openiro.core.models import Notice
from openiro.domain.supervision import UnableToSupervise
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from openiro.supervision.actions import approve_document, remind_of_documents
from openiro.supervision.queries import document_line, documents_kept
from tests.integration.supervision.conftest import NOW, ON
from tests.integration.web_decisions.conftest import browser, words

STATEMENT = "fostering_statement"


def test_a_statement_of_purpose_is_due_a_year_after_the_panel_approved_it(ada, mona):
    assert document_line(ada, STATEMENT, on=ON).is_due(ON)
    approve_document(document=STATEMENT, approved_on=date(2025, 12, 1), words="Version 4", by=mona, at=NOW)
    line = document_line(ada, STATEMENT, on=ON)
    assert (line.approved_by, line.due_on, line.words) == (
        "Corporate parenting panel",
        date(2026, 12, 1),
        "Version 4",
    )
    assert not line.is_due(ON)
    assert documents_kept(ada, on=ON)[-1].key == STATEMENT


def test_managers_are_told_once_before_it_is_due_again(mona):
    approve_document(document=STATEMENT, approved_on=date(2025, 12, 1), by=mona, at=NOW)
    approve_document(document="adoption_statement", approved_on=date(2026, 6, 1), by=mona, at=NOW)
    assert remind_of_documents(by=service_account(), at=NOW) == 1
    assert remind_of_documents(by=service_account(), at=NOW) == 0
    notice = Notice.objects.get()
    assert (notice.kind, notice.person) == ("document_due", mona.code)


def test_what_children_read_is_agreed_with_young_people(mona):
    with pytest.raises(UnableToSupervise, match="young people agree"):
        approve_document(document="pledge", approved_on=ON, by=mona, at=NOW)
    with time_machine.travel(NOW, tick=False):
        client = browser(mona)
        given = {"approved_on-day": "16", "approved_on-month": "11", "approved_on-year": "2026", "words": "Shorter"}
        given |= {"young_people_on-day": "9", "young_people_on-month": "11", "young_people_on-year": "2026"}
        client.post(reverse("supervision:document", args=["pledge"]), given)
        page = words(client.get(reverse("supervision:documents")))
    assert document_line(mona, "pledge", on=ON).young_people_on == date(2026, 11, 9)
    assert "Agreed on 9 Nov" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"document": "hearsay"}, "from the register"),
        ({"approved_on": date(2026, 11, 21)}, "lies ahead"),
        ({"approved_on": date(2026, 1, 5)}, "already"),
    ],
)
def test_an_approval_that_cannot_be_is_refused(ada, mona, given, said):
    approve_document(document=STATEMENT, approved_on=date(2026, 1, 5), by=mona, at=NOW)
    facts = {"document": STATEMENT, "approved_on": ON} | given
    with pytest.raises(UnableToSupervise, match=said):
        approve_document(**facts, by=mona, at=NOW)
    with pytest.raises(UnableToPermit):
        approve_document(document=STATEMENT, approved_on=ON, by=ada, at=NOW)

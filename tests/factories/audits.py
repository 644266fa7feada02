"""Audits and their findings, as a manager of the service would name them."""

from datetime import UTC, date, datetime

from factory.django import DjangoModelFactory

from openiro.audits.models import Audit, AuditFinding, AuditSample

GIVEN = datetime(2026, 11, 16, 10, tzinfo=UTC)
QUESTIONS = [
    {"id": "in_time", "text": "In time?", "answer": "met", "theme": "recording", "fact": "record_in_time"},
    {"id": "feedback", "text": "What do you tell the officer?", "answer": "words", "theme": "recording", "fact": ""},
]


class AuditSampleFactory(DjangoModelFactory):
    """One record, drawn from all."""

    class Meta:
        model = AuditSample

    kind = "record"
    rule = "all"
    size = 1
    seed = 7
    due_on = date(2026, 12, 14)
    drawn_at = GIVEN


class AuditFactory(DjangoModelFactory):
    """An audit of a record, given out on 16 November 2026 and still to be done."""

    class Meta:
        model = Audit

    kind = "record"
    version = "2026-1"
    questions = QUESTIONS
    given_at = GIVEN
    due_on = date(2026, 12, 14)


class AuditFindingFactory(DjangoModelFactory):
    """Something is to be done by 14 December 2026."""

    class Meta:
        model = AuditFinding

    theme = "recording"
    text = "Write shorter decisions"
    due_on = date(2026, 12, 14)
    found_at = GIVEN

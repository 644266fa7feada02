"""Monitoring forms and meetings about quality."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.quality.models import FormAnswer, FormCopy, Issue, MeetingLine, MonitoringForm, QualityMeeting

SENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


class MonitoringFormFactory(DjangoModelFactory):
    """A form sent on 20 November 2026, with one answer in `words`."""

    class Meta:
        model = MonitoringForm
        skip_postgeneration_save = True

    version = 1
    policy_on = date(2026, 11, 20)
    saved_at = SENT
    sent_at = SENT
    sent_by = factory.SelfAttribute("saved_by")

    @factory.post_generation
    def words(self, create: bool, words: str | None, copied: bool = True, **more: object) -> None:
        """The placement is red, and a copy of that went to those who look after placements."""
        given = {"answer": "red", "words": words or "Too far from school", "theme": "placement"}
        FormAnswer.objects.create(form=self, question="placement", **given)
        for role in ("fostering_iro", "commissioner") if copied else ():
            FormCopy.objects.create(form=self, role=role, in_part=True)


class IssueFactory(DjangoModelFactory):
    """The placement was found red on 20 November 2026."""

    class Meta:
        model = Issue

    review = factory.SelfAttribute("form.review")
    question = "placement"
    rating = "red"
    theme = "placement"
    reason = "Too far from school"
    opened_on = date(2026, 11, 20)
    due_on = date(2026, 12, 4)


class QualityMeetingFactory(DjangoModelFactory):
    """A liaison meeting held on 20 November 2026, with one line about `child`."""

    class Meta:
        model = QualityMeeting
        skip_postgeneration_save = True

    kind = "liaison"
    name = "Quality liaison meeting"
    held_on = date(2026, 11, 20)
    summary = "No plan for one child"
    prepared_at = SENT
    closed_at = SENT
    closed_by = factory.SelfAttribute("prepared_by")

    @factory.post_generation
    def child(self, create: bool, child: object, words: str = "No plan yet", **more: object) -> None:
        """Its one line."""
        MeetingLine.objects.create(meeting=self, place=1, about="PERMANENCE", child=child, words=words)

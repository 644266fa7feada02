"""Proceedings in court, as a practitioner would name them."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from openiro.proceedings.models import ChildInCourt, CourtDelay, Hearing, Proceedings, StepTaken

RECORDED = datetime(2026, 9, 7, 10, tzinfo=UTC)


class ProceedingsFactory(DjangoModelFactory):
    """A care order is sought since 7 September 2026."""

    class Meta:
        model = Proceedings

    kind = "care"
    applied_on = date(2026, 9, 7)
    recorded_at = RECORDED


class ChildInCourtFactory(DjangoModelFactory):
    """A child whom proceedings are about; with `hearing` by somebody, a final one; with `delay`, words about one."""

    class Meta:
        model = ChildInCourt
        skip_postgeneration_save = True

    proceedings = factory.SubFactory(ProceedingsFactory)

    @factory.post_generation
    def hearing(self, create: bool, by: Any, **more: Any) -> None:
        """The final hearing on 4 December 2026."""
        if by is not None:
            Hearing.objects.create(proceedings=self.proceedings, kind="final", on=date(2026, 12, 4), recorded_by=by)

    @factory.post_generation
    def delay(self, create: bool, words: str | None, **more: Any) -> None:
        """Assessments are not complete."""
        if words is not None:
            by = self.proceedings.recorded_by
            CourtDelay.objects.create(
                proceedings=self.proceedings,
                cause="assessments",
                noted_on=date(2026, 11, 2),
                words=words,
                recorded_by=by,
            )


class StepTakenFactory(DjangoModelFactory):
    """The IRO did not agree with the final care plan on 16 November 2026."""

    class Meta:
        model = StepTaken

    step = "view"
    view = "disagrees"
    consulted = "too_late"
    done_on = date(2026, 11, 16)
    recorded_at = RECORDED

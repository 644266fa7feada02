"""What children, parents and carers say of reviews and of their reviewing officer, from the forms that they sent."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.domain.consultation import FEEDBACK_CHOICES, FEEDBACK_WORDS
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may_see_free_text
from openiro.voice.models import ConsultationForm


@dataclass(frozen=True)
class FeedbackCount:
    """How one question was answered by one kind of people: how many by each answer, a code of the question."""

    respondent: str
    question: str
    answers: Counter[str]

    @property
    def total(self) -> int:
        """How many answered it."""
        return self.answers.total()


@dataclass(frozen=True)
class FeedbackWords:
    """What somebody wrote, without who it was. `may_be_quoted` None: nobody asked."""

    said_on: date
    respondent: str
    words: str
    may_be_quoted: bool | None


@dataclass(frozen=True)
class Feedback:
    """How the questions about reviews were answered, and what was written, the latest first."""

    counts: tuple[FeedbackCount, ...]
    words: tuple[FeedbackWords, ...]


def feedback(user: User, *, on: date, from_on: date, respondent: str = "") -> Feedback:
    """What was said in forms sent from `from_on` to `on` about children for whom `user` gathers views; one query.

    `respondent`: of one kind of people alone. Grown-ups' words are for those who read free text.
    Raises `UnableToPermit` without `voice.record_views`.
    """
    check_may(user, Permission.RECORD_VIEWS, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.RECORD_VIEWS)
    rows = _sent().filter(seen, sent_at__date__gte=from_on, sent_at__date__lte=on)
    if respondent:
        rows = rows.filter(respondent=respondent)
    if not may_see_free_text(user, on=on):
        rows = rows.filter(respondent="child")
    kept = rows.order_by("-sent_at", "-pk").values_list("respondent", "answers", "sent_at")
    found = [(respondent, answers, sent_at) for respondent, answers, sent_at in kept if sent_at]
    return Feedback(_counted(found), tuple(_words(found)))


def feedback_given() -> Iterator[tuple[str, str, str, str, date]]:
    """Every answer to a question about reviews by choice: the child's code, who answered, the question, the answer and
    the day."""
    rows = _sent().filter(child__withdrawn_at__isnull=True).order_by("pk")
    columns = ("child__code", "respondent", "answers", "sent_at")
    for child, respondent, answers, sent_at in rows.values_list(*columns).iterator(chunk_size=10_000):
        for question in FEEDBACK_CHOICES:
            if answer := answers.get(question):
                yield (child, respondent, question, answer, day_of(sent_at))


def _sent() -> QuerySet[ConsultationForm]:
    return ConsultationForm.objects.filter(sent_at__isnull=False, invitee__removed_at__isnull=True)


_Row = tuple[str, dict[str, Any], datetime]


def _counted(rows: Sequence[_Row]) -> tuple[FeedbackCount, ...]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for respondent, answers, _ in rows:
        for question in FEEDBACK_CHOICES:
            if answer := answers.get(question):
                counts.setdefault((question, respondent), Counter())[answer] += 1
    return tuple(FeedbackCount(who, question, counts[question, who]) for question, who in sorted(counts))


def _words(rows: Sequence[_Row]) -> Iterator[FeedbackWords]:
    for respondent, answers, sent_at in rows:
        quote = {"yes": True, "no": False}.get(str(answers.get("quote") or ""))
        for question in FEEDBACK_WORDS:
            if words := str(answers.get(question) or "").strip():
                yield FeedbackWords(day_of(sent_at), respondent, words, quote)

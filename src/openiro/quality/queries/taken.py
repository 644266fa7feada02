"""What the review already holds, as answers of the monitoring form: nothing is asked twice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q, Value

from openiro.children.models import CURRENT
from openiro.domain.codes import meaning_of
from openiro.domain.monitoring import FormWords
from openiro.domain.quality_policy import CHECK, FormQuestion, QuestionKind
from openiro.domain.review_papers import PaperState
from openiro.domain.words import sentence
from openiro.meetings.models import Invitee
from openiro.reviews.models import Decision, ParentParticipation, Review
from openiro.reviews.queries import AnswerLine, ReviewChecks, papers_of, review_checks

NOT_RECORDED = "Not recorded"


def taken_answers(
    review: Review, questions: Iterable[FormQuestion], *, on: date, checks: ReviewChecks | None = None
) -> dict[str, FormWords]:
    """The answers of the questions that are taken from the review, by question, as the records are on `on`.

    No names and nothing that anybody wrote. At most nine queries, fewer for `checks` from whoever has read them.
    """
    asked = {each.id: each.taken_from for each in questions if each.kind is QuestionKind.REVIEW}
    lines: dict[str, AnswerLine | None] = {}
    if any(source.startswith(CHECK) for source in asked.values()):
        known = checks or review_checks(review, on=on)
        lines = {line.standing.check.id: line.answer for line in known.lines}
    read, found = _known(review, on), {}
    for id, source in asked.items():
        if source.startswith(CHECK):
            found[id] = _check(source.removeprefix(CHECK), lines)
        else:
            found[id] = FormWords(words=_TAKEN[source](read) or NOT_RECORDED)
    return found


def _check(id: str, lines: Mapping[str, AnswerLine | None]) -> FormWords:
    if id not in lines:
        return FormWords(words="Not asked of this child")
    answer = lines[id]
    if answer is None:
        return FormWords(words=NOT_RECORDED)
    now, on_file = answer.up_to_date, answer.on_file
    parts = [
        f"up to date: {meaning_of('CHECK_ANSWER', now).lower()}" if now else "",
        f"on the child's file: {meaning_of('CHECK_ANSWER', on_file).lower()}" if on_file else "",
    ]
    words = ", ".join(filter(None, parts))
    return FormWords(answer=now, words=sentence(words) or NOT_RECORDED)


def _arrangements(known: "_Known") -> str:
    review = known.review
    day = _day(review.held_on)
    how = meaning_of("MODE", review.mode).lower() if review.mode else ""
    long = f"{review.duration_minutes} minutes" if review.duration_minutes else ""
    return ", ".join(filter(None, [f"Held on {day}" if day else "", how, long]))


def _consulted(known: "_Known") -> str:
    heard = [meaning_of("INVITEE_ROLE", role).lower() for role, is_heard in known.invited if is_heard]
    silent = [meaning_of("INVITEE_ROLE", role).lower() for role, is_heard in known.invited if not is_heard]
    told = [f"views of {', '.join(heard)}" if heard else "", f"none of {', '.join(silent)}" if silent else ""]
    return sentence("; ".join(filter(None, told)))


def _child(known: "_Known") -> str:
    review = known.review
    return meaning_of("REVIEW_CODE", review.participation_code) if review.participation_code else ""


def _parents(known: "_Known") -> str:
    parts = []
    for parent, reason, attended, views in known.parents:
        why = "views obtained" if views else meaning_of("PARENT_REASON", reason).lower()
        parts.append(f"{parent}: {'there' if attended else 'not there'}, {why}")
    return sentence("; ".join(parts))


def _seen(known: "_Known") -> str:
    review = known.review
    alone = meaning_of("SEEN_ALONE", review.seen_alone).lower() if review.seen_alone else ""
    seen = f"seen on {_day(review.seen_before_on)}" if review.seen_before_on else ""
    return sentence(", ".join(filter(None, [seen, alone])))


def _papers(known: "_Known") -> str:
    review = known.review
    lines = [line for line in papers_of(review, on=known.on).lines if line.state not in (None, PaperState.NOT_NEEDED)]
    late = [line for line in lines if line.standing is not None and line.standing.days_late]
    missing = [line for line in lines if line.received_on is None]
    if not lines:
        return ""
    in_time = len([line for line in lines if line not in late and line not in missing])
    named = ", ".join(meaning_of("PAPER_KIND", line.kind).lower() for line in (*missing, *late))
    return f"{in_time} of {len(lines)} in time" + (f"; late or missing: {named}" if named else "")


def _decisions(known: "_Known") -> str:
    number, again = len(known.repeated), sum(known.repeated)
    if not number:
        return ""
    return f"{number}, of which {again} repeated from the review before" if again else f"{number}"


@dataclass(frozen=True)
class _Known:
    """What is read of the review at once: who was invited and heard, the parents' parts, decisions repeated or new."""

    review: Review
    on: date
    invited: tuple[tuple[str, bool], ...]
    parents: tuple[tuple[str, str, bool, bool], ...]
    repeated: tuple[bool, ...]


def _known(review: Review, on: date) -> _Known:
    """One query."""
    nothing, no = Value("", output_field=CharField()), Value(False, output_field=BooleanField())
    heard = ExpressionWrapper(Q(views=True) | Q(consulted_on__isnull=False), output_field=BooleanField())
    again = ExpressionWrapper(Q(carried_from__isnull=False), output_field=BooleanField())
    invited = Invitee.objects.filter(meeting__review=review, removed_at__isnull=True, is_excluded=False)
    parents = ParentParticipation.objects.filter(CURRENT, review=review)
    decisions = Decision.objects.filter(CURRENT, review=review)
    names = ("of", "pk", "who", "why", "first", "second")
    rows = (
        invited.annotate(of=_text("invited"), who=F("role"), why=nothing, first=heard, second=no)
        .values_list(*names)
        .union(
            parents.annotate(
                of=_text("parent"), who=F("parent"), why=F("reason"), first=F("attended"), second=F("views")
            ).values_list(*names),
            decisions.annotate(of=_text("decision"), who=nothing, why=nothing, first=again, second=no).values_list(
                *names
            ),
            all=True,
        )
    )
    by: dict[str, list[Any]] = {"invited": [], "parent": [], "decision": []}
    for of, _, *facts in sorted(rows):
        by[of].append(facts)
    return _Known(
        review,
        on,
        tuple((who, bool(first)) for who, _, first, _ in by["invited"]),
        tuple((who, why, bool(first), bool(second)) for who, why, first, second in by["parent"]),
        tuple(bool(first) for _, _, first, _ in by["decision"]),
    )


def _text(word: str) -> Value:
    return Value(word, output_field=CharField())


_TAKEN: dict[str, Callable[[_Known], str]] = {
    "arrangements": _arrangements,
    "consulted": _consulted,
    "child": _child,
    "parents": _parents,
    "seen": _seen,
    "papers": _papers,
    "decisions": _decisions,
}


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""

"""What the review already holds, as answers of the monitoring form: nothing is asked twice."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from openiro.domain.codes import meaning_of
from openiro.domain.monitoring import FormWords
from openiro.domain.quality_policy import CHECK, FormQuestion, QuestionKind
from openiro.domain.review_papers import PaperState
from openiro.meetings.models import Invitee
from openiro.reviews.models import Decision, Review
from openiro.reviews.queries import AnswerLine, ReviewChecks, papers_of, parents_of, review_checks

NOT_RECORDED = "Not recorded"


def taken_answers(
    review: Review, questions: Iterable[FormQuestion], *, on: date, checks: ReviewChecks | None = None
) -> dict[str, FormWords]:
    """The answers of the questions that are taken from the review, by question, as the records are on `on`.

    No names and nothing that anybody wrote. At most fourteen queries, fewer for `checks` from whoever has read them.
    """
    asked = {each.id: each.taken_from for each in questions if each.kind is QuestionKind.REVIEW}
    lines: dict[str, AnswerLine | None] = {}
    if any(source.startswith(CHECK) for source in asked.values()):
        known = checks or review_checks(review, on=on)
        lines = {line.standing.check.id: line.answer for line in known.lines}
    found = {}
    for id, source in asked.items():
        if source.startswith(CHECK):
            found[id] = _check(source.removeprefix(CHECK), lines)
        else:
            found[id] = FormWords(words=_TAKEN[source](review, on) or NOT_RECORDED)
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
    return FormWords(answer=now, words=_sentence(words) or NOT_RECORDED)


def _arrangements(review: Review, on: date) -> str:
    day = _day(review.held_on)
    how = meaning_of("MODE", review.mode).lower() if review.mode else ""
    long = f"{review.duration_minutes} minutes" if review.duration_minutes else ""
    return ", ".join(filter(None, [f"Held on {day}" if day else "", how, long]))


def _consulted(review: Review, on: date) -> str:
    if review.meeting_id is None:
        return ""
    rows = Invitee.objects.filter(meeting=review.meeting_id, removed_at__isnull=True, is_excluded=False)
    heard: list[str] = []
    silent: list[str] = []
    for role, views, consulted_on in rows.order_by("pk").values_list("role", "views", "consulted_on"):
        (heard if views or consulted_on else silent).append(meaning_of("INVITEE_ROLE", role).lower())
    told = [f"views of {', '.join(heard)}" if heard else "", f"none of {', '.join(silent)}" if silent else ""]
    return _sentence("; ".join(filter(None, told)))


def _child(review: Review, on: date) -> str:
    return meaning_of("REVIEW_CODE", review.participation_code) if review.participation_code else ""


def _parents(review: Review, on: date) -> str:
    parts = []
    for line in parents_of(review):
        views = "views obtained" if line.views else meaning_of("PARENT_REASON", line.reason).lower()
        parts.append(f"{line.parent}: {'there' if line.attended else 'not there'}, {views}")
    return _sentence("; ".join(parts))


def _seen(review: Review, on: date) -> str:
    alone = meaning_of("SEEN_ALONE", review.seen_alone).lower() if review.seen_alone else ""
    seen = f"seen on {_day(review.seen_before_on)}" if review.seen_before_on else ""
    return _sentence(", ".join(filter(None, [seen, alone])))


def _papers(review: Review, on: date) -> str:
    lines = [line for line in papers_of(review, on=on).lines if line.state not in (None, PaperState.NOT_NEEDED)]
    late = [line for line in lines if line.standing is not None and line.standing.days_late]
    missing = [line for line in lines if line.received_on is None]
    if not lines:
        return ""
    in_time = len([line for line in lines if line not in late and line not in missing])
    named = ", ".join(meaning_of("PAPER_KIND", line.kind).lower() for line in (*missing, *late))
    return f"{in_time} of {len(lines)} in time" + (f"; late or missing: {named}" if named else "")


def _decisions(review: Review, on: date) -> str:
    rows = list(Decision.objects.filter(review=review, withdrawn_at__isnull=True).values_list("carried_from"))
    if not rows:
        return ""
    again = sum(1 for (carried,) in rows if carried is not None)
    return f"{len(rows)}, of which {again} repeated from the review before" if again else f"{len(rows)}"


_TAKEN: dict[str, Callable[[Review, date], str]] = {
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


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The people of a review in words: how far the asking has come, the child's wishes, who is told by post."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.consultation import respondent_for, standing
from openiro.domain.words import sentence
from openiro.govuk.dates import medium_date
from openiro.meetings.queries import InviteeLine
from openiro.voice.queries import ChildsWishes

TO_TALK_ABOUT = "To talk about"
BY_EMAIL = ("email", "link", "case_system")


def state_of(line: InviteeLine, forms_sent: Mapping[int, bool]) -> str:
    """How far the asking of one person has come: 'Invited 9 Nov 2026 by post, is coming, interpreter not booked'."""
    if line.is_excluded:
        return f"Not to be invited: {meaning_of('EXCLUSION_REASON', line.exclusion_reason).lower()}"
    stands = standing(
        is_excluded=False,
        invited_on=line.invited_on,
        is_started=line.number in forms_sent,
        is_answered=line.answered,
        attended=line.attended,
    )
    parts = [_invited(line), meaning_of("REPLY", line.reply).lower() if line.reply else "", _consulted(line)]
    said = [part for part in parts if part] or [str(stands)]
    if line.invited_on and not line.answered and respondent_for(line.role):
        said.append(str(stands))
    if line.chased_on and not line.answered:
        said.append(f"asked again {medium_date(line.chased_on)}")
    if line.language and line.interpreter_booked_on is None:
        said.append("interpreter not booked yet")
    return sentence(", ".join(said))


def wishes_in_words(wishes: ChildsWishes) -> list[tuple[str, str]]:
    """What the child wants of the meeting, as headings and words; nothing of what the child left out."""
    yes_no = {True: "Yes", False: "No"}
    told = [
        ("Wants there", _roles(wishes.wants)),
        ("Does not want there", _roles(wishes.does_not_want)),
        ("Chairs the meeting", meaning_of("CHILD_CHAIRED", wishes.chairs) if wishes.chairs else ""),
        ("Where", wishes.where),
        ("When", wishes.when),
        ("Why somebody should not be there", wishes.why_not),
        ("Seating", wishes.seating),
        (TO_TALK_ABOUT, "\n".join(wishes.agenda)),
        ("Not to be raised with all there", wishes.not_to_be_raised),
        ("Wants an advocate", yes_no.get(wishes.wants_advocate, "") if wishes.wants_advocate is not None else ""),
        ("Wants a visit of the IRO", yes_no.get(wishes.wants_visit, "") if wishes.wants_visit is not None else ""),
        ("Needs help with", wishes.needs),
    ]
    return [(name, words) for name, words in told if words]


def arrangements_wished(wishes: ChildsWishes) -> list[tuple[str, str]]:
    """Every wish for the meeting but the topics, which the agenda has."""
    return [(name, words) for name, words in wishes_in_words(wishes) if name != TO_TALK_ABOUT]


def _roles(codes: Iterable[str]) -> str:
    return ", ".join(meaning_of("INVITEE_ROLE", code) for code in codes)


def post_lines(child: Any, review: Any, lines: Iterable[InviteeLine]) -> list[dict[str, str]]:
    """Those whom no email reaches, with how they are invited and the form to print for them."""
    return [
        {
            "name": line.name,
            "role": meaning_of("INVITEE_ROLE", line.role),
            "how": meaning_of("HOW_SENT", line.invited_how or "post"),
            "invited": medium_date(line.invited_on) if line.invited_on else "Not yet",
            "language": line.language,
            "form": _paper(child, review, line),
        }
        for line in lines
        if not line.is_excluded and line.invited_how not in BY_EMAIL and not line.person
    ]


def _paper(child: Any, review: Any, line: InviteeLine) -> str:
    if not respondent_for(line.role):
        return ""
    return reverse("reviews:review-paper-form", args=[child.reference, review.pk, line.number])


def _invited(line: InviteeLine) -> str:
    if line.invited_on is None:
        return ""
    how = f" {meaning_of('HOW_SENT', line.invited_how).lower()}" if line.invited_how else ""
    return f"invited {medium_date(line.invited_on)}{how}"


def _consulted(line: InviteeLine) -> str:
    if line.consulted_on is None:
        return ""
    how = f" {meaning_of('HOW_CONSULTED', line.consulted_how).lower()}" if line.consulted_how else ""
    return f"gave views {medium_date(line.consulted_on)}{how}"

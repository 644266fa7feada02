"""The forms of the distribution list and of the draft that is checked."""

from collections.abc import Iterable, Sequence
from typing import Any

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.govuk import forms
from openiro.meetings.actions import Sending
from openiro.reviews.queries import CommentLine, Recipient
from openiro.web.reviews.part_page import PartForm

WHAT, LEFT, NOTE, ASK, OUTCOME = "what-", "left-", "note-", "ask-", "outcome-"
LONGEST_NOTE = 400
SEND, WITHHOLD = "send:", "withhold:"
LINKED = ("record", "letter")


class DistributionForm(PartForm):
    """For each person and paper: how it is sent or why it is withheld, and what their copy leaves out."""

    marks_optional = False

    def __init__(self, people: Iterable[Recipient], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = [each for each in people if _is_open(each)]
        for each in self.open:
            who = _who(each)
            self.fields[f"{WHAT}{each.key}"] = forms.SelectField(
                label=f"{meaning_of('PAPER', each.paper)} for {who}",
                options=_ways(each),
                blank="Not yet",
                required=False,
            )
            if each.may_leave_out:
                self.fields[f"{LEFT}{each.key}"] = forms.CheckboxesField(
                    label=f"Leave out of the copy for {who}",
                    options=[(part.id, part.title) for part in each.may_leave_out],
                    required=False,
                    small=True,
                )
            self.fields[f"{NOTE}{each.key}"] = forms.TextField(
                label=f"If it is withheld from {who}: more about why",
                required=False,
                max_length=LONGEST_NOTE,
            )

    def names_of_people(self) -> list[str]:
        """The names of the fields that say what is done with a paper."""
        return [f"{WHAT}{each.key}" for each in self.open]

    def sendings(self) -> list[Sending]:
        """What is to be sent or withheld."""
        found = []
        for each in self.open:
            what = self.cleaned_data.get(f"{WHAT}{each.key}") or ""
            if not what:
                continue
            is_sent = what.startswith(SEND)
            code = what.removeprefix(SEND).removeprefix(WITHHOLD)
            left_out = tuple(self.cleaned_data.get(f"{LEFT}{each.key}") or ()) if is_sent else ()
            note = self.cleaned_data.get(f"{NOTE}{each.key}") or ""
            way = {"how": code} if is_sent else {"withheld_reason": code, "withheld_note": note}
            whose = {"invitee": each.invitee, "person": each.person}
            found.append(Sending(each.paper, each.version, left_out=left_out, **whose, **way))  # type: ignore[arg-type]
        return found


class DraftCheckForm(PartForm):
    """Who is asked to check the draft, and what came of what was answered."""

    marks_optional = False

    def __init__(
        self,
        people: Iterable[Recipient],
        comments: Iterable[CommentLine],
        asked_by_policy: Sequence[str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.comments = [each for each in comments if each.answered_at and not each.outcome]
        asked = {each.invitee for each in comments}
        self.people_to_ask = [each for each in people if each.invitee not in asked]
        for comment in self.comments:
            self.fields[f"{OUTCOME}{comment.number}"] = forms.SelectField(
                label=f"What came of what {comment.name or 'they'} said?",
                options=[(code.code, code.meaning) for code in CODE_SETS["COMMENT_OUTCOME"]],
                blank="Not decided",
                required=False,
            )
        for person in self.people_to_ask:
            self._add(person, is_asked=person.role in asked_by_policy)

    def _add(self, person: Recipient, *, is_asked: bool) -> None:
        who = _who(person)
        role = meaning_of("INVITEE_ROLE", person.role)
        self.fields[f"{ASK}{person.key}"] = forms.CheckboxField(
            label=f"{who}, {role[:1].lower()}{role[1:]}" if person.name else role, initial=is_asked, small=True
        )
        if person.may_leave_out:
            self.fields[f"{LEFT}{person.key}"] = forms.CheckboxesField(
                label=f"Leave out of the draft for {who}",
                options=[(part.id, part.title) for part in person.may_leave_out],
                initial=list(person.proposal.left_out),
                required=False,
                small=True,
            )

    def outcomes(self) -> dict[int, str]:
        """What came of comments, by their number."""
        given = {each.number: self.cleaned_data.get(f"{OUTCOME}{each.number}") for each in self.comments}
        return {number: outcome for number, outcome in given.items() if outcome}

    def people(self) -> dict[int, list[str]]:
        """Who is asked, by number, with what their draft leaves out."""
        return {
            each.invitee: list(self.cleaned_data.get(f"{LEFT}{each.key}") or ())
            for each in self.people_to_ask
            if each.invitee is not None and self.cleaned_data.get(f"{ASK}{each.key}")
        }


def proposed_answers(people: Iterable[Recipient]) -> dict[str, Any]:
    """What stands in the boxes at first: what was settled, else what is proposed."""
    answers: dict[str, Any] = {}
    for each in people:
        if not _is_open(each):
            continue
        withheld = each.settled.withheld_reason if each.settled else each.proposal.withheld_reason
        answers[f"{WHAT}{each.key}"] = f"{WITHHOLD}{withheld}" if withheld else f"{SEND}{each.proposal.how}"
        answers[f"{NOTE}{each.key}"] = each.settled.withheld_note if each.settled else ""
        if each.may_leave_out:
            answers[f"{LEFT}{each.key}"] = list(each.proposal.left_out)
    return answers


def _is_open(each: Recipient) -> bool:
    """Whether anything is left to decide: a paper that is finished and was not sent."""
    return bool(each.version) and (each.settled is None or each.settled.sent_at is None)


def _who(each: Recipient) -> str:
    role = meaning_of("INVITEE_ROLE", each.role)
    return each.name or f"the {role[:1].lower()}{role[1:]}".replace("the the", "the")


def _ways(each: Recipient) -> list[tuple[str, str]]:
    """The ways in which this person can get it, then the reasons for withholding it."""
    barred = each.is_excluded and not each.proposal.how
    ways = [code for code in CODE_SETS["HOW_SENT"] if _is_possible(code.code, each) and not barred]
    sent = [(f"{SEND}{code.code}", f"Send: {code.meaning[:1].lower()}{code.meaning[1:]}") for code in ways]
    withheld = [(f"{WITHHOLD}{code.code}", f"Withhold: {code.meaning}") for code in CODE_SETS["WITHHELD_REASON"]]
    return [*sent, *withheld]


def _is_possible(how: str, each: Recipient) -> bool:
    if how == "link":
        return each.has_email and each.invitee is not None and each.paper in LINKED
    return each.signs_in if how == "case_system" else how != "telephone"

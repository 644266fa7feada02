"""Lays out what came before a journey, by actions, in a service's data: `python -m tests.system.laid_out MOMENT WHAT`.

Prints where it stands, for the test that asked.
"""

import json
import sys
from datetime import datetime, timedelta

import time_machine

OFFICER, MANAGER = "iro@example.org", "team-manager@example.org"
ELEVEN = 11
PARENTS = ("mother", "father")


def decisions_sent(at: datetime) -> dict[str, str]:
    """A review of the officer's is recorded today, and its eleven decisions are sent to the team's manager."""
    from openiro.reviews.actions import DecisionWords, record_review, save_decisions, send_decisions

    officer, manager = _person(OFFICER), _person(MANAGER)
    child, review = _booked(officer, manager, at)
    record_review(child=child, review=review, record=_record(review, officer, at), by=officer, at=at)
    words = [
        DecisionWords(
            f"Step {number} of the plan for school", owner_role="carer", due_on=at.date() + timedelta(days=30)
        )
        for number in range(1, ELEVEN + 1)
    ]
    save_decisions(review=review, decisions=words, judged=[], by=officer, at=at)
    send_decisions(review=review, manager=manager, by=officer, at=at)
    return {"review": f"/reviews/{child.reference}/{review.pk}/", "child": f"/children/{child.reference}/"}


def papers_to_read(at: datetime) -> dict[str, str]:
    """Links to the letter of a child, the record of a parent, and a draft for a parent to check."""
    from openiro.meetings.actions import Sending
    from openiro.meetings.models import Distribution, Invitee
    from openiro.reviews.actions import ask_for_accuracy, distribute_papers
    from openiro.reviews.models import Decision, Review

    officer = _person(OFFICER)
    child = Distribution.objects.filter(paper="letter", sent_at__isnull=False).earliest("pk").invitee
    parent = Invitee.objects.filter(meeting=child.meeting, role__in=PARENTS, is_excluded=False).earliest("pk")
    sending = Sending(paper="record", version=1, invitee=parent.pk, how="post")
    paths = {"link_path": "/with-you/{paper}/{key}/", "page_path": "/reviews/"}
    distribute_papers(review=child.meeting.review, sendings=[sending], by=officer, at=at, **paths)
    sent = Decision.objects.filter(sent_at__isnull=False).values("review")
    unfinished = Review.objects.filter(pk__in=sent, chaired_by=officer, record_finished_on=None, meeting__isnull=False)
    reached = Invitee.objects.filter(meeting__review__in=unfinished, role__in=PARENTS, is_excluded=False)
    asked = reached.exclude(relationship__email="").earliest("pk")
    ask_for_accuracy(
        review=asked.meeting.review, people={asked.pk: ()}, link_path="/with-you/draft/{key}/", by=officer, at=at
    )
    return {
        "letter": _link(child, "letter", "letter", officer, at),
        "record": _link(parent, "record", "record", officer, at),
        "draft": _link(asked, "accuracy", "draft", officer, at),
        "check": f"/reviews/{asked.meeting.child.reference}/{asked.meeting.review.pk}/write-record/check/",
    }


def _link(invitee, purpose: str, page: str, by, at: datetime) -> str:  # type: ignore[no-untyped-def]
    from openiro.meetings.actions import make_guest_link

    return f"/with-you/{page}/{make_guest_link(invitee=invitee, purpose=purpose, version=1, by=by, at=at)}/"


def _person(email: str):  # type: ignore[no-untyped-def]
    from openiro.people.models import User

    return User.objects.get(email=email)


def _booked(officer, manager, at: datetime):  # type: ignore[no-untyped-def]
    """A review booked for today, of a child of the officer's in the manager's team, not late and not booked yet."""
    from openiro.children.models import Child
    from openiro.people.queries import policy_in_force
    from openiro.reviews.actions import Arrangements, plan_review
    from openiro.reviews.models import Review
    from openiro.reviews.queries import people_around

    on = at.date()
    role = policy_in_force(on=on).decisions.answered_by
    booked = Review.objects.filter(held_on=None, cancelled_at=None, withdrawn_at=None).values("child")
    mine = Child.objects.filter(allocations__officer=officer, allocations__to_on=None, timetable__next_due_on__gte=on)
    for child in mine.exclude(pk__in=booked).order_by("pk"):
        if [each.code for each in people_around(child, role, on=on).answerers] == [manager.code]:
            arrangements = Arrangements(planned_on=on, chaired_by=officer)
            return child, plan_review(child=child, arrangements=arrangements, by=officer, at=at)
    raise LookupError("No child of the officer's is in the manager's team.")


def _record(review, officer, at: datetime):  # type: ignore[no-untyped-def]
    from openiro.domain.participation import UNDER_4, counts_for_participation
    from openiro.reviews.actions import ParentPart, ReviewRecord

    asked = counts_for_participation(review.child.born_on, at.date())
    return ReviewRecord(
        held_on=at.date(),
        mode=review.mode or "in_person",
        participation_code="PN1" if asked else UNDER_4,
        duration_minutes=60,
        chaired_by=officer,
        completed_on=at.date(),
        late_reason="",
        parents=tuple(ParentPart(which, attended=True, views=True) for which in ("mother", "father")),
        meetings=(),
    )


SCENES = {"decisions-sent": decisions_sent, "papers-to-read": papers_to_read}


def main(moment: str, what: str) -> int:
    """Lay the scene at `moment`, and print where it stands."""
    at = datetime.fromisoformat(moment)
    with time_machine.travel(at, tick=True):
        import django

        django.setup()
        sys.stdout.write(json.dumps(SCENES[what](at)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

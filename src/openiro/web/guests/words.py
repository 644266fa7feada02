"""What people who do not sign in read, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from openiro.govuk.dates import WEEKDAYS, clock_time, long_date
from openiro.reviews.queries import Invitation


@dataclass(frozen=True)
class Greeting:
    """The first page for one kind of person: its heading and its lines."""

    heading: str
    lines: tuple[str, ...]


_CHILD = Greeting(
    "Your say",
    (
        "Soon there is a meeting about you. It is called a review.",
        "We want to hear what you think. You can skip what you do not want to answer.",
        "Your reviewing officer will read it. They may talk with others about it. Tell us if you do not want that.",
        "You can ask someone you trust to help you.",
    ),
)
_OTHERS = {
    "parent": "There will be a review of how your child is looked after. We want to know what you think before it.",
    "carer": "There will be a review for the child you care for. We want to know what you think before it.",
    "advocate": "There will be a review for a child whom you help to be heard. We want to know what the child says.",
    "professional": "There will be a review for a child you work with. We want to know what you have done and think.",
}
_READ = (
    "The reviewing officer will read what you send, and may share it at the review.",
    "You can leave out what you do not want to answer.",
)


def greeting(respondent: str) -> Greeting:
    """The first page for a code of RESPONDENT."""
    if respondent == "child":
        return _CHILD
    return Greeting("What you think", (_OTHERS[respondent], *_READ))


def arrangements(invitation: Invitation | None) -> tuple[tuple[str, str], ...]:
    """When and where the review is, as far as it is known and theirs to know."""
    if invitation is None or invitation.planned_on is None:
        return ()
    when = f"{WEEKDAYS[invitation.planned_on.weekday()]} {long_date(invitation.planned_on)}"
    if invitation.planned_time is not None:
        when += f", {clock_time(datetime.combine(invitation.planned_on, invitation.planned_time))}"
    where = invitation.place or ("By video" if invitation.mode == "video" else "")
    return (("When", when), ("Where", where)) if where else (("When", when),)

"""How children have a say: words for the council's website, to be read and changed before they are published."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponseBase

from openiro.documents import content
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.domain.supervision_policy import CHILDREN
from openiro.govuk.dates import long_date
from openiro.people.queries import policy_in_force
from openiro.supervision.queries import Ahead, Raised, events_ahead, gatherings_of_service
from openiro.web.shell.access import page
from openiro.web.shell.files import as_word
from openiro.web.shell.request import Request

READ_FIRST = "Read every word before it is published, and take this note out. Nothing here may tell of one child."
BEFORE_A_REVIEW = (
    "Before each review we ask you what you think: by talking with you, on a form, or in whatever way suits you.",
    "You choose what you want to talk about, where and when we meet, and who is there. You can lead the meeting.",
    "Somebody can help you to say what you think: an advocate works for you, not for the council. Ask any of us.",
    "If something is not right, you can complain. An advocate can help you with that too.",
)


@page(Permission.VIEW_SUPERVISION)
def have_a_say(request: Request) -> HttpResponseBase:
    """The words, for Word."""
    policy, on = policy_in_force(on=request.today), request.today
    told = gatherings_of_service(from_on=add_months(on, -12), to_on=on).raised
    ahead = events_ahead(request.user, on=on)
    return as_word("how-to-have-a-say", paper(policy, ahead, [each for each in told if each.meant_for == CHILDREN], on))


def paper(policy: Policy, ahead: Sequence[Ahead], told: Sequence[Raised], on: date) -> content.Document:
    """How to have a say before a review, in groups and events, what one can ask for, and what came of what was said."""
    ways = [f"You can also use: {way.name}" for way in policy.consultation.new_ways]
    groups = [each.title for each in policy.supervision.meetings.values() if each.meant_for == CHILDREN]
    rights = [f"{each.title}, from the age of {each.from_age}" for each in policy.checks.entitlements.values()]
    done = [each for each in told if each.answer]
    columns = tuple(map(content.Column, ("You said", "We answered", "What came of it")))
    rows = tuple((each.words, each.answer, each.outcome) for each in done)
    parts: list[tuple[str, Sequence[content.Block]]] = [
        ("Read this first", (content.Note("Before it is published", (content.Paragraph.of(READ_FIRST),)),)),
        ("Your review", (content.BulletList.of(*BEFORE_A_REVIEW, *ways),)),
        ("Groups and events for you", (content.BulletList.of(*groups),)),
        ("What comes next", (content.BulletList.of(*map(_line, ahead)),) if ahead else ()),
        ("What you can ask for", (content.BulletList.of(*rights),) if rights else ()),
        ("You said, we did", (content.Table("said", "You said, we did", columns, rows),) if rows else ()),
    ]
    sections = [
        content.Section(f"part-{place}", title, tuple(blocks)) for place, (title, blocks) in enumerate(parts) if blocks
    ]
    made = content.Metadata(made_on=on)
    subtitle = f"For children and young people, {long_date(on)}"
    return content.Document("How to have a say", policy.council, subtitle, tuple(sections), made, contents=False)


def _line(event: Ahead) -> str:
    return f"{long_date(event.on)}: {event.kind}. {event.topic}"

"""What children said and agreed to have quoted, for papers; and the words that would give somebody away in one."""

import re
from dataclasses import dataclass
from datetime import date

from openiro.children.models import CURRENT, Child, Relationship
from openiro.domain.anonymity import Trace, traces
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text
from openiro.voice.models import Statement

MOST_QUOTES = 300


@dataclass(frozen=True)
class Known:
    """Words of the names of children and of people around them, and the numbers of children, casefolded."""

    names: frozenset[str]
    numbers: frozenset[str]

    def traces_in(self, text: str) -> list[Trace]:
        """What in the text gives somebody away (see `domain.anonymity.traces`)."""
        return traces(text, names=self.names, numbers=self.numbers)


@dataclass(frozen=True)
class Quote:
    """What a child said and may be quoted with: about what (a code of VIEW_TOPIC), the words, what was done about it,
    and what in the words still gives somebody away."""

    number: int
    topic: str
    said_on: date
    words: str
    response: str
    traces: tuple[Trace, ...]


def known_of_children() -> Known:
    """The names and numbers on record; two queries."""
    children = Child.objects.filter(CURRENT).values_list("given_name", "family_name", "code")
    around = Relationship.objects.filter(CURRENT).values_list("name", flat=True)
    names: set[str] = set()
    numbers: set[str] = set()
    for given, family, code in children.iterator(chunk_size=10_000):
        names.update(_words(given), _words(family))
        numbers.add(code.casefold())
    for name in around.iterator(chunk_size=10_000):
        names.update(_words(name))
    return Known(frozenset(names - _NO_NAMES), frozenset(numbers))


_NO_NAMES = {"mr", "mrs", "ms", "miss", "dr", "the", "and", "of", "de"}


def _words(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1}


def quotes_for_papers(user: User, *, from_on: date, to_on: date, on: date) -> list[Quote]:
    """What children said from `from_on` to `to_on` and agreed to have quoted, by topic, the latest first.

    Needs `reports.write` and sight of free text; nobody else gets a word. Raises `UnableToPermit`.
    """
    check_may(user, Permission.WRITE_REPORT, on=on)
    if not may_see_free_text(user, on=on):
        return []
    rows = Statement.objects.filter(
        may_be_quoted=True, withdrawn_at=None, child__withdrawn_at=None, said_on__range=(from_on, to_on)
    )
    found = list(rows.order_by("topic", "-said_on", "-pk")[:MOST_QUOTES])
    known = known_of_children() if found else Known(frozenset(), frozenset())
    return [
        Quote(each.pk, each.topic, each.said_on, each.words, each.response, tuple(known.traces_in(each.words)))
        for each in found
    ]

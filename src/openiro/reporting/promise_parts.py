"""Parts of papers about what the council promised, and about events: who came, what was raised, what came of it."""

from collections import Counter

from openiro.documents.content import Block, Column, Kind, Table, Value
from openiro.domain.codes import meaning_of
from openiro.domain.plans_policy import Promise
from openiro.domain.supervision_policy import CHILDREN, MEMBERS, SERVICE
from openiro.measures.compute import measure_named
from openiro.reporting.findings import Findings, value_in_words
from openiro.reporting.practice_sections import inside
from openiro.reporting.queries import Practice
from openiro.reporting.words import day_in_words


def promises_kept(findings: Findings) -> list[Block]:
    """Each frame of the policy: of every promise the figures, and how far the actions that serve it have come."""
    serving = findings.practice.serving if findings.practice else {}
    columns = tuple(map(Column, ("Promise", "Figures", "Who answers for it", "What is done")))
    tables: list[Block] = []
    for id, frame in findings.policy.plans.frames.items():
        rows = []
        for each in frame.promises:
            actions = serving.get(f"{id}.{each.id}", [])
            states = Counter(meaning_of("ACTION_STATE", line.state).lower() for line in actions)
            leads = ", ".join(dict.fromkeys(line.lead for line in actions))
            done = ", ".join(f"{count} {state}" for state, count in states.items())
            rows.append((each.words, _figures(findings, each), leads, f"Actions: {done}" if done else ""))
        if any(any(row[1:]) for row in rows):
            tables.append(Table(f"promises-{id.replace('_', '-')}", frame.title, columns, tuple(rows), (frame.source,)))
    return tables


def _figures(findings: Findings, promise: Promise) -> str:
    """The figures that show how a promise stands; one by category is left to its own table."""
    told = ((measure_named(id).title, findings.figure(id)) for id in promise.measures)
    return "; ".join(f"{title}: {value_in_words(each)}" for title, each in told if each and each.value is not None)


@inside
def events_held(findings: Findings, practice: Practice) -> list[Block]:
    """Events with children and of the members of the council: how many, how many young people, how many members."""
    headings = ("Held", "Young people who came", "Members who came", "Members invited")
    columns = (Column("Event"), *(Column(text, Kind.COUNT) for text in headings))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (each.title, each.held, each.young_people, each.came, each.invited)
        for each in practice.gatherings.kinds
        if each.meant_for != SERVICE
    )
    return [Table("events-held", "Events held, and who came", columns, rows)] if rows else []


@inside
def said_and_done(findings: Findings, practice: Practice) -> list[Block]:
    """You said, we did: what children and young people raised at events, the answer, and what came of it."""
    return _raised(practice, CHILDREN, "said-and-done", "You said, we did", "You said")


@inside
def agenda_of_members(findings: Findings, practice: Practice) -> list[Block]:
    """What the members of the council had on their agenda, and what came of it."""
    return _raised(practice, MEMBERS, "agenda-of-members", "What members of the council talked about", "On the agenda")


def _raised(practice: Practice, meant_for: str, id: str, caption: str, heading: str) -> list[Block]:
    columns = tuple(map(Column, ("Where, and when", heading, "Answer", "What came of it")))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (f"{each.kind}, {day_in_words(each.on)}", each.words, each.answer, each.outcome)
        for each in practice.gatherings.raised
        if each.meant_for == meant_for
    )
    return [Table(id, caption, columns, rows)] if rows else []

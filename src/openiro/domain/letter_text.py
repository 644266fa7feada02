"""The letter to the child, composed from the same entries as the record: second person, short sentences, plain words.

Nothing is typed for it. The IRO reads it, changes a sentence where one is wanted, and leaves out what does not help.
"""

import re
from collections.abc import Iterable
from datetime import date

from openiro.domain.plain_letter import to_the_child
from openiro.domain.record_facts import DecisionTaken, PersonThere, RecordFacts, Section
from openiro.domain.record_text import day, ended, in_quotes
from openiro.domain.records_policy import RecordsPolicy
from openiro.domain.words import sentence

SMALL = 4
YOURS = {
    "child": "you",
    "mother": "your mum",
    "father": "your dad",
    "other_family": "somebody from your family",
    "carer": "your carer",
    "social_worker": "your social worker",
    "team_manager": "your social worker's manager",
    "supervising_social_worker": "your carer's social worker",
    "residential_worker": "your key worker",
    "personal_adviser": "your personal adviser",
    "advocate": "your advocate",
    "independent_visitor": "your independent visitor",
    "guardian": "your children's guardian",
    "health": "your nurse or doctor",
    "school": "your school",
    "virtual_school": "the virtual school",
    "youth_justice": "your youth justice worker",
    "interpreter": "the interpreter",
    "iro": "I",
}
_OUTCOMES = {
    "implemented": "This is done.",
    "partly": "Part of this is done.",
    "not_implemented": "This is not done yet.",
    "overtaken": "This is not needed any more.",
}
_PROMISE = re.compile(
    r"^(?:the |your )?(?P<who>[\w' -]{2,40}?) (?:to|will|should|must|shall|is to|are to) (?P<what>.+)$", re.I
)
_NO_VERB = re.compile(
    r"^(?:the|a|an|all|any|no|his|her|their|your|you|there)\b|\b(?:to be|will|should|must|is|are)\b", re.I
)


def letter_sections(facts: RecordFacts, policy: RecordsPolicy) -> tuple[Section, ...]:
    """The sections of the letter, in the order in which a child reads them; those without a word are left out."""
    notes = [
        (each.id, each.letter, facts.notes.get(each.id, ""))
        for each in policy.headings
        if each.letter and each.id != "impact"
    ]
    impact = policy.heading("impact")
    rows = [
        ("hello", f"Dear {facts.given_name or 'you'}", _hello(facts, policy)),
        ("people", "Who came", _people(facts)),
        ("said", "What you told us", _said(facts)),
        ("last_decisions", "What happened since last time", "\n".join(map(_outcome, facts.last_decisions))),
        *notes,
        ("decisions", "What we decided", "\n".join(_decisions(facts.decisions))),
        ("impact", impact.letter if impact else "", facts.notes.get("impact", "")),
        ("help", "Who you can talk to", _filled(policy.letter.who_to_talk_to, facts)),
        ("not_happy", "If you are not happy", _filled(policy.letter.not_happy, facts)),
        ("next", "Your next review", _next(facts)),
        ("goodbye", "From me to you", _goodbye(facts, policy)),
    ]
    return tuple(
        Section(id, heading, _to_child(text, facts, policy, keeps=id == "said"))
        for id, heading, text in rows
        if heading and text.strip()
    )


def promise(decision: DecisionTaken) -> str:
    """A decision as the child is told it: 'Your social worker will arrange a dentist visit by 3 May 2026.'

    What begins with a verb follows 'will'; a sentence that has its own subject stands as it is, after who sees to it.
    """
    text = decision.text.strip().rstrip(".")
    who = YOURS.get(decision.owner_role) or decision.owner_name or decision.owner_role or "we"
    by = f" by {day(decision.due_on)}" if decision.due_on else ""
    found = _PROMISE.match(text)
    if found and _is_the_owner(found["who"], decision):
        text = found["what"]
    elif _NO_VERB.search(text):
        return f"{sentence(who)} will see to this{by}: {ended(text)}"
    return f"{sentence(who)} will {text[:1].lower()}{text[1:]}{by}."


def _is_the_owner(named: str, decision: DecisionTaken) -> bool:
    named = named.casefold()
    mine = {decision.owner_role.replace("_", " "), decision.owner_name, YOURS.get(decision.owner_role, "")}
    return any(named in (each.casefold(), each.casefold().removeprefix("your ")) for each in mine if each) or named in (
        "sw",
        "iro",
        "social worker",
    )


def _hello(facts: RecordFacts, policy: RecordsPolicy) -> str:
    held = f"Your review was on {day(facts.held_on)}." if facts.held_on else ""
    there = "Thank you for coming." if facts.was_there else "You were not there this time." if held else ""
    if facts.age < SMALL:
        there = policy.letter.to_a_small_child
    ran = {"all": "You ran the meeting. Well done!", "part": "You ran part of the meeting. Well done!"}
    return " ".join(part for part in (held, there, ran.get(facts.child_chaired, ""), policy.letter.opening) if part)


def _people(facts: RecordFacts) -> str:
    others = [each for each in facts.people if each.role != "child" and not each.is_excluded]
    there = [_known_as(each) for each in others if each.attended]
    missing = [_known_as(each) for each in others if each.attended is False]
    parts = (("These people came:", there), ("These people could not come:", missing))
    return "\n\n".join("\n".join([title, *(f"- {each}" for each in who)]) for title, who in parts if who)


def _known_as(each: PersonThere) -> str:
    known = YOURS.get(each.role, "")
    return f"{each.name} ({known})" if each.name and known else sentence(each.name or known or "somebody else")


def _said(facts: RecordFacts) -> str:
    lines = []
    for each in facts.said:
        line = f"- We saw: {ended(each.words)}" if each.is_observation else in_quotes(each.words)
        lines.append(f"{line} What we did: {ended(each.response)}" if each.response.strip() else line)
    return "\n".join(lines)


def _outcome(each: DecisionTaken) -> str:
    return f"- {promise(each)} {_OUTCOMES.get(each.outcome, 'We do not know yet if this is done.')}"


def _decisions(decisions: Iterable[DecisionTaken]) -> Iterable[str]:
    for each in decisions:
        yield f"- {promise(each)}{' You asked for this.' if each.asked_by_child else ''}"


def _next(facts: RecordFacts) -> str:
    if facts.next_on:
        return f"Your next review is on {day(facts.next_on)}. You can say where it is and who comes."
    last: date | None = facts.next_by
    return f"Your next review will be by {day(last)}. You can say when it is and who comes." if last else ""


def _goodbye(facts: RecordFacts, policy: RecordsPolicy) -> str:
    signed = f"{facts.chaired_by}\nYour independent reviewing officer" if facts.chaired_by else ""
    return "\n\n".join(part for part in (policy.letter.closing, signed) if part)


def _filled(text: str, facts: RecordFacts) -> str:
    return text.replace("{iro}", facts.chaired_by or "your reviewing officer").replace("{council}", facts.council)


def _to_child(text: str, facts: RecordFacts, policy: RecordsPolicy, *, keeps: bool) -> str:
    """Plain words, except in what the child said: that stays the child's own."""
    return text if keeps else to_the_child(text, given_name=facts.given_name, name=facts.name, words=policy.words)

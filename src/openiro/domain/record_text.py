"""The record of a review, composed in sections from what was entered.

What a record holds: Care Planning, Placement and Case Review (England) Regulations 2010, reg 38 and Schedule 7.
Nobody types it: each section says what stands in the review, and is then edited where a sentence is wanted.
"""

import re
from collections.abc import Iterable
from datetime import date

from openiro.domain.codes import meaning_of
from openiro.domain.plain_letter import to_the_child
from openiro.domain.record_facts import Checked, DecisionTaken, PersonThere, RecordFacts, Section
from openiro.domain.records_policy import RecordsPolicy

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_LAST = ("dissent", "iro_view", "impact")
_ROLES_OF_PARENTS = {"mother": "The mother", "father": "The father"}


def day(value: date) -> str:
    """'3 May 2026'."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def record_sections(facts: RecordFacts, policy: RecordsPolicy) -> tuple[Section, ...]:
    """The sections of the record in the order of the council's headings; those without a word are left out."""
    own = {each.id: each.title for each in policy.headings}
    written = {id: _note(facts, id) for id in own if id not in ("wishes", *_LAST)}
    rows = [
        ("facts", "The review", _facts(facts)),
        ("people", "Who took part", people_text(facts.people)),
        ("participation", "How the child took part", _participation(facts)),
        ("wishes", own.get("wishes", "Wishes and feelings"), _wishes(facts)),
        ("parents", "The parents", _parents(facts)),
        ("last_decisions", "What came of the last decisions", "\n".join(map(_outcome, facts.last_decisions))),
        *((id, own[id], text) for id, text in written.items()),
        ("checks", "Checks", _checks(facts)),
        ("dissent", own.get("dissent", "Where people did not agree"), _dissent(facts)),
        ("iro_view", own.get("iro_view", "The reviewing officer's view"), _note(facts, "iro_view")),
        ("decisions", "Decisions", "\n".join(map(_decision, facts.decisions))),
        ("impact", own.get("impact", "What this review changes for the child"), _note(facts, "impact")),
        ("next", "What happens next", _next(facts)),
    ]
    sections = (Section(id, title, text) for id, title, text in rows if text.strip())
    return tuple(_spoken(each, facts, policy) if policy.record_speaks_to_child else each for each in sections)


def people_text(people: Iterable[PersonThere]) -> str:
    """Who was there, who sent apologies, who was not; whoever must not be invited is not named."""
    people = [each for each in people if not each.is_excluded]
    there = [_person(each) for each in people if each.attended]
    apologies = [_person(each) for each in people if not each.attended and each.apologies]
    absent = [_person(each) for each in people if each.attended is False and not each.apologies]
    parts = (("There:", there), ("Apologies:", apologies), ("Invited and not there:", absent))
    return "\n\n".join("\n".join([title, *(f"- {each}" for each in names)]) for title, names in parts if names)


def owner_in_words(decision: DecisionTaken) -> str:
    """Who is to do it: 'Social worker, Amina Khan'; empty where nobody is named."""
    role = meaning_of("INVITEE_ROLE", decision.owner_role) if decision.owner_role else ""
    return ", ".join(part for part in (role, decision.owner_name) if part)


def ended(text: str) -> str:
    """The text with a full stop where it ends without a mark."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:”\"'" else f"{text}."


def _facts(facts: RecordFacts) -> str:
    lines = (
        ("Child", facts.name),
        ("Date of birth", f"{day(facts.born_on)}, aged {facts.age}"),
        ("Held on", day(facts.held_on) if facts.held_on else ""),
        ("Completed on", day(facts.completed_on) if facts.completed_on else ""),
        ("How", meaning_of("MODE", facts.mode) if facts.mode else ""),
        ("Where", facts.place),
        ("Chaired by", facts.chaired_by),
    )
    return "\n".join(f"{label}: {value}" for label, value in lines if value)


def _person(each: PersonThere) -> str:
    role = meaning_of("INVITEE_ROLE", each.role)
    how = " by video or telephone" if each.attended and each.attended_how in ("video", "telephone") else ""
    return f"{each.name or role}{f', {role[0].lower()}{role[1:]}' if each.name else ''}{how}"


def _participation(facts: RecordFacts) -> str:
    chaired = {"all": "The child chaired the review.", "part": "The child chaired part of the review."}
    alone = meaning_of("SEEN_ALONE", facts.seen_alone) if facts.seen_alone else ""
    seen = (
        f"Seen by the reviewing officer before the review on {day(facts.seen_before_on)}"
        if facts.seen_before_on
        else ""
    )
    lines = [
        ended(meaning_of("REVIEW_CODE", facts.participation_code)) if facts.participation_code else "",
        chaired.get(facts.child_chaired, ""),
        ended(": ".join(part for part in (seen, alone) if part)),
        "The child was missing at the time." if facts.missing_at_time else "",
        ended(f"Why the child took no part: {meaning_of('NO_PART_REASON', facts.no_part_reason)}")
        if facts.no_part_reason
        else "",
        _kept_away(facts),
        "An advocate supported the child." if facts.advocate else "",
    ]
    return " ".join(line for line in lines if line)


def _kept_away(facts: RecordFacts) -> str:
    """Why the child was not to be there, and what was arranged instead."""
    if facts.kept_away_on is None:
        return ""
    decided = f"The reviewing officer and the social worker decided on {day(facts.kept_away_on)} that being there was"
    reason = f": {facts.kept_away_why}" if facts.kept_away_why else ""
    why = ended(f"{decided} not in the child's best interests{reason}")
    return f"{why} {ended(f'Instead: {facts.kept_away_instead}')}" if facts.kept_away_instead else why


def in_quotes(words: str) -> str:
    """What the child said, a point for each line: a child who writes a list has it as a list, with one mark a point."""
    lines = (re.sub(r"^\s*[-•*]\s*", "", line).strip() for line in words.strip().splitlines())
    return "\n".join(f"- “{line}”" for line in lines if line)


def _wishes(facts: RecordFacts) -> str:
    """The child's words as the child's, then the note."""
    said = []
    for each in (said for said in facts.said if said.in_record):
        via = "" if each.source in ("", "child") else f" (through {_lower(meaning_of('VIEW_SOURCE', each.source))})"
        said.append(f"- Observed{via}: {ended(each.words)}" if each.is_observation else f"{in_quotes(each.words)}{via}")
        if each.response.strip():
            said[-1] += f" What was done: {ended(each.response)}"
    return "\n\n".join(part for part in ("\n".join(said), _note(facts, "wishes")) if part)


def _parents(facts: RecordFacts) -> str:
    lines = []
    for each in facts.parents:
        there = "was there" if each.attended else "was not there"
        views = "gave their views" if each.views else "did not give their views"
        why = f" ({_lower(meaning_of('PARENT_REASON', each.reason))})" if each.reason and not each.views else ""
        joint = "and" if each.attended == each.views else "but"
        lines.append(f"{_ROLES_OF_PARENTS[each.parent]} {there} {joint} {views}{why}.")
    return " ".join(lines)


def _outcome(each: DecisionTaken) -> str:
    outcome = meaning_of("DECISION_OUTCOME", each.outcome) if each.outcome else "Not judged yet"
    why = f": {ended(each.outcome_reason)}" if each.outcome_reason.strip() else "."
    return f"{each.number}. {ended(each.text)} {outcome}{why}"


_UP_TO_DATE = {"yes": "up to date", "no": "not up to date", "not_applicable": "does not apply"}
_ASKED = {"yes": "yes", "no": "no", "not_applicable": "does not apply"}


def _checks(facts: RecordFacts) -> str:
    """A line for each check; those that every review asks and whose answer is a plain yes share the last one."""
    plain = [each for each in facts.checks if _is_plain_yes(each)]
    lines = [_check(each) for each in facts.checks if each not in plain]
    if plain:
        lines.append(f"- Asked, and answered with yes: {'; '.join(each.title for each in plain)}.")
    return "\n".join(lines)


def _is_plain_yes(each: Checked) -> bool:
    return each.is_asked and each.up_to_date == "yes" and not (each.on_file or each.reason.strip() or each.done_on)


def _check(each: Checked) -> str:
    up = (_ASKED if each.is_asked else _UP_TO_DATE).get(each.up_to_date, "not said")
    file = {"yes": "on the child's file", "no": "not on the child's file"}.get(each.on_file, "")
    when = f"last done on {day(each.done_on)}" if each.done_on else ""
    said = ", ".join(part for part in (up, file, when) if part)
    return f"- {each.title}: {said}.{f' {ended(each.reason)}' if each.reason.strip() else ''}"


def _decision(each: DecisionTaken) -> str:
    parts = [
        f"{each.number}. {ended(each.text)}",
        f"Who: {owner_in_words(each)}." if owner_in_words(each) else "",
        f"By: {day(each.due_on)}." if each.due_on else "",
        f"Done when: {ended(each.success)}" if each.success.strip() else "",
        "The child asked for this." if each.asked_by_child else "",
        "The manager objected; this is in dispute." if each.answer == "objected" else "",
    ]
    return " ".join(part for part in parts if part)


def _dissent(facts: RecordFacts) -> str:
    objected = [str(each.number) for each in facts.decisions if each.answer == "objected"]
    told = f"The manager objected to decision {', '.join(objected)}." if objected else ""
    return "\n\n".join(part for part in (_note(facts, "dissent"), told) if part)


def _next(facts: RecordFacts) -> str:
    booked = f"The next review is booked for {day(facts.next_on)}." if facts.next_on else ""
    last = f"It is due by {day(facts.next_by)}." if facts.next_by else ""
    plan = f"The care plan was updated on {day(facts.care_plan_updated_on)}." if facts.care_plan_updated_on else ""
    return " ".join(
        part for part in (booked, last if booked else last.replace("It is", "The next review is"), plan) if part
    )


def _note(facts: RecordFacts, id: str) -> str:
    return facts.notes.get(id, "").strip()


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _spoken(each: Section, facts: RecordFacts, policy: RecordsPolicy) -> Section:
    """The section as said to the child, where the council writes its records so. Facts and quoted words stay."""
    if each.id == "facts":
        return each
    your = {word: said for word, said in policy.words.items() if said.startswith("your ")}
    lines = (
        line if "“" in line else to_the_child(line, given_name=facts.given_name, name=facts.name, words=your)
        for line in each.text.split("\n")
    )
    text = "\n".join(lines)
    heading = to_the_child(each.heading, given_name="", name="", words={})
    return Section(each.id, heading, text)

"""People, roles, posts and bank holidays as tables and facts of a page."""

from datetime import date

from django.urls import reverse

from openiro.core.outbox import OutgoingLine
from openiro.core.queries import BankHolidayLine
from openiro.domain.notices import NOTICE_KINDS
from openiro.domain.roles import role as role_of
from openiro.govuk.dates import long_date, medium_date, weekday_date
from openiro.people.queries import HeldRole, KeyLine, PersonLine, PostLine, TeamLine
from openiro.web.people.steps import Fact
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

_PERMANENT = {True: "Permanent", False: "Agency or temporary", None: "Permanent or not: not recorded"}
ASKS_REASON = "They give a reason when they open a child's record outside their own caseload."


def people_table(lines: list[PersonLine], pager: Pager) -> Table:
    """The list of people: who, which roles today, whether they are let in."""
    return Table(
        caption="People",
        caption_hidden=True,
        columns=(Column("Name"), Column("Roles today"), Column("Email address"), Column("Access")),
        rows=[_person_row(line) for line in lines],
        empty="Nobody matches. Change what you search for, or clear the filters.",
        pager=pager,
    )


def _person_row(line: PersonLine) -> list[Cell | str]:
    return [
        Cell(line.name, href=reverse("people:person", kwargs={"code": line.code}), hint=line.code),
        ", ".join(held_in_words(held) for held in line.roles) or "None",
        line.email or "None",
        Cell("Active", tone="good") if line.is_active else Cell("Deactivated", tone="quiet"),
    ]


def notices_table(lines: list[OutgoingLine], names: dict[str, str], pager: Pager) -> Table:
    """The notices that were not sent: what, when, for whom, why; nothing of what they said."""
    return Table(
        caption="Notices that were not sent",
        caption_hidden=True,
        columns=(Column("Notice"), Column("Made on"), Column("For"), Column("What happened"), Column("Next")),
        rows=[_notice_row(line, names) for line in lines],
        empty="Every notice was sent or is on its way.",
        pager=pager,
    )


def _notice_row(line: OutgoingLine, names: dict[str, str]) -> list[Cell | str]:
    person = Cell(names.get(line.person_code, line.person_code), href=_person_href(line)) if line.person_code else None
    state = Cell("May have arrived", hint="The line broke while it was sent.", tone="soon")
    return [
        NOTICE_KINDS[line.kind].subject,
        medium_date(line.made_at),
        person or "Somebody outside the service",
        state if line.is_in_doubt else Cell("Not sent", hint=line.fault, tone="late"),
        Cell("Send again", href=reverse("people:notice-send-again", args=[line.number])),
    ]


def keys_table(lines: list[KeyLine], pager: Pager) -> Table:
    """Every key that was made for another program; the keys themselves are kept nowhere."""
    names = ("Key", "Reads by", "Made", "Works until", "Last used", "State", "Next")
    return Table(
        caption="Keys",
        caption_hidden=True,
        columns=tuple(Column(name) for name in names),
        rows=[_key_row(line) for line in lines],
        empty="No key was made yet.",
        pager=pager,
    )


def _key_row(line: KeyLine) -> list[Cell | str]:
    href = reverse("people:key-withdraw", args=[line.number])
    return [
        line.name,
        Cell(line.role, hint=line.person),
        Cell(medium_date(line.made_at), hint=line.made_by),
        medium_date(line.expires_on),
        medium_date(line.last_used_on) if line.last_used_on else "Never",
        Cell(line.ended, tone="quiet") if line.ended else Cell("Works", tone="good"),
        "" if line.ended else Cell("Withdraw", href=href, hint=""),
    ]


def _person_href(line: OutgoingLine) -> str:
    return reverse("people:person", kwargs={"code": line.person_code})


def held_in_words(held: HeldRole) -> str:
    """'Team manager, North'."""
    return f"{held.name}, {held.team}" if held.team else held.name


def span_in_words(from_on: date, to_on: date | None) -> str:
    """'From 1 April 2026', with the last day where there is one."""
    return f"{long_date(from_on)} to {long_date(to_on)}" if to_on else f"From {long_date(from_on)}"


def state_of(from_on: date, to_on: date | None, today: date) -> Cell:
    """Whether something with a first and a last day holds today."""
    if from_on > today:
        return Cell("Not yet", tone="info")
    return Cell("Ended", tone="quiet") if to_on and to_on < today else Cell("Today", tone="good")


def roles_table(lines: tuple[HeldRole, ...], code: str, today: date, *, may_end: bool) -> Table:
    """Every role that a person was given, latest first."""
    return Table(
        caption="Roles",
        columns=(Column("Role"), Column("Held"), Column("State"), *_end_column(may_end)),
        rows=[
            [held_in_words(held), span_in_words(held.from_on, held.to_on), state_of(held.from_on, held.to_on, today),
             *_end_cell("people:role-end", held.number, held.to_on, code, today, may_end)]
            for held in lines
        ],
        empty="No role was ever given. Without one, a person who signs in sees nothing.",
    )  # fmt: skip


def posts_table(lines: tuple[PostLine, ...], code: str, today: date, *, may_end: bool) -> Table:
    """Every post that a person filled, latest first."""
    return Table(
        caption="Posts",
        columns=(Column("Post"), Column("FTE", numeric=True), Column("Filled"), Column("State"), *_end_column(may_end)),
        rows=[
            [Cell(role_of(post.role).name, hint=_PERMANENT[post.permanent]),
             f"{post.fte:.2f}", span_in_words(post.from_on, post.to_on), state_of(post.from_on, post.to_on, today),
             *_end_cell("people:post-end", post.number, post.to_on, code, today, may_end)]
            for post in lines
        ],
        empty="No post is recorded. Caseloads are counted against the FTE of posts.",
    )  # fmt: skip


def _end_column(may_end: bool) -> tuple[Column, ...]:
    return (Column("Change"),) if may_end else ()


def _end_cell(
    url_name: str, number: int, to_on: date | None, code: str, today: date, may_end: bool
) -> tuple[Cell | str, ...]:
    if not may_end:
        return ()
    if to_on and to_on < today:
        return ("None",)
    return (Cell("End", href=reverse(url_name, kwargs={"number": number, "code": code})),)


def bank_holidays_table(lines: list[BankHolidayLine], pager: Pager) -> Table:
    """Bank holidays from a day on; those that were added here say by whom."""
    return Table(
        caption="Bank holidays in England and Wales",
        caption_hidden=True,
        columns=(Column("Day"), Column("What it is called"), Column("Where it comes from")),
        rows=[
            [f"{weekday_date(line.on)} {line.on.year}", line.title,
             f"Added by {line.added_by}" if line.added_by else "The published list"]
            for line in lines
        ],
        empty="No bank holiday is known from this day on.",
        pager=pager,
    )  # fmt: skip


def role_facts(name: str, cleaned: dict[str, object]) -> list[Fact]:
    """What is checked before a role is given."""
    role = role_of(str(cleaned["role"]))
    facts = [("Person", name), ("Role", role.name)]
    if cleaned["team"]:
        facts.append(("Team", str(cleaned["team"])))
    return [*facts, ("Held", span_in_words(cleaned["from_on"], cleaned["to_on"]))]  # type: ignore[arg-type]


def role_effects(cleaned: dict[str, object]) -> list[str]:
    """What giving this role lets a person see and do."""
    role = role_of(str(cleaned["role"]))
    may = sorted(permission.in_words for permission in role.permissions)
    return [
        role.description,
        f"They will see: {role.scope.value}{'' if role.sees_names else ', by number and not by name'}.",
        f"They may: {', '.join(may)}.",
        *(
            ["They give a reason when they open a child's record outside their own caseload."]
            if role.asks_reason
            else []
        ),
    ]


def added_holiday_effects(on: date, example: tuple[date, date, date] | None) -> list[str]:
    """What a proclaimed day changes; `example`: a child's first day in care, and first review due before and after."""
    if on.weekday() > 4:
        return ["It falls on a weekend, which is no working day anyway: no deadline changes."]
    effects = [
        f"{weekday_date(on)} {on.year} counts as no working day, for every clock that counts working days.",
        "Deadlines that run across it move to the next working day; what was late by one day may become in time.",
        "Clocks in weeks, months and years do not change.",
    ]
    if example:
        started, before, after = map(medium_date, example)
        effects.append(
            f"For example, the first review of a child who became looked after on {started} will be due by {after} "
            f"in place of {before}."
        )
    return [*effects, "It cannot be taken back here: check the date against the proclamation."]


def teams_table(lines: list[TeamLine], pager: Pager) -> Table:
    """Every team by name."""
    return Table(
        caption="Teams",
        caption_hidden=True,
        columns=(Column("Team"),),
        rows=[[line.name] for line in lines],
        empty="No team is recorded. A team manager's role needs one.",
        pager=pager,
    )

"""What other areas of the service add to somebody's day: one line of the table each, and one question at the most.

A part is left out, and nothing is asked for it, where the permission is not held: its reader need not ask again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openiro.domain.permissions import Permission
from openiro.domain.roles import ROLES
from openiro.people.queries import may, role_codes_on
from openiro.web.home.audits import audits_section, findings_section
from openiro.web.home.between import changes_section, updates_section
from openiro.web.home.court import court_section
from openiro.web.home.lines import Group, Section, Stat
from openiro.web.home.plans import plans_section
from openiro.web.home.quality import answers_section, forms_section
from openiro.web.home.scheduling import early_section, early_section_of_officer
from openiro.web.home.supervision import agreed_section, guidance_section, supervision_section

OTHER = "Waiting for you"
IRO, MANAGER, SOCIAL_WORKER, TEAM_MANAGER = "iro", "iro_manager", "social_worker", "team_manager"


@dataclass(frozen=True)
class Part:
    """A section in the day of these roles, shown to who holds `permission`; it asks one question at the most.

    `before`: the anchor of the section above which it stands, empty for the end. `stat`: the words of its figure at
    the head of the day, empty for none.
    """

    roles: frozenset[str]
    permission: Permission
    make: Callable[[Any, date], Section]
    before: str = ""
    stat: str = ""


def holders(permission: Permission) -> frozenset[str]:
    """The roles that hold the permission."""
    return frozenset(code for code, role in ROLES.items() if permission in role.permissions)


# In the order in which they stand where several stand above the same section.
PARTS: tuple[Part, ...] = (
    Part(frozenset({IRO}), Permission.VIEW_REVIEWS, early_section_of_officer, before="to-write"),
    Part(frozenset({MANAGER}), Permission.VIEW_REVIEWS, early_section, before="to-finish"),
    Part(frozenset({IRO}), Permission.VIEW_OVERSIGHT, changes_section, before="checks-between"),
    Part(frozenset({IRO}), Permission.FILL_FORM, forms_section, before="disputes", stat="Forms due"),
    Part(
        frozenset({TEAM_MANAGER}), Permission.ANSWER_FORM, answers_section, before="to-answer", stat="Forms to answer"
    ),
    Part(frozenset({IRO}), Permission.OVERSEE, court_section, before="checks-between"),
    Part(frozenset({SOCIAL_WORKER}), Permission.NOTIFY_CHANGE, updates_section, before="to-do"),
    Part(frozenset({SOCIAL_WORKER, TEAM_MANAGER}), Permission.NOTIFY_CHANGE, guidance_section),
    Part(holders(Permission.DO_AUDIT), Permission.DO_AUDIT, audits_section),
    Part(holders(Permission.VIEW_AUDITS) - {MANAGER}, Permission.VIEW_AUDITS, findings_section),
    Part(holders(Permission.VIEW_PLANS), Permission.VIEW_PLANS, plans_section),
    Part(frozenset({IRO}), Permission.RECORD_LEARNING, agreed_section),
    Part(frozenset({MANAGER}), Permission.SUPERVISE, supervision_section, stat="Supervision due"),
)


def with_parts(days: Sequence[tuple[frozenset[str], Group]], user: Any, on: date) -> list[Group]:
    """The days of the roles that a person holds, each with what other areas add to it; empty sections are left out.

    A part stands once, in the first day of its roles; those of roles without a day stand in one of their own.
    """
    held, groups = role_codes_on(user, on), []
    parts = [part for part in PARTS if part.roles & held and may(user, part.permission, on=on)]
    for roles, group in days:
        here = [part for part in parts if part.roles & roles]
        parts = [part for part in parts if part not in here]
        groups.append(_with(here, group, user, on))
    other = _with(parts, Group(OTHER, ()), user, on)
    return [*groups, other] if other.sections else groups


def _with(parts: list[Part], group: Group, user: Any, on: date) -> Group:
    sections, stats = list(group.sections), list(group.stats)
    for part in parts:
        section, anchors = part.make(user, on), [each.anchor for each in sections]
        sections.insert(anchors.index(part.before) if part.before in anchors else len(anchors), section)
        stats += [_stat(part, section)] if part.stat else []
    return replace(group, sections=tuple(section for section in sections if section.lines), stats=tuple(stats))


def _stat(part: Part, section: Section) -> Stat:
    return Stat(part.stat, f"{section.total:,}", "", f"#{section.anchor}", section.tone if section.total else "good")

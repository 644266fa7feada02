"""A word of its own in everything that was written in challenge, quality and court, and who may come to read it.

The table is that of `service.md` for the child whom the scene calls OWN, in words that no setting changes: business
support, health, education, the analyst, the panel, the administrator and whoever handles allegations read none of it.
"""

from openiro.domain.roles import ROLES

_CHALLENGERS = {"iro", "conference_chair", "iro_manager"}
_CASE = {"social_worker", "team_manager"}

WHO_READS: dict[str, set[str]] = {
    "dispute": _CHALLENGERS | _CASE,
    "reply": _CHALLENGERS | _CASE,
    "evidence": _CHALLENGERS | _CASE,
    "referral": _CHALLENGERS | _CASE,
    "concern": _CHALLENGERS | _CASE,
    "compliment": _CHALLENGERS | _CASE,
    "complaint": _CHALLENGERS,
    "monitoring": {"iro", "iro_manager", "team_manager"},
    # Of a copy, without the child's name; the fostering reviewing officer reads its answers and no words.
    "placement": {"iro", "iro_manager", "team_manager", "commissioner"},
    "audit": {"iro", "iro_manager"},
    "observation": {"iro", "iro_manager"},
    "finding": {"iro", "iro_manager", "social_worker"},
    "court": {"iro", "iro_manager", *_CASE},
    "supervision": {"iro", "iro_manager"},
}


def canary(thing: str) -> str:
    """The word that stands in that thing alone."""
    return f"canaryin{thing}"


def seen_in(text: str) -> set[str]:
    """What a page, file or email tells of."""
    return {thing for thing in WHO_READS if canary(thing) in text}


def told_to(role: str) -> set[str]:
    """What a role may read of the child that it sees; nothing for who is not signed in."""
    assert not role or role in ROLES
    return {thing for thing, roles in WHO_READS.items() if role in roles}

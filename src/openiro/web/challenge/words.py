"""Challenge in words: stages, who answers, how long is left."""

from datetime import date

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.disputes import DisputeState
from openiro.domain.roles import ROLES
from openiro.escalations.queries import ConcernLine, DisputeLine, StageLine
from openiro.web.shell.deadlines import Left, left_until, working_days


def options_of(code_set: str) -> list[tuple[str, str]]:
    """The codes of a list, to choose from."""
    return [(each.code, each.meaning) for each in CODE_SETS[code_set]]


def themes_in_words(line: DisputeLine) -> str:
    """Every theme, the main one first."""
    return "; ".join(meaning_of("DISPUTE_THEME", theme) for theme in line.themes)


def stage_left(line: DisputeLine, on: date) -> Left:
    """How long the stage that runs still has; a closed dispute, and one that stands still, has no clock."""
    if line.state is DisputeState.CLOSED:
        return Left("closed", "quiet")
    if line.stage.replied_at is not None:
        return Left("answered", "good")
    if line.is_stopped:
        return Left("the clock stands still", "info")
    return left_until(line.stage.due_on, line.stage.days_left, on)


def total_left(line: DisputeLine, on: date) -> Left | None:
    """How long all formal stages still have; closed, how many working days they took."""
    if line.total_due_on is None:
        return None
    if line.closed_on is not None:
        days = line.total_days or 0
        in_time = line.closed_on <= line.total_due_on
        return Left(f"{working_days(days)} to its close", "good" if in_time else "late")
    if line.is_stopped:
        return Left(f"{working_days(max(line.total_days_left or 0, 0))} left when it runs again", "info")
    return left_until(line.total_due_on, line.total_days_left, on)


def concern_left(line: ConcernLine, on: date) -> Left:
    """How long there is for an answer to a concern, or how it stands."""
    if line.closed_on is not None:
        return Left(meaning_of("CONCERN_OUTCOME", line.outcome).lower(), "quiet")
    if line.days_left is None:
        return Left("answered", "good")
    return left_until(line.due_on, line.days_left, on)


def role_name(code: str) -> str:
    """What the role is called."""
    return ROLES[code].name if code in ROLES else code


def answers(stage: StageLine) -> str:
    """Who answers a stage: the person, else the role."""
    return stage.person or role_name(stage.role)

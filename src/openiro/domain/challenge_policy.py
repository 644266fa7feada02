"""What a council has settled about challenge, apart from the formal stages and their days."""

from dataclasses import dataclass

from openiro.domain.codes_of_challenge import CHALLENGE_CODE_SETS
from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class ChallengePolicy:
    """How concerns and disputes go.

    `concern_answered_within`: working days for an answer to an informal concern. `concern_becomes_formal`: one that
    nobody answered by then becomes a formal dispute by itself. `escalates_unanswered`: so does a stage that nobody
    answered in time go on to the next. `straight_to_formal`: themes that are never settled informally first.
    `remind_before`: working days before the last day of a stage on which those concerned are reminded; 0: never.
    """

    concern_answered_within: int
    concern_becomes_formal: bool
    escalates_unanswered: bool
    straight_to_formal: tuple[str, ...]
    remind_before: int


def read_challenge(table: Table) -> ChallengePolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    themes = {each.code for each in CHALLENGE_CODE_SETS["DISPUTE_THEME"]}
    for theme in table.texts("straight_to_formal"):
        if theme not in themes:
            raise table.refuse("straight_to_formal", f"{theme!r} is not a theme. Use any of: {', '.join(themes)}.")
    settings = ChallengePolicy(
        concern_answered_within=table.whole("concern_answered_within", at_least=1),
        concern_becomes_formal=table.flag("concern_becomes_formal"),
        escalates_unanswered=table.flag("escalates_unanswered"),
        straight_to_formal=table.texts("straight_to_formal"),
        remind_before=table.whole("remind_before"),
    )
    table.finish()
    return settings

"""Challenge as people open its pages, on the Friday after Rose's review and on later days."""

from tests.integration.challenge.conftest import head
from tests.integration.web_decisions.conftest import (
    ada,
    before,
    child,
    friday_morning,
    mona,
    review,
    stranger,
    team,
    tom,
)

__all__ = ["ada", "before", "child", "friday_morning", "head", "mona", "review", "stranger", "team", "tom"]

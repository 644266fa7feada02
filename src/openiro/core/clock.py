"""The one place that asks what time it is. `web` and `jobs` call it and hand the answer down."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present moment, with its time zone (Europe/London)."""
    return datetime.now(LONDON)


def today() -> date:
    """The present day in England."""
    return now().date()

"""The way to the audit or finding that a page is about."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from openiro.audits.queries import UnableToFindAudit


def found(find: Callable[[], Any]) -> Any:
    """What is asked for; not there for whoever may not see it."""
    try:
        return find()
    except UnableToFindAudit as refusal:
        raise Http404 from refusal

"""Reads of meetings: the people around one, and what a private link opens."""

from openiro.meetings.queries.links import OpenLink, guest_link_of

__all__ = ["OpenLink", "guest_link_of"]

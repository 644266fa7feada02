"""Reads of meetings: the people around one, and what a private link opens."""

from openiro.meetings.queries.attachments import (
    AttachmentLine,
    UnableToFindAttachment,
    attachment_of,
    attachments_of,
    file_of,
    translation_of,
    translations_of,
)
from openiro.meetings.queries.conferences import ConferenceLine, conferences_of
from openiro.meetings.queries.links import OpenLink, guest_link_of
from openiro.meetings.queries.people import (
    InviteeLine,
    Proposal,
    UnableToFindInvitee,
    invitee_by_number,
    invitee_of,
    invitees_of,
    line_of,
    proposals_for,
)

__all__ = [
    "AttachmentLine",
    "ConferenceLine",
    "InviteeLine",
    "OpenLink",
    "Proposal",
    "UnableToFindAttachment",
    "UnableToFindInvitee",
    "attachment_of",
    "attachments_of",
    "conferences_of",
    "file_of",
    "guest_link_of",
    "invitee_by_number",
    "invitee_of",
    "invitees_of",
    "line_of",
    "proposals_for",
    "translation_of",
    "translations_of",
]

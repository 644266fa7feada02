"""A looked-after review and all that belongs to it: its parts, decisions, papers, checks and written record."""

from openiro.reviews.models.decisions import Decision
from openiro.reviews.models.oversight import (
    ChangeNotified,
    MidpointUpdate,
    OfficerContact,
    OversightCheck,
    OversightLevel,
)
from openiro.reviews.models.parts import ReviewCheck, ReviewNote, ReviewPaper
from openiro.reviews.models.records import DraftComment, ReviewDocument
from openiro.reviews.models.review import ParentParticipation, Review, ReviewMeeting, ReviewTimetable
from openiro.reviews.models.scheduling import EarlyReview, LatenessRequest, Rescheduling

__all__ = [
    "ChangeNotified",
    "Decision",
    "DraftComment",
    "EarlyReview",
    "LatenessRequest",
    "MidpointUpdate",
    "OfficerContact",
    "OversightCheck",
    "OversightLevel",
    "ParentParticipation",
    "Rescheduling",
    "Review",
    "ReviewCheck",
    "ReviewDocument",
    "ReviewMeeting",
    "ReviewNote",
    "ReviewPaper",
    "ReviewTimetable",
]

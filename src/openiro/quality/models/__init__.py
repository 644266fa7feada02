"""Monitoring forms and meetings about quality."""

from openiro.quality.models.forms import FormAnswer, FormCopy, FormReply, Issue, MonitoringForm
from openiro.quality.models.meetings import MeetingAttendee, MeetingLine, QualityMeeting

__all__ = [
    "FormAnswer",
    "FormCopy",
    "FormReply",
    "Issue",
    "MeetingAttendee",
    "MeetingLine",
    "MonitoringForm",
    "QualityMeeting",
]

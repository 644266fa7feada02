"""What is challenged and praised: disputes and what stands beside them, concerns, compliments."""

from openiro.escalations.models.beside import ClockStop, Evidence, Referral
from openiro.escalations.models.complaints import Complaint
from openiro.escalations.models.concerns import Compliment, Concern, ConcernMessage
from openiro.escalations.models.disputes import Dispute, DisputedChild, DisputeStage, DisputeTheme

__all__ = [
    "ClockStop",
    "Complaint",
    "Compliment",
    "Concern",
    "ConcernMessage",
    "Dispute",
    "DisputeStage",
    "DisputeTheme",
    "DisputedChild",
    "Evidence",
    "Referral",
]

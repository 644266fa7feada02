"""Writes of challenge: concerns, disputes at their stages, referrals, compliments, complaints, a manager's answers."""

from openiro.escalations.actions.answers import answer_decisions
from openiro.escalations.actions.beside import add_evidence, refer, run_clock, settle_referral, stop_clock
from openiro.escalations.actions.complaints import (
    ComplaintPart,
    UnableToChangeComplaint,
    record_complaint,
    settle_complaint,
)
from openiro.escalations.actions.compliments import UnableToCompliment, give_compliment
from openiro.escalations.actions.concerns import (
    UnableToChangeConcern,
    close_concern,
    make_formal,
    raise_concern,
    write_in_concern,
)
from openiro.escalations.actions.disputes import close_dispute, escalate, reply_to_dispute
from openiro.escalations.actions.raising import Challenge, raise_dispute
from openiro.escalations.actions.unanswered import escalate_unanswered, make_unanswered_formal, remind_of_disputes

__all__ = [
    "Challenge",
    "ComplaintPart",
    "UnableToChangeComplaint",
    "UnableToChangeConcern",
    "UnableToCompliment",
    "add_evidence",
    "answer_decisions",
    "close_concern",
    "close_dispute",
    "escalate",
    "escalate_unanswered",
    "give_compliment",
    "make_formal",
    "make_unanswered_formal",
    "raise_concern",
    "raise_dispute",
    "record_complaint",
    "refer",
    "remind_of_disputes",
    "reply_to_dispute",
    "run_clock",
    "settle_complaint",
    "settle_referral",
    "stop_clock",
    "write_in_concern",
]

"""Writes of disputes: raised, answered, taken to the next stage, closed; and a manager's answers that raise them."""

from openiro.escalations.actions.answers import answer_decisions
from openiro.escalations.actions.disputes import close_dispute, escalate, raise_dispute, reply_to_dispute

__all__ = ["answer_decisions", "close_dispute", "escalate", "raise_dispute", "reply_to_dispute"]

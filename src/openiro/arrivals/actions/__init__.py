"""Writes about the steps after a child came into care."""

from openiro.arrivals.actions.steps import note_delay, take_back_step, take_step
from openiro.arrivals.actions.telling import tell_of_arrivals, tell_of_late_steps

__all__ = ["note_delay", "take_back_step", "take_step", "tell_of_arrivals", "tell_of_late_steps"]

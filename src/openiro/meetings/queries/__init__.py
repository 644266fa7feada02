"""Reads of meetings: the people around one, and what was sent to them."""

"""Writes of challenge."""

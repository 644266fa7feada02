"""Reads of challenge."""

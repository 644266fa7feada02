"""Writes of meetings: whoever acts and when stand at the end of each."""

"""Loads of returns and templates: upload, check, look through, commit, undo."""

"""Signing in, the second step, sessions, and one's own account."""

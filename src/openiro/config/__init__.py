"""Puts the parts together. It may import anything; nobody imports it."""

"""Writes of what people say."""

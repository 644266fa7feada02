"""Reads of what people say."""

"""Looked-after reviews: planned, held, adjourned, completed, cancelled, and who took part."""

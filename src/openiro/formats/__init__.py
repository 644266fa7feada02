"""Readers of the field's formats, by collection year: plain frames and problems out, no database."""

"""Records that papers are made from."""

from tests.integration.reporting.twin import harrow

__all__ = ["harrow"]

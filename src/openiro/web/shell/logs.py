"""Logs as data: one line of JSON for each event, through the handlers that the settings name."""

import structlog


def write_logs_as_lines_of_json() -> None:
    """Sets structlog up. What is logged is only what the caller names: no address, no form, no person."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )

"""`openiro send-notices`: send what waits in the outbox. Run it every few minutes; safe to run twice at once."""

import argparse
from collections import Counter
from datetime import datetime, timedelta

from openiro.jobs.output import say

MOST_A_RUN = 5000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(options: argparse.Namespace) -> int:
    """Send what is due, and say what came of it."""
    from openiro.core.clock import now
    from openiro.people.queries import policy_in_force

    at = now()
    for line in send_what_waits(digest_before=last_gathering(at, policy_in_force(on=at.date()).notices.hour)):
        say(line)
    return 0


def last_gathering(at: datetime, hour: int) -> datetime:
    """The latest moment at that hour of a day that is not after `at`: what was made before it goes together."""
    today = at.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= at else today - timedelta(days=1)


def send_what_waits(*, digest_before: datetime) -> list[str]:
    """Send one email after another until nothing is due or nobody takes them; a line on what came of it."""
    from openiro.core.clock import now
    from openiro.core.outbox import number_not_sent, number_waiting
    from openiro.core.transport import configured_transport
    from openiro.people.actions import Sent, send_next_notice, service_account, settle_doubts

    transport = configured_transport()
    if transport is None:
        return [f"Notices that wait: {number_waiting():,}. No way to send them is set: see OPENIRO_EMAIL_URL."]
    came: Counter[str] = Counter()
    try:
        settle_doubts(transport=transport, by=service_account(), at=now())
        while sum(came.values()) < MOST_A_RUN:
            sent = send_next_notice(transport=transport, digest_before=digest_before, by=service_account(), at=now())
            if sent is not None:
                came[sent] += 1
            if sent in (None, Sent.NOT_TAKEN):
                break
    finally:
        transport.close()
    told = ", ".join(f"{state} {number:,}" for state, number in sorted(came.items())) or "none was due"
    return [f"Emails: {told}. Notices that wait: {number_waiting():,}; not sent: {number_not_sent(at=now()):,}."]

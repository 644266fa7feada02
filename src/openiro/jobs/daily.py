"""`openiro daily`: the timed work of one day. Safe to run twice."""

import argparse
from datetime import date, datetime, timedelta

from openiro.jobs.output import parsed_day, say, show_progress
from openiro.jobs.send_notices import send_what_waits

DAYS_UPLOADS_WAIT = 14
DAYS_DRAFTS_WAIT = 14


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--on", metavar="DATE", help="the day to work for; today when not given")


def run(options: argparse.Namespace) -> int:
    """Do the day's work and say what came of it."""
    from openiro.core.clock import now, today

    for line in work_of(parsed_day(options.on) if options.on else today(), at=now()):
        say(line)
    show_progress("Notices")
    for line in send_what_waits(digest_before=now()):
        say(line)
    return 0


def work_of(on: date, *, at: datetime) -> list[str]:
    """Bank holidays, caches, ended sessions, forgotten uploads and decisions; a line on each."""
    show_progress("Bank holidays and due dates")
    due = _due_dates(on)
    show_progress("What nobody came back to")
    left = _left_behind(at)
    show_progress("Reports and decisions")
    decided = [*_decisions(on, at), *_challenge(on, at), *_quality(on, at)]
    show_progress("What waits for whom")
    return [*due, *left, *decided, *_between_reviews(at), *_plans(at), *_told(on, at)]


def _due_dates(on: date) -> list[str]:
    """The days on which nobody works, and what is counted by them: care periods and due dates."""
    from openiro.children.actions import refresh_care_periods
    from openiro.core.actions import refresh_bank_holidays
    from openiro.ingest.queries import child_numbers
    from openiro.reviews.actions import refresh_timetables

    holidays = refresh_bank_holidays(on=on)
    numbers = child_numbers()
    refresh_care_periods(numbers)
    refresh_timetables(numbers)
    return [
        f"Bank holidays added: {holidays}",
        f"Children whose care periods and due dates were checked: {len(numbers):,}",
    ]


def _left_behind(at: datetime) -> list[str]:
    """Sessions that ended, uploads that nobody decided on, what was typed and not saved, files without a record."""
    from django.core.management import call_command

    from openiro.core.actions import clear_drafts, clear_unfinished_files
    from openiro.ingest.actions import discard_forgotten
    from openiro.people.actions import service_account

    call_command("clearsessions", verbosity=0)
    before = at - timedelta(days=DAYS_UPLOADS_WAIT)
    discarded = discard_forgotten(before=before, by=service_account(), at=at)
    unfinished = clear_unfinished_files(at=at)
    cleared = clear_drafts(before=at - timedelta(days=DAYS_DRAFTS_WAIT))
    return [
        f"Uploads that nobody decided on for {DAYS_UPLOADS_WAIT} days, discarded: {discarded}",
        f"Pages typed and not saved for {DAYS_DRAFTS_WAIT} days, cleared: {cleared}",
        f"Files that no record knows, removed: {unfinished}",
    ]


def _decisions(on: date, at: datetime) -> list[str]:
    """Late reports told of; decisions that count as agreed, since nobody answered in time; owners reminded."""
    from openiro.people.actions import service_account
    from openiro.reviews.actions import deem_unanswered, remind_of_reports, remind_owners, remind_unanswered

    by = service_account()
    return [
        f"Social workers told of reports that are due or late: {remind_of_reports(by=by, at=at)}",
        f"Decisions that count as agreed, since nobody answered in time: {deem_unanswered(on=on, by=by, at=at)}",
        f"Managers reminded of decisions to answer: {remind_unanswered(on=on, by=by, at=at)}",
        f"Owners reminded of decisions to carry out: {remind_owners(on=on, by=by, at=at)}",
    ]


def _challenge(on: date, at: datetime) -> list[str]:
    """Concerns and disputes that go on by themselves because nobody answered in time; those concerned reminded."""
    from openiro.escalations.actions import escalate_unanswered, make_unanswered_formal, remind_of_disputes
    from openiro.people.actions import service_account

    by = service_account()
    return [
        f"Concerns that became formal, since nobody answered in time: {make_unanswered_formal(on=on, by=by, at=at)}",
        f"Disputes that went on by themselves, since nobody answered: {escalate_unanswered(on=on, by=by, at=at)}",
        f"Stages of disputes of which people were reminded: {remind_of_disputes(on=on, by=by, at=at)}",
    ]


def _quality(on: date, at: datetime) -> list[str]:
    """What forms found amber or red and nobody answered in time; officers reminded of forms."""
    from openiro.people.actions import service_account
    from openiro.quality.actions import escalate_unanswered_issues, remind_of_forms

    by = service_account()
    return [
        f"Ambers and reds that became formal, since nobody answered: {escalate_unanswered_issues(on=on, by=by, at=at)}",
        f"Officers reminded of monitoring forms: {remind_of_forms(on=on, by=by, at=at)}",
    ]


def _between_reviews(at: datetime) -> list[str]:
    """Updates asked of social workers at the midpoint between reviews, and those who are late reminded."""
    from openiro.people.actions import service_account
    from openiro.reviews.actions import ask_for_midpoint_updates, remind_of_updates

    by = service_account()
    return [
        f"Updates between reviews asked for: {ask_for_midpoint_updates(by=by, at=at)}",
        f"Social workers reminded of late updates: {remind_of_updates(by=by, at=at)}",
    ]


def _plans(at: datetime) -> list[str]:
    """Leads of actions reminded, and whoever writes papers of those that boards are given."""
    from openiro.actionplans.actions import remind_of_actions
    from openiro.people.actions import service_account
    from openiro.reporting.actions import remind_of_papers
    from openiro.supervision.actions import remind_of_documents

    by = service_account()
    return [
        f"Leads reminded of actions of plans: {remind_of_actions(by=by, at=at)}",
        f"Reports for boards told of: {remind_of_papers(by=by, at=at)}",
        f"Policies and statements to be approved again told of: {remind_of_documents(by=by, at=at)}",
    ]


def _told(on: date, at: datetime) -> list[str]:
    """Whoever sees to reviews is told what waits; private links that were never delivered are forgotten."""
    from openiro.arrivals.actions import tell_of_arrivals, tell_of_late_steps
    from openiro.core.outbox import forget_private_links
    from openiro.people.actions import service_account
    from openiro.people.queries import policy_in_force
    from openiro.reviews.actions import tell_of_the_day

    ended = at - timedelta(days=policy_in_force(on=on).consultation.link_days)
    told = tell_of_the_day(on=on, by=service_account(), at=at)
    arrived = tell_of_arrivals(on=on, by=service_account(), at=at)
    return [
        f"Leads of health and education told of children who entered care or moved: {arrived}",
        f"Notices of late steps after a child came into care: {tell_of_late_steps(by=service_account(), at=at)}",
        f"Notices of reviews to book, at risk or to ask about: {told}",
        f"Private links that ended before they could be sent, forgotten: {forget_private_links(made_before=ended)}",
    ]

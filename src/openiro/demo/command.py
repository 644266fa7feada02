"""`openiro demo`: a synthetic council in an empty service, and one sign-in for each role. Serving is composed above."""

import argparse
import sys
from datetime import date, datetime, time

from django.conf import settings

from openiro.demo.councils import TWINS
from openiro.demo.councils.default import KEY, default_council
from openiro.demo.plan import Council
from openiro.demo.refusal import UnableToLayOut

NAMES = (KEY, *TWINS)
END_OF_DAY = time(17, 0)


class UnableToMakeCouncil(UnableToLayOut):
    """A synthetic council cannot be made here."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--council", choices=NAMES, help=f"which council (default: {KEY})")
    parser.add_argument("--as-at", type=_day, metavar="DATE", help="last day of its records (2026-03-31)")
    parser.add_argument("--no-serve", action="store_true", help="make the council, but do not serve it")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day: write it as 2026-03-31") from fault


def run(options: argparse.Namespace) -> int:
    """Make the council where the service is empty; print who can sign in. A second run keeps what is there."""
    from openiro.core.queries import setting
    from openiro.demo.populate import COUNCIL_SETTING

    made = setting(COUNCIL_SETTING)
    if not made:
        _check_is_empty()
        _make(options.council or KEY, options.as_at)
    elif options.council not in (None, made):
        raise UnableToMakeCouncil(
            f"This service holds the council '{made}' already. Run without --council to keep it, or start in another "
            "place: OPENIRO_DATA_DIR=another-folder."
        )
    elif options.as_at:
        raise UnableToMakeCouncil("The council is made already, and its last day stays. Start in another place.")
    _print_sign_ins(setting(COUNCIL_SETTING))
    return 0


def council_named(name: str, as_at: date | None, today: date) -> Council:
    """The plan of that council; unless `as_at` is given, the default one ends today, a twin with its paper's year."""
    if name == KEY:
        return default_council(as_at or today)
    return TWINS[name].as_at(as_at) if as_at else TWINS[name]


def _check_is_empty() -> None:
    from openiro.allocation.queries import children_visible_to
    from openiro.core.clock import today
    from openiro.people.actions import service_account

    if children_visible_to(service_account(), on=today()).exists():
        raise UnableToMakeCouncil(
            "This service holds children's records that are not invented. A synthetic council needs an empty one: "
            "OPENIRO_DATA_DIR=another-folder, or another OPENIRO_DATABASE_URL."
        )


def _make(name: str, as_at: date | None) -> None:
    from openiro.core.actions import refresh_bank_holidays
    from openiro.core.clock import LONDON, now, today
    from openiro.core.queries import working_calendar
    from openiro.demo.generate import make_records
    from openiro.demo.populate import fill_service
    from openiro.demo.sign_in import made_password
    from openiro.people.actions import service_account

    if settings.OPENIRO_PRODUCTION:
        raise UnableToMakeCouncil("A synthetic council is not made in production. Use a service of its own.")
    council = council_named(name, as_at, today())
    _say(f"Making the synthetic council '{name}', up to {council.last_day:%d/%m/%Y}. Nobody in it is real.")
    refresh_bank_holidays(on=max(today(), council.last_day))
    records = make_records(council, working_calendar())
    at = min(now(), datetime.combine(council.last_day, END_OF_DAY, LONDON))
    fill_service(records, password=made_password(settings.OPENIRO_DATA_DIR), by=service_account(), at=at)


def _print_sign_ins(name: str) -> None:
    from openiro.demo.populate import email_for
    from openiro.demo.sign_in import kept_password
    from openiro.domain.roles import ROLES

    _say(f"Synthetic council '{name}'. One sign-in for each role:")
    for role in ROLES.values():
        _say(f"  {role.name:<42} {email_for(role.code)}")
    _say(f"The password of each is: {kept_password(settings.OPENIRO_DATA_DIR) or 'not kept here'}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

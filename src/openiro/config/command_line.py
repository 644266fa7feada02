"""`openiro COMMAND`: the table of commands, and the one place that turns a refusal into a line and an exit code."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from openiro import __version__
from openiro.domain.refusal import Refusal

# Imports and records make many objects and hardly any rubbish: to seek it every 700 objects takes a tenth of the time.
OBJECTS_BETWEEN_COLLECTIONS = 50_000


@dataclass(frozen=True)
class Command:
    """One command: the module that offers `add_arguments(parser)` and `run(options) -> int`, and what it needs.

    `then` names a command to go on with in a fresh process, unless its option `no_serve` says not to.
    """

    module: str
    help: str
    needs_database: bool = True
    then: str = ""


COMMANDS = {
    "demo": Command("openiro.demo.command", "make a synthetic council and serve it", then="serve"),
    "load": Command("openiro.jobs.load", "load a return or our own templates"),
    "templates": Command("openiro.jobs.templates", "write the empty templates and their data dictionary", False),
    "measures": Command("openiro.jobs.measures", "count measures from the database or straight from files", False),
    "report": Command("openiro.jobs.report", "write a report as Word, PDF, web page or spreadsheet"),
    "return": Command("openiro.jobs.hand_out", "hand out a return made from the records"),
    "daily": Command("openiro.jobs.daily", "do the timed work of one day"),
    "send-notices": Command("openiro.jobs.send_notices", "send the notices that wait"),
    "backup": Command("openiro.jobs.backup", "write the whole service into one file"),
    "restore": Command("openiro.jobs.restore", "put a backup back", False),
    "verify": Command("openiro.jobs.verify", "prove that nothing was altered or lost"),
    "bench": Command("openiro.jobs.bench", "time the service against bare floors", False),
    "check": Command("openiro.jobs.check", "check the settings; with --deploy, refuse an unsafe production", False),
    "serve": Command("openiro.jobs.serve", "serve the pages"),
}


class Parser(argparse.ArgumentParser):
    """Says in one line how a command was used wrongly, and where to read how to use it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit code: 0 done, 1 refused, 2 used wrongly."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openiro.config.settings")
    name = next((word for word in given if not word.startswith("-")), "")
    parser = Parser(prog="openiro", description="The Independent Reviewing Officer service.")
    parser.add_argument("--version", action="version", version=f"openiro {__version__}")
    modules = _describe(parser, name)
    options = parser.parse_args(given)
    try:
        return _run(options, modules[options.command])
    except Refusal as refusal:
        print(f"openiro: {refusal}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("openiro: stopped; what was not confirmed was not kept.", file=sys.stderr)
        return 1
    except Exception as fault:
        told = _in_words(fault)
        if told is None:
            raise
        print(f"openiro: {told}", file=sys.stderr)
        return 1


def _in_words(fault: Exception) -> str | None:
    """What a person can do about a fault of the machine or its database; None for a fault of the program."""
    from django.db import DatabaseError, InterfaceError, OperationalError

    if isinstance(fault, OSError):
        return f"{fault.filename or 'A file'}: {fault.strerror or fault}. Check the place, and that you may use it."
    if isinstance(fault, OperationalError | InterfaceError) or type(fault) is DatabaseError:
        reason = str(fault).strip().partition("\n")[0].rstrip(".")
        if "locked" in reason:
            return "The database is busy with other work. Try again in a minute."
        return f"The database cannot be used: {reason}. Check OPENIRO_DATABASE_URL, or restore a backup."
    return None


def _run(options: argparse.Namespace, module: ModuleType) -> int:
    command = COMMANDS[options.command]
    if command.needs_database:
        prepare_database()
    code = int(module.run(options) or 0)
    if code or not command.then or options.no_serve:
        return code
    return _go_on_with(command.then)


def _go_on_with(name: str) -> NoReturn:
    """The other command in a fresh process in place of this one: what a server shares with its workers must not have
    counted anything yet, since the threads of the engine of measures do not live on in them."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "openiro", name])  # noqa: S606


def _describe(parser: argparse.ArgumentParser, wanted: str) -> dict[str, ModuleType]:
    """Name every command; load the code of the one that is wanted and of no other."""
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {}
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.help, description=command.help)
        if name == wanted:
            modules[name] = import_module(command.module)
            modules[name].add_arguments(subparser)
    return modules


def prepare_database() -> None:
    """Start Django and bring the tables up to date, so that a first command works on an empty machine."""
    import django
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    connection.ensure_connection() if connection.vendor != "sqlite" else _make_data_dir()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _make_data_dir() -> None:
    from django.conf import settings

    settings.OPENIRO_DATA_DIR.mkdir(parents=True, exist_ok=True)

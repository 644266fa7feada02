"""`openiro serve`: the pages, from one process tree that needs nothing else."""

import argparse
import errno
import os
import socket

from openiro.jobs.output import UnableToRun, say

APPLICATION = "openiro.config.wsgi:application"
PORT = 8000
MOST_WORKERS = 64
LONGEST_REQUEST = 300  # seconds: the check of a large council's return is the longest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--port", type=int, help="port; else that of the environment (PORT), else 8000")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for every one")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    if not 0 < options.workers <= MOST_WORKERS:
        raise UnableToRun(f"{options.workers} processes? Give --workers a number from 1 to {MOST_WORKERS}.")
    serve(host=options.host, port=chosen_port(options.port), workers=options.workers)
    return 0


def chosen_port(given: int | None) -> int:
    """The port that was given, else that of the environment, else 8000. Raises `UnableToRun`."""
    text = str(given) if given is not None else os.environ.get("PORT") or str(PORT)
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 65536:
        raise UnableToRun(f"'{text}' is not a port. Give a number from 1 to 65535.")
    return int(text)


def serve(*, host: str, port: int, workers: int) -> None:
    """Collect the static files and serve. Does not come back until it is stopped. Raises `UnableToRun`."""
    from django.core.management import call_command
    from django.db import connections

    check_port_is_free(host, port)
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()
    say(f"OpenIRO is at http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/")  # noqa: S104
    _run_server({"bind": f"{host}:{port}", "workers": workers, "threads": 4, "worker_class": "gthread"})


def check_port_is_free(host: str, port: int) -> None:
    """Raises `UnableToRun` where something else listens on the port, or it may not be used."""
    try:
        socket.getaddrinfo(host, port)
    except (OSError, UnicodeError) as fault:
        raise UnableToRun(f"'{host}' is not an address of this machine. Give --host another.") from fault
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            why = "is in use by another program" if fault.errno == errno.EADDRINUSE else "cannot be used"
            raise UnableToRun(f"Port {port} {why}. Choose another: PORT={port % 65535 + 1}") from fault


def _run_server(settings: dict[str, object]) -> None:
    from gunicorn.app.base import BaseApplication
    from gunicorn.util import import_app

    class Server(BaseApplication):
        """The pages under gunicorn, set up here and not from a file."""

        def load_config(self) -> None:
            for name, value in {**settings, "timeout": LONGEST_REQUEST, "loglevel": "warning"}.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            return import_app(APPLICATION)

    Server().run()

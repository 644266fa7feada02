"""Runs a command of the service as if it were another moment: `python -m tests.system.at_moment MOMENT COMMAND …`."""

import sys
from datetime import datetime

import time_machine


def main(moment: str, *command: str) -> int:
    """The clock goes on from `moment` (ISO, with its zone) in this process and in those that it starts."""
    with time_machine.travel(datetime.fromisoformat(moment), tick=True):
        from openiro.config.command_line import main as run

        return run(command)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

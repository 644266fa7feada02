"""`python -m openiro COMMAND`, the same as `openiro COMMAND`."""

import sys

from openiro.config.command_line import main

if __name__ == "__main__":
    sys.exit(main())

"""The command: ``python -m trueup`` and, once installed, ``trueup``."""

from __future__ import annotations

import os
import signal
import sys

from . import _core


def main() -> int:
    """Runs the command with the program's arguments and gives its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler would only act after the command is done
    return _core.command([os.fsencode(argument) for argument in ["trueup", *sys.argv[1:]]])


if __name__ == "__main__":
    raise SystemExit(main())

"""How the help of every command is laid out: what it does, its options, an example to copy."""

from __future__ import annotations

import argparse
import textwrap
from typing import Any

WIDTH = 78
"""Columns of a help, of the 80 that a terminal has."""


def described(what: str, example: str) -> dict[str, Any]:
    """The arguments of a parser whose help begins with ``what`` and ends with ``example``, a command line."""
    return {
        "description": textwrap.fill(what, WIDTH),
        "epilog": f"example:\n  {example}",
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }

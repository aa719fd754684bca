"""The command line: `neatlas`."""

from neatlas.cli.main import main

__all__ = ["main"]

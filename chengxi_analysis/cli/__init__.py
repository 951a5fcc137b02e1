"""The command line: ``chengxi extract | indicators | audit | compare | run | evaluate``."""

from chengxi_analysis.cli.commands import main

__all__ = ["main"]

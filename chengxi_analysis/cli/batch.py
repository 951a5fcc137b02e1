"""Many reports in one command: one that cannot be used is left out by name, and the exit code says so; the others are done.

A table or a write-up is never made of half a report, and none is left out silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chengxi_analysis.errors import ReportError

if TYPE_CHECKING:
    from chengxi_analysis.api import Report

#: The others were done, and some reports left out.
LEFT_OUT = 3
_KEY = "chengxi_analysis.left_out"


def usable(paths: Sequence[Path], *, with_numbers: bool = True, ratios: bool = False) -> list[Report]:
    """The reports that can be read and state a number (with `ratios`, or only a ratio); the others are named on stderr.

    Raises
    ------
    ReportError
        None is left, or two have the same id.
    """
    from chengxi_analysis import api

    kept: list[Report] = []
    failures: list[ReportError] = []
    for path in paths:
        try:
            found = api.reports(path)
            kept += api.require_numbers(found, ratios=ratios) if with_numbers else found
        except ReportError as error:
            failures.append(error)
    if not kept:
        for failure in failures[:-1]:
            _name(failure)
        raise failures[-1]
    kept = api.reports(kept)
    for failure in failures:
        _name(failure)
    if failures:
        click.echo(f"chengxi: {len(failures)} of {len(paths)} reports left out", err=True)
        click.get_current_context().meta[_KEY] = True
    return kept


def left_out(context: click.Context) -> bool:
    """True when the command has left a report out."""
    return bool(context.meta.get(_KEY))


def _name(error: ReportError) -> None:
    click.echo(f"chengxi: {' '.join(str(error).split())}", err=True)

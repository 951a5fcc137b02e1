"""Tables for the eye on a terminal, and for the next program in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chengxi_analysis.cli.files import flat_cell

if TYPE_CHECKING:
    import pandas as pd

# What fits a screen, of each table; the files and the pipe have all columns.
SHOWN = {
    "observations": ("section", "label", "text", "unit", "bound", "role", "period_stated", "indicator"),
    "refused": ("start", "text", "reason", "sentence"),
    "indicators": ("theme", "name_zh", "name_en", "value", "unit", "bound", "derived", "time_period"),
    "findings": ("check", "verdict", "severity", "stated", "explanation_zh", "explanation_en"),
    "comparisons": ("indicator", "actual", "unit", "comparator", "reference", "population", "status", "comparability", "reason_zh"),
    "evaluation": (),
}
_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "missed": "bold red", "met": "green"}


def show(frame: pd.DataFrame, table: str) -> None:
    """Print a table: aligned on a terminal (Chinese characters are two cells wide), tab-separated in a pipe.

    In a pipe all columns are written, numbers in full, and line breaks and tabs inside cells become blanks: one row, one line.
    """
    if sys.stdout.isatty():
        _show_aligned(frame, SHOWN[table] or tuple(frame.columns), several="report_id" in frame and frame["report_id"].nunique() > 1)
    else:
        sys.stdout.write(tab_separated(frame))


def tab_separated(frame: pd.DataFrame) -> str:
    """A table as tab-separated text with a header."""
    names = list(frame.columns)
    columns = [frame[name].tolist() for name in names]
    lines = ["\t".join(names), *("\t".join(map(_one_line, row)) for row in zip(*columns, strict=True))]
    return "".join(line + "\n" for line in lines)


def _one_line(value: Any) -> str:
    cell = flat_cell(value)
    return "" if cell is None else re.sub(r"[\t\r\n\v\f\u2028\u2029]+", " ", str(cell))


def _show_aligned(frame: pd.DataFrame, names: Sequence[str], *, several: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    chosen = [name for name in (("report_id", *names) if several else names) if name in frame]
    table = Table(header_style="bold", row_styles=["", "dim"] if len(frame) > 3 else None)
    for name in chosen:
        table.add_column(name, justify="right" if frame[name].dtype.kind in "fi" else "left", overflow="fold")
    for row in zip(*(frame[name].tolist() for name in chosen), strict=True):
        cells = [_one_line(value) for value in row]
        table.add_row(*(Text(cell, style=_SEVERITY_STYLES.get(cell, "")) for cell in cells))
    Console().print(table)

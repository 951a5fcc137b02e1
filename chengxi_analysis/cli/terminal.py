"""Tables for the eye on a terminal, and for the next program in a pipe."""

from __future__ import annotations

import os
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
    "indicators": ("theme", "name", "value", "unit", "bound", "derived", "time_period"),
    "findings": ("verdict", "severity", "check", "stated", "explanation", "reason"),
    "comparisons": ("indicator", "actual", "unit", "comparator", "reference", "population", "status", "reason"),
    "scorecard": (),
    "evaluation": (),
}
_PROSE = ("explanation", "reason")
_SHORT = ("severity", "verdict", "check", "text", "unit", "bound", "role", "status", "value", "derived", "precision", "recall")
_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "missed": "bold red", "met": "green"}


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
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    frame = _in_own_language(frame)
    chosen = [name for name in (("report_id", *names) if several else names) if name in frame and not _is_empty(frame[name])]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=any(name in chosen for name in _PROSE))
    for name in chosen:
        table.add_column(name, justify="right" if frame[name].dtype.kind in "fi" else "left", overflow="fold", no_wrap=name in _SHORT)
    for row in zip(*(frame[name].tolist() for name in chosen), strict=True):
        cells = [_one_line(_shortened(value)) for value in row]
        table.add_row(*(Text(cell, style=_STYLES.get(cell, "")) for cell in cells))
    Console().print(table)


def _shortened(value: Any) -> Any:
    """Four decimals are enough for the eye; files and pipes have the numbers in full."""
    if isinstance(value, float) and value == value:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value


def _in_own_language(frame: pd.DataFrame) -> pd.DataFrame:
    """Of texts in two languages, the one of the terminal's locale."""
    language = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    suffix = "_zh" if language.lower().startswith("zh") else "_en"
    return frame.rename(columns={f"{stem}{suffix}": stem for stem in (*_PROSE, "name")})


def _is_empty(column: pd.Series) -> bool:
    return bool(column.isna().all())

"""Tables for the eye on a terminal, and for the next program in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from chengxi_analysis.cli.comparisons import show_comparisons
from chengxi_analysis.cli.files import flat_cell
from chengxi_analysis.cli.summary import terminal_language
from chengxi_analysis.reporting.i18n import code, theme_name
from chengxi_analysis.reporting.numbers import unit_word

if TYPE_CHECKING:
    import pandas as pd

# What fits a screen, of each table; the files and the pipe have all columns.
SHOWN = {
    "observations": ("section", "label", "text", "unit", "bound", "role", "period_stated", "indicator"),
    "refused": ("start", "text", "reason", "sentence"),
    "indicators": ("theme", "name", "value", "unit", "bound", "derived", "time_period"),
    "normalized": ("name", "value", "unit", "time_period", "normalized", "normalized_per", "normalized_by", "normalized_as_of"),
    "findings": ("verdict", "severity", "check", "stated", "explanation", "reason"),
    "scorecard": (),
    "evaluation": (),
    "self_test": (),
}
_PROSE = ("explanation", "reason")
_SHORT = ("severity", "verdict", "check", "text", "unit", "bound", "role", "status", "value", "derived", "precision", "recall")
_RANK = {"error": 0, "warning": 1, "note": 2}
_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def show(frame: pd.DataFrame, table: str) -> None:
    """Print a table: aligned on a terminal (Chinese characters are two cells wide), tab-separated in a pipe.

    In a pipe all columns are written, numbers in full, and line breaks and tabs inside cells become blanks: one row, one line.
    """
    if sys.stdout.isatty() and table == "comparisons":
        show_comparisons(frame)
    elif sys.stdout.isatty():
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

    language = terminal_language()
    frame = _in_own_language(_gravest_first(frame), language)
    chosen = [name for name in (("report_id", *names) if several else names) if name in frame and not _is_empty(frame[name])]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=any(name in chosen for name in _PROSE))
    for name in chosen:
        justify: Literal["left", "right"] = "right" if frame[name].dtype.kind in "fi" else "left"
        table.add_column(_head(name, language), justify=justify, overflow="fold", no_wrap=name in _SHORT)
    for row in zip(*(frame[name].tolist() for name in chosen), strict=True):
        cells = [(_one_line(word(name, _shortened(value), language)), str(value)) for name, value in zip(chosen, row, strict=True)]
        table.add_row(*(Text(cell, style=_STYLES.get(plain, "")) for cell, plain in cells))
    Console().print(table)


def _shortened(value: Any) -> Any:
    """Four decimals are enough for the eye; files and pipes have the numbers in full."""
    if isinstance(value, float) and value == value:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value


def _gravest_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Findings by severity, else in text order; other tables as they are."""
    if "severity" not in frame:
        return frame
    return frame.sort_values("severity", key=lambda column: column.map(_RANK).fillna(len(_RANK)), kind="stable")


def _in_own_language(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """Of texts in two languages, the one of the terminal's locale."""
    own = {f"{stem}_{language}": stem for stem in (*_PROSE, "name")}
    return frame.drop(columns=[stem for column, stem in own.items() if column in frame and stem in frame]).rename(columns=own)


def _head(name: str, language: str) -> str:
    """A column's name: that of the files in English, in words in Chinese."""
    return name if language == "en" else code("head", name, language)


def word(name: str, value: Any, language: str) -> Any:
    """A code of the table in words: families of checks in both languages, all others in Chinese only."""
    if name in ("check", "family"):
        return code("check", value, language)
    if language == "en" or not isinstance(value, str):
        return value
    if name == "theme":
        return theme_name(value, language)
    if name == "unit":
        return unit_word(value, language)
    return code(name, value, language)


def _is_empty(column: pd.Series) -> bool:
    return bool(column.isna().all())

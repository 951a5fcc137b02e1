"""What several pictures need: rows with names at the left, and marks that do not overlap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, line_height, text_width, wrap
from chengxi_analysis.reporting.numbers import missing

#: Least range of an axis of percentages, in points: a tenth of a point must not look like a fall.
LEAST_POINTS = 5.0


def row_labels(canvas: Canvas, names: list[str], share: float = 0.4, size: float = style.SIZES["label"]) -> tuple[float, list[list[str]]]:
    """Width in millimetres that the names of rows need at the left (at most `share` of the picture), and the names broken into lines."""
    limit = (canvas.width - 2 * canvas.margin) * share
    lines = [wrap(name, limit, size) for name in names]
    width = max((text_width(line, size) for rows in lines for line in rows), default=0.0)
    return min(width, limit) + 2.0, lines


def bare(axes: Axes, *, bottom: bool = False) -> Axes:
    """Take off the frame; with `bottom` the lower axis stays."""
    for side in ("top", "right", "left") + (() if bottom else ("bottom",)):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False, labelleft=False)
    axes.patch.set_visible(False)
    if not bottom:
        axes.tick_params(bottom=False, labelbottom=False)
    return axes


def write_rows(
    axes: Axes, lines: list[list[str]], positions: list[float], *, color: str = style.INK, size: float = style.SIZES["label"]
) -> None:
    """Write names right-aligned at the left edge of the axes, one at each position."""
    for rows, y in zip(lines, positions, strict=True):
        axes.annotate(
            "\n".join(rows), (0, y), xycoords=("axes fraction", "data"), xytext=(-4, 0), textcoords="offset points",
            ha="right", va="center", fontsize=size, color=color, linespacing=1.15,
        )  # fmt: skip


def ticks_within(ends: tuple[float, float], values: list[float], unit: Any, most: int) -> list[float]:
    """Round ticks between the ends of an axis; none above 100% where no value lies there.

    Examples
    --------
    >>> ticks_within((70, 110), [78, 100], "pct", 4)
    [70.0, 80.0, 90.0, 100.0]
    """
    top = min(ends[1], 100.0) if unit == "pct" and max(values) <= 100 else ends[1]
    return [float(t) for t in MaxNLocator(most).tick_values(*ends) if ends[0] <= t <= top]


def area_of(row: Mapping[str, Any]) -> str:
    """The area of a row by its code; a report of unknown area stands alone."""
    return str(row["report_id"] if missing(row["ref_area"]) else row["ref_area"])


def telling(rows: pd.DataFrame) -> dict[str, tuple[bool, bool]]:
    """Sort keys of indicators, for pictures that cannot hold all: what changes first, and of that the economy.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": [*"aabbcc"], "theme": ["land"] * 4 + ["economy"] * 2, "value": [1, 1, 1, 2, 3, 4]})
    >>> keys = telling(rows)
    >>> sorted(keys, key=keys.get)
    ['c', 'b', 'a']
    """
    return {str(i): (g["value"].nunique() < 2, not (g["theme"] == "economy").any()) for i, g in rows.groupby("indicator", sort=False)}


def spread(positions: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Move labels apart until none overlaps its neighbor, keeping their order and staying between low and high.

    Parameters
    ----------
    positions : list of float
        Where the labels want to stand (their middles).
    sizes : list of float
        How much room each takes.

    Examples
    --------
    >>> spread([1.0, 1.2, 5.0], [1.0, 1.0, 1.0], 0.0, 10.0)
    [0.6, 1.6, 5.0]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    blocks: list[tuple[float, list[int]]] = []
    for i in order:
        blocks.append(_block([i], positions, sizes, low, high))
        while len(blocks) > 1 and blocks[-2][0] + _length(blocks[-2], sizes) > blocks[-1][0] + 1e-9:
            upper, lower = blocks.pop(), blocks.pop()
            blocks.append(_block(lower[1] + upper[1], positions, sizes, low, high))
    out = [0.0] * len(positions)
    for start, members in blocks:
        for i in members:
            out[i] = round(start + sizes[i] / 2, 9)
            start += sizes[i]
    return out


def _block(members: list[int], positions: list[float], sizes: list[float], low: float, high: float) -> tuple[float, list[int]]:
    """Labels that touch, placed so that they stand as near to where they want as a common shift allows."""
    offset, wishes = 0.0, []
    for i in members:
        wishes.append(positions[i] - sizes[i] / 2 - offset)
        offset += sizes[i]
    start = sum(wishes) / len(wishes)
    return max(min(start, high - offset), low), members


def _length(block: tuple[float, list[int]], sizes: list[float]) -> float:
    return sum(sizes[i] for i in block[1])


def rows_height(lines: list[list[str]], size: float = style.SIZES["label"], least: float = 5.0) -> list[float]:
    """Height in millimetres of every row."""
    return [max(least, len(rows) * line_height(size) * 0.9 + 1.6) for rows in lines]


def centers(heights: list[float]) -> list[float]:
    """Middle of every row, counted downwards from zero."""
    out, y = [], 0.0
    for h in heights:
        out.append(y + h / 2)
        y += h
    return out

"""The same indicator in several reports: dots for rates; bars from zero for counts and sums, only among places of one level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import (
    LEAST_POINTS,
    area_of,
    bare,
    centers,
    row_labels,
    rows_height,
    telling,
    ticks_within,
    write_rows,
)
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import missing, unit_word
from chengxi_analysis.reporting.references import axis_number, series_value
from chengxi_analysis.reporting.rows import records

_MOST_PANELS = 8
_HEAD_MM, _FOOT_MM = 6.0, 9.0
#: Of one level, too, a place so many times another's size leaves no length to see.
_MOST_TIMES = 50
#: Own digits of an area code at each level: the country, province, prefecture, county, township.
_LEVELS = (0, 2, 4, 6, 9)


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator in the reports that can be drawn on one axis: the own area's first."""

    indicator: str
    rows: list[dict[str, Any]]
    own: bool

    @property
    def rate(self) -> bool:
        """True for a percentage: places of all levels share its axis."""
        return str(self.rows[0]["unit"]) == "pct"


def shared_indicators(indicators: pd.DataFrame) -> list[str]:
    """Indicators that two or more reports give as results: first what changes, of that the economy, of that what most reports give."""
    given = _results(indicators).drop_duplicates(["report_id", "indicator", "time_period"])
    counts = given.groupby("indicator", sort=False)["report_id"].nunique()
    order = telling(given)
    return sorted(counts[counts > 1].index, key=lambda i: (order[i], -counts[i]))


def panels(indicators: pd.DataFrame, places: dict[str, str]) -> list[Panel]:
    """What can be drawn, the first report of `places` and what it has in common with others first.

    Percentages of all reports share an axis. Counts and sums do so within one administrative level, and not where one place is so
    much bigger than another that the smaller one's bar could not be seen.
    """
    given = _results(indicators)
    first = next(iter(places), None)
    own = {area_of(r) for r in records(given.loc[given["report_id"] == first])}
    out = []
    for indicator in shared_indicators(indicators):
        groups: dict[Any, list[dict[str, Any]]] = {}
        for row in records(given.loc[given["indicator"] == indicator]):
            groups.setdefault(None if row["unit"] == "pct" else _level(row), []).append(row)
        for rows in groups.values():
            rows.sort(key=lambda r: (area_of(r) not in own, area_of(r), str(r["time_period"]), r["report_id"]))
            panel = Panel(indicator, rows, any(area_of(r) in own for r in rows))
            if len({r["report_id"] for r in rows}) > 1 and (panel.rate or _visible(rows)):
                out.append(panel)
    return sorted(out, key=lambda p: not p.own)


def _level(row: dict[str, Any]) -> Any:
    """How many digits of its code are a place's own; a place without a code is like no other."""
    if missing(row["ref_area"]):
        return area_of(row)
    return next((n for n in _LEVELS if not str(row["ref_area"])[n:].strip("0")), 12)


def _visible(rows: list[dict[str, Any]]) -> bool:
    sizes = [abs(float(r["value"])) for r in rows if r["value"]]
    return bool(sizes) and max(sizes) <= _MOST_TIMES * min(sizes)


def _results(indicators: pd.DataFrame) -> pd.DataFrame:
    rows = indicators.loc[indicators["value"].notna()]
    return rows.loc[rows["role"] != "target"] if "role" in rows else rows


def across(indicators: pd.DataFrame, places: dict[str, str], setting: Setting) -> Figure | None:
    """Draw the shared indicators; None when the reports share none that can be drawn.

    Parameters
    ----------
    indicators : DataFrame
        The indicators of all reports, one below the other.
    places : dict
        Name of the place of every report_id; the first is the page's own, and its area stands first in every panel, in one color.
    """
    every = panels(indicators, places)
    if not every:
        return None
    language, named = setting.language, indicator_names(indicators, setting.language)
    shown, own = every[:_MOST_PANELS], _own_areas(indicators, places)
    flat = [r for panel in shown for r in panel.rows]
    names = [_name(r, places, language) for r in flat]
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, names, 0.42)
        heights = rows_height(lines)
        canvas = Canvas(
            setting, sum(heights) + (_HEAD_MM + _FOOT_MM) * len(shown) + 2.0, _title(indicators, places, language),
            say("across.subtitle", language, where=next(iter(places.values()))), _note(shown, indicators, language),
        )  # fmt: skip
        values = [series_value(r, language) for r in flat]
        right = max(text_width(v, style.SIZES["label"]) for v in values) + 5
        top, at = 0.0, 0
        for panel in shown:
            these = heights[at : at + len(panel.rows)]
            canvas.text(canvas.margin, canvas.top + top + 3.0, _heading(panel, named, language), size=8)
            bottom = canvas.plot_mm - top - _HEAD_MM - sum(these) 
            axes = bare(canvas.axes(left=left, right=right, top=top + _HEAD_MM, bottom=bottom), bottom=True)
            _draw(axes, panel, these, own, language, narrow=setting.narrow)
            write_rows(axes, lines[at : at + len(panel.rows)], centers(these))
            for y, label in zip(centers(these), values[at:], strict=False):
                axes.annotate(label, (1, y), xycoords=("axes fraction", "data"), xytext=(8, 0), textcoords="offset points",
                              va="center", annotation_clip=False)  # fmt: skip
            top += _HEAD_MM + sum(these) + _FOOT_MM
            at += len(panel.rows)
    return canvas.figure


def _own_areas(indicators: pd.DataFrame, places: dict[str, str]) -> set[str]:
    return {area_of(r) for r in records(indicators.loc[indicators["report_id"] == next(iter(places), None)])}


def _name(row: dict[str, Any], places: dict[str, str], language: str) -> str:
    period = period_name(None if missing(row["time_period"]) else row["time_period"], language)
    return " ".join((places.get(row["report_id"], row["report_id"]), period)).strip()


def _title(indicators: pd.DataFrame, places: dict[str, str], language: str) -> str:
    """How many indicators two reports or more give, and how many of them this one."""
    shared = shared_indicators(indicators)
    given = _results(indicators)
    own = set(given.loc[given["report_id"] == next(iter(places), None), "indicator"])
    reports = indicators["report_id"].nunique()
    return say("across.title", language, n=reports, k=len(shared), m=len(own & set(shared)))


def _note(shown: list[Panel], indicators: pd.DataFrame, language: str) -> str:
    left_out = len(set(shared_indicators(indicators)) - {p.indicator for p in shown})
    return say("across.note", language) + (say("across.left_out", language, n=left_out) if left_out else "")


def _heading(panel: Panel, named: dict[str, str], language: str) -> str:
    unit = unit_word(panel.rows[0]["unit"], language)
    bracket = ("（{}）" if language == "zh" else " ({})").format(unit) if unit else ""
    return named[panel.indicator] + bracket


def _draw(axes: Axes, panel: Panel, heights: list[float], own: set[str], language: str, *, narrow: bool) -> None:
    given = [float(r["value"]) for r in panel.rows]
    low, high = min(given), max(given)
    if panel.rate:
        middle, room = (low + high) / 2, max(high - low, LEAST_POINTS) * 0.58
        axes.set_xlim(middle - room, middle + room)
    else:
        axes.set_xlim(min(0.0, low), max(0.0, high) or 1.0)
    axes.set_ylim(sum(heights), 0)
    for row, y in zip(panel.rows, centers(heights), strict=True):
        color = style.ACCENT if area_of(row) in own else style.CONTEXT
        face = "white" if row["derived"] else color
        if panel.rate:
            axes.plot(axes.get_xlim(), [y, y], color=style.FAINT, linewidth=0.8, zorder=1)
            axes.plot(float(row["value"]), y, marker="o", markersize=5.5, color=face, markeredgecolor=color, zorder=3, clip_on=False)
        else:
            axes.barh(y, float(row["value"]), height=3.0, facecolor=face, edgecolor=color, linewidth=0.8)
    ticks = ticks_within(axes.get_xlim(), given, panel.rows[0]["unit"], 2 if narrow else 4)
    axes.set_xticks(ticks, [axis_number(t, panel.rows[0]["unit"], language) for t in ticks])

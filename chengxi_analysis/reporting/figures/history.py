"""The same indicator through the years: small multiples, a line only where the values are of one measure."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width, wrap
from chengxi_analysis.reporting.figures.common import LEAST_POINTS, area_of, bare, spread, telling, ticks_within
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import missing
from chengxi_analysis.reporting.references import axis_number, series_value, span
from chengxi_analysis.reporting.rows import records

_MOST_PANELS = 8
_PANEL_MM = 40.0
_SCALE_MM = 11.0
_COLORS = (style.INK, "#009e73", "#cc79a7", "#e69f00", style.QUIET)
#: Least range of an axis as a share of the value, so that no small step looks steep; percentages have theirs in points.
_LEAST_SHARE = 0.1


def history(series: pd.DataFrame, indicators: pd.DataFrame, places: dict[str, str], setting: Setting) -> Figure | None:
    """Draw the series; None when no indicator has two dated values.

    Parameters
    ----------
    series : DataFrame
        As :func:`chengxi_analysis.api.series` gives them.
    places : dict
        Name of the place of every report_id; the first is the page's own, which is drawn first and in one color.
    """
    themes = dict(zip(indicators["indicator"], indicators["theme"], strict=True))
    order = telling(series.assign(theme=series["indicator"].map(themes)))
    own = _own_area(indicators, places)
    every = sorted(_panels(series), key=lambda panel: (all(area_of(r) != own for r in panel[1]), order[panel[0]]))
    if not every:
        return None
    colors = _colors([area_of(r) for _, rows in every for r in rows], own)
    which = every[:_MOST_PANELS]
    language, named = setting.language, indicator_names(indicators, setting.language)
    columns = 1 if setting.narrow else 2
    rows = -(-len(which) // columns)
    left_out = len(every) - len(which)
    note = say("history.note", language) + (say("history.left_out", language, n=left_out) if left_out else "")
    breaks = sum(bool(r["break"]) for _, rows in every for r in rows)
    with style.styled():
        canvas = Canvas(
            setting, rows * _PANEL_MM, say("history.title", language, n=len({i for i, _ in every}), k=breaks),
            say("history.subtitle", language, where=next(iter(places.values()))), note,
        )  # fmt: skip
        width = (canvas.width - 2 * canvas.margin) / columns
        for k, (indicator, here) in enumerate(which):
            x, top = k % columns * width, k // columns * _PANEL_MM
            name = wrap(named[indicator], width - 6, 8)[0]
            canvas.text(canvas.margin + x, canvas.top + top + 3, name, size=8)
            _panel(canvas, x, top, width, here, places, colors)
    return canvas.figure


def _own_area(indicators: pd.DataFrame, places: dict[str, str]) -> str:
    first = next(iter(places), "")
    rows = records(indicators.loc[indicators["report_id"] == first].head(1))
    return area_of(rows[0]) if rows else first


def _colors(areas: list[str], own: str) -> dict[str, str]:
    """One color an area, the same in every panel."""
    others = [a for a in dict.fromkeys(areas) if a != own]
    return {own: style.ACCENT} | {area: _COLORS[k % len(_COLORS)] for k, area in enumerate(others)}


def _panels(series: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """Areas with two dated values or more: rates of all areas in one panel, counts and sums one area a panel, since sizes differ."""
    lines: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in records(series):
        if span(row["time_period"]) is not None:
            lines.setdefault(str(row["indicator"]), {}).setdefault(area_of(row), []).append(row)
    out = []
    for indicator, areas in lines.items():
        kept = [rows for rows in areas.values() if len({r["time_period"] for r in rows}) > 1]
        if kept and kept[0][0]["unit"] == "pct":
            out.append((indicator, [r for rows in kept for r in rows]))
        else:
            out += [(indicator, rows) for rows in kept]
    return out


def _panel(
    canvas: Canvas, x: float, top: float, width: float, rows: list[dict[str, Any]], places: dict[str, str], colors: dict[str, str]
) -> None:
    language = canvas.setting.language
    dated = rows
    areas = list(dict.fromkeys(area_of(r) for r in dated))
    names = {area_of(r): places.get(r["report_id"], r["report_id"]) for r in dated}
    lasts = {a: [r for r in dated if area_of(r) == a][-1] for a in areas}
    labels = {a: _end_label(lasts[a], names[a], language) for a in areas}
    gutter = min(max(text_width(line, style.SIZES["small"]) for t in labels.values() for line in t.split("\n")) + 4, width * 0.5)
    axes = bare(
        canvas.axes(left=x + _SCALE_MM, right=canvas.width - 2 * canvas.margin - x - width + gutter, top=top + 8,
                    bottom=canvas.plot_mm - top - _PANEL_MM + 9), bottom=True
    )  # fmt: skip
    for area in areas:
        _line(axes, [r for r in dated if area_of(r) == area], colors[area])
    _limits(axes, dated)
    _scale(axes, [float(r["value"]) for r in dated], dated[0]["unit"], language)
    _periods(axes, dated, language, width - gutter - _SCALE_MM - 1)
    _first_labels(axes, [[r for r in dated if area_of(r) == a] for a in areas], language)
    low, high = axes.get_ylim()
    per_mm = (high - low) / (_PANEL_MM - 17)
    sizes = [3.4 * per_mm * (1 + labels[a].count("\n")) for a in areas]
    ys = spread([float(lasts[a]["value"]) for a in areas], sizes, low, high)
    for area, y in zip(areas, ys, strict=True):
        axes.annotate(
            labels[area], (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points", va="center",
            fontsize=style.SIZES["small"], color=colors[area], annotation_clip=False, linespacing=1.1,
        )  # fmt: skip


def _end_label(row: dict[str, Any], name: str, language: str) -> str:
    value = series_value(row, language)
    if not name:
        return value
    lines = wrap(name, 34.0, style.SIZES["small"])
    return "\n".join([*lines, value])


def _day(row: dict[str, Any]) -> float:
    """The last day of a period: a level is of that day, and a sum is complete on it."""
    known = span(row["time_period"])
    assert known is not None
    return float(mdates.date2num(known[1]))


def _line(axes: Axes, rows: list[dict[str, Any]], color: str) -> None:
    for before, row in itertools.pairwise(rows):
        if not missing(row["change"]):
            axes.plot([_day(before), _day(row)], [before["value"], row["value"]], color=color, linewidth=1.3, zorder=2)
    for row in rows:
        hollow = row["role"] == "baseline"
        axes.plot(
            _day(row), row["value"], marker="o", markersize=4.6, color="white" if hollow else color, markeredgecolor=color,
            markeredgewidth=1.1, zorder=4 if hollow else 3, clip_on=False,
        )  # fmt: skip
        if row["break"]:
            axes.plot(_day(row), row["value"], marker="|", markersize=11, color=style.DISAGREE, zorder=1, clip_on=False)


def _limits(axes: Axes, rows: list[dict[str, Any]]) -> None:
    values = [float(r["value"]) for r in rows]
    low, high = min(values), max(values)
    least = LEAST_POINTS if rows[0]["unit"] == "pct" else _LEAST_SHARE * max(abs(low), abs(high))
    room = max(high - low, least) or 1.0
    middle = (low + high) / 2
    axes.set_ylim(middle - 0.92 * room, middle + 0.76 * room)  # the first value stands below its dot, or above it
    days = [_day(r) for r in rows]
    side = 0.06 * (max(days) - min(days) or 365.0)
    axes.set_xlim(min(days) - side, max(days) + side)


def _scale(axes: Axes, values: list[float], unit: Any, language: str) -> None:
    """Two or three ticks at the left: how far apart two dots really are."""
    ticks = ticks_within(axes.get_ylim(), values, unit, 3)
    axes.tick_params(left=True, labelleft=True, length=2, labelsize=style.SIZES["small"], labelcolor=style.QUIET)
    axes.spines["left"].set_visible(True)
    axes.set_yticks(ticks, [axis_number(t, unit, language) for t in ticks])


def _periods(axes: Axes, rows: list[dict[str, Any]], language: str, width: float) -> None:
    """One tick a period, as many as there is room for; the first and the last always."""
    ticks = {_day(r): period_name(_short(str(r["time_period"])), language) for r in sorted(rows, key=_day)}
    low, high = axes.get_xlim()
    kept: list[tuple[float, str]] = []
    end = -1e9
    for day, text in ticks.items():
        at, half = (day - low) / (high - low) * width, text_width(text, style.SIZES["label"]) / 2
        if at - half > end + 1.5:
            kept.append((day, text))
            end = at + half
    axes.set_xticks([d for d, _ in kept], [t for _, t in kept])


def _short(period: str) -> str:
    """A whole year by its number alone."""
    known = span(period)
    whole = known is not None and known == (date(known[0].year, 1, 1), date(known[0].year, 12, 31))
    return str(known[0].year) if known is not None and whole else period


def _first_labels(axes: Axes, lines: list[list[dict[str, Any]]], language: str) -> None:
    """The first value of a single line stands at its dot; with several lines there is no room for it."""
    if len(lines) != 1:
        return
    first, last = lines[0][0], lines[0][-1]
    up = float(first["value"]) >= float(last["value"])
    axes.annotate(
        series_value(first, language), (_day(first), float(first["value"])), xytext=(0, 6 if up else -6),
        textcoords="offset points", ha="left", va="bottom" if up else "top", fontsize=style.SIZES["small"], color=style.QUIET,
    )  # fmt: skip

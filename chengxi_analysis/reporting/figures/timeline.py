"""A rate beside those of other places over time, with the quotas that were in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.bases import base_shift
from chengxi_analysis.reporting.canvas import Canvas, Setting, line_height, wrap
from chengxi_analysis.reporting.figures.common import spread
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import missing
from chengxi_analysis.reporting.prose import nearest_national, timeline_title, where_when
from chengxi_analysis.reporting.references import actual_words, group_name, is_confirmed, national, place, span, value_words
from chengxi_analysis.reporting.rows import records

_LEAST_POINTS = 3
_AFTER = timedelta(days=62)
_PANEL_MM = 49.0
#: Longer than this, a period does not say of which day its figure is; and half the width of the band around the report's.
_LONG_DAYS, _BAND_DAYS = 40, 6.0
_LABEL_ROW_MM = {"double": 3.6, "single": 5.2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A label in the gutter and the mark that it belongs to."""

    x: Any
    y: float
    text: str
    color: str


def dated(comparisons: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """References of an indicator that can be put on a time axis around the report's period, and are not of another definition."""
    rows = comparisons.loc[(comparisons["indicator"] == indicator) & (comparisons["comparability"] != "different")]
    period = next((s for s in map(span, rows["time_period"]) if s), None)
    if period is None or rows["actual"].isna().all():
        return rows.iloc[:0]
    keep = []
    for row in records(rows):
        when = span(row["as_of"])
        inside = when is not None and when[1] >= period[0] and when[0] <= period[1] + _AFTER
        keep.append(inside and ((when[1] - when[0]).days < 370 if when else False))
    return rows.loc[keep]


def timeline_groups(comparisons: pd.DataFrame) -> list[list[str]]:
    """Rates with three or more dated references, grouped by theme: one picture a group, two panels at most."""
    rows = comparisons.loc[(comparisons["unit"] == "pct") & (comparisons["kind"] == "benchmark")]
    theme = dict(zip(rows["indicator"], rows["theme"] if "theme" in rows else rows["indicator"], strict=True))
    groups: dict[Any, list[str]] = {}
    for indicator in dict.fromkeys(rows["indicator"]):
        found = dated(comparisons, indicator)
        if (found["kind"] == "benchmark").sum() >= _LEAST_POINTS:
            groups.setdefault(theme[indicator], []).append(indicator)
    return [g[k : k + 2] for g in groups.values() for k in range(0, len(g), 2)]


def timeline(comparisons: pd.DataFrame, indicators: pd.DataFrame, which: list[str], setting: Setting) -> Figure | None:
    """Draw one panel an indicator; None where no indicator has three dated references.

    The line is the country's, dots are other places, the blue one this report on the last day that its figures reach, with the band by
    which its base can move it; hatched lines are quotas, from the day they were given to their deadline.
    """
    panels = [(i, dated(comparisons, i)) for i in which]
    panels = [(i, rows) for i, rows in panels if (rows["kind"] == "benchmark").sum() >= _LEAST_POINTS]
    if not panels:
        return None
    language = setting.language
    named = indicator_names(indicators, language)
    with style.styled():
        gutter = 62.0 if not setting.narrow else 38.0
        heights = [
            max(_PANEL_MM, 19 + _LABEL_ROW_MM[setting.width] * _label_rows(rows, language))
            for _, rows in panels
        ]
        canvas = Canvas(
            setting, sum(heights), timeline_title([rows for _, rows in panels], named, setting),
            _subtitle(panels, setting), _note(panels, comparisons, setting),
        )  # fmt: skip
        for k, (indicator, rows) in enumerate(panels):
            top = sum(heights[:k])
            canvas.text(canvas.margin, canvas.top + top + 2.5, named[indicator], size=8)
            axes = canvas.axes(left=9, right=gutter, top=top + 6, bottom=canvas.plot_mm - top - heights[k] + 10)
            _panel(axes, rows, canvas, gutter)
    return canvas.figure


def _subtitle(panels: list[tuple[str, pd.DataFrame]], setting: Setting) -> str:
    quotas = any((rows["kind"] == "target").any() for _, rows in panels)
    hatched = say("timeline.quotas", setting.language) if quotas else ""
    return say("timeline.subtitle", setting.language, where=where_when(setting), quotas=hatched)


def _note(panels: list[tuple[str, pd.DataFrame]], comparisons: pd.DataFrame, setting: Setting) -> str:
    """What the marks that are drawn mean: nothing is said of a mark that is not there."""
    language = setting.language
    drawn = pd.concat([rows for _, rows in panels])
    hollow = ((drawn["kind"] == "benchmark") & (drawn["comparability"] == "partial")).any()
    every = comparisons.loc[comparisons["indicator"].isin([i for i, _ in panels])]
    others = (every["comparability"] == "different").any()
    points = records(drawn.loc[drawn["kind"] == "benchmark"])
    dashed = any(_whole_period(r) for r in points if not national(r))
    one_page = len({r["reference_id"] for r in points if national(r) and not is_confirmed(r)})
    shift = next((p for i, _ in panels if (p := base_shift(i)) is not None), None)
    said = {"hollow": hollow, "others": others, "dashed": dashed}
    return say(
        "timeline.note", language, day=period_name(_reach(drawn, setting.cutoff)[1].isoformat(), language),
        **{key: say(f"timeline.{key}", language) if drawn_so else "" for key, drawn_so in said.items()},
        band="" if shift is None else say("timeline.band", language, points=f"{shift:g}"),
        unconfirmed=say("timeline.one_page", language, n=one_page) if one_page else "",
    )  # fmt: skip


def _reach(rows: pd.DataFrame, cutoff: str | None) -> tuple[date, date]:
    """The report's period, cut at the day that its figures reach."""
    period, day = span(rows["time_period"].iloc[0]), span(cutoff)
    assert period is not None
    return (period[0], day[1]) if day is not None and period[0] < day[1] < period[1] else period


def _label_rows(rows: pd.DataFrame, language: str) -> float:
    """Rows of labels that the gutter must hold: those of quotas are longer, and English ones longer than Chinese."""
    quotas, benchmarks = len(rows.loc[rows["kind"] == "target"]), records(rows.loc[rows["kind"] == "benchmark"])
    places = sum(not national(r) for r in benchmarks)
    return quotas * 1.6 + places + 3 if language == "zh" else quotas * 2.9 + places * 1.3 + 3


def _panel(axes: Axes, rows: pd.DataFrame, canvas: Canvas, gutter: float) -> None:
    language = canvas.setting.language
    period = _reach(rows, canvas.setting.cutoff)
    points = records(rows.loc[rows["kind"] == "benchmark"])
    last = max([period[1], *(s[1] for r in points if (s := span(r["as_of"])))])
    axes.set_xlim(mdates.date2num(period[0]), mdates.date2num(last + timedelta(days=4)))
    country = nearest_national(rows, canvas.setting.cutoff)
    marks = _country(axes, [r for r in points if national(r)], country, language)
    marks += [_point(axes, r, language) for r in points if not national(r)]
    marks += [m for r in records(rows.loc[rows["kind"] == "target"]) if (m := _quota(axes, r, last, language))]
    marks.append(_report(axes, records(rows.head(1))[0], period, language))
    values = [m.y for m in marks] + [float(r["reference"]) for r in points]
    values += [float(x) for x in (rows["actual_lower"].iloc[0], rows["actual_upper"].iloc[0]) if not missing(x)]
    shift, actual = base_shift(str(rows["indicator"].iloc[0])) or 0.0, float(rows["actual"].iloc[0])
    values += [actual - shift, min(actual + shift, 100.0)]
    low, high = min(values), max(values)
    pad = 0.08 * (high - low or 1.0)
    axes.set_ylim(low - pad, high + pad)
    axes.yaxis.set_major_formatter(lambda y, _: f"{y:g}%")
    locator = mdates.MonthLocator(range(1, 13, 4 if canvas.setting.narrow else 2))
    first, end = axes.get_xlim()
    ticks = [t for t in locator.tick_values(mdates.num2date(first), mdates.num2date(end)) if first <= t <= end]
    days = [mdates.num2date(t).date() for t in ticks]
    axes.set_xticks(ticks, [_month(d, language, year=k == 0 or d.year != days[k - 1].year) for k, d in enumerate(days)])
    _gutter(axes, marks, gutter)


def _month(day: date, language: str, *, year: bool) -> str:
    """The month, and below it the year where it is the first month of that year on the axis."""
    name = f"{day.month}月" if language == "zh" else day.strftime("%b")
    return f"{name}\n{day.year}{'年' if language == 'zh' else ''}" if year else name


def _country(axes: Axes, rows: list[dict[str, Any]], nearest: dict[str, Any] | None, language: str) -> list[Mark]:
    """The country's line; its label stands at the figure that is set beside the report's."""
    if not rows or nearest is None:
        return []
    rows = sorted(rows, key=lambda r: str(r["as_of"]))
    days = [mdates.date2num(_middle(r)) for r in rows]
    values = [float(r["reference"]) for r in rows]
    axes.plot(days, values, color=style.QUIET, linewidth=1.2, marker="o", markersize=3)
    x, y = mdates.date2num(_middle(nearest)), float(nearest["reference"])
    axes.plot(x, y, color=style.INK, marker="o", markersize=4.6, zorder=4)
    when = period_name(str(nearest["as_of"]), language) + ("" if is_confirmed(nearest) else say("timeline.unconfirmed", language))
    return [Mark(x, y, say("timeline.country", language, value=value_words(nearest, language), when=when), style.INK)]


def _middle(row: dict[str, Any]) -> date:
    when = span(row["as_of"])
    assert when is not None
    return when[0] + (when[1] - when[0]) / 2


def _point(axes: Axes, row: dict[str, Any], language: str) -> Mark:
    when = span(row["as_of"])
    assert when is not None
    value, x = float(row["reference"]), mdates.date2num(_middle(row))
    like = row["comparability"] in ("same", "similar")
    if _whole_period(row):
        axes.plot(
            [mdates.date2num(when[0]), mdates.date2num(when[1])], [value, value], color=style.CONTEXT, linewidth=0.7, linestyle=(0, (4, 2))
        )
        x = mdates.date2num(when[1])
    axes.plot(x, value, marker="o", markersize=4, color=style.CONTEXT if like else "white", markeredgecolor=style.CONTEXT, clip_on=False)
    return Mark(x, value, f"{place(row, short=True, language=language)} {value_words(row, language)}", style.QUIET)


def _whole_period(row: dict[str, Any]) -> bool:
    """A figure for a year or a half: nobody says of which day it is."""
    when = span(row["as_of"])
    return when is not None and (when[1] - when[0]).days > _LONG_DAYS


def _quota(axes: Axes, row: dict[str, Any], last: date, language: str) -> Mark | None:
    given, due = span(row["as_of"]), span(row["deadline"])
    if given is None or missing(row["reference"]):
        return None
    end = min(due[1], last) if due else last
    value, x = float(row["reference"]), mdates.date2num(given[0])
    axes.fill_between(
        [x, mdates.date2num(end)], value - 0.5, value + 0.5, facecolor="none", edgecolor=style.CONTEXT, hatch="/////", linewidth=0
    )
    due_text = say("timeline.until", language, when=period_name(str(row["deadline"])[:7], language)) if due else ""
    whose = {"issuer": place(row, short=True, language=language), "population": group_name(row, language)}
    words = say("timeline.quota", language, value=value_words(row, language), **whose)
    return Mark(mdates.date2num(end), value, words + due_text, style.QUIET)


def _report(axes: Axes, row: dict[str, Any], period: tuple[date, date], language: str) -> Mark:
    value = float(row["actual"])
    x, shift = mdates.date2num(period[1]), base_shift(str(row["indicator"]))
    if shift is not None:
        band = [x - _BAND_DAYS, x + _BAND_DAYS]
        axes.fill_between(band, value - shift, min(value + shift, 100.0), color=style.ACCENT, alpha=0.18, linewidth=0, zorder=1)
    if not missing(row["actual_lower"]) and not missing(row["actual_upper"]):
        axes.plot([x, x], [float(row["actual_lower"]), float(row["actual_upper"])], color=style.ACCENT, linewidth=3.0, alpha=0.5, zorder=4)
    axes.plot(x, value, marker="D", markersize=5.0, color=style.ACCENT, zorder=5, clip_on=False)
    day = period_name(period[1].isoformat(), language)
    dated = (period[1] - period[0]).days <= _LONG_DAYS
    when = period_name(str(row["time_period"]), language) if dated else say("timeline.undated", language, day=day)
    return Mark(x, value, say("timeline.report", language, value=actual_words(row, language), when=when), style.ACCENT)


def _gutter(axes: Axes, marks: list[Mark], gutter: float) -> None:
    """Write every label at the right, moved apart, with a thin line to its mark."""
    low, high = axes.get_ylim()
    height = axes.get_position().height * float(axes.figure.get_figheight()) / style.MM  # type: ignore[union-attr]
    per_mm = (high - low) / height
    lines = [wrap(m.text, gutter - 6, style.SIZES["small"]) for m in marks]
    sizes = [_label_mm(text) * per_mm for text in lines]
    ys = spread([m.y for m in marks], sizes, low, high)
    left, right = axes.get_xlim()
    for mark, text, y in zip(marks, lines, ys, strict=True):
        axes.annotate(
            "\n".join(text), (right, y), xytext=(11, 0), textcoords="offset points", va="center", fontsize=style.SIZES["small"],
            color=mark.color, linespacing=1.1, annotation_clip=False,
        )  # fmt: skip
        axes.annotate(
            "", (mark.x, mark.y), xytext=(right + (right - left) * 0.02, y), annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": style.FAINT, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2},
        )  # fmt: skip


def _label_mm(lines: list[str]) -> float:
    return len(lines) * line_height(style.SIZES["small"]) * 0.9 + 0.5

"""Every rate that a report states, on one axis from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import say
from chengxi_analysis.reporting.names import by_id, observation_names
from chengxi_analysis.reporting.numbers import plain, stated
from chengxi_analysis.reporting.prose import rates_title, where_when
from chengxi_analysis.reporting.relations import RateParts, rate_parts
from chengxi_analysis.reporting.rows import records

_MOST_ROWS = 32


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A rate of the report; `parts` where the text gives its part and its whole."""

    name: str
    row: dict[str, object]
    parts: RateParts | None
    disagrees: bool


def stated_rates(observations: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, language: str) -> list[StatedRate]:
    """The rates that a report states as results, in text order."""
    named = observation_names(observations, indicators, language)
    rows = by_id(observations)
    parts: dict[str, tuple[RateParts, bool]] = {}
    for finding in records(findings.loc[findings["check"].isin(["rate", "granularity"]) & (findings["verdict"] != "untestable")]):
        found = rate_parts(finding, rows)
        if found is None:
            continue
        wrong = finding["verdict"] == "inconsistent"
        known = parts.get(found.rate["obs_id"])
        parts[found.rate["obs_id"]] = (found, wrong or bool(known and known[1]))
    rates = observations.loc[(observations["unit"] == "pct") & (observations["role"] == "actual")]
    return [StatedRate(named[r["obs_id"]], r, *parts.get(r["obs_id"], (None, False))) for r in records(rates.sort_values("start"))]


def rates(observations: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw the stated rates; None when the report states none.

    A filled dot has its part and whole in the text, a hollow one has not; where the recomputed value differs it stands
    beside the stated one.
    """
    language = setting.language
    found = stated_rates(observations, indicators, findings, language)
    if not found:
        return None
    shown, left_out = found[:_MOST_ROWS], max(0, len(found) - _MOST_ROWS)
    note = say("rates.note", language) + (say("rates.left_out", language, n=left_out) if left_out else "")
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, [r.name for r in shown], 0.38)
        heights = rows_height(lines, least=5.2)
        canvas = Canvas(
            setting, sum(heights) + 8, rates_title(found, language), say("rates.subtitle", language, where=where_when(setting)), note
        )
        values = [stated(r.row, language) for r in shown]
        right = max(text_width(v, style.SIZES["label"]) for v in values) + 2
        axes = bare(canvas.axes(left=left, right=right, bottom=8), bottom=True)
        middles = centers(heights)
        write_rows(axes, lines, middles)
        top = max(100.0, *(float(r.row["value"]) for r in shown))  # type: ignore[arg-type]
        for rate, y, label in zip(shown, middles, values, strict=True):
            value = float(rate.row["value"])  # type: ignore[arg-type]
            color = style.DISAGREE if rate.disagrees else style.ACCENT
            axes.plot([0, top], [y, y], color=style.FAINT, linewidth=0.8, zorder=1)
            if rate.parts and rate.disagrees:
                _recomputed(axes, rate, y, top, language)
            axes.plot(
                value, y, marker="o", markersize=5.2, color=color if rate.parts else "white", markeredgecolor=color, markeredgewidth=1.2,
                zorder=4, clip_on=False,
            )  # fmt: skip
            axes.annotate(
                label, (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points", va="center", color=color
            )
        axes.set_xlim(0, top)
        axes.set_ylim(sum(heights), 0)
        ticks = (0, 50, 100) if setting.narrow else (0, 25, 50, 75, 100)
        axes.set_xticks(ticks, [f"{t}%" for t in ticks])
    return canvas.figure


def _recomputed(axes: Axes, rate: StatedRate, y: float, top: float, language: str) -> None:
    assert rate.parts is not None
    x, value = rate.parts.recomputed, float(rate.row["value"])  # type: ignore[arg-type]
    axes.plot(x, y, marker="D", markersize=4.2, color="white", markeredgecolor=style.INK, markeredgewidth=1, zorder=3)
    again = plain(x, int(rate.row["decimals"]), language)  # type: ignore[call-overload]
    left = min(x, value) > 0.5 * top
    axes.annotate(
        say("rates.recomputed", language, value=f"{again}%"), (min(x, value) if left else max(x, value), y), xytext=(-5 if left else 5, 0),
        textcoords="offset points", ha="right" if left else "left", va="center", fontsize=7,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )  # fmt: skip

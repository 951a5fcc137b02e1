"""The comb: which percentages a whole number can give at all, and where the stated one falls (Brown and Heathers 2017, GRIM)."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting
from chengxi_analysis.reporting.figures.common import bare
from chengxi_analysis.reporting.i18n import say
from chengxi_analysis.reporting.names import by_id, observation_names
from chengxi_analysis.reporting.numbers import plain, stated
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.relations import RateParts, fitting_fraction, printed_step, rate_parts

_TEETH_EACH_SIDE = {"double": 2.4, "single": 1.4}
_LABEL_MM = 12.0


def comb(finding: dict[str, object], observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw the percentages that k of the stated whole can give around a stated percentage.

    Returns None when the finding has no whole number behind its rate, or when the teeth stand so close that every
    percentage of the printed precision is possible (the check cannot fail there).
    """
    parts = rate_parts(finding, by_id(observations))
    if parts is None or not _whole(parts):
        return None
    n, k, rate = round(float(parts.whole["value"])), round(float(parts.part["value"])), float(parts.rate["value"])
    decimals, tooth, language = int(parts.rate["decimals"]), 100.0 / n, setting.language
    if tooth <= printed_step(parts.rate):
        return None
    fits = any(abs(100.0 * j / n - rate) <= 0.5 * printed_step(parts.rate) + 1e-9 for j in (int(rate * n / 100), int(rate * n / 100) + 1))
    name = observation_names(observations, indicators, language)[parts.rate["obs_id"]]
    words = {"rate": stated(parts.rate, language), "n": n, "k": k, "again": f"{plain(parts.recomputed, decimals, language)}%", "name": name}
    key = "comb.title_fits" if fits else "comb.title"
    low = min(rate, parts.recomputed) - _TEETH_EACH_SIDE[setting.width] * tooth
    high = max(rate, parts.recomputed) + _TEETH_EACH_SIDE[setting.width] * tooth
    with style.styled():
        canvas = Canvas(
            setting,
            44,
            say(key, language, **words),
            say("comb.subtitle", language, where=where_when(setting), **words),
            say("comb.note", language),
        )
        axes = bare(canvas.axes(left=3, right=3, bottom=8), bottom=True)
        _teeth(axes, n, k, (max(low, 0.0), min(high, 100.0)), parts, setting)
        _stated(axes, parts, language)
        if not fits:
            _nearest(axes, parts, n, k, language)
        axes.set_xlim(max(low, 0.0), min(high, 100.0))
        axes.set_ylim(0, 1)
        axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}%")
    return canvas.figure


def _whole(parts: RateParts) -> bool:
    return all(
        float(row["value"]).is_integer() and int(row["decimals"]) == 0 and row["bound"] == "exact" for row in (parts.part, parts.whole)
    )


def _side(x: float, rate: float, span: tuple[float, float], setting: Setting) -> str:
    """Where a tooth's label goes so that it stays inside the picture and off the stated line."""
    room = _LABEL_MM / 2 * (span[1] - span[0]) / setting.millimetres
    if x - span[0] < room or 0 <= x - rate < room:
        return "left"
    if span[1] - x < room or 0 < rate - x < room:
        return "right"
    return "center"


def _teeth(axes: Axes, n: int, k: int, span: tuple[float, float], parts: RateParts, setting: Setting) -> None:
    language, decimals, rate = setting.language, int(parts.rate["decimals"]), float(parts.rate["value"])
    for j in range(math.ceil(span[0] * n / 100), math.floor(span[1] * n / 100) + 1):
        x = 100.0 * j / n
        own = j == k
        color = style.INK if own else style.CONTEXT
        axes.plot([x, x], [0, 0.42 if own else 0.34], color=color, linewidth=2.2 if own else 1.4, solid_capstyle="butt")
        label = f"{j}/{n}\n{plain(x, decimals, language)}%"
        edge = _side(x, rate, span, setting)
        axes.annotate(
            label, (x, 0.42 if own else 0.34), xytext=(0, 2), textcoords="offset points", ha=edge, va="bottom", fontsize=7, color=color
        )


def _stated(axes: Axes, parts: RateParts, language: str) -> None:
    rate, half = float(parts.rate["value"]), 0.5 * printed_step(parts.rate)
    axes.axvspan(rate - half, rate + half, 0, 0.86, color=style.DISAGREE, alpha=0.25, linewidth=0)
    axes.plot([rate, rate], [0, 0.86], color=style.DISAGREE, linewidth=1.4, solid_capstyle="butt")
    axes.annotate(
        say("comb.stated", language, rate=stated(parts.rate, language)), (rate, 0.86), xytext=(0, 2), textcoords="offset points",
        ha="center", va="bottom", color=style.DISAGREE,
    )  # fmt: skip


def _nearest(axes: Axes, parts: RateParts, n: int, k: int, language: str) -> None:
    fraction = fitting_fraction(float(parts.rate["value"]), int(parts.rate["decimals"]), n, keep=k)
    if fraction is None:
        return
    x = 100.0 * fraction[0] / fraction[1]
    axes.plot(x, 0.7, marker="o", markersize=5, color=style.ACCENT, zorder=5)
    axes.annotate(
        say("comb.nearest", language, k=fraction[0], n=fraction[1]), (x, 0.7), xytext=(6, 0), textcoords="offset points",
        ha="left", va="center", color=style.ACCENT,
    )  # fmt: skip

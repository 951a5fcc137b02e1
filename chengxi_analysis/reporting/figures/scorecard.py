"""What can be said of every target, theme by theme: one square a target, what cannot be judged as visible as the rest."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengxi_analysis import tables
from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import code, say, theme_ids, theme_name
from chengxi_analysis.reporting.names import target_rows
from chengxi_analysis.reporting.prose import scorecard_title, where_when
from chengxi_analysis.reporting.rows import records

_FACES = {
    "met": ("#0072b2", "", "#0072b2"),
    "on_the_way": ("#8cc5e3", "", "#8cc5e3"),
    "missed": ("#d55e00", "", "#d55e00"),
    "undecidable": ("#9aa0a6", "", "#9aa0a6"),
    "no_actual": ("white", "", "#5d636b"),
    "not_comparable": ("white", "//////", "#5d636b"),
}


LIGHTS = {"green": "#009e73", "amber": "#e69f00", "red": "#d55e00", "grey": "#9aa0a6"}
_STEP = 5.6


def scorecard(comparisons: pd.DataFrame, indicators: pd.DataFrame, card: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw the statuses by theme; None when no target concerns this report.

    Parameters
    ----------
    card : DataFrame
        The light of each theme, as :func:`chengxi_analysis.api.scorecard` gives them.
    """
    targets = target_rows(comparisons, indicators)
    if targets.empty:
        return None
    language = setting.language
    themes = [t for t in (*theme_ids(), "") if t in set(targets["theme"])]
    counts = targets["status"].value_counts()
    with style.styled():
        legend = 6.0 * (1 if not setting.narrow else 3)
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, [theme_name(t, language) or say("word.other", language) for t in themes], 0.36)
        named = {str(r["theme"]): r for r in records(card)}
        lights = [_light_words(named[t], language) if t in named else "" for t in themes]
        right = max(text_width(w, style.SIZES["label"]) for w in lights) + 7
        width_mm = probe.width - 2 * probe.margin - left - right
        fits = max(1, int((width_mm - 1) // _STEP))
        counted = [int((targets["theme"] == t).sum()) for t in themes]
        heights = [max(h, 6.4 + _STEP * ((n - 1) // fits)) for h, n in zip(rows_height(lines, least=6.4), counted, strict=True)]
        canvas = Canvas(
            setting, sum(heights) + legend + 3, scorecard_title(targets, language),
            say("scorecard.subtitle", language, where=where_when(setting)), say("scorecard.note", language),
        )  # fmt: skip
        axes = bare(canvas.axes(left=left, right=right, top=legend + 2))
        middles = centers(heights)
        write_rows(axes, lines, middles)
        axes.set_xlim(0, width_mm)
        axes.set_ylim(sum(heights), 0)
        for theme, y, words in zip(themes, middles, lights, strict=True):
            here = targets.loc[targets["theme"] == theme, "status"]
            ordered = [s for s in tables.STATUSES for _ in range(int((here == s).sum()))]
            top = y - 2.2 - _STEP / 2 * ((len(ordered) - 1) // fits)
            for i, status in enumerate(ordered):
                _square(axes, 1.0 + i % fits * _STEP, top + i // fits * _STEP, status)
            if words:
                _light(axes, width_mm + 2.4, y, named[theme]["light"], words)
        _legend(canvas, {s: int(counts[s]) for s in tables.STATUSES if s in counts})
    return canvas.figure


def _light_words(row: dict[str, Any], language: str) -> str:
    """The light in words, and how many of the targets it rests on."""
    key = "scorecard.light" if row["judged"] else "scorecard.light_none"
    return say(key, language, light=code("light", row["light"], language), k=int(row["judged"]), n=int(row["targets"]))


def _light(axes: Axes, x: float, y: float, light: str, words: str) -> None:
    axes.plot(x, y, marker="o", markersize=8, color=LIGHTS[light], clip_on=False)
    axes.annotate(words, (x, y), xytext=(7, 0), textcoords="offset points", va="center", annotation_clip=False, color=style.INK)


def _square(axes: Axes, x: float, y: float, status: str) -> None:
    face, hatch, edge = _FACES[status]
    axes.add_patch(Rectangle((x, y), 4.4, 4.4, facecolor=face, hatch=hatch, edgecolor=edge, linewidth=0.8))


def _legend(canvas: Canvas, counts: dict[str, int]) -> None:
    axes = bare(canvas.axes(bottom=0))
    axes.set_xlim(0, canvas.width - 2 * canvas.margin)
    axes.set_ylim(canvas.plot_mm, 0)
    x, y = 0.0, 0.6
    for status, n in counts.items():
        label = f"{code('status', status, canvas.setting.language)} {n}"
        width = text_width(label, style.SIZES["label"]) + 11
        if x and x + width > canvas.width - 2 * canvas.margin:
            x, y = 0.0, y + 5.6
        _square(axes, x, y, status)
        axes.text(x + 5.6, y + 2.2, label, va="center", color=style.QUIET)
        x += width

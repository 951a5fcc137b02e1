"""A total and its parts, and two figures of which one must not exceed the other: bars from zero, the difference marked."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width, wrap
from chengxi_analysis.reporting.figures.common import bare, row_labels, write_rows
from chengxi_analysis.reporting.i18n import say, within_sentence
from chengxi_analysis.reporting.names import by_id, observation_names
from chengxi_analysis.reporting.numbers import computed, stated
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.relations import members, sum_parts

_PART_COLORS = ("#0072b2", "#56b4e9", "#a9d3ee", "#cfe6f5", "#7aa6c2", "#b8c4cc")
_ROW_MM = 14.0


def totals(finding: dict[str, Any], observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw a stated total above its parts put end to end; None when the finding is not about a total of positive parts."""
    parts = sum_parts(finding, by_id(observations))
    if parts is None or any(float(p["value"]) < 0 for p in parts.parts):
        return None
    language = setting.language
    named = observation_names(observations, indicators, language)
    total, unit = float(parts.total["value"]), parts.total["unit"]
    gap = parts.gap
    words: dict[str, Any] = {
        "name": named[parts.total["obs_id"]], "total": stated(parts.total, language), "n": len(parts.parts),
        "sum": computed(total - gap, unit, language), "gap": computed(abs(gap), unit, language),
    }  # fmt: skip
    agrees = finding["verdict"] != "inconsistent"
    key = "totals.agree" if agrees else "totals.short" if gap > 0 else "totals.over"
    with style.styled():
        canvas = Canvas(
            setting, 2 * _ROW_MM + 14, say(key, language, **words), say("totals.subtitle", language, where=where_when(setting), **words),
            "" if agrees else say("totals.note", language),
        )  # fmt: skip
        left, lines = row_labels(canvas, [say("totals.stated", language), say("totals.parts", language)], 0.2)
        axes = bare(canvas.axes(left=left, right=2, bottom=2))
        write_rows(axes, lines, [0.0, 1.0])
        reach = max(total, total - gap) * 1.02
        mm = (canvas.width - 2 * canvas.margin - left - 2) / reach
        axes.barh(0, total, height=0.5, color=style.CONTEXT, linewidth=0)
        _inside(axes, 0.0, total, 0, stated(parts.total, language), "", mm, style.INK)
        _stack(axes, [(named[p["obs_id"]], p) for p in parts.parts], mm, language)
        if not agrees:
            _gap(axes, total, total - gap, words["gap"], language)
        axes.set_xlim(0, reach)
        axes.set_ylim(2.0, -0.5)
    return canvas.figure


def _stack(axes: Axes, parts: list[tuple[str, dict[str, Any]]], mm: float, language: str) -> None:
    x, last = 0.0, 0.0
    level = 0
    for i, (name, part) in enumerate(parts):
        width = float(part["value"])
        color = _PART_COLORS[i % len(_PART_COLORS)]
        axes.barh(1, width, left=x, height=0.5, color=color, edgecolor="white", linewidth=0.6)
        _inside(axes, x, width, 1, stated(part, language), "", mm, "white" if i == 0 else style.INK)
        label = "\n".join(wrap(name, max(width * mm - 1, 16.0), style.SIZES["small"]))
        narrow = width * mm < 16.0
        level = (level + 1) % 2 if narrow and last else 0
        axes.annotate(
            label, (x, 1.25), xytext=(1, -3 - 11 * level), textcoords="offset points", ha="left", va="top",
            fontsize=style.SIZES["small"], color=style.QUIET, linespacing=1.15,
        )  # fmt: skip
        x += width
        last = float(narrow)


def _inside(axes: Axes, x: float, width: float, y: float, text: str, name: str, mm: float, color: str) -> None:
    if text_width(text, style.SIZES["label"]) + 2 <= width * mm:
        axes.annotate(text, (x, y), xytext=(3, 0), textcoords="offset points", va="center", color=color)


def _gap(axes: Axes, total: float, parts: float, gap: str, language: str) -> None:
    low, high = sorted((total, parts))
    y = 1.0 if total > parts else 0.0
    axes.barh(y, high - low, left=low, height=0.5, color="white", edgecolor=style.DISAGREE, hatch="//////", linewidth=0.8)
    axes.plot([high, high], [-0.25, 1.25], color=style.DISAGREE, linewidth=0.8)
    key = "totals.gap_short" if total > parts else "totals.gap_over"
    axes.annotate(
        say(key, language, gap=gap), (high, 0.5), xytext=(-4, 0), textcoords="offset points", ha="right", va="center", color=style.DISAGREE
    )


def pair(finding: dict[str, Any], observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw two figures of which the first named must not exceed the other; None when the finding does not compare exactly two."""
    rows = members(finding, by_id(observations))
    if len(rows) != 2 or any(float(r["value"]) < 0 for r in rows):
        return None
    language = setting.language
    named = observation_names(observations, indicators, language)
    more, less = sorted(rows, key=lambda r: -float(r["value"]))
    gap = float(more["value"]) - float(less["value"])
    words: dict[str, Any] = {
        "more": named[more["obs_id"]], "less": named[less["obs_id"]], "gap": computed(gap, more["unit"], language),
        "many": stated(more, language), "few": stated(less, language),
    }  # fmt: skip
    inside = words | {k: within_sentence(words[k], language) for k in ("more", "less")}
    title = inside | {"more": words["more"]}
    with style.styled():
        canvas = Canvas(
            setting, 2 * _ROW_MM, say("pair.title", language, **title), say("pair.subtitle", language, where=where_when(setting), **inside),
            say("pair.note", language),
        )  # fmt: skip
        left, lines = row_labels(canvas, [named[r["obs_id"]] for r in rows], 0.36)
        axes = bare(canvas.axes(left=left, right=2))
        write_rows(axes, lines, [0.0, 1.0])
        reach = float(more["value"]) * 1.02
        for y, row in enumerate(rows):
            axes.barh(y, float(row["value"]), height=0.5, color=style.ACCENT if row is less else style.CONTEXT, linewidth=0)
            axes.annotate(
                stated(row, language),
                (0, y),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                color="white" if row is less else style.INK,
            )
        y, low = rows.index(more), float(less["value"])
        axes.barh(y, gap, left=low, height=0.5, color="white", edgecolor=style.DISAGREE, hatch="//////", linewidth=0.8)
        axes.annotate(
            say("pair.gap", language, gap=words["gap"]), (float(more["value"]), 0.5), xytext=(0, 0), textcoords="offset points", ha="right",
            va="center", color=style.DISAGREE,
        )  # fmt: skip
        axes.set_xlim(0, reach)
        axes.set_ylim(1.5, -0.5)
    return canvas.figure

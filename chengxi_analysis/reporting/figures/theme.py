"""The figures of one theme: bars from zero, one panel a unit, never added up."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import say, theme_name
from chengxi_analysis.reporting.names import observation_names
from chengxi_analysis.reporting.numbers import missing, stated
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.rows import records

_MOST_PANELS = 4
_MOST_ROWS = 24


def theme_groups(observations: pd.DataFrame, indicators: pd.DataFrame, theme: str) -> list[list[dict[str, Any]]]:
    """The theme's stated figures by unit, in groups of two or more, the largest first; thresholds are left out."""
    rows = observations.loc[(observations["theme"] == theme) & (observations["role"] != "threshold") & (observations["value"] >= 0)]
    groups = [records(g.sort_values("value", ascending=False, kind="stable")) for _, g in rows.groupby(["unit", "unit_text"], sort=False)]
    groups = [g for g in groups if len(g) > 1 and not missing(g[0]["unit"])]
    return sorted(groups, key=lambda g: (-len(g), g[0]["start"]))[:_MOST_PANELS]


def theme_bars(observations: pd.DataFrame, indicators: pd.DataFrame, theme: str, setting: Setting) -> Figure | None:
    """Draw a theme's stated figures; None when no unit has two of them."""
    groups = theme_groups(observations, indicators, theme)
    if not groups:
        return None
    language = setting.language
    named = observation_names(observations, indicators, language)
    first = next((r for r in groups[0] if r["role"] == "actual"), groups[0][0])
    title = say(
        "theme.title", language, theme=theme_name(theme, language), n=len(groups[0]),
        name=named[first["obs_id"]], value=stated(first, language),
        total=int((observations["theme"] == theme).sum()),
    )  # fmt: skip
    with style.styled():
        probe = Canvas(setting, 1, "")
        flat = [r for g in groups for r in g][:_MOST_ROWS]
        left, lines = row_labels(probe, [named[r["obs_id"]] for r in flat], 0.42)
        heights = rows_height(lines, least=5.4)
        gaps = 4.0 * (len(groups) - 1)
        canvas = Canvas(
            setting, sum(heights) + gaps + 1, title, say("theme.subtitle", language, where=where_when(setting)), say("theme.note", language)
        )
        values = [stated(r, language) for r in flat]
        right = max(text_width(v, style.SIZES["label"]) for v in values) + 3
        top, at = 0.0, 0
        for group in groups:
            rows = group[: max(0, len(flat) - at)]
            if not rows:
                break
            these = heights[at : at + len(rows)]
            axes = bare(canvas.axes(left=left, right=right, top=top, bottom=canvas.plot_mm - top - sum(these)))
            middles = centers(these)
            write_rows(axes, lines[at : at + len(rows)], middles)
            reach = max(float(r["value"]) for r in rows) or 1.0
            for row, y, label in zip(rows, middles, values[at:], strict=False):
                color = style.ROLE_COLORS[row["role"]] if row["role"] != "actual" else style.ACCENT
                axes.barh(y, float(row["value"]), height=3.2, color=color, linewidth=0)
                axes.annotate(
                    label, (float(row["value"]), y), xytext=(3, 0), textcoords="offset points", va="center", annotation_clip=False
                )
            axes.set_xlim(0, reach)
            axes.set_ylim(sum(these), 0)
            axes.axvline(0, color=style.CONTEXT, linewidth=0.8)
            top += sum(these) + 4.0
            at += len(rows)
    return canvas.figure

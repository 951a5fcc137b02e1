"""The same indicator in several reports: bars from zero, one panel an indicator."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, telling, write_rows
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import missing
from chengxi_analysis.reporting.references import series_value
from chengxi_analysis.reporting.rows import records

_MOST_PANELS = 8


def shared_indicators(indicators: pd.DataFrame) -> list[str]:
    """Indicators that two or more reports give as results: first what changes, of that the economy, of that what most reports give."""
    given = _results(indicators).drop_duplicates(["report_id", "indicator", "time_period"])
    counts = given.groupby("indicator", sort=False)["report_id"].nunique()
    order = telling(given)
    return sorted(counts[counts > 1].index, key=lambda i: (order[i], -counts[i]))


def _results(indicators: pd.DataFrame) -> pd.DataFrame:
    rows = indicators.loc[indicators["value"].notna()]
    return rows.loc[rows["role"] != "target"] if "role" in rows else rows


def across(indicators: pd.DataFrame, places: dict[str, str], setting: Setting) -> Figure | None:
    """Draw the shared indicators; None when the reports share none.

    Parameters
    ----------
    indicators : DataFrame
        The indicators of all reports, one below the other.
    places : dict
        Name of the place of every report_id.
    """
    every = shared_indicators(indicators)
    if not every:
        return None
    shared = every[:_MOST_PANELS]
    language, named = setting.language, indicator_names(indicators, setting.language)
    indicators = _results(indicators)
    panels = []
    for indicator in shared:
        rows = indicators.loc[(indicators["indicator"] == indicator) & indicators["value"].notna()]
        panels.append(records(rows.sort_values(["ref_area", "time_period", "report_id"], kind="stable")))
    flat = [r for panel in panels for r in panel]
    names = [
        " ".join(
            (places.get(r["report_id"], r["report_id"]), period_name(None if missing(r["time_period"]) else r["time_period"], language))
        )
        for r in flat
    ]
    more = len(every) - len(shared)
    left_out = say("across.left_out", language, n=more) if more else ""
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, names, 0.42)
        heights = rows_height(lines)
        canvas = Canvas(
            setting, sum(heights) + 8.0 * len(panels), say("across.title", language, n=len(set(indicators["report_id"])), k=len(every)),
            say("across.subtitle", language),
            say("across.note", language) + left_out,
        )  # fmt: skip
        values = [series_value(r, language) for r in flat]
        right = max(text_width(v, style.SIZES["label"]) for v in values) + 3
        top, at = 0.0, 0
        for indicator, panel in zip(shared, panels, strict=True):
            these = heights[at : at + len(panel)]
            canvas.text(canvas.margin, canvas.top + top + 3.0, named[indicator], size=8)
            axes = bare(canvas.axes(left=left, right=right, top=top + 6, bottom=canvas.plot_mm - top - 6 - sum(these)))
            middles = centers(these)
            write_rows(axes, lines[at : at + len(panel)], middles)
            for row, y, label in zip(panel, middles, values[at:], strict=False):
                color = style.ACCENT if not row["derived"] else style.ROLE_COLORS["baseline"]
                axes.barh(y, float(row["value"]), height=3.0, color=color, linewidth=0)
                axes.annotate(
                    label, (max(0.0, float(row["value"])), y), xytext=(3, 0), textcoords="offset points", va="center", annotation_clip=False
                )
            given = [float(r["value"]) for r in panel]
            axes.set_xlim(min(0.0, *given), max(0.0, *given) or 1.0)
            axes.set_ylim(sum(these), 0)
            top += sum(these) + 8.0
            at += len(panel)
    return canvas.figure

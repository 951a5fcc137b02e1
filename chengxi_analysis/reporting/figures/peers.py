"""Rates beside those of other places as distributions: one dot a place, the number of places said."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.against import recomputed_twins
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.references import is_peer, place
from chengxi_analysis.reporting.rows import records


def peers(comparisons: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw all compared percentages with their benchmarks; None where there is none.

    A rate that the report states and whose counts give another one is one row, that of the stated rate.
    One figure a place of a same or similar definition is filled, everything else hollow, as context. No rank is given.
    """
    import seaborn as sns

    rows = comparisons.loc[(comparisons["kind"] == "benchmark") & (comparisons["unit"] == "pct") & comparisons["actual"].notna()]
    rows = rows.loc[~rows["indicator"].isin(set(recomputed_twins(comparisons).values()))].drop_duplicates(["indicator", "reference_id"])
    rows = rows.loc[_drawn(rows)]
    if rows.empty:
        return None
    language = setting.language
    which = list(dict.fromkeys(rows["indicator"]))
    named = indicator_names(indicators, language)
    like = pd.Series([is_peer(r) for r in records(rows)], index=rows.index)
    title = say("peers.title" if like.any() else "peers.title_none", language, n=len(which), k=_places(rows.loc[like]))
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, [named[i] for i in which], 0.38)
        heights = [h + 2.2 for h in rows_height(lines)]
        counts = [_count(rows.loc[rows["indicator"] == i], like, language) for i in which]
        right = max(text_width(c, style.SIZES["small"]) for c in counts) + 3
        canvas = Canvas(
            setting, sum(heights) + 9, title,
            say("peers.subtitle", language, where=where_when(setting)), say("peers.note", language),
        )  # fmt: skip
        axes = bare(canvas.axes(left=left, right=right, bottom=9), bottom=True)
        middles = centers(heights)
        write_rows(axes, lines, middles)
        place = dict(zip(which, middles, strict=True))
        for marked, face in ((rows.loc[~like], "white"), (rows.loc[like], style.CONTEXT)):
            if len(marked):
                points = pd.DataFrame({"x": marked["reference"].to_numpy(), "y": [place[i] for i in marked["indicator"]]})
                sns.scatterplot(
                    points,
                    x="x",
                    y="y",
                    color=face,
                    edgecolor=style.QUIET,
                    linewidth=0.8,
                    s=20,
                    ax=axes,
                    legend=False,
                    clip_on=False,
                    zorder=3,
                )
        for indicator, y, count in zip(which, middles, counts, strict=True):
            actual = float(rows.loc[rows["indicator"] == indicator, "actual"].iloc[0])
            axes.plot([0, 100], [y, y], color=style.FAINT, linewidth=0.8, zorder=1)
            axes.plot([actual, actual], [y - 2.4, y + 2.4], color=style.ACCENT, linewidth=2.2, zorder=4, clip_on=False)
            axes.annotate(
                count,
                (1, y),
                xycoords=("axes fraction", "data"),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=7,
                color=style.QUIET,
            )
        axes.set(xlabel="", ylabel="")
        axes.set_xlim(0, max(100.0, float(rows["reference"].max())))
        axes.set_ylim(sum(heights), 0)
        axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}%")
        axes.locator_params(axis="x", nbins=2 if setting.narrow else 5)
    return canvas.figure


def _drawn(rows: pd.DataFrame) -> list[bool]:
    """Lower bounds (more than 91%) are no points: nobody knows where the place lies above them."""
    return [row.get("reference_bound") != "ge" for row in records(rows)]


def _places(rows: pd.DataFrame) -> int:
    """Places, each once for every indicator."""
    return len({(row["indicator"], place(row)) for row in records(rows)})


def _count(rows: pd.DataFrame, like: pd.Series, language: str) -> str:
    peers = rows.loc[like.loc[rows.index]]
    context = len(rows) - len(peers)
    return say("peers.count" if context else "peers.count_all", language, k=_places(peers), n=context)

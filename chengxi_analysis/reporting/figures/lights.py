"""The light of every theme in every report: one row a report, its themes one behind the other, each beside its light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, line_height, text_width
from chengxi_analysis.reporting.figures.common import bare, row_labels, write_rows
from chengxi_analysis.reporting.figures.scorecard import LIGHTS
from chengxi_analysis.reporting.i18n import code, joined, say
from chengxi_analysis.reporting.rows import records

_LINE_MM = 5.2
_DOT_MM, _GAP_MM = 3.6, 4.0


@dataclass(frozen=True, slots=True)
class Item:
    """A theme of a report: where its light stands in the row, its color and its words."""

    x: float
    line: int
    light: str
    words: str


def lights(card: pd.DataFrame, labels: dict[str, str], setting: Setting) -> Figure | None:
    """Draw the lights of several reports; None where fewer than two have a target.

    Parameters
    ----------
    card : DataFrame
        As :func:`chengxi_analysis.api.scorecard` gives it of several reports.
    labels : dict
        Place and period of every report_id, in the order of the rows.
    """
    by_report = {report: records(card.loc[card["report_id"] == report]) for report in labels}
    by_report = {report: rows for report, rows in by_report.items() if rows}
    if len(by_report) < 2:
        return None
    language = setting.language
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, names = row_labels(probe, [labels[r] for r in by_report], 0.3)
        room = probe.width - 2 * probe.margin - left
        rows = [_flow(given, room, language) for given in by_report.values()]
        heights = [_height(items, lines) for items, lines in zip(rows, names, strict=True)]
        canvas = Canvas(setting, sum(heights) + 2, _title(card, len(by_report), language), say("lights.subtitle", language),
                        say("lights.note", language))  # fmt: skip
        axes = bare(canvas.axes(left=left))
        axes.set_xlim(0, room)
        axes.set_ylim(sum(heights) + 2, 0)
        tops = [sum(heights[:k]) for k in range(len(heights))]
        write_rows(axes, names, [top + h / 2 - 0.5 for top, h in zip(tops, heights, strict=True)])
        for top, items in zip(tops, rows, strict=True):
            _row(axes, top, items)
            axes.plot([0, room], [top - 0.6, top - 0.6], color=style.FAINT, linewidth=0.6)
    return canvas.figure


def _title(card: pd.DataFrame, reports: int, language: str) -> str:
    counts = card["light"].value_counts()
    words = [say("lights.count", language, light=code("light", x, language), n=int(counts[x])) for x in LIGHTS if x in counts]
    return say("lights.title", language, n=reports, counts=joined(words, language))


def _flow(rows: list[dict[str, Any]], room: float, language: str) -> list[Item]:
    """Themes one behind the other, in as many lines as they need."""
    out: list[Item] = []
    x, line = 1.0, 0
    for row in rows:
        words = say("lights.item", language, theme=row[f"name_{language}"], k=int(row["judged"]), n=int(row["targets"]))
        width = _DOT_MM + text_width(words, style.SIZES["label"]) + _GAP_MM
        if out and x + width - _GAP_MM > room:
            x, line = 1.0, line + 1
        out.append(Item(x, line, row["light"], words))
        x += width
    return out


def _height(items: list[Item], name: list[str]) -> float:
    return max(_LINE_MM * (items[-1].line + 1), len(name) * line_height(style.SIZES["label"])) + 1.6


def _row(axes: Axes, top: float, items: list[Item]) -> None:
    for item in items:
        y = top + 2.4 + item.line * _LINE_MM
        axes.plot(item.x + 0.6, y, marker="o", markersize=6.5, color=LIGHTS[item.light], clip_on=False)
        axes.text(item.x + _DOT_MM, y, item.words, va="center", fontsize=style.SIZES["label"], color=style.INK)

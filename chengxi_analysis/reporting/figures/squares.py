"""A part of a small whole, one square a person or case: so few that they can be seen one by one."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting
from chengxi_analysis.reporting.figures.common import bare
from chengxi_analysis.reporting.i18n import say
from chengxi_analysis.reporting.names import by_id, observation_names
from chengxi_analysis.reporting.numbers import plain, stated
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.references import number_words
from chengxi_analysis.reporting.relations import RateParts, rate_parts
from chengxi_analysis.reporting.rows import records

_MOST = 400
_LEAST = 5
#: What a rate says was done.
_DEEDS = (
    "结案", "办结", "管控", "接种", "检测", "整改", "调解", "调处", "参保", "参合", "合格", "达标", "治愈", "破案", "建档", "完成", "入学",
)  # fmt: skip


def small_wholes(findings: pd.DataFrame, observations: pd.DataFrame, comparisons: pd.DataFrame) -> list[dict[str, Any]]:
    """Decided findings about rates of few persons or cases, of indicators that are compared with something."""
    known = by_id(observations)
    found = []
    for finding in records(findings.loc[(findings["check"] == "rate") & (findings["verdict"] != "untestable")]):
        parts = rate_parts(finding, known)
        if parts and parts.rate["indicator"] in set(comparisons["indicator"]) and _LEAST <= float(parts.whole["value"]) <= _MOST:
            found.append(finding)
    return found


def _undone(parts: RateParts, language: str) -> str:
    """What the rest of the whole is: the complement of what the rate, or else its part, counts."""
    for words in (str(parts.rate["label"]), str(parts.part["label"])):
        for deed in _DEEDS:
            if deed in words:
                return say(f"undone.{deed}", language)
    return say("undone.rest", language)


def squares(finding: dict[str, Any], observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw the part and the whole of a rate; None when they are not in the text, not whole, or more than can be seen singly."""
    parts = rate_parts(finding, by_id(observations))
    if parts is None:
        return None
    part, whole = float(parts.part["value"]), float(parts.whole["value"])
    if not (part.is_integer() and whole.is_integer() and part <= whole and _LEAST <= whole <= _MOST):
        return None
    language = setting.language
    named = observation_names(observations, indicators, language)
    words: dict[str, Any] = {
        "whole_name": named[parts.whole["obs_id"]], "part_name": named[parts.part["obs_id"]], "name": named[parts.rate["obs_id"]],
        "whole": stated(parts.whole, language), "part": stated(parts.part, language), "rate": stated(parts.rate, language),
        "left": number_words(whole - part, parts.whole["unit"], language, parts.whole["unit_text"]), "undone": _undone(parts, language),
        "again": f"{plain(parts.recomputed, max(int(parts.rate['decimals']), 1), language)}%",
    }  # fmt: skip
    key = "squares.title_wrong" if finding["verdict"] == "inconsistent" else "squares.title"
    with style.styled():
        width = setting.millimetres - 3.0
        per_row = min(int(whole), 33 if not setting.narrow else 15)
        side = min(width / per_row, 5.2)
        rows = math.ceil(whole / per_row)
        canvas = Canvas(
            setting, rows * side + 12, say(key, language, **words), say("squares.subtitle", language, where=where_when(setting), **words),
            say("squares.note", language),
        )  # fmt: skip
        axes = bare(canvas.axes(right=width - per_row * side, top=10, bottom=2))
        boxes = [Rectangle((i % per_row + 0.1, i // per_row + 0.1), 0.8, 0.8) for i in range(int(whole))]
        axes.add_collection(PatchCollection(boxes[: int(part)], facecolor=style.ACCENT, linewidth=0))
        axes.add_collection(PatchCollection(boxes[int(part) :], facecolor="white", edgecolor=style.CONTEXT, linewidth=0.7))
        axes.set_xlim(0, per_row)
        axes.set_ylim(rows, 0)
        canvas.text(canvas.margin, canvas.top + 2.4, "■", color=style.ACCENT, size=8)
        canvas.text(canvas.margin + 3.4, canvas.top + 2.4, say("squares.part", language, **words), color=style.INK)
        canvas.text(canvas.margin, canvas.top + 7.0, "□", color=style.QUIET, size=8)
        canvas.text(canvas.margin + 3.4, canvas.top + 7.0, say("squares.rest", language, **words), color=style.QUIET)
    return canvas.figure

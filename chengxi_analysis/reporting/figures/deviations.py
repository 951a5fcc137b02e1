"""How near every testable relation comes: stated against recomputed, in multiples of what rounding allows."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import code, say
from chengxi_analysis.reporting.names import by_id, observation_names
from chengxi_analysis.reporting.numbers import computed, missing, plain
from chengxi_analysis.reporting.prose import where_when
from chengxi_analysis.reporting.relations import members
from chengxi_analysis.reporting.rows import records

_TWO_SIDED = ("rate", "total", "complement", "growth", "share", "repetition")
#: Checks that recompute no value: what is possible, what words claim, which percentages a whole can give.
_NO_RECOMPUTATION = ("granularity", "range", "claim")
_MOST_ROWS = 30
_MOST_NAMED = 3


def distances(findings: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Distance between stated and recomputed value of every tested relation that states both and in which something is rounded.

    The distance is the difference of the two midpoints over the slack that printing allows (the half widths of both
    intervals). One or less is consistent. Exact counts and orders have no such slack: see `exact_differences`.

    Returns
    -------
    DataFrame
        finding_id, check, verdict, start, distance; in text order.
    """
    rows: list[dict[str, Any]] = []
    known = by_id(observations)
    for f in _recomputed(findings):
        involved = members(f, known)
        distance = _distance(f)
        if involved and distance is not None:
            rows.append(
                {
                    "finding_id": f["finding_id"],
                    "check": f["check"],
                    "verdict": f["verdict"],
                    "start": involved[0]["start"],
                    "distance": distance,
                }
            )
    out = pd.DataFrame(rows, columns=["finding_id", "check", "verdict", "start", "distance"])
    return out.sort_values(["distance", "start"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _recomputed(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """Tested relations that recompute a value."""
    return records(findings.loc[(findings["verdict"] != "untestable") & ~findings["check"].isin(_NO_RECOMPUTATION)])


def _ends(finding: dict[str, Any]) -> tuple[float, ...] | None:
    """Ends of the stated and of the recomputed interval; None where one is open or the check asks for an order only."""
    ends = [finding[c] for c in ("stated_lower", "stated_upper", "recomputed_lower", "recomputed_upper")]
    if finding["check"] not in _TWO_SIDED or any(missing(e) for e in ends):
        return None
    return tuple(float(e) for e in ends)


def _distance(finding: dict[str, Any]) -> float | None:
    ends = _ends(finding)
    if ends is None:
        return None
    low, high, again_low, again_high = ends
    slack = (high - low + again_high - again_low) / 2
    return abs((low + high) / 2 - (again_low + again_high) / 2) / slack if slack else None


def exact_differences(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """Tested relations of exact counts, and orders: rounding allows nothing there, so that a multiple of it has no sense."""
    return [f for f in _recomputed(findings) if f["check"] not in _TWO_SIDED or (_ends(f) is not None and _distance(f) is None)]


def _exact_note(exact: list[dict[str, Any]], known: dict[str, dict[str, Any]], named: dict[str, str], language: str) -> str:
    """How many relations are not drawn because nothing is rounded, and by how much those that do not agree differ, in their unit."""
    if not exact:
        return ""
    wrong = [f for f in exact if f["verdict"] == "inconsistent" and not missing(f["difference"])]
    words = [
        say("deviations.difference", language, name=_name(f, known, named, language), gap=_gap(f, known, language))
        for f in wrong[:_MOST_NAMED]
    ] or [say("deviations.no_difference", language)]
    words += [say("deviations.more", language, n=len(wrong))] if len(wrong) > _MOST_NAMED else []
    return say("deviations.exact", language, n=len(exact), differences=say("word.comma", language).join(words))


def _gap(finding: dict[str, Any], known: dict[str, dict[str, Any]], language: str) -> str:
    rows = members(finding, known)
    return computed(abs(float(finding["difference"])), rows[0]["unit"] if rows else "", language)


def deviations(findings: pd.DataFrame, observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """Draw the distances, farthest first; None when no relation could be tested."""
    table = distances(findings, observations)
    if table.empty:
        return None
    language = setting.language
    inside = int((table["distance"] <= 1).sum())
    shown = table.head(_MOST_ROWS)
    named, known = observation_names(observations, indicators, language), by_id(observations)
    look = findings.set_index("finding_id")
    names = [_name(look.loc[i].to_dict() | {"finding_id": i}, known, named, language) for i in shown["finding_id"]]
    left_out = len(table) - len(shown)
    note = _exact_note(exact_differences(findings), known, named, language)
    note += say("rates.left_out", language, n=left_out) if left_out else ""
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, names, 0.42)
        heights = rows_height(lines, least=5.0)
        title = say("deviations.title", language, n=len(table), k=len(table) - inside)
        canvas = Canvas(setting, sum(heights) + 15, title, say("deviations.subtitle", language, where=where_when(setting)), note)
        labels = [_times(d, language) for d in shown["distance"]]
        right = max(text_width(x, style.SIZES["label"]) for x in labels) + 2.5
        axes = bare(canvas.axes(left=left, right=right, top=4, bottom=10), bottom=True)
        middles = centers(heights)
        write_rows(axes, lines, middles)
        scaled = [_scale(d) for d in shown["distance"]]
        axes.axvspan(0, 1, color="#e6eff5", linewidth=0, zorder=0)
        axes.annotate(
            say("deviations.allowed", language), (0.0, 1), xycoords=("data", "axes fraction"), xytext=(0, 2), textcoords="offset points",
            fontsize=7, color=style.ACCENT, ha="left", va="bottom",
        )  # fmt: skip
        for x, y, label, verdict in zip(scaled, middles, labels, shown["verdict"], strict=True):
            color = style.DISAGREE if verdict == "inconsistent" else style.ACCENT
            axes.plot([0, x], [y, y], color=color, linewidth=1.0, alpha=0.5)
            axes.plot(x, y, marker="o", markersize=4.4, color=color, clip_on=False, zorder=3)
            axes.annotate(
                label, (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points", va="center", color=color
            )
        top = max(2.0, *scaled)
        axes.set_xlim(0, top)
        axes.set_ylim(sum(heights), 0)
        ticks = [0.0, 1.0] + [float(p) for p in range(2, math.ceil(top) + 1)]
        axes.set_xticks(ticks, ["0", "1", *[plain(10.0 ** (int(t) - 1), 0, language) for t in ticks[2:]]])
        axes.set_xlim(0, top)
        axes.set_xlabel(say("deviations.axis", language))
    return canvas.figure


def _scale(distance: float) -> float:
    """Linear up to one, then one step for every power of ten."""
    return distance if distance <= 1 else 1 + math.log10(distance)


def _times(distance: float, language: str) -> str:
    return plain(distance, 0 if distance >= 10 or distance == 0 else 1, language)


def _name(finding: dict[str, Any], known: dict[str, dict[str, Any]], named: dict[str, str], language: str) -> str:
    rows = members(finding, known)
    percent = [r for r in rows if r["unit"] == "pct"]
    relative = finding["check"] in ("rate", "granularity", "growth", "share")
    first = percent[0] if percent and relative else rows[-1] if finding["check"] == "share" else rows[0]
    return ("{0}：{1}" if language == "zh" else "{0}: {1}").format(code("check", finding["check"], language), named[first["obs_id"]])

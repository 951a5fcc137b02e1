"""One indicator beside its targets and beside other places: a dot for each, the report's own as a line through all rows."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import code, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import missing, unit_word
from chengxi_analysis.reporting.prose import against_title, where_when
from chengxi_analysis.reporting.references import actual_words, is_peer, reference_labels, status_word, value_words
from chengxi_analysis.reporting.rows import records

_ORDER = {"same": 0, "similar": 1, "partial": 2, "different": 3}
_MOST_ROWS = 16


def reference_rows(comparisons: pd.DataFrame, indicator: str) -> list[dict[str, Any]]:
    """Targets first, then benchmarks, each once; the more alike the higher."""
    known = comparisons.loc[(comparisons["indicator"] == indicator) & comparisons["reference"].notna()]
    rows = records(known.drop_duplicates("reference_id"))
    return sorted(rows, key=lambda r: (r["kind"] == "benchmark", _ORDER.get(str(r["comparability"]), 4), str(r["reference_id"])))


def compared_indicators(comparisons: pd.DataFrame, besides: list[list[str]]) -> list[str]:
    """Indicators that have a value and a reference, without those that are drawn over time already.

    A count that has only counts of other definitions beside it is left to the table: a bigger place has more of everything.
    """
    drawn = {i for group in besides for i in group}
    rows = comparisons.loc[comparisons["actual"].notna() & comparisons["reference"].notna() & (comparisons["kind"] != "own")]
    alike = set(rows.loc[(rows["unit"] == "pct") | (rows["kind"] == "target") | (rows["comparability"] != "different"), "indicator"])
    again = set(recomputed_twins(comparisons).values())
    return [i for i in dict.fromkeys(rows["indicator"]) if i in alike and i not in drawn and i not in again]


def recomputed_twins(comparisons: pd.DataFrame) -> dict[str, str]:
    """Rates that the report states, each with the one that its own counts give for the same references: one picture shows both."""
    rows = comparisons.loc[comparisons["actual"].notna()]
    sets: dict[bool, dict[str, set[str]]] = {False: {}, True: {}}
    for row in records(rows):
        sets[bool(row["derived"])].setdefault(str(row["indicator"]), set()).add(str(row["reference_id"]))
    return {i: j for i, held in sets[False].items() for j, again in sets[True].items() if again and again <= held and j.startswith(i)}


def against(comparisons: pd.DataFrame, indicators: pd.DataFrame, indicator: str, setting: Setting) -> Figure | None:
    """Draw an indicator against its references; None when the report gives no value or there is no reference."""
    rows = reference_rows(comparisons, indicator)
    if not rows or missing(rows[0]["actual"]):
        return None
    language, first = setting.language, rows[0]
    shown, left_out = rows[:_MOST_ROWS], max(0, len(rows) - _MOST_ROWS)
    name = indicator_names(indicators, language)[indicator]
    note = _note(shown, language) + (say("rates.left_out", language, n=left_out) if left_out else "")
    with style.styled():
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, reference_labels(shown, language), 0.44 if setting.narrow else 0.4)
        heights = [max(h, 7.4) for h in rows_height(lines)]
        canvas = Canvas(
            setting, sum(heights) + 15, against_title(first, rows, name, language),
            say("against.subtitle", language, where=where_when(setting), name=name, unit=unit_word(first["unit"], language)), note,
        )  # fmt: skip
        words = [(value_words(r, language), _right_words(r, language)) for r in shown]
        right = max(text_width(w, style.SIZES["small"]) for pair in words for w in pair) + 3
        axes = bare(canvas.axes(left=left, right=right, top=6, bottom=8), bottom=True)
        middles = centers(heights)
        write_rows(axes, lines, middles)
        low, high = _limits(shown)
        axes.set_xlim(low, high)
        axes.set_ylim(sum(heights), 0)
        for row, y, pair in zip(shown, middles, words, strict=True):
            _mark(axes, row, y, low, high)
            axes.annotate(
                "\n".join(pair), (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points", va="center",
                fontsize=style.SIZES["small"], color=style.QUIET, linespacing=1.15,
            )  # fmt: skip
        twin = comparisons.loc[comparisons["indicator"] == recomputed_twins(comparisons).get(indicator, "")]
        _own(canvas, axes, first, records(twin.head(1)), language)
        suffix = "%" if first["unit"] == "pct" else ""
        axes.xaxis.set_major_formatter(lambda x, _: f"{x:,.10g}{suffix}")
        axes.locator_params(axis="x", nbins=2 if setting.narrow else 6)
    return canvas.figure


def _note(rows: list[dict[str, Any]], language: str) -> str:
    """What the marks that are drawn mean: nothing is said of a mark that is not there."""
    dots = [is_peer(r) for r in rows if r["kind"] == "benchmark"]
    parts = ["target"] if len(dots) < len(rows) else []
    parts += (["filled"] if any(dots) else []) + (["hollow"] if not all(dots) else [])
    mark = "；" if language == "zh" else "; "
    return say("against.note", language, parts=mark.join(say(f"against.note_{p}", language) for p in parts))


def _right_words(row: dict[str, Any], language: str) -> str:
    return status_word(row, language) if row["kind"] != "benchmark" else code("comparability", row["comparability"], language)


def _limits(rows: list[dict[str, Any]]) -> tuple[float, float]:
    values = [
        float(r[c]) for r in rows for c in ("reference", "reference_high", "actual", "actual_lower", "actual_upper") if not missing(r[c])
    ]
    low, high = min(values), max(values)
    if rows[0]["unit"] == "pct" and low >= 0 and high <= 100:
        return 0.0, 100.0
    pad = 0.08 * (high - low or 1.0)
    return (0.0 if 0 <= low < 0.6 * high else low - pad), high + pad


def _mark(axes: Axes, row: dict[str, Any], y: float, low: float, high: float) -> None:
    value = float(row["reference"])
    axes.plot([low, high], [y, y], color=style.FAINT, linewidth=0.8, zorder=1)
    if row["kind"] == "benchmark":
        like = is_peer(row)
        axes.plot(
            value,
            y,
            marker="o",
            markersize=4.6,
            color=style.QUIET if like else "white",
            markeredgecolor=style.QUIET,
            zorder=3,
            clip_on=False,
        )
        return
    axes.plot([value, value], [y - 2.2, y + 2.2], color=style.INK, linewidth=1.6, zorder=3, clip_on=False)
    if row["comparator"] in (">=", "<="):
        reach = (0.035 if row["comparator"] == ">=" else -0.035) * (high - low)
        axes.annotate(
            "", (value + reach, y), xytext=(value, y), zorder=3, annotation_clip=False,
            arrowprops={"arrowstyle": "-|>", "color": style.INK, "linewidth": 0.8, "mutation_scale": 6, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _own(canvas: Canvas, axes: Axes, row: dict[str, Any], twin: list[dict[str, Any]], language: str) -> None:
    value, (low, high) = float(row["actual"]), axes.get_xlim()
    axes.axvline(value, color=style.ACCENT, linewidth=1.4, zorder=2)
    if not missing(row["actual_lower"]) and not missing(row["actual_upper"]):
        axes.axvspan(float(row["actual_lower"]), float(row["actual_upper"]), color=style.ACCENT, alpha=0.18, linewidth=0, zorder=1)
    words = say("against.own_derived" if row["derived"] else "against.own", language, value=actual_words(row, language))
    for other in twin:
        axes.axvline(float(other["actual"]), color=style.ACCENT, linewidth=1.0, linestyle=(0, (3, 2)), zorder=2)
        words = say("against.own_both", language, value=actual_words(row, language), other=actual_words(other, language))
    width = text_width(words, style.SIZES["label"])
    box, share = axes.get_position(), (value - low) / (high - low)
    at = (box.x0 + share * box.width) * canvas.width - width / 2
    start = min(max(at, canvas.margin), canvas.width - canvas.margin - width)
    canvas.text(start, canvas.top + 3.2, words, color=style.ACCENT)

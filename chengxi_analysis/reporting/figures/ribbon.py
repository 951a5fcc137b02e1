"""Where a report counts and where it only talks: its text as lanes, one a section, with a tick for every number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting import style
from chengxi_analysis.reporting.canvas import Canvas, Setting, text_width
from chengxi_analysis.reporting.figures.common import bare, centers, row_labels, rows_height, write_rows
from chengxi_analysis.reporting.i18n import code, say
from chengxi_analysis.reporting.names import inconsistent_ids
from chengxi_analysis.reporting.prose import headline, where_when
from chengxi_analysis.reporting.rows import records

_MOST_LANES = 24
_SPLIT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Lane:
    """A stretch of the text with its title."""

    title: str
    start: int
    end: int


def lanes(sections: pd.DataFrame, language: str = "zh") -> list[Lane]:
    """Sections as lanes: top level, and second level where a section is more than a quarter of the text.

    A text without headings is cut into stretches of equal length.
    """
    if sections.empty:
        return []
    total = int(sections["end"].max())
    top = records(sections.loc[sections["level"] <= 1])
    found: list[Lane] = []
    for i, row in enumerate(top):
        end = int(top[i + 1]["start"]) if i + 1 < len(top) else total
        inner = sections.loc[(sections["level"] == 2) & (sections["start"] > row["start"]) & (sections["start"] < end)]
        if len(inner) > 1 and end - row["start"] > _SPLIT_SHARE * total:
            starts = [int(s) for s in inner["start"]]
            if starts[0] - row["start"] > max(0.02 * total, len(str(row["title"])) + 8):
                found.append(Lane(str(row["title"]), int(row["start"]), starts[0]))
            else:
                starts[0] = int(row["start"])
            found += [Lane(str(t), s, e) for t, s, e in zip(inner["title"], starts, [*starts[1:], end], strict=True)]
        else:
            title = str(row["title"]) or say("ribbon.preamble", language)
            found.append(Lane(title, int(row["start"]), end))
    found = [lane for lane in found if lane.end > lane.start]
    return found if 3 <= len(found) <= _MOST_LANES else _equal(total, language)


def _equal(total: int, language: str, count: int = 10) -> list[Lane]:
    cuts = [round(total * k / count) for k in range(count + 1)]
    return [Lane(say("ribbon.stretch", language, start=a + 1, end=b), a, b) for a, b in pairwise(cuts)]


def ribbon(
    observations: pd.DataFrame, sections: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, setting: Setting
) -> Figure | None:
    """Draw the report as lanes; None when it has no number or no section.

    Every tick stands where its number stands in the text; the color and the height say its role, a triangle above it marks
    a number that takes part in an inconsistency.
    """
    rows = lanes(sections, setting.language)
    if observations.empty or not rows:
        return None
    language = setting.language
    with style.styled():
        subtitle = say("ribbon.subtitle", language, where=where_when(setting))
        probe = Canvas(setting, 1, "")
        left, lines = row_labels(probe, [lane.title for lane in rows], 0.34)
        heights = [h + 1.6 for h in rows_height(lines, least=5.4)]
        legend = 6.0 if not setting.narrow else 11.0
        canvas = Canvas(
            setting,
            sum(heights) + legend + 9,
            headline(observations, indicators, findings, language),
            subtitle,
            say("ribbon.note", language),
        )
        right = text_width(say("word.numbers", language, n=999), style.SIZES["label"]) + 1
        axes = bare(canvas.axes(left=left, right=right, top=legend, bottom=9), bottom=True)
        middles = centers(heights)
        write_rows(axes, lines, middles)
        longest = max(lane.end - lane.start for lane in rows)
        flagged = inconsistent_ids(findings)
        for lane, y in zip(rows, middles, strict=True):
            here = observations.loc[(observations["start"] >= lane.start) & (observations["start"] < lane.end)]
            axes.barh(y, lane.end - lane.start, height=4.4, color=style.FAINT if len(here) else "#f1f2f4", linewidth=0)
            for start, role, obs_id in zip(here["start"], here["role"], here["obs_id"], strict=True):
                reach = 2.2 if role in ("actual", "change") else 1.3
                x = start - lane.start
                axes.plot([x, x], [y - reach, y + reach], color=style.ROLE_COLORS[role], linewidth=0.9, solid_capstyle="butt")
                if obs_id in flagged:
                    axes.plot(x, y - 2.9, marker="v", color=style.DISAGREE, markersize=3.2, markeredgewidth=0)
            axes.annotate(
                say("word.numbers", language, n=len(here)), (1, y), xycoords=("axes fraction", "data"), xytext=(2, 0),
                textcoords="offset points", va="center", color=style.INK if len(here) else style.QUIET,
            )  # fmt: skip
        axes.set_xlim(0, longest)
        axes.set_ylim(sum(heights), 0)
        axes.set_xlabel(say("ribbon.axis", language))
        _legend(canvas, observations, bool(flagged))
    return canvas.figure


def _legend(canvas: Canvas, observations: pd.DataFrame, flagged: bool) -> None:
    language = canvas.setting.language
    counts = observations["role"].value_counts()
    entries = [(style.ROLE_COLORS[r], f"{code('role', r, language)} {counts[r]}") for r in style.ROLE_COLORS if r in counts]
    if flagged:
        entries.append((style.DISAGREE, say("ribbon.flagged", language)))
    x, y = canvas.margin, canvas.top + 2.2
    for color, label in entries:
        width = text_width(label, style.SIZES["label"]) + 8
        if x + width > canvas.width:
            x, y = canvas.margin, y + 4.6
        mark = "▼" if color == style.DISAGREE else "▌"
        canvas.text(x, y, mark, color=color, size=7)
        canvas.text(x + 3, y, label, color=style.QUIET)
        x += width

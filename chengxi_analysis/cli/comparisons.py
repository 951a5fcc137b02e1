"""Comparisons on a terminal: by report and indicator, one line a target and its reason below, as wide as the terminal is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chengxi_analysis import tables
from chengxi_analysis.cli.summary import terminal_language
from chengxi_analysis.reporting.i18n import catalogue_name, code, joined, period_name, say
from chengxi_analysis.reporting.numbers import missing
from chengxi_analysis.reporting.references import (
    actual_words,
    gap_words,
    is_peer,
    place,
    reference_label,
    shortfall_words,
    status_word,
    value_words,
)

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

STYLES = {"missed": "bold red", "met": "green", "on_the_way": "cyan"}
_Row = dict[str, Any]


def show_comparisons(frame: pd.DataFrame) -> None:
    """Print the targets of every report with gap, status and reason; of other places their number and span."""
    from rich.console import Console

    language, console = terminal_language(), Console(highlight=False)
    for report_id, rows in frame.groupby("report_id", sort=False):
        here: list[_Row] = rows.to_dict("records")  # type: ignore[assignment]
        console.print(_heading(str(report_id), here, language), style="bold reverse", markup=False)
        for indicator in dict.fromkeys(r["indicator"] for r in here):
            _show_indicator(console, [r for r in here if r["indicator"] == indicator], language)
        console.print()
    console.print(say("cli.compare_more", language), style="dim", markup=False)


def _heading(report_id: str, rows: list[_Row], language: str) -> str:
    """The report, its period, and how many targets have which status; a target that two rows answer counts once."""
    said: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] != "benchmark":
            said.setdefault(row["reference_id"], set()).add(row["status"])
    found = [statuses.pop() if len(statuses) == 1 else "undecidable" for statuses in said.values()]
    counts = [say("against.count", language, n=found.count(s), status=code("status", s, language)) for s in tables.STATUSES if s in found]
    period = next((r["time_period"] for r in rows if not missing(r["time_period"])), None)
    head = f" {report_id} {period_name(period, language)}".rstrip()
    return f"{head}  {say('scorecard.title', language, n=len(found), statuses=joined(counts, language))} " if found else f"{head} "


def _show_indicator(console: Console, rows: list[_Row], language: str) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    first = rows[0]
    mark = say("word.derived_mark", language) if first["derived"] else ""
    console.print(f"\n{catalogue_name(first['indicator'], language)}  {actual_words(first, language)}{mark}", style="bold", markup=False)
    for row in (r for r in rows if r["kind"] != "benchmark"):
        line = Table.grid(padding=(0, 2, 0, 0), expand=True)
        line.add_column(no_wrap=True)
        line.add_column(ratio=1, overflow="fold")
        line.add_column(justify="right", overflow="fold", max_width=18)
        line.add_column(no_wrap=True)
        gap = say("word.comma", language).join(x for x in (gap_words(row, language), shortfall_words(row, language)) if x)
        target = (Text(value_words(row, language)), Text(reference_label(row, language)))
        line.add_row(*target, Text(gap), Text(status_word(row, language), style=STYLES.get(row["status"], "yellow")))
        console.print(Padding(line, (0, 0, 0, 2)))
        if not missing(row[f"reason_{language}"]):
            console.print(Padding(Text(str(row[f"reason_{language}"]), style="dim", overflow="fold"), (0, 0, 0, 6)))
    others = _others(rows, language)
    if others:
        console.print(Padding(Text(others, overflow="fold"), (0, 0, 0, 2)))


def _others(rows: list[_Row], language: str) -> str:
    """In how many places the same or a similar measure was found, with the lowest and the highest; how many more are context."""
    benchmarks = [r for r in rows if r["kind"] == "benchmark" and not missing(r["reference"])]
    peers = sorted((r for r in benchmarks if is_peer(r) and r.get("reference_bound") != "ge"), key=lambda r: float(r["reference"]))
    parts = []
    if peers:
        ends = [f"{value_words(r, language)} {reference_label(r, language)}" for r in (peers[0], peers[-1])]
        places = say("cli.compare_places", language, n=len({place(r) for r in peers}), ends=" – ".join(dict.fromkeys(ends)))
        parts.append(places)
    context = len(benchmarks) - len(peers)
    if context:
        parts.append(say("cli.compare_context", language, n=context))
    return say("word.semicolon", language).join(parts)



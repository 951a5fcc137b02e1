"""What stands beside what: every actual with the targets, the benchmarks and the own plans of the same catalogue id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chengxi_analysis.analysis import own
from chengxi_analysis.analysis.actuals import actuals_of, is_actual
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.judging import Reference, Tolerance, applies, near
from chengxi_analysis.analysis.spans import Span, end_at, span, years_apart

#: A target is missed in a report that says nothing of it only where it is of that time (years).
_OF_THE_TIME = 1.0
_UNCONFIRMED = "Not confirmed on a second page"
#: How much further off (days) a confirmed figure may be and still be taken before one that is not.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in the making: an actual (or none), and what it stands beside."""

    report_id: str
    ref_area: str | None
    time_period: str | None
    row: Mapping[str, Any] | None
    reference: Reference
    origin: Mapping[str, Any]


def target_pairs(rows: list[dict[str, Any]], targets: list[dict[str, Any]], known: Catalogue) -> Iterator[Pair]:
    """Each report's rows beside each target; a target that a report of that time, place and theme does not answer stands alone."""
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_report.setdefault(row["report_id"], []).append(row)
    for report_rows in by_report.values():
        head = report_rows[0] | {"time_period": _main_period(report_rows)}
        themes = {known[r["indicator"]].theme for r in report_rows}  # a report is not held to what it does not speak of
        for target in targets:
            reference = _target_reference(target)
            found = actuals_of(report_rows, target["indicator"], known)
            for row in found:
                yield Pair(row["report_id"], row["ref_area"], row["time_period"], row, reference, target)
            if not found and known[target["indicator"]].theme in themes and _concerns(reference, head):
                yield Pair(head["report_id"], head["ref_area"], head["time_period"], None, reference, target)


def _main_period(rows: list[dict[str, Any]]) -> str | None:
    periods = Counter(r["time_period"] for r in rows if r["time_period"] and is_actual(r))
    return periods.most_common(1)[0][0] if periods else None


def _concerns(reference: Reference, head: Mapping[str, Any]) -> bool:
    """True when a report of this place and time could be expected to give the figure."""
    there, here = span(reference.deadline) or span(reference.as_of), span(head["time_period"])
    timely = there is not None and here is not None and years_apart(there, here) <= _OF_THE_TIME
    return timely and applies(reference.applies_to, head["ref_area"]) is True


def benchmark_pairs(
    rows: list[dict[str, Any]], benchmarks: list[dict[str, Any]], known: Catalogue, until: Mapping[str, date]
) -> Iterator[Pair]:
    """Each report's rows beside the same measure elsewhere; one figure of each place and definition stands for it, the rest is context."""
    for name in dict.fromkeys(b["indicator"] for b in benchmarks):
        given = [b for b in benchmarks if b["indicator"] == name]
        for row in actuals_of(rows, name, known):
            period = end_at(span(row["time_period"]), until.get(row["report_id"], until.get("*")))
            chosen = nearest(given, period)
            for benchmark in given:
                point = chosen.get(_place(benchmark))
                nearer = None if point is None or point is benchmark else str(point["as_of"])
                reference = replace(_benchmark_reference(benchmark), nearer=nearer)
                yield Pair(row["report_id"], row["ref_area"], row["time_period"], row, reference, benchmark)


def nearest(benchmarks: Iterable[Mapping[str, Any]], period: Span | None) -> dict[tuple[Any, Any], Mapping[str, Any]]:
    """Of each place and definition the figure that stands for it beside a period: by (area, comparability).

    Only figures of the period's time count. One that is not later than the period's end comes first, and of those the nearest to it;
    a figure that was found on one page only yields to a confirmed one that is at most a month further off.
    """
    chosen: dict[tuple[Any, Any], tuple[tuple[bool, int], Mapping[str, Any]]] = {}
    for benchmark in benchmarks:
        there = span(benchmark["as_of"])
        if there is None or period is None or not near(there, period, peer=True):
            continue
        off = abs((period.end - there.end).days) + (0 if confirmed(benchmark) else _MONTH)
        rank = (there.start > period.end, off)
        if _place(benchmark) not in chosen or rank < chosen[_place(benchmark)][0]:
            chosen[_place(benchmark)] = (rank, benchmark)
    return {place: benchmark for place, (_, benchmark) in chosen.items()}


def confirmed(origin: Mapping[str, Any]) -> bool:
    """False where a reference was found on one page only."""
    return _UNCONFIRMED not in (origin.get("note") or "")


def without_mark(note: str) -> str:
    """A note without the mark that its reference was found on one page only, which a sentence of its own says."""
    return note.replace(f"{_UNCONFIRMED}.", "").strip()


def _place(benchmark: Mapping[str, Any]) -> tuple[Any, Any]:
    return benchmark["area"], benchmark.get("comparability") or "same"


def own_pairs(
    rows: list[dict[str, Any]], observations: list[dict[str, Any]], known: Catalogue, tolerance: Tolerance | None = None
) -> Iterator[Pair]:
    """Each plan that a report states, with what answers it; without an answer under the report of its year, where that is at hand."""
    said = {o["obs_id"]: o for o in observations}
    for found in own.plans(rows, known, observations, tolerance):
        plan, row = found.plan, found.row
        words = said.get(plan["obs_ids"][0], {}) if plan["obs_ids"] else {}
        amount = found.task is None and not found.degree and not found.reference.derived
        origin = {
            "source": f"{plan['report_id']} 报告自述",
            "evidence": words.get("sentence"),
            "task": found.task,
            "degree": found.degree,
            "indicator": found.indicator,
            "printed": words.get("text") if amount else None,
            "handed_down": own.handed_down(words),
            "why": found.why,
        }
        head = row or plan
        report = row["report_id"] if row else found.report_id or plan["report_id"]
        period = row["time_period"] if row else found.said_in
        yield Pair(report, head["ref_area"], period, row, found.reference, origin)


def _target_reference(target: Mapping[str, Any]) -> Reference:
    return Reference(
        id=target["target_id"],
        kind="target",
        value=target["value"],
        high=target.get("value_high"),
        comparator=target["comparator"],
        as_of=target.get("published"),
        deadline=target.get("deadline"),
        comparability=target.get("comparability") or "same",
        applies_to=target.get("applies_to"),
    )


def _benchmark_reference(benchmark: Mapping[str, Any]) -> Reference:
    return Reference(
        id=benchmark["benchmark_id"],
        kind="benchmark",
        value=benchmark["value"],
        as_of=benchmark.get("as_of"),
        comparability=benchmark.get("comparability") or "same",
        bound=benchmark.get("bound") or "exact",
    )

"""What stands beside what: every actual with the targets, the benchmarks and the own plans of the same catalogue id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis.analysis import own
from chengxi_analysis.analysis.actuals import actuals_of, is_actual
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.judging import Reference, applies
from chengxi_analysis.analysis.spans import span, years_apart

#: A target is missed in a report that says nothing of it only where it is of that time (years).
_OF_THE_TIME = 1.0


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


def benchmark_pairs(rows: list[dict[str, Any]], benchmarks: list[dict[str, Any]], known: Catalogue) -> Iterator[Pair]:
    """Each report's rows beside the same measure elsewhere."""
    for benchmark in benchmarks:
        reference = _benchmark_reference(benchmark)
        for row in actuals_of(rows, benchmark["indicator"], known):
            yield Pair(row["report_id"], row["ref_area"], row["time_period"], row, reference, benchmark)


def own_pairs(rows: list[dict[str, Any]], observations: list[dict[str, Any]], known: Catalogue) -> Iterator[Pair]:
    """Each plan that a report states, with what answers it."""
    said = {o["obs_id"]: o for o in observations}
    for found in own.plans(rows, known, observations):
        plan = found.plan
        sentence = said.get(plan["obs_ids"][0], {}).get("sentence") if plan["obs_ids"] else None
        origin = {"source": f"{plan['report_id']} 报告自述", "evidence": sentence, "task": found.task, "degree": found.degree}
        row = found.row
        head = row or plan
        period = head["time_period"] if row else found.said_in
        yield Pair(head["report_id"], head["ref_area"], period, row, found.reference, origin | {"indicator": found.indicator})


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

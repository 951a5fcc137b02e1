"""Targets that reports set themselves: tasks handed down (任务804.6万元,100%完成), plans for the coming year, last year's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.judging import Reference
from chengxi_analysis.analysis.reasons import amount
from chengxi_analysis.analysis.spans import span
from chengxi_analysis.model import Interval

_BY_DIRECTION = {"higher better": ">=", "lower better": "<=", "neutral": "="}


@dataclass(frozen=True, slots=True)
class Plan:
    """A target that a report states, and the row that answers it (None where no report does)."""

    indicator: str
    reference: Reference
    plan: Mapping[str, Any]
    row: Mapping[str, Any] | None
    said_in: str | None
    task: Mapping[str, Any] | None = None


def plans(rows: list[dict[str, Any]], known: Catalogue) -> Iterator[Plan]:
    """Every own target of every report, with each actual that it can be set beside.

    An actual of the target's own period comes first, from the same report or from any other of the same area code; without one, the
    report's own last value shows how far it is. Figures of one named project are answered in the same report only.
    """
    given: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        given.setdefault(row["indicator"], []).append(row)
    periods = {r["report_id"]: r["time_period"] for r in reversed(rows) if r.get("role") != "target"}
    rates = {i.task: i.id for i in known.indicators.values() if i.task}
    yield from _tasks(given, known)
    for plan in rows:
        if plan.get("role") != "target" or _done_rate(plan, given.get(rates.get(plan["indicator"], ""), [])):
            continue  # a task whose degree of completion the report states is judged by that
        indicator = known[plan["indicator"]]
        answers = _answers(plan, given[indicator.id], indicator)
        reference = _reference(plan, indicator)
        said_in = periods.get(plan["report_id"], plan["time_period"])
        for row in answers:
            yield Plan(indicator.id, reference, plan, row, said_in)
        if not answers:
            yield Plan(indicator.id, reference, plan, None, said_in)


def task_words(task: Mapping[str, Any] | None, known: Catalogue) -> tuple[str, str]:
    """A task's amount in words, (zh, en)."""
    if task is None:
        return "", ""
    indicator = known[task["indicator"]]
    return amount(task["value"], indicator, 0), amount(task["value"], indicator, 1)


def _tasks(given: Mapping[str, list[dict[str, Any]]], known: Catalogue) -> Iterator[Plan]:
    for rate in known.indicators.values():
        for row in given.get(rate.id, []) if rate.task else []:
            for task in given.get(rate.task or "", []):
                if row.get("role") != "target" and task["report_id"] == row["report_id"]:
                    whole = Reference(f"own:{task['obs_ids'][0]}", "own", 100.0, comparator=">=", deadline=row["time_period"])
                    yield Plan(rate.id, whole, task, row, row["time_period"], task)


def _done_rate(plan: Mapping[str, Any], rates: list[dict[str, Any]]) -> bool:
    return any(r["report_id"] == plan["report_id"] and r.get("role") != "target" for r in rates)


def _answers(plan: Mapping[str, Any], rows: list[dict[str, Any]], indicator: Indicator) -> list[dict[str, Any]]:
    """Actuals beside a plan: those of its period, and the planning report's own latest."""
    same = [
        r
        for r in rows
        if r.get("role") != "target" and (r["report_id"] == plan["report_id"] or (_same_area(r, plan) and not indicator.project))
    ]
    due = [r for r in same if r["time_period"] == plan["time_period"]]
    here = [r for r in same if r["report_id"] == plan["report_id"] and r not in due and not _later(r, plan)]
    return due + here


def _same_area(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return a["ref_area"] is not None and a["ref_area"] == b["ref_area"]


def _later(row: Mapping[str, Any], plan: Mapping[str, Any]) -> bool:
    here, due = span(row["time_period"]), span(plan["time_period"])
    return here is not None and due is not None and here.end > due.end


def _reference(plan: Mapping[str, Any], indicator: Indicator) -> Reference:
    bound, high = plan["bound"], plan.get("value_high")
    comparator = {"ge": ">=", "le": "<="}.get(bound) or ("between" if high is not None else _BY_DIRECTION[indicator.direction])
    vague = bound == "approx" and plan.get("lower") is not None and plan.get("upper") is not None
    return Reference(
        id=f"own:{plan['obs_ids'][0]}",
        kind="own",
        value=plan["value"],
        high=high,
        comparator=comparator,
        deadline=plan["time_period"],
        slack=Interval(plan["lower"], plan["upper"]) if vague else None,
    )

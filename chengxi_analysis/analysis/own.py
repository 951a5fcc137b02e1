"""Targets that reports set themselves: tasks handed down (任务804.6万元,100%完成), plans for the coming year, last year's plan.

Where the catalogue knows target and result, they are joined by its id; else by the language of the report (see :mod:`.pairing`).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis.analysis import pairing
from chengxi_analysis.analysis.actuals import actuals_of
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.indicators import period_of
from chengxi_analysis.analysis.judging import Reference, begins_after
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.analysis.reasons import amount
from chengxi_analysis.analysis.spans import span
from chengxi_analysis.model import Interval

_BY_DIRECTION = {"higher better": ">=", "lower better": "<=", "neutral": "="}
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """A target that a report states, and the row that answers it (None where no report does).

    `task` is the amount of a task whose degree of completion `row` is; `degree` is set where the row is a degree and no amount.
    """

    indicator: str
    reference: Reference
    plan: Mapping[str, Any]
    row: Mapping[str, Any] | None
    said_in: str | None
    task: Mapping[str, Any] | None = None
    degree: bool = False


def with_labels(known: Catalogue, observations: list[_Row]) -> Catalogue:
    """The catalogue, and an entry for every target in the reports that it does not know; ids of these begin with ``label:``."""
    entries = dict(known.indicators)
    grown = dataclasses.replace(known, indicators=entries)
    for row in observations:
        if _unlisted_target(row) or pairing.degree_of_plan(row):
            entry = pairing.unlisted(row, grown)
            entries.setdefault(entry.id, entry)
    return grown


def plans(rows: list[_Row], known: Catalogue, observations: list[_Row]) -> Iterator[Plan]:
    """Every own target of every report, with each actual that it can be set beside.

    An actual of the target's own period comes first, from the same report or from any other of the same area code; without one, the
    report's own last value shows how far it is. Figures of one named project are answered in the same report only.
    """
    said = _Said(observations)
    yield from _listed(rows, known, said)
    yield from _by_words(known, said)


class _Said:
    """The observations behind the rows: by id, and by sentence; and which of them have answered a target."""

    def __init__(self, observations: list[_Row]) -> None:
        self.all = observations
        self.by_id = {o["obs_id"]: o for o in observations}
        self.sentences = pairing.sentences(observations)
        self.taken: set[str] = set()
        #: The period that each report speaks of: that of most of its results.
        self.periods: dict[str, str | None] = {}
        counts = Counter((o["report_id"], o["time_period"]) for o in observations if o["role"] == "actual")
        for (report, period), _ in counts.most_common():
            self.periods.setdefault(report, period)

    def answer(self, plan: _Row | None) -> pairing.Answer | None:
        """The result that the target's own sentence gives."""
        if plan is None or not plan["unit"]:
            return None
        found = pairing.in_sentence(plan, self.sentences[plan["report_id"], plan["sentence_start"]])
        if found is not None:
            self.taken.add(found.row["obs_id"])
        return found


def task_words(task: Mapping[str, Any] | None, known: Catalogue) -> tuple[str, str]:
    """A task's amount in words, (zh, en)."""
    if task is None:
        return "", ""
    indicator = known[task["indicator"]]
    return amount(task["value"], indicator, 0), amount(task["value"], indicator, 1)


def _listed(rows: list[_Row], known: Catalogue, said: _Said) -> Iterator[Plan]:
    """Targets that the catalogue knows."""
    given: dict[str, list[_Row]] = {}
    for row in rows:
        given.setdefault(row["indicator"], []).append(row)
    periods = {r["report_id"]: r["time_period"] for r in reversed(rows) if r.get("role") != "target"}
    rates = {i.task: i.id for i in known.indicators.values() if i.task}
    yield from _tasks(given, known, said)
    for plan in rows:
        if plan.get("role") != "target" or _done_rate(plan, given.get(rates.get(plan["indicator"], ""), [])):
            continue  # a task whose degree of completion the report states is judged by that
        indicator = known[plan["indicator"]]
        words = next((said.by_id[i] for i in plan["obs_ids"] if i in said.by_id), None)
        reference = _reference(plan, indicator, words)
        said_in = periods.get(plan["report_id"], plan["time_period"])
        answers = _answers(plan, actuals_of(rows, indicator.id, known), indicator)
        said.taken.update(i for row in answers for i in row["obs_ids"])
        found = said.answer(words) if not answers else None
        if found is not None:
            yield _said_plan(found, _named(indicator, found, known), reference, plan, known, said_in)
        for row in answers:
            yield Plan(indicator.id, reference, plan, row, said_in)
        if not answers and found is None:
            yield Plan(indicator.id, reference, plan, None, said_in)


def _tasks(given: Mapping[str, list[_Row]], known: Catalogue, said: _Said) -> Iterator[Plan]:
    for rate in known.indicators.values():
        for row in given.get(rate.id, []) if rate.task else []:
            for task in given.get(rate.task or "", []):
                if row.get("role") != "target" and task["report_id"] == row["report_id"]:
                    said.taken.update(row["obs_ids"])
                    whole = Reference(f"own:{task['obs_ids'][0]}", "own", 100.0, comparator=">=", deadline=row["time_period"])
                    yield Plan(rate.id, whole, task, row, row["time_period"], task)


def _done_rate(plan: Mapping[str, Any], rates: list[_Row]) -> bool:
    return any(r["report_id"] == plan["report_id"] and r.get("role") != "target" for r in rates)


def _answers(plan: Mapping[str, Any], rows: list[_Row], indicator: Indicator) -> list[_Row]:
    """Actuals beside a plan: those of its period; before there are any, the planning report's own latest."""
    same = [
        r
        for r in rows
        if r["report_id"] == plan["report_id"] or (_same_area(r, plan) and not indicator.project)
    ]
    return _timely(plan, same)


def _timely(plan: Mapping[str, Any], same: list[_Row]) -> list[_Row]:
    due = [r for r in same if r["time_period"] == plan["time_period"]]
    here = [r for r in same if r["report_id"] == plan["report_id"] and r not in due and not _later(r, plan)]
    return due + [r for r in here if not (due and begins_after(span(plan["time_period"]), span(r["time_period"])))]


def _same_area(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return a["ref_area"] is not None and a["ref_area"] == b["ref_area"]


def _later(row: Mapping[str, Any], plan: Mapping[str, Any]) -> bool:
    here, due = span(row["time_period"]), span(plan["time_period"])
    return here is not None and due is not None and here.end > due.end


def _reference(plan: Mapping[str, Any], indicator: Indicator, words: _Row | None) -> Reference:
    bound, high = plan["bound"], plan.get("value_high")
    bare = ">=" if indicator.id.startswith("label:") else _BY_DIRECTION[indicator.direction]  # a task is at least what was set
    comparator = {"ge": ">=", "le": "<="}.get(bound) or ("between" if high is not None else bare)
    vague = bound == "approx" and plan.get("lower") is not None and plan.get("upper") is not None
    due = plan["time_period"] if words is None else pairing.due(words, plan["time_period"])
    frame = words is not None and pairing.project_total(words)
    unbound = frame or (words is not None and pairing.open_ended(words) and words.get("section_kind") != "plan")
    return Reference(
        id=f"own:{plan['obs_ids'][0]}",
        kind="own",
        value=plan["value"],
        high=high,
        comparator=comparator,
        deadline=None if unbound else due,
        slack=Interval(plan["lower"], plan["upper"]) if vague else None,
        open=unbound,
        comparability="different" if frame else "same",
        frame=frame,
    )


# --- targets that only their words join with a result


def _unlisted_target(row: Mapping[str, Any]) -> bool:
    return row["role"] == "target" and not row.get("indicator") and bool(row["unit"]) and not pairing.share_of_target(row)


def _by_words(known: Catalogue, said: _Said) -> Iterator[Plan]:
    results = [_row(o, pairing.unlisted(o, known)) | {"_of": o} for o in said.all if o["role"] in ("actual", "change") and o["unit"]]
    seen: set[tuple[Any, ...]] = set()
    for o in said.all:
        if not _unlisted_target(o):
            continue
        found = said.answer(o)
        indicator = _named(pairing.unlisted(o, known), found, known)
        plan = _row(o, indicator)
        once = (o["report_id"], indicator.id, plan["time_period"], plan["value"], plan["value_high"])
        if found is None and once in seen:
            continue  # the same plan said again
        seen.add(once)
        reference, here = _reference(plan, indicator, o), said.periods.get(o["report_id"], o["time_period"])
        if found is not None:
            yield _said_plan(found, indicator, reference, plan, known, here)
            continue
        labelled = {id(r) for r in pairing.by_label(o, said.all)}
        same = [r for r in results if id(r["_of"]) in labelled and (r["report_id"] == o["report_id"] or _same_area(r, o))]
        answers = [_row(r["_of"], indicator) for r in _timely(plan, same)]
        for row in answers:
            yield Plan(indicator.id, reference, plan, row, here)
        if not answers:
            yield Plan(indicator.id, reference, plan, None, here)
    for share in pairing.degrees(said.all, said.taken):
        indicator = pairing.unlisted(share, known)
        whole = Reference(f"own:{share['obs_id']}", "own", 100.0, comparator=">=", deadline=period_of(share))
        yield Plan(indicator.id, whole, _row(share, indicator), _row(share, indicator), share["time_period"], degree=True)


def _named(planned: Indicator, found: pairing.Answer | None, known: Catalogue) -> Indicator:
    """What a row is called: by its result where that has an id of the catalogue (拟投资15亿元 is answered by what was invested)."""
    listed = None if found is None or found.degree else found.row.get("indicator")
    result = known[listed] if listed else planned
    return result if result.unit == planned.unit else planned


def _said_plan(
    found: pairing.Answer, indicator: Indicator, reference: Reference, plan: _Row, known: Catalogue, said_in: str | None
) -> Plan:
    if not found.degree:
        return Plan(indicator.id, reference, plan, _row(found.row, indicator), said_in)
    rate = pairing.unlisted(found.row, known)
    whole = Reference(reference.id, "own", 100.0, comparator=">=", deadline=reference.deadline, open=reference.open)
    return Plan(rate.id, whole, plan, _row(found.row, rate), said_in, task=plan, degree=True)


def _row(o: Mapping[str, Any], indicator: Indicator) -> _Row:
    """An observation as a row of the indicators table, in the unit of what it is set beside."""
    value, high, low, top = (convert(o.get(c), o["unit"], indicator.unit) for c in ("value", "value_high", "lower", "upper"))
    return {
        "report_id": o["report_id"],
        "ref_area": o["ref_area"],
        "time_period": period_of(o),
        "indicator": indicator.id,
        "role": o["role"],
        "value": value,
        "value_high": high,
        "bound": o["bound"],
        "lower": low,
        "upper": top,
        "derived": False,
        "obs_ids": [o["obs_id"]],
    }

"""Targets that reports set themselves: tasks handed down (任务804.6万元,100%完成), plans for the coming year, last year's plan.

Where the catalogue knows target and result, they are joined by its id; else by the language of the report (see :mod:`.own_words` for
plans that are known by the result's sentence, :mod:`.pairing` for those that no catalogue lists).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis.analysis import own_words, pairing
from chengxi_analysis.analysis.actuals import actuals_of
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.indicators import direction, period_of
from chengxi_analysis.analysis.judging import Reference, Tolerance
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.analysis.own_answers import Said, timely
from chengxi_analysis.analysis.own_reference import reference_of
from chengxi_analysis.analysis.phrases import amount

_Row = dict[str, Any]
_HANDED_DOWN = re.compile(r"([省市区县镇])?(?:下达|交办|分解下达)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A target that a report states, and the row that answers it (None where no report does).

    `report_id` and `said_in` are report and period under which a plan without an answer stands. `task` is the amount of a task whose
    degree of completion `row` is; `degree` is set where the row is a degree and no amount; `why` where there is a reason that no row
    answers it.
    """

    indicator: str
    reference: Reference
    plan: Mapping[str, Any]
    row: Mapping[str, Any] | None
    said_in: str | None
    task: Mapping[str, Any] | None = None
    degree: bool = False
    report_id: str | None = None
    why: str | None = None


def with_labels(known: Catalogue, observations: list[_Row]) -> Catalogue:
    """The catalogue, and an entry for every target in the reports that it does not know; ids of these begin with ``label:``."""
    entries = dict(known.indicators)
    grown = dataclasses.replace(known, indicators=entries)
    for row in observations:
        if _unlisted_target(row) or pairing.degree_of_plan(row):
            entry = pairing.unlisted(row, grown)
            entries.setdefault(entry.id, entry)
    return grown


def plans(rows: list[_Row], known: Catalogue, observations: list[_Row], tolerance: Tolerance | None = None) -> Iterator[Plan]:
    """Every own target of every report, with each actual that it can be set beside.

    An actual of the target's own period comes first, from the same report or from any other of the same area code, and then one of a
    part of that year; without either, the report's own last value shows how far it is. A plan that the report of its year does not
    answer stands under that report. Figures of one named project are answered in the same report only.
    """
    book = _Book(rows, known, Said(rows, observations), tolerance or Tolerance())
    yield from _listed(book)
    yield from _by_words(book)


@dataclass(frozen=True, slots=True)
class _Book:
    """What plans are answered from."""

    rows: list[_Row]
    known: Catalogue
    said: Said
    tolerance: Tolerance


def handed_down(words: Mapping[str, Any]) -> str:
    """Who handed a task down (区, or 上级 where the clause does not say it): 区下达我街道…任务804.6万元; empty for a report's own plan.

    Examples
    --------
    >>> said = "区下达我镇植树任务500亩,计划灭螺3亩"
    >>> [handed_down({"sentence": said, "sentence_start": 0, "start": at, "end": at + 2}) for at in (9, 17)]
    ['区', '']
    """
    found = _HANDED_DOWN.search(pairing.before(words).rpartition(",")[2]) if words else None
    return "" if found is None else found[1] or "上级"


def task_words(task: Mapping[str, Any] | None, known: Catalogue) -> tuple[str, str]:
    """A task's amount in words, (zh, en)."""
    if task is None:
        return "", ""
    indicator = known[task["indicator"]]
    return amount(task["value"], indicator, 0), amount(task["value"], indicator, 1)


# --- targets that the catalogue knows


def _listed(book: _Book) -> Iterator[Plan]:
    given: dict[str, list[_Row]] = {}
    for row in book.rows:
        given.setdefault(row["indicator"], []).append(row)
    rates = {i.task: i.id for i in book.known.indicators.values() if i.task}
    yield from _tasks(given, book)
    for plan in book.rows:
        if plan.get("role") != "target" or _done_rate(plan, given.get(rates.get(plan["indicator"], ""), [])):
            continue  # a task whose degree of completion the report states is judged by that
        words = next((book.said.by_id[i] for i in plan["obs_ids"] if i in book.said.by_id), None)
        yield from _answered(plan, book.known[plan["indicator"]], words, book)


def _tasks(given: Mapping[str, list[_Row]], book: _Book) -> Iterator[Plan]:
    for rate in book.known.indicators.values():
        for row in given.get(rate.id, []) if rate.task else []:
            for task in given.get(rate.task or "", []):
                if row.get("role") != "target" and task["report_id"] == row["report_id"]:
                    book.said.taken.update(row["obs_ids"])
                    whole = Reference(f"own:{task['obs_ids'][0]}", "own", 100.0, comparator=">=", deadline=row["time_period"])
                    yield Plan(rate.id, whole, task, row, row["time_period"], task)


def _done_rate(plan: Mapping[str, Any], rates: list[_Row]) -> bool:
    return any(r["report_id"] == plan["report_id"] and r.get("role") != "target" for r in rates)


def _answered(plan: _Row, indicator: Indicator, words: _Row | None, book: _Book, *, beyond: bool = False) -> Iterator[Plan]:
    """A plan of a listed indicator with every actual beside it."""
    said = book.said
    reference = reference_of(plan, indicator, words, book.tolerance)
    ambition = beyond or (words is not None and own_words.target_before(words, said.sentence(words)) is not None)
    reference = dataclasses.replace(reference, ambition=ambition)
    said_in = said.periods.get(plan["report_id"], plan["time_period"])
    answers = timely(plan, _beside(plan, indicator, words, book), said, across=not indicator.project)
    said.taken.update(i for row in answers for i in row["obs_ids"])
    found = said.answer(words) if not answers else None
    if found is not None:
        yield _said_plan(found, _named(indicator, found, book.known), reference, plan, book.known, said_in)
    for row in answers:
        yield Plan(indicator.id, reference, plan, row, said_in)
    if not answers and found is None:
        yield _unanswered(plan, indicator, reference, book)


def _beside(plan: _Row, indicator: Indicator, words: _Row | None, book: _Book) -> list[_Row]:
    """Results of the plan's place: by the catalogue's id, and where a report has none, by what the plan's own sentence makes of a label."""
    found = [r for r in actuals_of(book.rows, indicator.id, book.known) if _may_stand(r, plan, indicator)]
    if words is None or indicator.project:
        return found
    answered = {r["report_id"] for r in found}
    others = [o for o in book.said.of_area(plan["report_id"]) if o["report_id"] not in answered]
    return found + [signed(o, indicator) for o in own_words.results_of(words, indicator, others, book.known)]


def _may_stand(row: _Row, plan: _Row, indicator: Indicator) -> bool:
    if row["report_id"] == plan["report_id"]:
        return True
    return row["ref_area"] is not None and row["ref_area"] == plan["ref_area"] and not indicator.project


def _unanswered(plan: _Row, indicator: Indicator, reference: Reference, book: _Book, why: str | None = None) -> Plan:
    """A plan that nothing answers: it stands under the report of its year where that is at hand."""
    due = None if indicator.project else book.said.report_of(plan)
    report = due or plan["report_id"]
    said_in = book.said.periods.get(report, plan["time_period"])
    return Plan(indicator.id, reference, plan, None, said_in, report_id=report, why=why or ("unanswered" if due else None))


# --- targets that only their words join with a result


def _unlisted_target(row: Mapping[str, Any]) -> bool:
    return row["role"] == "target" and not row.get("indicator") and bool(row["unit"]) and not pairing.share_of_target(row)


def _by_words(book: _Book) -> Iterator[Plan]:
    known, said = book.known, book.said
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
        if found is not None:
            reference, here = reference_of(plan, indicator, o, book.tolerance), said.periods.get(o["report_id"], o["time_period"])
            yield _said_plan(found, indicator, reference, plan, known, here)
        else:
            yield from _meant(o, book)
    for share in pairing.degrees(said.all, said.taken):
        indicator = pairing.unlisted(share, known)
        whole = Reference(f"own:{share['obs_id']}", "own", 100.0, comparator=">=", deadline=period_of(share))
        yield Plan(indicator.id, whole, _row(share, indicator), _row(share, indicator), share["time_period"], degree=True)


def _meant(o: _Row, book: _Book) -> Iterator[Plan]:
    """A target outside the catalogue: an ambition beyond a listed one, a known name, a step from last year's level, or its label alone."""
    known, said = book.known, book.said
    lower = own_words.target_before(o, said.sentence(o))
    subject = o if lower is None else o | {k: lower.get(k) for k in ("label", "indicator")}
    step = own_words.step_of(o, known)
    labelled = [dict(r) for r in pairing.by_label(subject, said.of_area(o["report_id"]))]
    name = subject.get("indicator") or own_words.listed_id(subject, said.of_area(o["report_id"]), known)
    if name is not None:
        plan = signed(o, known[name], like=lower)
        yield from _answered(plan, known[name], o, book, beyond=lower is not None)
    elif step is not None and not labelled:
        yield from _steps(o, *step, book)
    else:
        yield from _labelled(o, subject, labelled, book)


def _labelled(o: _Row, subject: _Row, labelled: list[_Row], book: _Book) -> Iterator[Plan]:
    indicator = pairing.unlisted(subject, book.known)
    plan = _row(o, indicator)
    reference = reference_of(plan, indicator, o, book.tolerance)
    reference = dataclasses.replace(reference, ambition=subject is not o)
    rows = [_row(r, indicator) if pairing.way(r) == pairing.way(subject) else _turned(_row(r, indicator)) for r in labelled]
    answers = timely(plan, rows, book.said)
    for row in answers:
        yield Plan(indicator.id, reference, plan, row, book.said.periods.get(o["report_id"], o["time_period"]))
    if not answers:
        yield _unanswered(plan, indicator, reference, book)


def _steps(o: _Row, indicator: Indicator, points: float, book: _Book) -> Iterator[Plan]:
    """A planned step is a target of the next year's level where the planning report gives its own level; else nobody can tell."""
    own = [r for r in actuals_of(book.rows, indicator.id, book.known) if r["report_id"] == o["report_id"] and not r["derived"]]
    plan = _row(o, pairing.unlisted(o, book.known))
    if not own:
        reference = reference_of(plan, pairing.unlisted(o, book.known), o, book.tolerance)
        yield _unanswered(plan, pairing.unlisted(o, book.known), reference, book, "needs_level")
        return
    before = own[-1]
    level = {k: None if before[k] is None else round(before[k] + points, 9) for k in ("value", "lower", "upper")}
    goal = plan | level | {"indicator": indicator.id, "value_high": None, "bound": o["bound"] if o["bound"] == "approx" else "exact"}
    reference = reference_of(goal, indicator, o, book.tolerance)
    reference = dataclasses.replace(reference, derived=True, comparator=">=" if points > 0 else "<=", undirected=False)
    answers = timely(goal, [r for r in _beside(goal, indicator, None, book) if r is not before], book.said)
    for row in answers:
        yield Plan(indicator.id, reference, goal, row, before["time_period"])
    if not answers:
        yield _unanswered(goal, indicator, reference, book)


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


def signed(o: Mapping[str, Any], indicator: Indicator, like: Mapping[str, Any] | None = None) -> _Row:
    """An observation as a row of a listed indicator: a fall of growth and a rise of a decline are negative, as in the indicators table."""
    row, way = _row(o, indicator), direction(like or o)
    return _turned(row) if (indicator.growth and way == "fall") or (indicator.decline and way == "rise") else row


def _turned(row: _Row) -> _Row:
    """A change that goes the other way."""
    turned = {k: None if row[j] is None else -row[j] for k, j in (("value", "value"), ("lower", "upper"), ("upper", "lower"))}
    return row | turned | {"bound": {"ge": "le", "le": "ge"}.get(row["bound"], row["bound"])}


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

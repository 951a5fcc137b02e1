"""Indicators beside targets, peers and the report's own plans: the comparisons table.

One report or many: everything is joined by catalogue id, period and area code, never by a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.analysis import own
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.judging import Actual, Judgement, Reference, applies, begins_after, end_at, gap, judge, shortfall
from chengxi_analysis.analysis.matching import THINGS
from chengxi_analysis.analysis.reasons import Facts, explain
from chengxi_analysis.analysis.references import load_benchmarks, load_targets
from chengxi_analysis.analysis.spans import Span, span, years_apart
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.model import Interval

#: A target is missed in a report that says nothing of it only where it is of that time (years).
_OF_THE_TIME = 1.0
_UNCONFIRMED = "Not confirmed on a second page"
_FURTHER = (
    "gap_relative", "reference_bound", "source_kind", "confirmed", "theme", "label", "unit_text",
    "reference_area", "reference_level", "evidence",
)  # fmt: skip
#: Why a difference of two numbers would say nothing.
_NO_GAP = frozenset({"different", "elsewhere", "partial", "far_off", "other_year", "other_period"})
_KIND_ORDER = {"target": 0, "own": 1, "benchmark": 2}


@dataclass(frozen=True, slots=True)
class _Pair:
    """One row in the making: an actual (or none), and what it stands beside."""

    report_id: str
    ref_area: str | None
    time_period: str | None
    row: Mapping[str, Any] | None
    reference: Reference
    origin: Mapping[str, Any]


def compare(
    indicators: pd.DataFrame,
    observations: pd.DataFrame | None = None,
    targets: pd.DataFrame | None = None,
    benchmarks: pd.DataFrame | None = None,
    as_of: str | Mapping[str, str | None] | None = None,
    *,
    catalogue: Catalogue | None = None,
) -> pd.DataFrame:
    """Set every indicator beside the targets and benchmarks of the same id, and beside the report's own plans.

    Parameters
    ----------
    indicators : DataFrame
        The indicators table of one report or of many (concatenated).
    observations : DataFrame, optional
        Their observations: own targets are then cited with the sentence that states them.
    targets, benchmarks : DataFrame, optional
        As :func:`load_targets` and :func:`load_benchmarks` give them; the package's own by default.
    as_of : str or mapping, optional
        ISO 8601 date for which the actuals stand, where a report was written before its period ended; of several reports by report_id.
        Inside a figure's period it ends the period: a target that is due later is then on the way, and not missed.
    catalogue : Catalogue, optional
        The package's own by default.

    Returns
    -------
    DataFrame
        The comparisons table. Further columns: ``gap_relative`` (gap in percent of the reference), ``reference_bound``,
        ``source_kind``, ``confirmed`` (false where only one page was read), ``theme``, ``reference_area`` (or issuer), ``reference_level``,
        ``evidence``.

    Raises
    ------
    ParameterError
        `as_of` is no date, or an indicator is not in the catalogue.

    Notes
    -----
    Met, missed and on the way are said only of a target with the same population, base and place. A figure that is printed rounded
    is an interval; where it straddles the target the status is undecidable. A rate that the report states and that its own counts
    contradict gives two rows. A report's own target that the catalogue does not know is joined with its result by the report's words
    (see :mod:`.pairing`); its ``indicator`` is then ``label:<words>/<unit>`` and its ``label`` those words.
    """
    listed = catalogue or Catalogue.load()
    said = _records(observations)
    known = own.with_labels(listed, said)
    until = _dates(as_of)
    target_rows = _records(load_targets(catalogue=listed) if targets is None else targets)
    benchmark_rows = _records(load_benchmarks(catalogue=listed) if benchmarks is None else benchmarks)
    rows = _records(indicators)
    for row in rows:
        listed[row["indicator"]]  # an unknown id is told before anything is compared
    pairs = [
        *_target_pairs(rows, target_rows, known),
        *_own_pairs(rows, said, known),
        *_benchmark_pairs(rows, benchmark_rows, known),
    ]
    counts = _cells(rows)
    made = [_comparison(p, known, counts, until) for p in pairs]
    order = {name: k for k, name in enumerate(known.indicators)}
    reports = {r: k for k, r in enumerate(dict.fromkeys(r["report_id"] for r in [*rows, *said]))}
    made.sort(key=lambda r: (reports[r["report_id"]], order[r["indicator"]], _KIND_ORDER[r["kind"]], r["as_of"] or r["deadline"] or "",
                             r["reference_id"]))  # fmt: skip
    if not made:
        return tables.frame("comparisons", []).reindex(columns=[*tables.columns("comparisons"), *_FURTHER])
    return tables.frame("comparisons", made)


def _records(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Rows as mappings, with None for null."""
    if frame is None:
        return []
    columns = [str(c) for c in frame.columns]
    return [{c: _plain(v) for c, v in zip(columns, values, strict=True)} for values in frame.itertuples(index=False, name=None)]


def _plain(value: Any) -> Any:
    return None if value is None or (isinstance(value, float) and value != value) or value is pd.NA else value


def _dates(as_of: str | Mapping[str, str | None] | None) -> dict[str, date]:
    """Last day of each report's figures; one day for all of them has the key "*"."""
    given = as_of if isinstance(as_of, Mapping) else {"*": as_of}
    out = {}
    for report, day in given.items():
        found = span(day)
        if found is not None:
            out[report] = found.end
        elif day is not None:
            raise ParameterError("as_of must be an ISO 8601 date", f"it is {day!r}", "write 2022-11 or 2022-11-30")
    return out


def _is_actual(row: Mapping[str, Any]) -> bool:
    return (row.get("role") or "actual") != "target"


def _actuals_of(rows: list[dict[str, Any]], name: str, known: Catalogue) -> list[dict[str, Any]]:
    """Rows that give an indicator: the stated ones, and a recomputed one where it contradicts them or stands alone."""
    stated = [r for r in rows if r["indicator"] == name and _is_actual(r)]
    again = [r for r in rows if known[r["indicator"]].restates == name]
    apart = [r for r in again if not any(_same_cell(r, s) and _interval(r).overlaps(_interval(s)) for s in stated)]
    return stated + apart


def _same_cell(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(a["report_id"] == b["report_id"] and a["time_period"] == b["time_period"])


def _interval(row: Mapping[str, Any]) -> Interval:
    return Interval(row.get("lower"), row.get("upper"))


def _target_pairs(rows: list[dict[str, Any]], targets: list[dict[str, Any]], known: Catalogue) -> Iterator[_Pair]:
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_report.setdefault(row["report_id"], []).append(row)
    for report_rows in by_report.values():
        head = report_rows[0] | {"time_period": _main_period(report_rows)}
        themes = {known[r["indicator"]].theme for r in report_rows}  # a report is not held to what it does not speak of
        for target in targets:
            reference = _target_reference(target)
            found = _actuals_of(report_rows, target["indicator"], known)
            for row in found:
                yield _Pair(row["report_id"], row["ref_area"], row["time_period"], row, reference, target)
            if not found and known[target["indicator"]].theme in themes and _concerns(reference, head):
                yield _Pair(head["report_id"], head["ref_area"], head["time_period"], None, reference, target)


def _main_period(rows: list[dict[str, Any]]) -> str | None:
    periods = Counter(r["time_period"] for r in rows if r["time_period"] and _is_actual(r))
    return periods.most_common(1)[0][0] if periods else None


def _concerns(reference: Reference, head: Mapping[str, Any]) -> bool:
    """True when a report of this place and time could be expected to give the figure."""
    there, here = span(reference.deadline) or span(reference.as_of), span(head["time_period"])
    timely = there is not None and here is not None and years_apart(there, here) <= _OF_THE_TIME
    return timely and applies(reference.applies_to, head["ref_area"]) is True


def _benchmark_pairs(rows: list[dict[str, Any]], benchmarks: list[dict[str, Any]], known: Catalogue) -> Iterator[_Pair]:
    for benchmark in benchmarks:
        reference = _benchmark_reference(benchmark)
        for row in _actuals_of(rows, benchmark["indicator"], known):
            yield _Pair(row["report_id"], row["ref_area"], row["time_period"], row, reference, benchmark)


def _own_pairs(rows: list[dict[str, Any]], observations: list[dict[str, Any]], known: Catalogue) -> Iterator[_Pair]:
    said = {o["obs_id"]: o for o in observations}
    for found in own.plans(rows, known, observations):
        plan = found.plan
        sentence = said.get(plan["obs_ids"][0], {}).get("sentence") if plan["obs_ids"] else None
        origin = {"source": f"{plan['report_id']} 报告自述", "evidence": sentence, "task": found.task, "degree": found.degree}
        row = found.row
        head = row or plan
        period = head["time_period"] if row else found.said_in
        yield _Pair(head["report_id"], head["ref_area"], period, row, found.reference, origin | {"indicator": found.indicator})


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


_Cells = dict[tuple[str, str | None], dict[str, dict[str, Any]]]


def _cells(rows: list[dict[str, Any]]) -> _Cells:
    """Indicators by report and period, for the base of a rate; first statements only."""
    out: _Cells = {}
    for row in rows:
        cell = out.setdefault((row["report_id"], row["time_period"]), {})
        if row["indicator"] not in cell or (_is_actual(row) and not _is_actual(cell[row["indicator"]])):
            cell[row["indicator"]] = row
    return out


def _comparison(pair: _Pair, known: Catalogue, cells: _Cells, until: Mapping[str, date]) -> dict[str, Any]:
    """One row of the table."""
    row, reference, origin = pair.row, pair.reference, pair.origin
    name = row["indicator"] if row else origin["indicator"]
    indicator = known[name]
    actual = _actual(row, until.get(pair.report_id, until.get("*")))
    if actual is None:
        verdict = Judgement("no_actual", _why_none(pair))
    else:
        verdict = judge(actual, reference, percentage=indicator.unit == "pct", growth=indicator.growth)
    usable = actual is not None and verdict.why not in _NO_GAP
    difference = gap(actual, reference) if usable and actual is not None else None
    missing, missing_unit = _missing(pair, actual, verdict, indicator, known, cells)
    if origin.get("degree"):
        verdict = Judgement(verdict.status, "degree_of_task" if origin.get("task") else "degree")
    elif origin.get("task") and verdict.status == "met":
        verdict = Judgement("met", "completed")
    facts = _facts(pair, indicator, verdict, difference, missing, missing_unit, known, cells)
    reason_zh, reason_en = explain(actual, reference, facts)
    return {
        "report_id": pair.report_id,
        "ref_area": pair.ref_area,
        "time_period": pair.time_period,
        "indicator": name,
        "population": origin.get("population") or origin.get("stated_indicator"),
        "unit": indicator.unit,
        "actual": None if actual is None else actual.value,
        "actual_lower": None if actual is None else actual.interval.low,
        "actual_upper": None if actual is None else actual.interval.high,
        "derived": bool(row["derived"]) if row else False,
        "kind": reference.kind,
        "reference_id": reference.id,
        "comparator": reference.comparator,
        "reference": reference.value,
        "reference_high": reference.high,
        "as_of": reference.as_of,
        "deadline": reference.deadline,
        "gap": difference,
        "shortfall_low": None if missing is None else missing.low,
        "shortfall_high": None if missing is None else missing.high,
        "shortfall_unit": None if missing is None else missing_unit,
        "status": verdict.status,
        "comparability": reference.comparability,
        "reason_zh": reason_zh,
        "reason_en": reason_en,
        "source": origin.get("source"),
        "url": origin.get("url"),
        "obs_ids": list(row["obs_ids"]) if row else [],
        "gap_relative": None if difference is None or not reference.value else round(100 * difference / reference.value, 10),
        "reference_bound": reference.bound,
        "source_kind": origin.get("source_kind"),
        "confirmed": _UNCONFIRMED not in (origin.get("note") or ""),
        "theme": indicator.theme or None,
        "label": indicator.zh if name.startswith("label:") else None,
        "unit_text": indicator.unit_name("zh") if name.startswith("label:") else None,
        "reference_area": origin.get("area") or origin.get("issuer"),
        "reference_level": origin.get("level"),
        "evidence": origin.get("evidence"),
    }


def _why_none(pair: _Pair) -> str:
    if pair.reference.kind != "own":
        return "no_actual"
    return "not_yet" if begins_after(span(pair.reference.deadline), span(pair.time_period)) else "no_result"


def _actual(row: Mapping[str, Any] | None, until: date | None) -> Actual | None:
    if row is None:
        return None
    period: Span | None = end_at(span(row["time_period"]), until)
    return Actual(row["value"], _interval(row), period, row["ref_area"])


def _missing(
    pair: _Pair, actual: Actual | None, verdict: Judgement, indicator: Indicator, known: Catalogue, cells: _Cells
) -> tuple[Interval | None, str | None]:
    """Persons or cases missing to reach a target, where base and definition allow to say so."""
    reference = pair.reference
    judged = verdict.status in ("met", "missed", "on_the_way") or verdict.why == "straddles"
    if actual is None or not judged or reference.kind == "benchmark":
        return None, None
    if indicator.unit != "pct":
        short = (reference.value - actual.value) * (-1 if reference.comparator == "<=" else 1)
        return (None, None) if reference.comparator in ("=", "between") else (Interval(max(0.0, short), max(0.0, short)), indicator.unit)
    cell = cells.get((pair.report_id, pair.time_period), {})
    base = cell.get(indicator.denominator or "")
    if base is None:
        return None, None
    held = cell.get(indicator.numerator or "")
    unit = known[base["indicator"]].unit
    whole = unit in THINGS or units.unit(unit).discrete
    return shortfall(actual, reference, _interval(base), None if held is None else _interval(held), whole), unit


def _facts(
    pair: _Pair,
    indicator: Indicator,
    verdict: Judgement,
    difference: float | None,
    missing: Interval | None,
    missing_unit: str | None,
    known: Catalogue,
    cells: _Cells,
) -> Facts:
    origin, row = pair.origin, pair.row
    cell = cells.get((pair.report_id, pair.time_period), {})
    note = origin.get("note") or ""
    shown = None if missing is None or missing_unit is None or indicator.unit != "pct" else missing
    return Facts(
        indicator=indicator,
        why=verdict.why,
        period=pair.time_period,
        gap=difference,
        shortfall=shown,
        shortfall_unit=_unit_words(indicator.denominator, known),
        note=_notes(pair),
        population=origin.get("population") or origin.get("stated_indicator") or "",
        task=own.task_words(origin.get("task"), known),
        other_value=_contradicting(row, indicator, known, cell),
        derived=bool(row["derived"]) if row else False,
        unconfirmed=_UNCONFIRMED in note,
        copied=origin.get("source_kind") == "copy",
    )


def _notes(pair: _Pair) -> tuple[str, str]:
    """Why a reference is as comparable as it is, (zh, en): a judgement for one report says nothing of another one."""
    area, _, period = (pair.origin.get("judged_for") or "").partition("/")
    if area and not (pair.ref_area == area and (pair.time_period or "").startswith(period)):
        return "", ""
    note = (pair.origin.get("note") or "").replace(f"{_UNCONFIRMED}.", "").strip()
    return pair.origin.get("note_zh") or note, note


def _unit_words(name: str | None, known: Catalogue) -> tuple[str, str]:
    return (known[name].unit_name("zh"), known[name].unit_name("en")) if name else ("", "")


def _contradicting(row: Mapping[str, Any] | None, indicator: Indicator, known: Catalogue, cell: dict[str, dict[str, Any]]) -> float | None:
    """The other of a stated and a recomputed value, where the two do not agree."""
    if row is None:
        return None
    twin = indicator.restates or next((i.id for i in known.indicators.values() if i.restates == indicator.id), None)
    other = cell.get(twin or "")
    return None if other is None or _interval(other).overlaps(_interval(row)) else other["value"]

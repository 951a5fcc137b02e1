"""Indicators beside targets, peers and the report's own plans: the comparisons table.

One report or many: everything is joined by catalogue id, period and area code, never by a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.analysis import own
from chengxi_analysis.analysis.actuals import interval, is_actual
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.judging import Actual, Judgement, begins_after, end_at, gap, judge, shortfall
from chengxi_analysis.analysis.matching import THINGS
from chengxi_analysis.analysis.pairs import Pair, benchmark_pairs, own_pairs, target_pairs
from chengxi_analysis.analysis.reasons import Facts, explain
from chengxi_analysis.analysis.references import load_benchmarks, load_targets
from chengxi_analysis.analysis.spans import Span, span
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.model import Interval

_UNCONFIRMED = "Not confirmed on a second page"
_FURTHER = (
    "gap_relative", "reference_bound", "source_kind", "confirmed", "theme", "label", "unit_text",
    "reference_area", "reference_level", "evidence",
)  # fmt: skip
#: Why a difference of two numbers would say nothing.
_NO_GAP = frozenset({"different", "elsewhere", "partial", "far_off", "other_year", "other_period", "project_total"})
_KIND_ORDER = {"target": 0, "own": 1, "benchmark": 2}


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
        *target_pairs(rows, target_rows, known),
        *own_pairs(rows, said, known),
        *benchmark_pairs(rows, benchmark_rows, known),
    ]
    counts = _cells(rows)
    actuals = [_actual(p.row, until.get(p.report_id, until.get("*"))) for p in pairs]
    verdicts = _one_verdict_each(pairs, [_verdict(p, a, known) for p, a in zip(pairs, actuals, strict=True)])
    made = [_comparison(p, a, v, known, counts) for p, a, v in zip(pairs, actuals, verdicts, strict=True)]
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


_Cells = dict[tuple[str, str | None], dict[str, dict[str, Any]]]


def _cells(rows: list[dict[str, Any]]) -> _Cells:
    """Indicators by report and period, for the base of a rate; first statements only."""
    out: _Cells = {}
    for row in rows:
        cell = out.setdefault((row["report_id"], row["time_period"]), {})
        if row["indicator"] not in cell or (is_actual(row) and not is_actual(cell[row["indicator"]])):
            cell[row["indicator"]] = row
    return out


def _indicator(pair: Pair, known: Catalogue) -> Indicator:
    return known[pair.row["indicator"] if pair.row else pair.origin["indicator"]]


def _verdict(pair: Pair, actual: Actual | None, known: Catalogue) -> Judgement:
    """What one actual says of its reference."""
    if actual is None:
        return Judgement("no_actual", _why_none(pair))
    indicator = _indicator(pair, known)
    verdict = judge(actual, pair.reference, percentage=indicator.unit == "pct", growth=indicator.growth)
    if verdict.status == "not_comparable":
        return verdict
    if pair.origin.get("degree"):
        return Judgement(verdict.status, "degree_of_task" if pair.origin.get("task") else "degree")
    return Judgement("met", "completed") if pair.origin.get("task") and verdict.status == "met" else verdict


def _one_verdict_each(pairs: list[Pair], verdicts: list[Judgement]) -> list[Judgement]:
    """A target that the stated and the recomputed rate of one period answer differently is undecidable in both rows."""
    said: dict[tuple[str, str, str | None], set[str]] = {}
    keys = [(p.report_id, p.reference.id, p.time_period) for p in pairs]
    for key, verdict in zip(keys, verdicts, strict=True):
        said.setdefault(key, set()).add(verdict.status)
    return [v if len(said[k]) == 1 else Judgement("undecidable", "two_verdicts") for k, v in zip(keys, verdicts, strict=True)]


def _comparison(pair: Pair, actual: Actual | None, verdict: Judgement, known: Catalogue, cells: _Cells) -> dict[str, Any]:
    """One row of the table."""
    row, reference, origin = pair.row, pair.reference, pair.origin
    indicator = _indicator(pair, known)
    name = indicator.id
    usable = actual is not None and verdict.why not in _NO_GAP
    difference = gap(actual, reference) if usable and actual is not None else None
    missing, missing_unit = _missing(pair, actual, verdict, indicator, known, cells)
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


def _why_none(pair: Pair) -> str:
    if pair.reference.kind != "own":
        return "no_actual"
    return "not_yet" if begins_after(span(pair.reference.deadline), span(pair.time_period)) else "no_result"


def _actual(row: Mapping[str, Any] | None, until: date | None) -> Actual | None:
    if row is None:
        return None
    period: Span | None = end_at(span(row["time_period"]), until)
    return Actual(row["value"], interval(row), period, row["ref_area"])


def _missing(
    pair: Pair, actual: Actual | None, verdict: Judgement, indicator: Indicator, known: Catalogue, cells: _Cells
) -> tuple[Interval | None, str | None]:
    """Persons or cases missing to reach a target, where base and definition allow to say so."""
    reference = pair.reference
    judged = verdict.status in ("met", "missed", "on_the_way") or verdict.why in ("straddles", "two_verdicts")
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
    return shortfall(actual, reference, interval(base), None if held is None else interval(held), whole), unit


def _facts(
    pair: Pair,
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


def _notes(pair: Pair) -> tuple[str, str]:
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
    return None if other is None or interval(other).overlaps(interval(row)) else other["value"]

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
from chengxi_analysis.analysis.actuals import interval
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.judging import Actual, Judgement, Reference, Tolerance, begins_after, gap, judge, stored_as_fraction
from chengxi_analysis.analysis.missing import Book, Cells, Missing, base_asked_for, cells_of, counted, missing_of
from chengxi_analysis.analysis.pairs import Pair, benchmark_pairs, confirmed, own_pairs, target_pairs, without_mark
from chengxi_analysis.analysis.phrases import with_unit
from chengxi_analysis.analysis.reasons import Facts, explain
from chengxi_analysis.analysis.references import load_benchmarks, load_targets
from chengxi_analysis.analysis.spans import Span, end_at, span
from chengxi_analysis.errors import ParameterError

_FURTHER = (
    "gap_relative", "reference_bound", "tolerance", "ambition", "handed_down", "peer", "actual_text", "reference_text",
    "source_kind", "confirmed", "theme", "label", "unit_text",
    "reference_area", "reference_level", "evidence",
)  # fmt: skip
#: Why a difference of two numbers would say nothing.
_NO_GAP = frozenset(
    {"different", "elsewhere", "partial", "far_off", "nearer", "undated", "other_year", "other_period", "project_total", "fraction"}
)
_KIND_ORDER = {"target": 0, "own": 1, "benchmark": 2}


def compare(
    indicators: pd.DataFrame,
    observations: pd.DataFrame | None = None,
    targets: pd.DataFrame | None = None,
    benchmarks: pd.DataFrame | None = None,
    as_of: str | Mapping[str, str | None] | None = None,
    *,
    catalogue: Catalogue | None = None,
    about: tuple[float, float] = (0.5, 5.0),
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
    about : tuple of two numbers
        How far the 左右 of a target reaches on either side: in percentage points for percentages, in percent of the figure for all else.
        6.1% beside 6.5%左右 is then neither met nor missed; every sentence about such a target prints the width.

    Returns
    -------
    DataFrame
        The comparisons table. Further columns: ``gap_relative`` (gap in percent of the reference), ``reference_bound``,
        ``tolerance`` (of 左右, on either side, in the unit), ``ambition`` (what a plan strives for beyond its target), ``handed_down``
        (by whom), ``peer`` (true for the one figure of a place that is set beside the report's), ``actual_text`` and ``reference_text``
        (as printed), ``source_kind``, ``confirmed`` (false where only one page was read), ``theme``, ``reference_area`` (or issuer),
        ``reference_level``, ``evidence``.

    Raises
    ------
    ParameterError
        `as_of` is no date, or an indicator is not in the catalogue.

    Notes
    -----
    Met, missed and on the way are said only of a target with the same population, base and place. A figure that is printed rounded
    is an interval; where it straddles the target the status is undecidable. One that is printed as the target is counts as met, of
    whatever kind the target is; where the report's own counts agree with a rate, they decide. A rate that the report states and that
    its own counts contradict gives two rows. A report's own target that the catalogue does not know is joined with its result by the
    report's words (see :mod:`.own_words` and :mod:`.pairing`); where no catalogue lists the result either, its ``indicator`` is
    ``label:<words>/<unit>`` and its ``label`` those words.
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
        *own_pairs(rows, said, known, Tolerance(*about)),
        *benchmark_pairs(rows, benchmark_rows, known, until),
    ]
    book = Book(known, cells_of(rows), *({o["obs_id"]: o[c] or "" for o in said} for c in ("text", "sentence")))
    actuals = [_actual(p.row, until.get(p.report_id, until.get("*")), known, book.cells) for p in pairs]
    verdicts = _one_verdict_each(pairs, [_verdict(p, a, known) for p, a in zip(pairs, actuals, strict=True)])
    made = [_comparison(p, a, v, book) for p, a, v in zip(pairs, actuals, verdicts, strict=True)]
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


def _indicator(pair: Pair, known: Catalogue) -> Indicator:
    return known[pair.row["indicator"] if pair.row else pair.origin["indicator"]]


def _verdict(pair: Pair, actual: Actual | None, known: Catalogue) -> Judgement:
    """What one actual says of its reference."""
    if actual is None:
        return Judgement("no_actual", _why_none(pair))
    indicator = _indicator(pair, known)
    verdict = judge(actual, pair.reference, growth=indicator.growth or indicator.decline)
    if verdict.status == "not_comparable":
        return verdict
    rate = indicator.unit == "pct" and not indicator.growth and not indicator.decline
    if pair.reference.kind == "target" and rate and stored_as_fraction(actual, pair.reference):
        return Judgement("undecidable", "fraction")
    if pair.origin.get("degree"):
        return Judgement(verdict.status, "degree_of_task" if pair.origin.get("task") else "degree")
    return Judgement("met", "completed") if pair.origin.get("task") and verdict.status == "met" else verdict


def _why_none(pair: Pair) -> str:
    if pair.reference.kind != "own":
        return "no_actual"
    if pair.origin.get("why"):
        return str(pair.origin["why"])
    return "not_yet" if begins_after(span(pair.reference.deadline), span(pair.time_period)) else "no_result"


def _one_verdict_each(pairs: list[Pair], verdicts: list[Judgement]) -> list[Judgement]:
    """A target that the stated and the recomputed rate of one period answer differently is undecidable in both rows."""
    said: dict[tuple[str, str, str | None], set[str]] = {}
    keys = [(p.report_id, p.reference.id, p.time_period) for p in pairs]
    for key, verdict in zip(keys, verdicts, strict=True):
        said.setdefault(key, set()).add(verdict.status)
    return [v if len(said[k]) == 1 else Judgement("undecidable", "two_verdicts") for k, v in zip(keys, verdicts, strict=True)]


def _actual(row: Mapping[str, Any] | None, until: date | None, known: Catalogue, cells: Cells) -> Actual | None:
    if row is None:
        return None
    period: Span | None = end_at(span(row["time_period"]), until)
    return Actual(row["value"], interval(row), period, row["ref_area"], counted(row, known, cells))


def _comparison(pair: Pair, actual: Actual | None, verdict: Judgement, book: Book) -> dict[str, Any]:
    """One row of the table."""
    row, reference, origin = pair.row, pair.reference, pair.origin
    indicator = _indicator(pair, book.known)
    name = indicator.id
    usable = actual is not None and verdict.why not in _NO_GAP
    difference = gap(actual, reference) if usable and actual is not None else None
    missing = missing_of(pair, actual, verdict, indicator, book)
    facts = _facts(pair, indicator, actual, verdict, difference, missing, book)
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
        "shortfall_low": None if missing is None else missing.size.low,
        "shortfall_high": None if missing is None else missing.size.high,
        "shortfall_unit": None if missing is None else missing.unit,
        "status": verdict.status,
        "comparability": reference.comparability,
        "reason_zh": reason_zh,
        "reason_en": reason_en,
        "source": origin.get("source"),
        "url": origin.get("url"),
        "obs_ids": list(row["obs_ids"]) if row else [],
        "gap_relative": None if difference is None or not reference.value else round(100 * difference / reference.value, 10),
        "reference_bound": reference.bound,
        "tolerance": None if reference.slack is None else round(reference.edges[1] - reference.value, 10),
        "ambition": reference.ambition,
        "handed_down": origin.get("handed_down") or None,
        "peer": reference.kind == "benchmark" and verdict.why in ("peer", "similar"),
        "actual_text": facts.texts[0],
        "reference_text": facts.texts[1],
        "source_kind": origin.get("source_kind"),
        "confirmed": confirmed(origin),
        "theme": indicator.theme or None,
        "label": indicator.zh if name.startswith("label:") else None,
        "unit_text": indicator.unit_name("zh") if name.startswith("label:") else None,
        "reference_area": origin.get("area") or origin.get("issuer"),
        "reference_level": origin.get("level"),
        "evidence": origin.get("evidence"),
    }


def _facts(
    pair: Pair,
    indicator: Indicator,
    actual: Actual | None,
    verdict: Judgement,
    difference: float | None,
    missing: Missing | None,
    book: Book,
) -> Facts:
    origin, row = pair.origin, pair.row
    cell = book.cells.get((pair.report_id, pair.time_period), {})
    known = book.known
    return Facts(
        indicator=indicator,
        why=verdict.why,
        period=pair.time_period,
        until=None if actual is None or actual.period is None else actual.period.end.isoformat(),
        gap=difference,
        shortfall=None if missing is None or indicator.unit != "pct" else missing.size,
        shortfall_unit=("", "") if missing is None else _unit_words(missing, known),
        around=None if missing is None or missing.around is None else (known[missing.around].zh, known[missing.around].en),
        at_most=missing is not None and missing.at_most,
        no_base=missing is None and base_asked_for(pair, verdict, indicator, difference),
        note=_notes(pair),
        population=origin.get("population") or origin.get("stated_indicator") or "",
        task=own.task_words(origin.get("task"), known),
        handed_down=origin.get("handed_down") or "",
        texts=(_text_of(row, book), with_unit(origin.get("printed"))),
        counted=_deciding_count(actual, pair.reference),
        other_value=_contradicting(row, indicator, known, cell),
        derived=bool(row["derived"]) if row else False,
        unconfirmed=not confirmed(origin),
        copied=origin.get("source_kind") == "copy",
    )


def _deciding_count(actual: Actual | None, reference: Reference) -> float | None:
    """What the report's own counts make of a rate, where the rate as printed would leave the target open."""
    if actual is None or actual.counted is None or reference.kind == "benchmark":
        return None
    low, high = actual.interval.low, actual.interval.high
    return actual.counted.low if low is not None and high is not None and low < reference.value <= high else None


def _text_of(row: Mapping[str, Any] | None, book: Book) -> str | None:
    """A stated value as the report prints it."""
    if row is None or row["derived"] or not row["obs_ids"]:
        return None
    return with_unit(book.texts.get(row["obs_ids"][0]))


def _notes(pair: Pair) -> tuple[str, str]:
    """Why a reference is as comparable as it is, (zh, en): a judgement for one report says nothing of another one."""
    area, _, period = (pair.origin.get("judged_for") or "").partition("/")
    if area and not (pair.ref_area == area and (pair.time_period or "").startswith(period)):
        return "", ""
    note = without_mark(pair.origin.get("note") or "")
    return pair.origin.get("note_zh") or note, note


def _unit_words(missing: Missing, known: Catalogue) -> tuple[str, str]:
    if missing.of is None:
        unit = units.unit(missing.unit)
        return unit.zh, unit.en
    return known[missing.of].unit_name("zh"), known[missing.of].unit_name("en")


def _contradicting(row: Mapping[str, Any] | None, indicator: Indicator, known: Catalogue, cell: dict[str, dict[str, Any]]) -> float | None:
    """The other of a stated and a recomputed value, where the two do not agree."""
    if row is None:
        return None
    twin = indicator.restates or next((i.id for i in known.indicators.values() if i.restates == indicator.id), None)
    other = cell.get(twin or "")
    return None if other is None or interval(other).overlaps(interval(row)) else other["value"]

"""One indicator through the years and places of several reports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.analysis.reasons import full_width
from chengxi_analysis.analysis.spans import span, years_apart
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.model import Interval

_COLUMNS = [
    "ref_area", "report_id", "time_period", "role", "value", "lower", "upper", "unit", "bound", "derived", "statement", "change",
    "change_pct", "break", "break_zh", "break_en", "obs_ids",
]  # fmt: skip
_Row = Mapping[Any, Any]
#: Units of what is already relative to something.
_RELATIVE = frozenset({"pct", "pct_point", "permille", "per_10k", "per_100k", "ug/m3", "year_of_age", "times"})
_DIVISORS = ("population", "area_km2")
_UNDATED = ("原先的数未注明时期", "the earlier value bears no date")
_RESTATED = ("后来的报告对同一时期另有一数", "a later report gives another value for the same period")
_ENDS = (("value", ""), ("lower", "_lower"), ("upper", "_upper"))


def timeseries(
    indicators: pd.DataFrame, indicator: str, catalogue: Catalogue | None = None, observations: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The values of one indicator, by area and period, with the places where they must not be joined.

    Parameters
    ----------
    indicators : DataFrame
        The indicators tables of several reports, concatenated. Targets are left out.
    indicator : str
        Catalogue id.
    catalogue : Catalogue, optional
        For definitions that changed; the package's own by default.
    observations : DataFrame, optional
        The observations of the same reports: earlier values that they recall (去年为600人, 由62%提高到63.5%) become points, too.

    Returns
    -------
    DataFrame
        Sorted by area (reports of unknown area stand alone) and period; ``role`` is actual, change, or baseline for a value that a later
        report recalls (one without a date stands right before that report's own). ``change`` and ``change_pct`` are taken from the value
        before where no ``break`` lies between; a break has its reason in ``break_zh`` and ``break_en``: another definition, stated after
        derived, periods of another length, a figure of one named project, two values for one period, an earlier value without a date.
        Two points of one period are never a change.

    Examples
    --------
    >>> rows = [{"report_id": f"r{y}", "ref_area": "441702009000", "time_period": y, "indicator": "welfare_dibao_persons",
    ...          "unit": "person", "value": v, "lower": v, "upper": v, "bound": "exact", "derived": False, "obs_ids": []}
    ...         for y, v in [("2021", 600), ("2022", 633)]]
    >>> timeseries(pd.DataFrame(rows), "welfare_dibao_persons")[["time_period", "value", "change", "break"]].values.tolist()
    [['2021', 600, nan, False], ['2022', 633, 33.0, False]]
    """
    known = catalogue or Catalogue.load()
    entry = known[indicator]
    chosen = indicators[indicators["indicator"] == indicator]
    if "role" in chosen:
        chosen = chosen[chosen["role"] != "target"]
    given: list[_Row] = [*chosen.to_dict("records"), *_recalled(observations, entry)]
    rows = sorted(given, key=lambda r: (_area(r), _order(r) == "", _order(r), r.get("role") == "baseline", r["report_id"]))
    made = []
    before: _Row | None = None
    for row in rows:
        earlier = before if before is not None and _area(before) == _area(row) else None
        why = _break(earlier, row, entry.breaks, entry.project) if earlier is not None else None
        joined = earlier if why is None and earlier is not None and _order(earlier) != _order(row) else None
        made.append(_point(row, joined, why))
        before = row
    return pd.DataFrame(made, columns=_COLUMNS)


def _area(row: _Row) -> str:
    return row["ref_area"] if isinstance(row["ref_area"], str) else f"~{row['report_id']}"


def _interval(row: _Row) -> Interval:
    return Interval(*(None if pd.isna(row[end]) else float(row[end]) for end in ("lower", "upper")))


def _order(row: _Row) -> str:
    """Place in time; an earlier level without a date stands before the period of the report that recalls it."""
    known = span(row["time_period"])
    if known is None:
        recalling = span(row.get("_before"))
        return "" if recalling is None else f"{recalling.start}"
    return f"{known.end}{known.start}"


def _recalled(observations: pd.DataFrame | None, entry: Indicator) -> list[_Row]:
    """Earlier values that reports recall, in the catalogue's unit; a period that is none but the report's own is not known."""
    if observations is None:
        return []
    chosen = observations[(observations["indicator"] == entry.id) & (observations["role"] == "baseline")]
    out: list[_Row] = []
    for o in chosen.to_dict("records"):
        value, low, high = (None if pd.isna(o[c]) else convert(float(o[c]), o["unit"], entry.unit) for c in ("value", "lower", "upper"))
        dated = isinstance(o["period_stated"], str)
        out.append(
            {c: o[c] for c in ("ref_area", "report_id", "bound", "role")}
            | {"time_period": o["period_stated"] if dated else None, "_before": None if dated else o["time_period"]}
            | {"value": value, "lower": low, "upper": high, "unit": entry.unit, "derived": False, "obs_ids": [o["obs_id"]]}
        )
    return out


def _point(row: _Row, before: _Row | None, why: tuple[str, str] | None) -> dict[str, Any]:
    change = None if before is None else row["value"] - before["value"]
    relative = None if change is None or before is None or not before["value"] else 100 * change / before["value"]
    return {
        "change": change,
        "change_pct": relative,
        "break": why is not None,
        "break_zh": None if why is None else full_width(why[0]),
        "break_en": None if why is None else why[1],
        "statement": row.get("statement", 1),
    } | {c: row[c] for c in _COLUMNS if c in row and c != "statement"}


def _break(before: _Row, row: _Row, changes: Any, project: bool) -> tuple[str, str] | None:
    """Why the step from one value to the next is none of the same measure, or None."""
    here, there = span(row["time_period"]), span(before["time_period"])
    if project:
        return "属具名项目的数,不同报告的项目可能不同", "a figure of one named project, which may be another one in the next report"
    if here is None or there is None:
        recalled = "baseline" in (row.get("role"), before.get("role"))
        return _UNDATED if recalled else ("报告期未知", "the period is unknown")
    if (here.start, here.end) == (there.start, there.end):
        if _interval(row).overlaps(_interval(before)):
            return None
        if "baseline" in (row.get("role"), before.get("role")):
            return _RESTATED
        return "同一时期有两个不同的数", "two figures for one period do not agree"
    for change in changes:
        if there.end.year < int(change.year) <= here.end.year:
            return change.zh, change.en
    if bool(before["derived"]) != bool(row["derived"]):
        return "一为报告所述,一为推算", "one is stated, the other derived"
    if abs((here.end - here.start).days - (there.end - there.start).days) > 15:
        return "时期长短不同,不计变化", "the periods differ in length, so no change is taken"
    return None


def normalize(indicators: pd.DataFrame, facts: pd.DataFrame, by: str = "population") -> pd.DataFrame:
    """Counts per ten thousand inhabitants and money per inhabitant, or both per square kilometre, where the place is known.

    Parameters
    ----------
    indicators : DataFrame
        The indicators table; rates and averages are left out, and so are reports whose area is not in `facts`.
    facts : DataFrame
        As :func:`chengxi_analysis.analysis.facts.load_facts` gives them; of several dates of a place the one nearest to the period counts.
    by : {"population", "area_km2"}
        What to divide by.

    Returns
    -------
    DataFrame
        The rows that could be divided, with ``normalized``, ``normalized_lower``, ``normalized_upper``, ``normalized_by`` (the divisor),
        ``normalized_per`` (so many of it: 10000 inhabitants, 1 where money is divided, 1 km²), ``normalized_as_of`` (its date, which
        may be another year's) and ``normalized_source``. The values are derived, never stated.

    Examples
    --------
    >>> rows = pd.DataFrame([{"ref_area": "1", "time_period": "2022", "unit": "case", "value": 50, "lower": 50, "upper": None}])
    >>> facts = pd.DataFrame([{"ref_area": "1", "as_of": "2020-11-01", "population": 25000, "source": "census"}])
    >>> normalize(rows, facts)[["normalized", "normalized_by"]].values.tolist()
    [[20.0, 25000.0]]
    """
    if by not in _DIVISORS:
        raise ParameterError(f"by must be one of {', '.join(_DIVISORS)}", f"it is {by!r}", "choose one of these")
    known: dict[str, list[_Row]] = {}
    for fact in facts[facts[by].notna()].to_dict("records"):
        known.setdefault(fact["ref_area"], []).append(fact)
    countable = ~indicators["unit"].isin(_RELATIVE) & ~indicators["unit"].str.contains("/", na=False)
    chosen = indicators[countable & indicators["ref_area"].isin(known)]
    periods = zip(chosen["ref_area"], chosen["time_period"], strict=True)
    nearest = [_nearest(known[area], period) for area, period in periods]
    divisor = pd.Series([float(fact[by]) for fact in nearest], index=chosen.index, dtype="float64")
    per = pd.Series(10_000.0 if by == "population" else 1.0, index=chosen.index).mask(chosen["unit"] == "CNY", 1.0)
    made = {f"normalized{end}": chosen[c].astype("float64") * per / divisor for c, end in _ENDS}
    return chosen.assign(
        **made,
        normalized_by=divisor,
        normalized_per=per,
        normalized_as_of=pd.Series([fact["as_of"] for fact in nearest], index=chosen.index, dtype=object),
        normalized_source=pd.Series([fact["source"] for fact in nearest], index=chosen.index, dtype=object),
    )


def _nearest(facts: list[_Row], period: Any) -> _Row:
    """The fact of the date nearest to the period; of several equally near the last, which an analyst's file may give."""
    here = span(period)

    def apart(fact: _Row) -> float:
        there = span(fact["as_of"])
        return math.inf if here is None or there is None else years_apart(here, there)

    return min(reversed(facts), key=apart)

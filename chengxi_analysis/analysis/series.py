"""One indicator through the years and places of several reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.spans import span
from chengxi_analysis.model import Interval

_COLUMNS = [
    "ref_area", "report_id", "time_period", "value", "lower", "upper", "unit", "bound", "derived", "statement", "change", "change_pct",
    "break", "break_zh", "break_en", "obs_ids",
]  # fmt: skip
_Row = Mapping[Any, Any]
#: Units of what is already relative to something.
_RELATIVE = frozenset({"pct", "pct_point", "permille", "per_10k", "per_100k", "ug/m3", "year_of_age", "times"})
_ENDS = (("value", ""), ("lower", "_lower"), ("upper", "_upper"))


def timeseries(indicators: pd.DataFrame, indicator: str, catalogue: Catalogue | None = None) -> pd.DataFrame:
    """The values of one indicator, by area and period, with the places where they must not be joined.

    Parameters
    ----------
    indicators : DataFrame
        The indicators tables of several reports, concatenated. Targets are left out.
    indicator : str
        Catalogue id.
    catalogue : Catalogue, optional
        For definitions that changed; the package's own by default.

    Returns
    -------
    DataFrame
        Sorted by area (reports of unknown area stand alone) and period. ``change`` and ``change_pct`` are taken from the value before
        where no ``break`` lies between; a break has its reason in ``break_zh`` and ``break_en``: another definition, stated after
        derived, periods of another length, a figure of one named project, or two reports that do not agree on one period.

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
    rows = sorted(chosen.to_dict("records"), key=lambda r: (_area(r), span(r["time_period"]) is None, _order(r), r["report_id"]))
    made = []
    before: _Row | None = None
    for row in rows:
        earlier = before if before is not None and _area(before) == _area(row) else None
        why = _break(earlier, row, entry.breaks, entry.project) if earlier is not None else None
        made.append(_point(row, earlier if why is None else None, why))
        before = row
    return pd.DataFrame(made, columns=_COLUMNS)


def _area(row: _Row) -> str:
    return row["ref_area"] if isinstance(row["ref_area"], str) else f"~{row['report_id']}"


def _interval(row: _Row) -> Interval:
    return Interval(*(None if pd.isna(row[end]) else float(row[end]) for end in ("lower", "upper")))


def _order(row: _Row) -> str:
    known = span(row["time_period"])
    return "" if known is None else f"{known.end}{known.start}"


def _point(row: _Row, before: _Row | None, why: tuple[str, str] | None) -> dict[str, Any]:
    change = None if before is None else row["value"] - before["value"]
    relative = None if change is None or before is None or not before["value"] else 100 * change / before["value"]
    return {
        "change": change,
        "change_pct": relative,
        "break": why is not None,
        "break_zh": None if why is None else why[0],
        "break_en": None if why is None else why[1],
        "statement": row.get("statement", 1),
    } | {c: row[c] for c in _COLUMNS if c in row and c != "statement"}


def _break(before: _Row, row: _Row, changes: Any, project: bool) -> tuple[str, str] | None:
    """Why the step from one value to the next is none of the same measure, or None."""
    here, there = span(row["time_period"]), span(before["time_period"])
    if project:
        return "属具名项目的数,不同报告的项目可能不同", "a figure of one named project, which may be another one in the next report"
    if here is None or there is None:
        return "报告期未知", "the period is unknown"
    if (here.start, here.end) == (there.start, there.end):
        if _interval(row).overlaps(_interval(before)):
            return None
        return "同一时期有两个不同的数", "two figures for one period do not agree"
    for change in changes:
        if there.end.year < int(change.year) <= here.end.year:
            return change.zh, change.en
    if bool(before["derived"]) != bool(row["derived"]):
        return "一为报告所述,一为推算", "one is stated, the other derived"
    if abs((here.end - here.start).days - (there.end - there.start).days) > 15:
        return "两个时期长短不同", "the periods differ in length"
    return None


def normalize(indicators: pd.DataFrame, facts: pd.DataFrame, by: str = "population") -> pd.DataFrame:
    """Counts and sums per ten thousand inhabitants, or per square kilometre, where the area's population or size is known.

    Parameters
    ----------
    indicators : DataFrame
        The indicators table; rates and averages are left out, and so are reports whose area is not in `facts`.
    facts : DataFrame
        As :func:`chengxi_analysis.analysis.areas.load_facts` gives them.
    by : {"population", "area_km2"}
        What to divide by.

    Returns
    -------
    DataFrame
        The rows that could be divided, with ``normalized``, ``normalized_lower``, ``normalized_upper``, ``normalized_by`` (the divisor),
        ``normalized_as_of`` (its date, which may be another year's) and ``normalized_source``. The values are derived, never stated.

    Examples
    --------
    >>> rows = pd.DataFrame([{"ref_area": "1", "unit": "case", "value": 50, "lower": 50, "upper": None}])
    >>> facts = pd.DataFrame([{"ref_area": "1", "as_of": "2020-11-01", "population": 25000, "source": "census"}])
    >>> normalize(rows, facts)[["normalized", "normalized_by"]].values.tolist()
    [[20.0, 25000.0]]
    """
    known = facts[facts[by].notna()].drop_duplicates("ref_area", keep="last").set_index("ref_area")
    countable = ~indicators["unit"].isin(_RELATIVE) & ~indicators["unit"].str.contains("/", na=False)
    chosen = indicators[countable & indicators["ref_area"].isin(known.index)]
    divisor = chosen["ref_area"].map(known[by]).astype("float64")
    scale = 10_000.0 if by == "population" else 1.0
    made = {f"normalized{end}": chosen[c].astype("float64") * scale / divisor for c, end in _ENDS}
    return chosen.assign(
        **made,
        normalized_by=divisor,
        normalized_as_of=chosen["ref_area"].map(known["as_of"]),
        normalized_source=chosen["ref_area"].map(known["source"]),
    )

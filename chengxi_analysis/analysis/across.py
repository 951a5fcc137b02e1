"""The audit across years: last year's result against the figure that this year's report gives for last year.

A report compares with the year before (去年为368起). Where that year's own report is at hand, the two must agree, or the figure has
been revised since: a warning, never an error.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis.checks.finding import agree, difference
from chengxi_analysis.analysis.labels import core
from chengxi_analysis.analysis.number import bounds
from chengxi_analysis.model import Interval

_SHORTEST = 3


class _Fact(NamedTuple):
    """What two reports can state alike: a place, a year, a thing measured and its unit."""

    ref_area: str
    year: int
    subject: str
    unit: str


def audit_years(observations: pd.DataFrame) -> pd.DataFrame:
    """Compare every earlier value of a report with the result in the earlier year's own report.

    Parameters
    ----------
    observations : DataFrame
        Observations of several reports; `ref_area` and `time_period` say what each is about.

    Returns
    -------
    DataFrame
        The findings table: check repetition, one row for each pair that states one fact. Facts that the earlier report states
        more than once with different figures are left out.

    Examples
    --------
    >>> def row(report, period, role, value, text):
    ...     return dict(obs_id=f"{report}#0-4", report_id=report, ref_area="440000000000", time_period=period, role=role, value=value,
    ...                 unit="case", label="刑事案件立案", decimals=0, bound="exact", lower=value, upper=value, start=0, end=4, text=text,
    ...                 sentence_start=0, sentence=text)
    >>> rows = [row("a-2015", "2015", "actual", 372, "372起"), row("a-2016", "2016", "baseline", 368, "368起")]
    >>> audit_years(tables.frame("observations", rows))[["verdict", "severity", "stated"]].values.tolist()
    [['inconsistent', 'warning', '372起 | 368起']]
    """
    results: dict[_Fact, list[Any]] = {}
    earlier: list[tuple[_Fact, Any]] = []
    for row in observations.itertuples():
        if row.role not in ("actual", "baseline"):
            continue
        fact = _fact(row)
        if fact is not None and row.role == "actual":
            results.setdefault(fact, []).append(row)
        elif fact is not None:
            earlier.append((fact, row))
    rows = []
    for fact, row in earlier:
        found = results.get(fact, [])
        if found and len({r.value for r in found}) == 1:
            rows.append(_row(fact.subject, found[0], row))
    return tables.frame("findings", rows)


def _fact(row: Any) -> _Fact | None:
    """What an observation states; None where place, year or subject is unknown."""
    stated = row.period_stated if isinstance(row.period_stated, str) else None
    period = row.time_period if isinstance(row.time_period, str) else None
    if not isinstance(row.ref_area, str) or period is None or not period[:4].isdigit() or len(period) != 4:
        return None
    if row.role == "actual" and stated is not None:
        return None
    year = int(period) if row.role == "actual" else int(stated) if stated and len(stated) == 4 else int(period) - 1
    subject = core(row.label) if isinstance(row.label, str) else ""
    return _Fact(row.ref_area, year, subject, row.unit) if len(subject) >= _SHORTEST else None


def _row(subject: str, result: Any, later: Any) -> dict[str, Any]:
    """One comparison as a row of the findings table."""
    was, now = _interval(result), _interval(later)
    fits = agree(now, was)
    years = f"{result.report_id}, {later.report_id}"
    return {
        "report_id": later.report_id,
        "finding_id": f"repetition:{later.start}-{later.end}",
        "check": "repetition",
        "verdict": "consistent" if fits else "inconsistent",
        "severity": None if fits else "warning",
        "stated": f"{result.text} | {later.text}",
        "stated_lower": now.low, "stated_upper": now.high, "recomputed_lower": was.low, "recomputed_upper": was.high,
        "difference": difference(now, was),
        "explanation_zh": f"“{subject}”：上一年报告写的是“{result.text}”，本年报告回述为“{later.text}”，"
        + ("两处一致。" if fits else "两处对不上，可能是数据修订，建议核对。"),
        "explanation_en": f"“{result.text}” in the earlier report and “{later.text}” in the later one ({years}) "
        + ("agree." if fits else "do not agree; the figure may have been revised."),
        "obs_ids": [result.obs_id, later.obs_id],
    }  # fmt: skip


def _interval(row: Any) -> Interval:
    low = -math.inf if pd.isna(row.lower) else float(row.lower)
    high = math.inf if pd.isna(row.upper) else float(row.upper)
    return bounds(low, high)

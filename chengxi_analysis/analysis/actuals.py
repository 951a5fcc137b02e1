"""Which rows of the indicators table give an indicator as a result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.model import Interval


def is_actual(row: Mapping[str, Any]) -> bool:
    """True for a result, stated or derived."""
    return (row.get("role") or "actual") != "target"


def actuals_of(rows: list[dict[str, Any]], name: str, known: Catalogue) -> list[dict[str, Any]]:
    """Rows that give an indicator: the stated ones, and a recomputed one where it contradicts them or stands alone."""
    stated = [r for r in rows if r["indicator"] == name and is_actual(r)]
    again = [r for r in rows if known[r["indicator"]].restates == name]
    apart = [r for r in again if not any(_same_cell(r, s) and interval(r).overlaps(interval(s)) for s in stated)]
    return stated + apart


def _same_cell(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(a["report_id"] == b["report_id"] and a["time_period"] == b["time_period"])


def interval(row: Mapping[str, Any]) -> Interval:
    """What a row's value can stand for."""
    return Interval(row.get("lower"), row.get("upper"))

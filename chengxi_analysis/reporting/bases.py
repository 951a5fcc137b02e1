"""How far a rate can move by its base alone: ``data/reference/base_shifts.csv``, for rates whose base reports do not state."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

from chengxi_analysis import resources
from chengxi_analysis.reporting.numbers import missing


@cache
def _points() -> dict[str, float]:
    path = resources.reference_path("base_shifts.csv")
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["indicator"]: float(row["points"]) for row in csv.DictReader(file)}


def base_shift(indicator: str) -> float | None:
    """Percentage points that another count of the base is known to have moved this rate by; None where nothing is known.

    Examples
    --------
    >>> base_shift("vaccination_elderly60_full_rate"), base_shift("drug_control_rate")
    (4.6, None)
    """
    return _points().get(indicator)


def near(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """True where the base alone can be worth more than the gap between the report's rate and another one."""
    shift = base_shift(str(row["indicator"]))
    return shift is not None and not missing(row["actual"]) and abs(float(row["actual"]) - float(other["reference"])) <= shift

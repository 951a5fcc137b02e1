"""Which number plays which part in a finding, read back from the tables: the rate, its part and its whole; the total and its parts.

The findings table gives the observations compared and the recomputed interval; the parts they play follow from the units
and from the arithmetic that leads to that interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

from chengxi_analysis.reporting.numbers import magnitude, missing

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RateParts:
    """A stated percentage with the part and the whole it is of."""

    rate: Row
    part: Row
    whole: Row

    @property
    def recomputed(self) -> float:
        """Part over whole, in percent."""
        return 100.0 * float(self.part["value"]) / float(self.whole["value"])


@dataclass(frozen=True, slots=True)
class SumParts:
    """A stated total with its parts."""

    total: Row
    parts: tuple[Row, ...]

    @property
    def gap(self) -> float:
        """Total minus the sum of the parts."""
        return float(self.total["value"]) - sum(float(p["value"]) for p in self.parts)


def members(finding: Row, observations: dict[str, Row]) -> list[Row]:
    """The observations of a finding in text order."""
    found = [observations[i] for i in finding["obs_ids"] if i in observations]
    return sorted(found, key=lambda row: int(row["start"]))


def rate_parts(finding: Row, observations: dict[str, Row]) -> RateParts | None:
    """Rate, part and whole of a finding about a rate; None when they are not all in the text."""
    rows = members(finding, observations)
    rates = [r for r in rows if r["unit"] == "pct"]
    counts = [r for r in rows if r["unit"] != "pct" and float(r["value"]) > 0]
    if len(rates) != 1 or len(counts) < 2:
        return None
    low, high = finding["recomputed_lower"], finding["recomputed_upper"]
    target = float(rates[0]["value"]) if missing(low) or missing(high) else (float(low) + float(high)) / 2
    part, whole = min(permutations(counts, 2), key=lambda pair: abs(100.0 * pair[0]["value"] / pair[1]["value"] - target))
    return RateParts(rates[0], part, whole)


def sum_parts(finding: Row, observations: dict[str, Row]) -> SumParts | None:
    """Total and parts of a finding about a total; the total is the member whose interval is the stated one."""
    rows = members(finding, observations)
    if len(rows) < 3:
        return None
    low, high = finding["stated_lower"], finding["stated_upper"]
    fits = [r for r in rows if not missing(low) and not missing(high) and float(low) <= float(r["value"]) <= float(high)]
    total = fits[0] if fits else max(rows, key=lambda r: float(r["value"]))
    return SumParts(total, tuple(r for r in rows if r is not total))


def printed_step(row: Row) -> float:
    """One unit of the last printed digit, in the row's unit: 0.01 for 64.95%, 1 for 63 persons, 100 for 26.79万."""
    return magnitude(str(row["text"])) * 10.0 ** -int(row["decimals"])


def fitting_fraction(percentage: float, decimals: int, near: int, reach: int = 60, keep: int | None = None) -> tuple[int, int] | None:
    """The fraction nearest to a whole of `near` whose percentage prints as stated.

    Parameters
    ----------
    percentage, decimals
        As printed.
    near : int
        The whole that the text gives.
    reach : int
        How far from it wholes are tried.
    keep : int, optional
        The part that the text gives: a fraction that keeps it goes before all others.

    Examples
    --------
    >>> fitting_fraction(64.95, 2, 99, keep=63)
    (63, 97)
    >>> fitting_fraction(50.0, 1, 10)
    (5, 10)

    References
    ----------
    Brown, N. J. L. and Heathers, J. A. J. (2017). The GRIM test. Social Psychological and Personality Science 8 (4), 363-369.
    """
    half = 0.5 * 10.0**-decimals + 1e-9
    fits = [
        (k, n)
        for n in range(max(1, near - reach), near + reach + 1)
        for k in {int(percentage * n / 100), int(percentage * n / 100) + 1}
        if abs(100.0 * k / n - percentage) <= half
    ]
    return min(fits, key=lambda f: (f[0] != keep, abs(f[1] - near), f)) if fits else None

"""Granularity: can a percentage come from a whole of so many at all?

The test is GRIM, made for means of whole numbers and just as true for percentages (Brown and Heathers 2017, The GRIM test:
A simple technique detects numerous anomalies in the reporting of results in psychology, Social Psychological and Personality
Science 8, 363-369). A result says how able the test was to fail.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from chengxi_analysis import units
from chengxi_analysis.analysis.checks.finding import Finding, untestable
from chengxi_analysis.analysis.checks.rate import RateLink
from chengxi_analysis.analysis.linking import Number, half_width
from chengxi_analysis.model import Interval

#: 70%, 90%: tens of percent are often meant roughly, so that a miss is worth a look and no more.
_ROUND = 10


@dataclass(frozen=True, slots=True)
class Grim:
    """Outcome of the GRIM test.

    Attributes
    ----------
    possible : bool
        Some whole number of cases gives the percentage at its printed decimals.
    fitting : tuple of int
        The numbers of cases that do (at most the first ten).
    nearest : tuple of (int, str)
        The neighbors that come closest, each with the percentage it gives.
    power : float
        Share of all percentages of so many decimals that the whole cannot give: 0 means that the test cannot fail.
    """

    possible: bool
    fitting: tuple[int, ...]
    nearest: tuple[tuple[int, str], ...]
    power: float


def grim(percentage: str, whole: int) -> Grim:
    """Test whether a printed percentage can come from a whole of a given size.

    Parameters
    ----------
    percentage : str
        As printed, without the sign: trailing zeros count.
    whole : int
        Number of cases that make 100 %.

    Examples
    --------
    >>> result = grim("64.95", 99)
    >>> result.possible, result.nearest
    (False, ((64, '64.65'), (65, '65.66')))
    >>> grim("81.8", 22).fitting
    (18,)
    >>> grim("44.0", 10000).power
    0.0
    """
    if whole < 1:
        raise ValueError("a whole must count at least one case")
    decimals = len(percentage.partition(".")[2])
    stated = Fraction(percentage)
    half = Fraction(1, 2 * 10**decimals)
    first = math.ceil((stated - half) * whole / 100)
    last = math.floor((stated + half) * whole / 100)
    fitting = tuple(range(max(first, 0), last + 1)[:10])
    below = math.floor(stated * whole / 100)
    nearest = tuple((k, f"{k / whole * 100:.{decimals}f}") for k in (below, below + 1))
    power = max(0.0, 1 - (whole + 1) / (100 * 10**decimals + 1))
    return Grim(bool(fitting), fitting, nearest, round(power, 4))


def fractions_that_fit(percentage: str, part: int, largest_whole: int) -> list[tuple[int, int]]:
    """Wholes up to `largest_whole` of which a known part gives the printed percentage.

    Examples
    --------
    >>> fractions_that_fit("64.95", 63, 320)
    [(63, 97)]
    """
    decimals = len(percentage.partition(".")[2])
    half = Fraction(1, 2 * 10**decimals)
    low, high = Fraction(percentage) - half, Fraction(percentage) + half
    if high <= 0 or low <= 0:
        return []
    first, last = math.ceil(Fraction(part * 100) / high), math.floor(Fraction(part * 100) / low)
    return [(part, whole) for whole in range(max(first, part, 1), min(last, largest_whole) + 1)]


def check(found: Iterable[RateLink]) -> Iterator[Finding]:
    """Granularity of every rate whose whole is a plain count."""
    for link in found:
        if link.part is not None and link.wholes and link.strong and link.rate.unit == "pct" and link.rate.bound == "exact":
            finding = judge(link)
            if finding is not None:
                yield finding


def judge(link: RateLink, severity: str = "error") -> Finding | None:
    """GRIM against each admissible whole; impossible only when no one of them can give the percentage.

    What is recomputed are the percentages that whole numbers of cases give: those that fit, or the one that comes nearest.
    """
    p = link.rate
    printed = half_width(p.text).rstrip("%").strip().replace(",", "")
    counts = [q for q in link.wholes if plain_count(q)]
    if not counts or len(counts) < len(link.wholes) or not printed.replace(".", "", 1).isdigit() or p.value > 100:
        return None
    results = [(grim(printed, int(q.value)), q) for q in counts]
    result, whole = next(((r, q) for r, q in results if r.possible), results[0])
    if result.power == 0.0:
        return untestable(
            "granularity", (whole, p), "every percentage is possible",
            f"“{whole.text}”足够大，任何“{p.text}”这样精度的百分比都可能出现，无法检验。",
            f"“{whole.text}” is so large that any percentage of this precision is possible; the test cannot fail.",
        )  # fmt: skip
    near = result.nearest
    if "." not in printed and int(printed) % _ROUND == 0:
        severity = "note"
    if result.possible:
        return Finding(
            "granularity", "consistent", (whole, p), p.interval, _percentages(result.fitting, whole),
            zh=f"“{whole.text}”中的{result.fitting[0]}{whole.unit_text}可以得出“{p.text}”。",
            en=f"{result.fitting[0]} of “{whole.text}” gives “{p.text}”.",
        )  # fmt: skip
    part = link.part
    closest = min((k for k, _ in near), key=lambda k: abs(100 * k / whole.value - p.value))
    fits = fractions_that_fit(printed, int(part.value), int(2 * whole.value)) if part is not None and part.value == int(part.value) else []
    hint = (f"如{fits[0][0]}/{fits[0][1]}可得出该数。", f"{fits[0][0]} of {fits[0][1]} would give it.") if fits else ("", "")
    return Finding(
        "granularity", "inconsistent", (whole, p), p.interval, _percentages((closest,), whole), severity,
        zh=f"“{whole.text}”无论取其中多少{whole.unit_text}都得不出“{p.text}”：{near[0][0]}{whole.unit_text}是{near[0][1]}%，"
        f"{near[1][0]}{whole.unit_text}是{near[1][1]}%，这几个数对不上。{hint[0]}",
        en=f"No whole number of “{whole.text}” gives “{p.text}”: {near[0][0]} is {near[0][1]}%, {near[1][0]} is {near[1][1]}%. "
        f"These figures do not agree. {hint[1]}".strip(),
    )  # fmt: skip


def _percentages(cases: tuple[int, ...], whole: Number) -> Interval:
    """What the first and the last of some numbers of cases are of a whole, in percent."""
    return Interval(100 * cases[0] / whole.value, 100 * cases[-1] / whole.value)


def plain_count(q: Number) -> bool:
    """A whole number of things, printed in full."""
    return q.low == q.high and q.value == int(q.value) and q.value > 0 and q.magnitude == 1 and units.unit(q.unit).discrete

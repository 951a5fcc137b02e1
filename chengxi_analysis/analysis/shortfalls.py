"""How many persons or cases a rate is short of a target, as an interval: from the base where it is stated, else from a count around it."""

from __future__ import annotations

import math

from chengxi_analysis.analysis.judging import Actual, Reference
from chengxi_analysis.model import Interval


def shortfall(actual: Actual, reference: Reference, base: Interval, held: Interval | None, whole: bool) -> Interval:
    """Persons or cases by which a rate falls short of a target.

    Parameters
    ----------
    base : Interval
        The whole that the rate is of.
    held : Interval, optional
        The part, where the report counts it. A rate that does not agree with its counts widens the answer.
    whole : bool
        Persons and cases: the answer is in whole ones.

    Examples
    --------
    >>> ninety_nine, sixty_three = Interval(99, 99), Interval(63, 63)
    >>> counted = Actual(100 * 63 / 99, Interval(100 * 63 / 99, 100 * 63 / 99), None, None)
    >>> shortfall(counted, Reference("a", "target", 95, comparator=">="), ninety_nine, sixty_three, True)
    Interval(low=32, high=32)
    >>> stated = Actual(64.95, Interval(64.945, 64.955), None, None)
    >>> shortfall(stated, Reference("a", "target", 95, comparator=">="), ninety_nine, sixty_three, True)
    Interval(low=31, high=32)
    """
    sure = base.low == base.high
    ends = [_missing_of(end, actual.interval, reference, held, whole, sure) for end in (base.low, base.high)]
    low, high = (None if end is None else max(0.0, end) for end in (ends[0].low, ends[1].high))
    if low is not None and ends[1].low is not None:
        low = min(low, max(0.0, ends[1].low))
    return Interval(_whole(low, up=True), _whole(high, up=True)) if whole else Interval(low, high)


def _missing_of(base: float | None, rate: Interval, reference: Reference, held: Interval | None, whole: bool, sure: bool) -> Interval:
    """What is missing of a base of known size: needed less held, or held less allowed where fewer are wanted."""
    if base is None:
        return Interval(None, None)
    size = Interval(base, base)
    have = _times(size, rate)
    if whole and sure:
        have = _inner(have)
    if held is not None:
        have = held if held.overlaps(have) else _hull(held, have)
    need = base * reference.value / 100
    if whole:  # 95% of 99 persons is 94.05: it takes 95 of them, or at most 94 where fewer are wanted
        need = _whole(need, up=reference.comparator != "<=") or 0
    needed = Interval(need, need)
    return have - needed if reference.comparator == "<=" else needed - have


def _times(base: Interval, rate: Interval) -> Interval:
    low = None if base.low is None or rate.low is None else base.low * rate.low / 100
    high = None if base.high is None or rate.high is None else base.high * rate.high / 100
    return Interval(low, high)


def _inner(have: Interval) -> Interval:
    """The whole numbers of an interval: a rate of a known base is one of whole persons; the interval where it holds none."""
    low, high = _whole(have.low, up=True), _whole(have.high, up=False)
    return have if low is None or high is None or low > high else Interval(low, high)


def _hull(a: Interval, b: Interval) -> Interval:
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return Interval(low, high)


def _whole(value: float | None, *, up: bool) -> int | None:
    if value is None:
        return None
    return math.ceil(round(value, 9)) if up else math.floor(round(value, 9))


def amount_short(actual: Actual, reference: Reference) -> Interval:
    """What an amount is short of a target, in its own unit; of a target in vague words, from the near edge of what it can mean.

    Examples
    --------
    >>> amount_short(Actual(2876, Interval(2876, 2876), None, None), Reference("a", "own", 3000, comparator=">="))
    Interval(low=124, high=124)
    >>> about = Reference("b", "own", 3000, comparator=">=", slack=Interval(2850, 3150))
    >>> amount_short(Actual(2980, Interval(2980, 2980), None, None), about)
    Interval(low=0.0, high=20)
    """
    least, most = reference.edges
    if reference.comparator == "<=":
        ends = (actual.value - most, None if actual.interval.high is None else actual.value - reference.value)
    else:
        ends = (least - actual.value, None if actual.interval.low is None else reference.value - actual.value)
    near, far = (None if end is None else max(0.0, round(end, 9)) for end in ends)
    return Interval(0.0 if actual.interval.low is None or actual.interval.high is None else near, far)


def base_of(held: Interval, rate: Interval) -> Interval:
    """The whole of which a count is the stated rate, as far as the rate's printed form tells it.

    Examples
    --------
    >>> base_of(Interval(196, 196), Interval(97.5, 98.5))
    Interval(low=198.984772, high=201.025641)
    """
    low = None if held.low is None or not rate.high else round(held.low * 100 / rate.high, 6)
    high = None if held.high is None or not rate.low else round(held.high * 100 / rate.low, 6)
    return Interval(low, high)


def at_most_short(actual: Actual, reference: Reference, around: Interval) -> Interval:
    """Fewest and most that can be missing where the base is not stated, but a count is of which the rate's own persons are a part.

    Those whom the rate counts cannot be more than `around`, so its base cannot exceed that count over the rate.

    Examples
    --------
    >>> rate = Actual(80.0, Interval(79.5, 80.5), None, None)
    >>> at_most_short(rate, Reference("a", "target", 90, comparator=">="), Interval(1590, 1590))
    Interval(low=1, high=210)
    """
    low = actual.interval.low
    if not low or around.high is None or reference.comparator != ">=":
        return Interval(None, None)
    largest = around.high * 100 / low
    return Interval(1, _whole(largest * (reference.value - low) / 100, up=False))

"""From a printed number to the interval of values that it can stand for.

A printed number is a rounded one: 64.95 stands for anything from 64.945 to 64.955. A counted whole number without magnitude
(63人) is exact. Words change the interval: 多 and 以上 open it upwards, 不足 and 以内 downwards, 约 widens it by one unit of the
last significant digit.
"""

from __future__ import annotations

from chengxi_analysis.model import Interval


def printed_interval(
    value: float,
    decimals: int,
    bound: str = "exact",
    *,
    magnitude: float = 1.0,
    discrete: bool = False,
    value_high: float | None = None,
) -> Interval:
    """Interval that a printed form allows.

    Parameters
    ----------
    value : float
        The value with its magnitude multiplied out.
    decimals : int
        Printed decimals before the magnitude (26.79万 -> 2).
    bound : {"exact", "approx", "ge", "le"}
        What the words around the number make of it.
    magnitude : float
        The magnitude that was multiplied out (万 -> 10000).
    discrete : bool
        The unit counts things: a whole number without magnitude is exact.
    value_high : float, optional
        High end of a range.

    Examples
    --------
    >>> printed_interval(64.95, 2)
    Interval(low=64.945, high=64.955)
    >>> printed_interval(63, 0, discrete=True)
    Interval(low=63, high=63)
    >>> printed_interval(267900, 2, magnitude=10000)
    Interval(low=267850.0, high=267950.0)
    >>> printed_interval(2000, 0, "ge", discrete=True)
    Interval(low=2000, high=None)
    >>> printed_interval(190000, 0, "approx", magnitude=10000)
    Interval(low=180000.0, high=200000.0)
    """
    high = value if value_high is None else value_high
    if bound == "ge":
        return Interval(value, None)
    if bound == "le":
        return Interval(None, high)
    if bound == "approx":
        slack = last_significant_unit(value / magnitude, decimals) * magnitude
    else:
        slack = 0.0 if discrete and magnitude == 1.0 and decimals == 0 else rounding_unit(decimals, magnitude) / 2
    if not slack:
        return Interval(value, high)
    return Interval(_clean(value - slack), _clean(high + slack))


def rounding_unit(decimals: int, magnitude: float = 1.0) -> float:
    """One unit of the last printed digit: 0.01 for 64.95, 100 for 26.79万."""
    return magnitude * 10.0**-decimals


def last_significant_unit(printed: float, decimals: int) -> float:
    """One unit of the last digit that is not a trailing zero of a whole number: 100 for 300, 0.1 for 5.5."""
    if decimals:
        return 10.0**-decimals
    whole = abs(round(printed))
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return float(step)


def _clean(x: float) -> float:
    """Take off binary dust (64.94500000000001), far below any printed digit."""
    return round(x, 10)

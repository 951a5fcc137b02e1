"""What can be said of one actual beside one reference: status, gap, shortfall. Pure functions over intervals; no table here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from chengxi_analysis.analysis.spans import Span, span, years_apart
from chengxi_analysis.model import Interval

#: A target whose deadline lies further off than this (years) says nothing about the period: two five-year plans meet.
TARGET_REACH = 5.0
#: A peer's figure from further off than this (years) is no neighbour in time.
BENCHMARK_REACH = 3.0


@dataclass(frozen=True, slots=True)
class Actual:
    """What a report gives for an indicator."""

    value: float
    interval: Interval
    period: Span | None
    ref_area: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A target, a benchmark, or the report's own plan.

    `slack` is the interval that a target of vague words (5%左右) can stand for; `applies_to` is the code of the area it binds,
    shortened to its level (44, 4417), CN for the country, INT beyond, None where unknown. An `open` target has no deadline that could
    pass; the `frame` of a project is all that it will cost, and no target of any one period.
    """

    id: str
    kind: str
    value: float
    high: float | None = None
    comparator: str | None = None
    as_of: str | None = None
    deadline: str | None = None
    comparability: str = "same"
    applies_to: str | None = None
    bound: str = "exact"
    slack: Interval | None = None
    open: bool = False
    frame: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and the key of the sentence that says why."""

    status: str
    why: str


def judge(actual: Actual, reference: Reference, *, percentage: bool = False, growth: bool = False) -> Judgement:
    """Status of an actual beside a reference, and why.

    Only a reference of the same population, base and place is judged; and only at its time: before the deadline a target that is
    not reached is on the way.

    Examples
    --------
    >>> report = Actual(87.15, Interval(87.145, 87.155), span("2022"), "441702009000")
    >>> judge(report, Reference("a", "target", 85, comparator=">=", deadline="2022")).status
    'met'
    >>> judge(report, Reference("b", "target", 90, comparator=">=", deadline="2023-01-31")).status
    'on_the_way'
    >>> judge(report, Reference("c", "target", 87.15, comparator=">=")).status
    'undecidable'
    >>> judge(report, Reference("d", "target", 90, comparator=">=", comparability="partial"))
    Judgement(status='undecidable', why='partial')
    >>> judge(report, Reference("e", "own", 85, comparator=">=", deadline="2023"))
    Judgement(status='not_comparable', why='other_period')
    """
    context = _context(actual, reference)
    if context is not None:
        return context
    if reference.kind == "benchmark":
        return Judgement("undecidable", "peer")
    due = span(reference.deadline)
    if due is not None and actual.period is None:
        return Judgement("undecidable", "period_unknown")
    early = due is not None and actual.period is not None and actual.period.end < due.end
    if early and growth:
        return Judgement("not_comparable", "other_year")
    if reference.kind == "own" and begins_after(due, actual.period):  # a plan for next year waits for next year's figure
        return Judgement("not_comparable", "other_period")
    reached = _reached(actual, reference, percentage)
    if reached is True:
        return Judgement("met", "met_early" if early else "met")
    if reached is None and reference.kind == "own" and actual.value == reference.value:
        return Judgement("met", "as_printed")  # plan and result are printed alike: both are rounded in the same way
    if early:
        return Judgement("on_the_way", "not_due")
    if reference.open:
        return Judgement("on_the_way", "no_deadline")
    return Judgement("undecidable", "straddles") if reached is None else Judgement("missed", "missed")


def begins_after(due: Span | None, period: Span | None) -> bool:
    """True when the period of a target begins after a report's has ended."""
    return due is not None and period is not None and due.start > period.end


def applies(applies_to: str | None, ref_area: str | None) -> bool | None:
    """True when a reference binds the area, False when it binds another, None when the report's area is unknown.

    Examples
    --------
    >>> applies("44", "441702009000"), applies("3501", "441702009000"), applies("CN", None), applies("44", None)
    (True, False, True, None)
    """
    if applies_to in (None, "CN", "INT"):
        return True
    return None if ref_area is None else ref_area.startswith(str(applies_to))


def _context(actual: Actual, reference: Reference) -> Judgement | None:
    """Why a reference is context only, or None when it may be judged."""
    if reference.frame:
        return Judgement("not_comparable", "project_total")
    if reference.comparability == "different":
        return Judgement("not_comparable", "different")
    binding = applies(reference.applies_to, actual.ref_area)
    if binding is False and reference.kind != "benchmark":
        return Judgement("not_comparable", "elsewhere")
    if _far(actual, reference):
        return Judgement("not_comparable", "far_off")
    if binding is None:
        return Judgement("undecidable", "area_unknown")
    if reference.comparability == "partial":
        return Judgement("undecidable", "partial")
    if reference.comparability == "similar":
        return Judgement("undecidable", "similar")
    return None


def _far(actual: Actual, reference: Reference) -> bool:
    there = span(reference.deadline) or span(reference.as_of)
    if there is None or actual.period is None:
        return False
    if reference.kind == "benchmark":
        return years_apart(actual.period, there) > BENCHMARK_REACH
    return there.end < actual.period.start or years_apart(actual.period, there) > TARGET_REACH


def _reached(actual: Actual, reference: Reference, percentage: bool) -> bool | None:
    """True, False, or None when the interval of the actual straddles the reference."""
    low, high = actual.interval.low, actual.interval.high
    low, high = (-math.inf if low is None else low), (math.inf if high is None else high)
    target, comparator = reference.value, reference.comparator or ">="
    if comparator == ">=" and percentage and target == 100 and low < 100 <= high:
        comparator = "="  # a share cannot pass the whole: 100% as printed is all of it
    slack = reference.slack or Interval(target, target)
    floor, ceiling = (target if slack.low is None else slack.low), (target if slack.high is None else slack.high)
    if comparator == ">=":
        return True if low >= target else False if high < floor else None
    if comparator == "<=":
        return True if high <= target else False if low > ceiling else None
    if comparator == "between":
        top = target if reference.high is None else reference.high
        return True if low >= target and high <= top else False if high < target or low > top else None
    if low == high == target or (low <= target <= high and actual.value == target):
        return True
    return None if low <= target <= high else False


def gap(actual: Actual, reference: Reference) -> float | None:
    """Actual minus reference, nearest end of a range; None where a bound or another definition allows no difference.

    Examples
    --------
    >>> report = Actual(92.08, Interval(92.075, 92.085), None, None)
    >>> round(gap(report, Reference("a", "benchmark", 90.62, comparability="similar")), 2)
    1.46
    >>> gap(report, Reference("b", "benchmark", 91, bound="ge", comparability="similar")) is None
    True
    """
    open_ended = actual.interval.low is None or actual.interval.high is None
    if reference.comparability not in ("same", "similar") or reference.bound not in ("exact", "approx") or open_ended:
        return None
    if reference.comparator == "between" and reference.high is not None:
        nearest = min(max(actual.value, reference.value), reference.high)
        return round(actual.value - nearest, 10)
    return round(actual.value - reference.value, 10)


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
    ends = [_missing_of(end, actual.interval, reference, held, whole) for end in (base.low, base.high)]
    low, high = (None if end is None else max(0.0, end) for end in (ends[0].low, ends[1].high))
    if low is not None and ends[1].low is not None:
        low = min(low, max(0.0, ends[1].low))
    return Interval(_whole(low, up=True), _whole(high, up=True)) if whole else Interval(low, high)


def _missing_of(base: float | None, rate: Interval, reference: Reference, held: Interval | None, whole: bool) -> Interval:
    """What is missing of a base of known size: needed less held, or held less allowed where fewer are wanted."""
    if base is None:
        return Interval(None, None)
    size = Interval(base, base)
    have = _times(size, rate)
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


def _hull(a: Interval, b: Interval) -> Interval:
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return Interval(low, high)


def _whole(value: float | None, *, up: bool) -> int | None:
    if value is None:
        return None
    return math.ceil(round(value, 9)) if up else math.floor(round(value, 9))


def end_at(period: Span | None, as_of: date | None) -> Span | None:
    """The period cut at the day for which the actuals stand."""
    if period is None or as_of is None or not period.start <= as_of < period.end:
        return period
    return Span(period.start, as_of)

"""What can be said of one actual beside one reference: status, gap, shortfall. Pure functions over intervals; no table here."""

from __future__ import annotations

import math
from dataclasses import dataclass

from chengxi_analysis.analysis.spans import Span, span, years_apart, years_long
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.model import Interval

#: A target whose deadline lies further off than this (years) says nothing about the period: two five-year plans meet.
TARGET_REACH = 5.0
#: A peer's figure from further behind the report's period than this (years) is no neighbor in time.
PEER_REACH = 1.0
#: A peer's figure for a longer time than this (years) is a mean of years and none of the report's period.
PEER_LENGTH = 1.5

#: How many times a rate must be a target of at most 1% before that is taken for a slip.
_MANY_TIMES = 20


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far the 左右 of a target reaches, which no plan says: a choice that every sentence prints.

    `points` holds for percentages (of small ones at most a quarter of the figure), `percent` (of the figure) for all else.
    """

    points: float = 0.5
    percent: float = 5.0

    def __post_init__(self) -> None:
        if self.points < 0 or self.percent < 0:
            raise ParameterError("a tolerance must not be negative", f"it is {self}", "give 0 or more")

    def around(self, value: float, unit: str) -> Interval:
        """What about so much can stand for.

        Examples
        --------
        >>> Tolerance().around(6.5, "pct"), Tolerance().around(0.8, "pct_point"), Tolerance().around(3000, "person")
        (Interval(low=6.0, high=7.0), Interval(low=0.6, high=1.0), Interval(low=2850.0, high=3150.0))
        """
        width = min(self.points, abs(value) / 4) if unit in ("pct", "pct_point") else abs(value) * self.percent / 100
        return Interval(round(value - width, 9), round(value + width, 9))


@dataclass(frozen=True, slots=True)
class Actual:
    """What a report gives for an indicator; `counted` is what the report's own counts make of a rate, where they agree with it."""

    value: float
    interval: Interval
    period: Span | None
    ref_area: str | None
    counted: Interval | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A target, a benchmark, or the report's own plan.

    `slack` is the interval that a target of vague words (5%左右) can stand for; a `ceiling` is an expected figure that may be kept
    below (prices, unemployment), an `ambition` what a plan strives for beyond its target (力争8%), and a `derived` target one that is
    last year's level and a planned step (提高0.5个百分点). `applies_to` is the code of the area it binds, shortened to its level (44,
    4417), CN for the country, INT beyond, None where unknown. An `open` target has no deadline that could pass; the `frame` of a
    project is all that it will cost, and no target of any one period. Of several peers of one place, `nearer` is the date of that
    which stands for it, where it is not this one.
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
    ceiling: bool = False
    ambition: bool = False
    derived: bool = False
    undirected: bool = False
    nearer: str | None = None

    @property
    def edges(self) -> tuple[float, float]:
        """The reference, or the edges of what its vague words can stand for."""
        if self.slack is None or self.slack.low is None or self.slack.high is None:
            return self.value, self.value
        return self.slack.low, self.slack.high


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and the key of the sentence that says why."""

    status: str
    why: str


def judge(actual: Actual, reference: Reference, *, growth: bool = False) -> Judgement:
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
    >>> judge(report, Reference("c", "target", 87.153, comparator=">=")).status
    'undecidable'
    >>> judge(report, Reference("c", "target", 87.15, comparator=">="))
    Judgement(status='met', why='as_printed')
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
        return _growth_before_due(actual, due)
    if reference.kind == "own" and begins_after(due, actual.period):  # a plan for next year waits for next year's figure
        return Judgement("not_comparable", "other_period")
    if _printed_alike(actual, reference):
        return Judgement("met", "as_printed")
    reached = _reached(actual, reference)
    if reached is True:
        return Judgement("met", "within" if reference.ceiling else "met_early" if early else "met")
    if early:
        return Judgement("on_the_way", "not_due")
    if reference.open:
        return Judgement("on_the_way", "no_deadline")
    if reached is None:
        return Judgement("undecidable", "straddles" if reference.slack is None else "about")
    if reference.undirected:
        return Judgement("undecidable", "undirected")
    return Judgement("missed", "ambition" if reference.ambition else "missed")


def _growth_before_due(actual: Actual, due: Span | None) -> Judgement:
    """Growth starts anew each year: of another year it says nothing, of a part of the year it may still change either way."""
    assert actual.period is not None
    inside = due is not None and due.start <= actual.period.start
    return Judgement("on_the_way", "part_year") if inside else Judgement("not_comparable", "other_year")


def _printed_alike(actual: Actual, reference: Reference) -> bool:
    """One convention for all targets: a result that is printed as the target is counts as reached, whatever was rounded off."""
    low, high = actual.interval.low, actual.interval.high
    rounded = low is not None and high is not None and low < high
    return rounded and actual.value == reference.value and reference.comparator != "between"


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
    if reference.nearer is not None:
        return Judgement("not_comparable", "nearer")
    if reference.comparability == "partial":
        return Judgement("undecidable", "partial")
    if reference.kind == "benchmark" and span(reference.as_of) is None:
        return Judgement("not_comparable", "undated")
    if reference.comparability == "similar":
        return Judgement("undecidable", "similar")
    return None


def stored_as_fraction(actual: Actual, reference: Reference) -> bool:
    """True for a target of at most 1% beside a rate many times as high: a spreadsheet keeps 95% as 0.95.

    Examples
    --------
    >>> stored_as_fraction(Actual(64.95, Interval(64.945, 64.955), None, None), Reference("a", "target", 0.95, comparator=">="))
    True
    """
    return 0 < reference.value <= 1 and actual.value >= _MANY_TIMES * reference.value


def _far(actual: Actual, reference: Reference) -> bool:
    there = span(reference.deadline) or span(reference.as_of)
    if there is None or actual.period is None:
        return False
    return not near(there, actual.period, peer=reference.kind == "benchmark")


def near(there: Span, period: Span, *, peer: bool) -> bool:
    """True when a reference is of a report's time: not over before the period began, and not too far behind it.

    A peer must be of one period, too: a figure for five years is none of one of them.

    Examples
    --------
    >>> [near(span(date), span("2022"), peer=True) for date in ("2021-12-24", "2022-03-13", "2023", "2021/2025")]
    [False, True, True, False]
    >>> near(span("2025"), span("2022"), peer=False), near(span("2021"), span("2022"), peer=False)
    (True, False)
    """
    if there.end < period.start or (peer and years_long(there) > PEER_LENGTH):
        return False
    return years_apart(period, there) <= (PEER_REACH if peer else TARGET_REACH)


def _reached(actual: Actual, reference: Reference) -> bool | None:
    """True, False, or None when the interval of the actual straddles the reference, or lies within its vague words."""
    shown = actual.counted or actual.interval
    low, high = (-math.inf if shown.low is None else shown.low), (math.inf if shown.high is None else shown.high)
    target, comparator = reference.value, reference.comparator or ">="
    floor, ceiling = reference.edges
    if comparator == ">=":
        return True if low >= target else False if high < floor else None
    if comparator == "<=":
        return True if high <= target else False if low > ceiling else None
    if comparator == "between":
        top = target if reference.high is None else reference.high
        return True if low >= target and high <= top else False if high < target or low > top else None
    if low == high == target:
        return True
    return None if low <= ceiling and high >= floor else False


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

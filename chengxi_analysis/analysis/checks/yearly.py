"""Yearly means of growth beside the growth of the whole time (比2006年增长42%，年均增长7.3%; 是1992年的4.6倍，年均递增36%).

The levels cancel out: the growth of all years and their number give the mean. Dividing the growth by the years is a habit and no compound
mean; where that is what was done, it is said and not taken for a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, agree, compare, untestable
from chengxi_analysis.analysis.checks.growth import yearly
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage
from chengxi_analysis.model import Interval

_SINCE = re.compile(r"(?:比|较|是|为|相当于)(\d{4})年(?!以来)[^,;\d]{0,6}$")
_DIRECTION = re.compile(r"(?:增长|增加|提高|上升|的)(?:了|约|近)*$")
_MOST_YEARS = 30


def ratio(change: Interval, *, multiple: bool) -> Interval:
    """End over beginning, from a growth in percent or from a multiple of the beginning.

    Examples
    --------
    >>> ratio(Interval(41.5, 42.5), multiple=False), ratio(Interval(4.55, 4.65), multiple=True)
    (Interval(low=1.415, high=1.425), Interval(low=4.55, high=4.65))
    """
    if multiple:
        return change
    return Interval(*(None if x is None else 1 + x / 100 for x in (change.low, change.high)))


def check(passage: Passage) -> Iterator[Finding]:
    """Every yearly mean right behind the growth since a year that is named."""
    if passage.year is None or passage.year_inferred:
        return
    for c in passage.numbers:
        whole = passage.previous(c)
        if whole is None or not _is_mean_of(whole, c) or w.OTHER_FOOTING.search(c.lead + whole.lead):
            continue
        since = _SINCE.search(_DIRECTION.sub("", whole.lead))
        years = passage.year - int(since.group(1)) if since else 0
        if 1 < years <= _MOST_YEARS:
            yield _judge(whole, c, years)


def _is_mean_of(whole: Number, c: Number) -> bool:
    """A yearly rise right behind a rise, or behind a multiple of the beginning (是…的3倍)."""
    if c.kind != "rate" or c.change <= 0 or c.rank > CLAUSE or c.sentence != whole.sentence or not w.YEARLY.search(c.lead):
        return False
    return (whole.kind == "rate" and whole.change > 0) or _is_multiple(whole)


def _is_multiple(whole: Number) -> bool:
    return whole.kind == "multiple" and whole.unit != "doubling" and not w.RISE_END.search(whole.head)


def _judge(whole: Number, c: Number, years: int) -> Finding:
    """A multiple compares levels in the prices of their years, a mean of growth often does not: such a gap decides nothing."""
    multiple = _is_multiple(whole)
    ends = ratio(whole.interval, multiple=multiple)
    recomputed = yearly(Interval(1, 1), ends, years)
    how = (f"按{years}年“{whole.text}”计算年均增长", f"“{whole.text}” over {years} years as a yearly mean")
    if multiple and not agree(c.interval, recomputed, c.step / 2):
        return untestable(
            "growth", (whole, c), "constant prices or another footing",
            f"“{whole.text}”按现价数值、“{c.text}”可能按可比价格计算，无法判断。",
            f"“{whole.text}” compares levels as they are; “{c.text}” may be in constant prices. Nothing can be said.",
        )  # fmt: skip
    divided = Interval(*(None if x is None else (x - 1) * 100 / years for x in (ends.low, ends.high)))
    if agree(c.interval, divided):
        extra = ("用总增幅除以年数正好得出，年均增长一般按复合增长计算。", "Growth divided by the years gives it; means are compound.")
        return compare("growth", (whole, c), c, recomputed, how, "note", extra=extra)
    return compare("growth", (whole, c), c, recomputed, how, "warning")

"""What an item of a list is, how items add up, and when a list does not say all that belongs to it."""

from __future__ import annotations

import re
from functools import reduce

from chengxi_analysis.analysis.checks.finding import Finding, agree, difference, untestable
from chengxi_analysis.analysis.linking import Number, Passage, same_unit
from chengxi_analysis.model import Interval

_LEFT_OUT = re.compile(r"^(?:均|都)?(?:不含|不包括|不计|未含|未计|未包括|除外)")
#: So many numbers behind a list may still belong to it.
_BEHIND = 6


def total(parts: list[Interval]) -> Interval:
    """Interval of a sum of independently rounded parts.

    Examples
    --------
    >>> total([Interval(23.45, 23.55), Interval(41.25, 41.35)])
    Interval(low=64.7, high=64.9)
    """
    added = reduce(lambda a, b: a + b, parts)
    return Interval(None if added.low is None else round(added.low, 9), None if added.high is None else round(added.high, 9))


def is_part(p: Number, whole: Number) -> bool:
    return p.kind == "amount" and not (p.change or p.mean or p.baseline or p.threshold) and same_unit(p, whole)


def in_unit(whole: Number, parts: list[Number]) -> Interval:
    """The parts added in the unit of the whole."""
    scaled = []
    for p in parts:
        k = p.factor / whole.factor if p.unit and whole.unit and p.unit != whole.unit else 1.0
        i = p.interval
        scaled.append(Interval(None if i.low is None else i.low * k, None if i.high is None else i.high * k))
    return total(scaled)


def leaves_out(passage: Passage, whole: Number) -> bool:
    """118人(不含…5人): which items of a list behind it are left out is not said."""
    return any(_LEFT_OUT.search(q.head) for q in passage.inside(whole))


def goes_on(passage: Passage, whole: Number, parts: list[Number]) -> bool:
    """Further amounts of the sentence make up exactly what is missing: the list goes on behind a remark, a bracket or a line's end."""
    last = parts[-1]
    near = passage.numbers[min(whole.place, parts[0].place) + 1 : last.place + _BEHIND]
    others = [q for q in near if q is not whole and q not in parts and is_part(q, whole) and q.sentence - last.sentence in (-1, 0, 1)]
    further = [q for q in others if q.place > last.place]
    more = [[q] for q in others] + [further[: k + 1] for k in range(1, len(further))]
    return difference(whole.interval, in_unit(whole, parts)) > 0 and any(agree(whole.interval, in_unit(whole, [*parts, *m])) for m in more)


def scope_open(finding: Finding) -> Finding:
    whole = finding.numbers[0]
    return untestable(
        "total", finding.numbers, "link not certain",
        f"“{whole.text}”注明不含某些部分，文中没有写明所列各项哪些在内，无法判断。",
        f"“{whole.text}” is said to leave something out; the text does not say which items of the list it holds.",
    )  # fmt: skip

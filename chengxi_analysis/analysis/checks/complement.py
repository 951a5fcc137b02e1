"""Complements: what is left over, what was dealt with in two ways, and stock and flow over a year.

排查603处, 当场整改52处, 跟踪整改551处; 合计251.8万元, 已支出233.6万元, 节余18.2万元; 年初330人, 新接收203人, 解除186人, 年末347人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage, complementary, same_unit
from chengxi_analysis.model import Interval

_FOUND = re.compile(r"排查|查出|发现|摸排|检查|隐患")


def remainder(whole: Interval, part: Interval) -> Interval:
    """Interval of whole minus part.

    Examples
    --------
    >>> remainder(Interval(1438, 1438), Interval(646, 646))
    Interval(low=792, high=792)
    """
    return whole - part


def closing_stock(opening: Interval, inflow: Interval, outflow: Interval) -> Interval:
    """Interval of a stock at the end: opening plus what came in minus what went out.

    Examples
    --------
    >>> closing_stock(Interval(330, 330), Interval(203, 203), Interval(186, 186))
    Interval(low=347, high=347)
    """
    return opening + inflow - outflow


def check(passage: Passage) -> Iterator[Finding]:
    """All remainders and stocks of a report."""
    for whole, part, rest in (*exceptions(passage), *left_over(passage), *two_ways(passage)):
        how = (f"“{whole.text}”减去“{part.text}”", f"“{whole.text}” minus “{part.text}”")
        yield compare("complement", (whole, part, rest), rest, remainder(whole.interval, part.interval), how, cut_off=False)
    for opening, inflow, outflow, closing in stocks(passage):
        how = (f"“{opening.text}”加“{inflow.text}”减“{outflow.text}”", f"“{opening.text}” plus “{inflow.text}” minus “{outflow.text}”")
        recomputed = closing_stock(opening.interval, inflow.interval, outflow.interval)
        yield compare("complement", (opening, inflow, outflow, closing), closing, recomputed, how, cut_off=False)


#: 累计结余, 上年结余: a stock of many years, or one brought in, is not what this year's account leaves.
_BROUGHT_FORWARD = re.compile("[累累]計|累计|历年|歷年|滚存|滾存|上年|往年|结转|結轉")


def exceptions(passage: Passage) -> Iterator[tuple[Number, Number, Number]]:
    """1438人，除…646人外，…792人."""
    for part in passage.numbers:
        if not part.level or not part.tail.lstrip().startswith("外") or not w.EXCEPT.search(passage.sentence_before(part, 40)):
            continue
        rest = next(iter(passage.after(part)), None)
        whole = next((q for q in passage.before(part) if q.level and q.unit == part.unit), None)
        if rest is not None and whole is not None and rest.level and rest.unit == part.unit:
            yield whole, part, rest


def left_over(passage: Passage) -> Iterator[tuple[Number, Number, Number]]:
    """合计A，支出B，节余C: the amount spent, and the sum it was taken from right before it."""
    for rest in passage.numbers:
        if rest.kind != "amount" or not w.LEFT_OVER.search(rest.head) or _BROUGHT_FORWARD.search(rest.head):
            continue
        near = [q for q in passage.before(rest) if q.level and same_unit(q, rest)]
        spent = next((q for q in near if w.SPENT.search(q.head)), None)
        if spent is None:
            continue
        whole = next((q for q in near if q.place < spent.place), None)
        if whole is not None and _follows(passage, whole, spent) and whole.value >= spent.low:
            yield whole, spent, rest


def _follows(passage: Passage, whole: Number, spent: Number) -> bool:
    """Nothing but remarks (同比上升5%) stands between."""
    return all(q.aside for q in passage.numbers[whole.place + 1 : spent.place])


def two_ways(passage: Passage) -> Iterator[tuple[Number, Number, Number]]:
    """Found so many, dealt with so many at once and so many later (当场, 跟踪), in one paragraph."""
    for rest in passage.numbers:
        if not rest.level or not re.search(r"跟踪|限期|后续", rest.head):
            continue
        before = passage.numbers[max(0, rest.place - 6) : rest.place][::-1]
        near = [q for q in before if q.paragraph == rest.paragraph and q.unit == rest.unit]
        part = next((q for q in near if q.level and complementary(q.head, rest.head)), None)
        if part is None:
            continue
        whole = next((q for q in near if q.place < part.place and q.level and _FOUND.search(q.head)), None)
        if whole is not None and whole.place == part.place - 1:
            yield whole, part, rest


def stocks(passage: Passage) -> Iterator[tuple[Number, Number, Number, Number]]:
    """年初A，新增B，减少C，年末D in one sentence."""
    for closing in passage.numbers:
        if closing.place < 3 or not w.CLOSING.search(closing.head):
            continue
        opening, inflow, outflow = passage.numbers[closing.place - 3 : closing.place]
        if opening.sentence != closing.sentence or not w.OPENING.search(opening.lead) or closing.rank > CLAUSE:
            continue
        if w.OUTFLOW.search(inflow.head) and w.INFLOW.search(outflow.head):
            inflow, outflow = outflow, inflow
        named = w.INFLOW.search(inflow.head) and w.OUTFLOW.search(outflow.head)
        if named and len({n.unit for n in (opening, inflow, outflow, closing)}) == 1:
            yield opening, inflow, outflow, closing

"""Shares whose names divide one whole completely: men and women, party members and others, classes from 以下 to 以上.

男职工占62.3%，女职工占37.7%: the two names are the two halves of one thing, so that their shares make 100 %. 35岁及以下的占…，
36至55岁的占…，56岁及以上的占…: from the lowest class to the highest nothing is left out. Which names divide a whole is data
(``vocabulary.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis.checks import vocabulary
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.checks.shares import judge
from chengxi_analysis.analysis.linking import HALF_STOP, Number, Passage

_SHARE = re.compile(r"(?P<name>[^,;:、()占]{0,24}?)的?(?:所?占(?P<of>[^,;\d占]{0,10}?)(?:的?比重|的?比例|比)?)(?:为|达到?|约|近|的)*$")
_FRAME = re.compile(r"^(?:其中|另外|而|分别|按[^,;:]{1,8}分)|[的了]|增加值|人数|人口")
_LOWEST = re.compile(r"以下|以内|不满|及以前|(?<!\d)0\s*[-~至]+\s*\d")
_HIGHEST = re.compile(r"以上|及以后|以后")
_FEWEST, _MOST = 2, 8
#: Farther from 100 than so much, the shares are of different wholes.
_FAR_OF_TWO, _FAR = 15.0, 25.0


def check(passage: Passage) -> Iterator[Finding]:
    """Every complete list of shares of one sentence."""
    for shares in _runs(passage):
        names = tuple(_name(passage, p) for p in shares)
        start = 0
        while start < len(shares) - 1:
            size = _complete_from(names, start)
            if size:
                yield from _judged(shares[start : start + size])
            start += size or 1


def _judged(shares: list[Number]) -> Iterator[Finding]:
    added = total([p.interval for p in shares])
    middle = sum(p.value for p in shares)
    if added.contains(100.0) or abs(middle - 100) <= (_FAR if len(shares) > _FEWEST else _FAR_OF_TWO):
        yield judge(shares)


def _runs(passage: Passage) -> Iterator[list[Number]]:
    """Shares of one whole in one sentence; the counts and the limits of classes between them are passed over."""
    run: list[Number] = []
    of = ""
    for n in passage.numbers:
        if run and (n.sentence != run[-1].sentence or n.paragraph != run[-1].paragraph):
            yield from _long_enough(run)
            run = []
        found = _SHARE.search(n.lead) if n.kind == "rate" and not (n.change or n.baseline or n.target) else None
        if found is None:
            if run and (n.kind != "amount" or n.change):
                yield from _long_enough(run)
                run = []
            continue
        if run and (found.group("of") != of or n.brackets != run[-1].brackets or n.unit != run[-1].unit or n.rank > HALF_STOP):
            yield from _long_enough(run)
            run = []
        of = found.group("of")
        run.append(n)
    yield from _long_enough(run)


def _long_enough(run: list[Number]) -> Iterator[list[Number]]:
    if len(run) >= _FEWEST:
        yield run


def _name(passage: Passage, p: Number) -> str:
    """Whose share it is; where the clause does not say it, what the count right before it is of."""
    found = _SHARE.search(p.lead)
    name = found.group("name") if found else ""
    if not name:
        before = passage.previous(p)
        name = before.lead if before is not None and before.kind == "amount" and before.sentence == p.sentence else ""
    return _FRAME.sub("", name)


def _complete_from(names: tuple[str, ...], start: int) -> int:
    """How many names from one on divide a whole; the longest list counts, 0 where there is none."""
    for size in range(min(_MOST, len(names) - start), _FEWEST - 1, -1):
        some = names[start : start + size]
        rests = vocabulary.divided(some) if all(some) else None
        if (rests is not None and len(set(rests)) == 1) or _from_lowest_to_highest(some):
            return size
    return 0


def _from_lowest_to_highest(names: tuple[str, ...]) -> bool:
    """Classes of one scale that begin with 以下 and end with 以上, or the other way round."""
    ends, between = (names[0], names[-1]), names[1:-1]
    if len(names) <= _FEWEST or any(_LOWEST.search(n) or _HIGHEST.search(n) for n in between):
        return False
    opposite = any(_LOWEST.search(a) and _HIGHEST.search(b) and not _HIGHEST.search(a) for a, b in (ends, ends[::-1]))
    return opposite and any(all(scale.search(n) for n in names) for scale in vocabulary.scales())

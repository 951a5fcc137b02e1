"""Divisions: lists that say by their own shares, or by their own words, that they divide one whole.

大队19件、占比54.3%，中队9件、占比25.7%，小队7件、占20%: all pairs give one whole, although it stands far above. 林地面积按权属分，…:
the whole is called by name. 面积A亩，蓄积B方(天然林a亩，蓄积b方；人工林c亩，蓄积d方): two wholes are divided side by side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, agree, compare
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.checks.totals import Listing, judge
from chengxi_analysis.analysis.linking import CLAUSE, HALF_STOP, STOP, Number, Passage, half_width, same_unit
from chengxi_analysis.model import Interval

_SHARE = re.compile(r"占(?:比|其|总数|总量|总额|总人数|总户数)?(?:的)?(?:比重|比例)?(?:为|达|约)*$")
_BY = re.compile(r"(?P<name>[^,;()按]{2,20})按[^,;()\d]{1,8}?分(?:类|组|别)?[,:]?[^,;()按]*$")
_ORDER = "一二三四五六七八九"
_DIVIDED = re.compile(r"(?:分|划分)(?:为|成|作)?(?:了)?$")
_ANNOUNCED = re.compile(r"(?:大)?(?:部分|类|块)")
_NUMBERED = re.compile(rf"第(\d|[{_ORDER}])(?:部分|大?类|块)")
_FEWEST, _FAR, _TELLING = 3, 40, 3


@dataclass(slots=True)
class Pair:
    """An item of a list and the share that stands behind it."""

    part: Number
    share: Number

    @property
    def whole(self) -> Interval:
        """What the whole must be, in the unit of the part."""
        return quotient(self.part.interval, self.share.interval, 1 / self.share.factor)


def common(wholes: list[Interval]) -> Interval | None:
    """What all intervals have in common; None where they have nothing.

    Examples
    --------
    >>> common([Interval(34.1, 35.9), Interval(34.99, 35.01)]), common([Interval(1, 2), Interval(3, 4)])
    (Interval(low=34.99, high=35.01), None)
    """
    low = max(-math.inf if i.low is None else i.low for i in wholes)
    high = min(math.inf if i.high is None else i.high for i in wholes)
    return Interval(low, high) if low <= high and not math.isinf(high) else None


def check(passage: Passage) -> Iterator[Finding]:
    """Lists under a whole that is called by name, and two wholes divided side by side."""
    for listing in (*named(passage), *side_by_side(passage), *numbered(passage)):
        yield from judge(listing)
    for pairs in runs(passage):
        finding = _reach_hundred(passage, pairs)
        if finding is not None:
            yield finding


def shares(passage: Passage, undecided: set[int]) -> Iterator[Finding]:
    """Shares of a list without a whole beside it, against the whole that all its other pairs give.

    `undecided` names the places of the shares that no stated whole can test.
    """
    for pairs in runs(passage):
        if all(p.share.place in undecided for p in pairs):
            yield from _against_the_others(passage, pairs)


def runs(passage: Passage) -> Iterator[list[Pair]]:
    """A件、占a%，B件、占b%，C件、占c% of one sentence and one unit, three pairs or more."""
    done: set[int] = set()
    for first in passage.numbers:
        if first.place in done:
            continue
        pairs: list[Pair] = []
        n: Number | None = first
        while n is not None and n.level and (not pairs or (same_unit(n, first) and not w.SUBSET.search(n.own))):
            share = _visible_after(passage, n)
            if share is None or share.kind != "rate" or share.change or not _SHARE.search(share.lead):
                break
            pairs.append(Pair(n, share))
            done.add(n.place)
            n = _visible_after(passage, share)
        if len(pairs) >= _FEWEST:
            yield pairs


def _visible_after(passage: Passage, n: Number) -> Number | None:
    """The next number of the sentence that stands in no bracket behind `n`."""
    return next((q for q in passage.after(n) if len(q.brackets) <= len(n.brackets)), None)


def _against_the_others(passage: Passage, pairs: list[Pair]) -> Iterator[Finding]:
    """The whole must be given alike by all pairs but one, and the list must be complete: by its parts, or by its shares."""
    for odd in (None, *pairs):
        rest = [p for p in pairs if p is not odd]
        whole = common([p.whole for p in rest])
        if whole is None or (odd is not None and agree(odd.whole, whole)):
            continue
        parts_fit = agree(total([p.part.interval for p in pairs]), whole)
        if parts_fit or total([p.share.interval for p in pairs]).contains(100.0):
            for pair in pairs:
                yield _share(passage, pair, pairs, whole)
            return


def _share(passage: Passage, pair: Pair, pairs: list[Pair], whole: Interval) -> Finding:
    """One share against the whole: the number that states it where there is one above, else what the other pairs give."""
    first = pairs[0].part
    above = reversed(passage.numbers[max(0, first.place - _FAR) : first.place])
    stated = next((q for q in above if q.level and q.unit == first.unit and q.low == q.high and whole.contains(q.value)), None)
    of = stated.interval if stated is not None else whole
    numbers = (*(p.part for p in pairs), pair.share) if stated is None else (stated, pair.part, pair.share)
    name = f"“{stated.text}”" if stated is not None else "所列各项之和"
    how = (f"按“{pair.part.text}”和{name}计算", f"“{pair.part.text}” of {f'“{stated.text}”' if stated is not None else 'the whole list'}")
    return compare("rate", numbers, pair.share, quotient(pair.part.interval, of, 1 / pair.share.factor), how)


def _reach_hundred(passage: Passage, pairs: list[Pair]) -> Finding | None:
    """The parts are all of a stated whole: their shares must reach 100 %."""
    first, added = pairs[0].part, total([p.part.interval for p in pairs])
    before = passage.before(first, limit=_FAR)
    counted = (q for q in before if q.level and q.unit == first.unit and len(labels.digits(q)) >= _TELLING)
    whole = next((q for q in counted if agree(q.interval, added)), None)
    if whole is None:
        return None
    together = total([p.share.interval for p in pairs])
    slack = sum(p.share.step / 2 for p in pairs)
    if agree(Interval(100 - slack, 100 + slack), together):
        return None
    shown = sum(p.share.value for p in pairs)
    text = "、".join(p.share.text for p in pairs)
    return Finding(
        "share", "inconsistent", tuple(p.share for p in pairs), Interval(100, 100), together, "warning",
        zh=f"各项相加正好是“{whole.text}”，占比{text}合计却约为{shown:.4g}%，应为100%，这几个数对不上，建议核对。",
        en=f"The items add up to “{whole.text}”, but their shares ({text}) add up to about {shown:.4g}% and should make 100%. "
        "These figures do not agree.",
    )  # fmt: skip


def named(passage: Passage) -> Iterator[Listing]:
    """林业用地面积按权属分，国有A，集体B: the whole is what was called so above; complete where the shares of the items reach 100 %."""
    for first in passage.numbers:
        called = _BY.search(re.split(r"[。\n]", passage.sentence_before(first, 60))[-1]) if first.level and first.rank == STOP else None
        if called is None or first.brackets:
            continue
        name = labels.core(called.group("name"))
        above = reversed(passage.numbers[max(0, first.place - _FAR) : first.place])
        whole = next((q for q in above if q.level and not q.brackets and same_unit(q, first) and _is_called(q, name)), None)
        items, shares_given = _items(passage, first)
        if whole is not None and len(items) >= 2:
            closed = len(shares_given) == len(items) and total([s.interval for s in shares_given]).contains(100.0)
            yield Listing(whole, items, full=closed, strict=closed)


def _is_called(q: Number, name: str) -> bool:
    own = labels.core(half_width(q.label))
    return len(own) >= 3 and (name.endswith(own) or own.endswith(name))


def _items(passage: Passage, first: Number) -> tuple[list[Number], list[Number]]:
    """The items of a list in one sentence, and the shares behind them."""
    items, given = [first], []
    for q in passage.after(first, limit=_FAR):
        if q.brackets:
            continue
        if q.kind == "rate" and not q.change and _SHARE.search(q.lead):
            given.append(q)
        elif not q.level or q.rank > HALF_STOP or q.rank < CLAUSE - 1 or not same_unit(q, first) or w.SUBSET.search(q.head):
            break
        else:
            items.append(q)
    return items, given


def side_by_side(passage: Passage) -> Iterator[Listing]:
    """面积A，蓄积B(…a，蓄积b；…c，蓄积d): where one of the two adds up to the digit, the list is complete for both."""
    for second in passage.numbers:
        first = passage.previous(second)
        if first is None or first.sentence != second.sentence or not (first.level and second.level) or same_unit(first, second):
            continue
        inside = passage.inside(second)
        ones, others = inside[0::2], inside[1::2]
        alike = len(ones) >= 2 and len(ones) == len(others) and all(q.level for q in inside)
        if not alike or not all(same_unit(q, first) for q in ones) or not all(same_unit(q, second) for q in others):
            continue
        if passage.of_another_time(inside[0]):
            continue
        closed = any(
            len(labels.digits(whole)) >= _TELLING and agree(whole.interval, _added(whole, parts))
            for whole, parts in ((first, ones), (second, others))
        )
        yield Listing(first, ones, full=closed, strict=closed)
        yield Listing(second, others, full=closed, strict=closed)


def numbered(passage: Passage) -> Iterator[Listing]:
    """A卷，分为3个部分。第一部分…a卷。第二部分…b卷。第三部分…c卷: as many items as were announced, in their order."""
    for count in passage.numbers:
        announced = _ANNOUNCED.match(passage.text, count.end) if _DIVIDED.search(count.head) else None
        whole = next((q for q in passage.before(count) if q.level and q.unit != count.unit), None)
        if announced is None or whole is None or not 2 <= count.value <= len(_ORDER):
            continue
        items: list[Number] = []
        for q in passage.numbers[count.place + 1 : count.place + _FAR]:
            opened = _NUMBERED.findall(re.split(r"[。\n]", passage.sentence_before(q, 60))[-1])
            if opened and _rank_of(opened[-1]) == len(items) + 1 and q.level and q.unit == whole.unit:
                items.append(q)
            if len(items) == count.value:
                yield Listing(whole, items, full=True, strict=True)
                break


def _rank_of(figure: str) -> int:
    return int(figure) if figure.isdigit() else _ORDER.index(figure) + 1


def _added(whole: Number, parts: list[Number]) -> Interval:
    ends = [(p.interval.low, p.interval.high, p.factor / whole.factor) for p in parts]
    return total([Interval(None if low is None else low * k, None if high is None else high * k) for low, high, k in ends])

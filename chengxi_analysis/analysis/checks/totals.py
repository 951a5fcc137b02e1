"""Totals: do the parts add up to the whole (耕地 = 水田 + 旱地; A、B、C，合计D)?

A list is linked by its marks and words: 其中, a bracket or a dash behind the whole, or 合计 behind the parts. Parts that were rounded
independently need not add up: every number is an interval, so n parts bring n half-units of slack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, agree, compare, difference, said
from chengxi_analysis.analysis.checks.lists import goes_on, in_unit, is_part, leaves_out, scope_open
from chengxi_analysis.analysis.linking import CLAUSE, HALF_STOP, LISTED, STOP, TIGHT, Number, Passage, complementary, same_unit

_NEARLY = 0.03
#: 比2010年财力354亿元: a figure set beside the one that is divided.
_BESIDE = re.compile(r"[比较][^,;。]{0,16}$")
#: 装有太阳能37户；该村住房以…为主，其中8户: a part of the sentence with a subject of its own divides nothing in front of its semicolon.
_OF_ANOTHER = re.compile(r";[^;,]{4,}(?:,[^;]*)?(?:其中|包括|含)[^;,]{0,12}$")
#: In front of a kind it makes the other kind of it (非税收入), and no narrower one.
_OTHER_KIND = re.compile(r"(?:非|不|未|无|其他|其它|其余)$")
_MOST_PARTS = 40
_VERBS = re.compile(r"完成|实现|达到?|开展|举办|发放|投入|新增|新建|组织|培训|建成|争取|引进|支出|收入|销售|生产|返还|收缴|出栏|存栏|出售")


def one_digit_off(gap: int) -> bool:
    """True when a gap, in units of the last printed digit, is what one other digit or two exchanged neighbors would leave.

    Gaps below 100 say nothing: too many of them are of this form.

    Examples
    --------
    >>> one_digit_off(5000), one_digit_off(5400), one_digit_off(5170), one_digit_off(9)
    (True, True, False, False)
    """
    while gap >= 1000 and gap % 10 == 0:
        gap //= 10
    return gap >= 100 and (gap % 100 == 0 or (gap % 90 == 0 and gap <= 810))


@dataclass(slots=True)
class Listing:
    """A whole and its parts; `full` says whether the words claim that the list is complete."""

    whole: Number
    parts: list[Number]
    full: bool
    strict: bool


def check(passage: Passage) -> Iterator[Finding]:
    """All lists of parts with a stated whole."""
    for listing in links(passage):
        for finding in judge(listing):
            unsaid = leaves_out(passage, listing.whole) or goes_on(passage, listing.whole, listing.parts)
            yield scope_open(finding) if finding.verdict == "inconsistent" and unsaid else finding


def links(passage: Passage) -> Iterator[Listing]:
    """Lists in text order: behind their whole (bracket, 其中, dash) or in front of it (合计)."""
    for n in passage.numbers:
        if not _can_be_whole(n):
            if n.mean and not (n.threshold or n.change):
                yield from (b for b in _bracket(passage, n) if w.SUBSET.search(b.parts[0].head) and _printed_alike(n, b.parts[0]))
            continue
        if w.SUM_END.search(n.head) and not w.SUBSET.search(n.head):
            listing = _in_front(passage, n)
            if listing is not None:
                yield listing
                continue
        yield from _bracket(passage, n)
    yield from _subsets(passage)
    yield from _dashes(passage)
    yield from _halves(passage)


def judge(listing: Listing) -> Iterator[Finding]:
    """A complete list must add up; one of examples (其中) must not exceed its whole, and a tiny gap is worth a look."""
    whole, parts = listing.whole, listing.parts
    numbers = (whole, *parts)
    if len(parts) == 1 or _too_large(whole, parts):
        return
    added = in_unit(whole, parts)
    terms = "、".join(f"“{p.text}”" for p in parts)
    how = (f"把{terms}相加", f"The sum of {len(parts)} parts ({', '.join(p.text for p in parts)})")
    gap = difference(whole.interval, added)
    if gap == 0.0 and (listing.full or listing.strict):
        yield compare("total", numbers, whole, added, how, cut_off=False)
    elif gap < 0 and _divided_again(parts):
        return
    elif gap < 0 and (listing.strict or listing.full):
        yield compare("total", numbers, whole, added, how, "error", cut_off=False)
    elif gap < 0:
        return
    elif listing.full:
        yield compare("total", numbers, whole, added, how, "error" if listing.strict else "warning", cut_off=False)
    elif _nearly_complete(listing, gap):
        extra = ("“其中”不一定列全，也可能另有未列的部分。", "“Of which” need not name all parts, so there may be one that is not listed.")
        yield compare("total", numbers, whole, added, how, "note", cut_off=False, extra=extra)
    else:
        result = said(whole, added)
        yield Finding(
            "part", "consistent", numbers, whole.interval, added,
            zh=f"{how[0]}{result[0]}，不超过“{whole.text}”（“其中”不必列全）。",
            en=f"{how[1]} {result[1]} and does not exceed “{whole.text}” (“of which” need not name all).",
        )  # fmt: skip


def _too_large(whole: Number, parts: list[Number]) -> bool:
    """Two parts or more are each larger than the whole: it is not theirs, whatever stands between."""
    return sum(p.low * p.factor > whole.high * whole.factor for p in parts) >= 2


def _divided_again(parts: list[Number]) -> bool:
    """Some of the parts add up to the one in front of them: the list goes on to divide a part, so its items are no parts of one whole.

    Numbers of one or two digits add up to each other too easily to tell anything.
    """
    return any(
        agree(parts[k].interval, in_unit(parts[k], parts[k + 1 : end]))
        for k in range(len(parts) - 2)
        if len(labels.digits(parts[k])) > 2
        for end in range(k + 3, len(parts) + 1)
    )


def _nearly_complete(listing: Listing, gap: float) -> bool:
    """Three or more parts of one division that come so near their whole that the gap is worth a look."""
    if len(listing.parts) < 3 or not listing.strict:
        return False
    step = min(p.step * (p.factor / listing.whole.factor if p.unit else 1.0) for p in listing.parts)
    return gap <= _NEARLY * abs(listing.whole.value) or one_digit_off(round(gap / step))


def _can_be_whole(n: Number) -> bool:
    return n.kind == "amount" and not (n.threshold or n.change or n.mean or n.base_of_share or (n.baseline and _BESIDE.search(n.own)))


def _bracket(passage: Passage, n: Number) -> Iterator[Listing]:
    """11宗(个案7宗、群体案4宗): complete unless the bracket begins with 其中 or 含."""
    inside = passage.inside(n)
    parts = [p for p in inside if is_part(p, n)]
    if len(parts) < 2 or len(parts) != len(inside) or w.STOP_PART.search(parts[0].head):
        return
    if passage.of_another_time(parts[0]):
        return
    subset = bool(w.SUBSET.search(parts[0].head)) or parts[0].head.startswith("含")
    full = (not subset and all(p.head for p in parts)) or _closed([p.head for p in parts])
    yield Listing(n, parts, full, strict=_one_division(parts))


def _in_front(passage: Passage, n: Number) -> Listing | None:
    """A、B、C，合计D: the same-unit numbers right before, back to the first of another kind."""
    bare = bool(re.fullmatch(w.SUM_END.pattern, n.head.strip()))
    parts: list[Number] = []
    following = n
    for q in passage.before(n, limit=_MOST_PARTS):
        if following.rank >= STOP or not is_part(q, n) or (q.baseline and not n.baseline):
            break
        parts.insert(0, q)
        following = q
    if len(parts) < 2:
        return None
    candidates = [parts[k:] for k in range(len(parts) - 1)]
    fitting = next((c for c in candidates if agree(n.interval, in_unit(n, c))), None)
    if fitting is None and not bare:
        return None
    return Listing(n, fitting or candidates[0], full=True, strict=True)


def _subsets(passage: Passage) -> Iterator[Listing]:
    """其中A a，B b: one list a unit, where each item names several (其中城市6195户12533人，农村7840户13026人)."""
    for first in passage.numbers:
        if first.kind != "amount" or first.opener >= 0 or first.change or first.threshold or "占" in first.lead:
            continue
        if not w.SUBSET_ITEM.search(first.own) or first.rank == TIGHT:
            continue
        whole = _whole_before(passage, first)
        if whole is None:
            continue
        items, inner = _nested(_run(passage, whole, first))
        if inner is not None:
            yield inner
        if len(items) >= 2:
            yield Listing(whole, items, full=_closed([i.head for i in items]), strict=_one_division(items))
            yield from _further_units(passage, first, items)


def _whole_before(passage: Passage, first: Number) -> Number | None:
    """The amount of the same unit in front of 其中; the one with the same last words, the nearest among equals."""
    opens_sentence = first.rank == STOP and first.own.startswith("其中")
    if first.rank == HALF_STOP and _OF_ANOTHER.search(passage.text[max(first.sentence_start, first.start - 60) : first.start]):
        return None
    before = list(passage.before(first, sentence=not opens_sentence))
    mean = next((q for q in before if not q.change and q.kind == "amount" and same_unit(q, first)), None)
    if mean is not None and mean.mean and _printed_alike(mean, first):
        return mean if not (mean.threshold or mean.base_of_share) else None
    candidates = [q for q in before if _can_be_whole(q) and same_unit(q, first) and q.unit and "占" not in q.lead[-12:]]
    if opens_sentence:
        candidates = [q for q in candidates if q.sentence >= first.sentence - 1]
    return max(candidates, key=lambda q: (_common_end(q.head, first.head) if q.rank >= CLAUSE else 0, q.place), default=None)


def _printed_alike(a: Number, b: Number) -> bool:
    """In one unit and magnitude: what divides a mean (人均纯收入3530元，其中种植业1765元) is printed as the mean is."""
    return a.magnitude == b.magnitude and a.unit_text == b.unit_text


def _common_end(a: str, b: str) -> int:
    """How many last characters two heads share, from two on."""
    k = next((i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=False)) if x != y), min(len(a), len(b)))
    return k if k >= 2 else 0


def _further_units(passage: Passage, first: Number, items: list[Number]) -> Iterator[Listing]:
    """The second figure of every item (人 behind 户, 万元 behind both) against the whole of its own unit."""
    heads = [i.head for i in items]
    for offset in (1, 2):
        parts = [passage.numbers[i.place + offset] for i in items if i.place + offset < len(passage.numbers)]
        if len(parts) < len(items) or any(p in items for p in parts) or len({p.unit for p in parts}) != 1:
            return
        if any(p.aside or p.mean or p.threshold or p.sentence != first.sentence for p in parts) or len({p.head for p in parts}) != 1:
            return
        whole = next((q for q in passage.before(first) if _can_be_whole(q) and q.unit == parts[0].unit and not q.aside), None)
        if whole is not None:
            yield Listing(whole, parts, full=_closed(heads), strict=_closed(heads))


def _run(passage: Passage, whole: Number, first: Number) -> list[Number]:
    """The list that begins at `first`; remarks on its items (增长5%, 占…的3%) are passed over."""
    parts = [first]
    mark, rank = -1, TIGHT
    for q in passage.after(first, limit=_MOST_PARTS):
        rank = max(rank, q.rank)
        if "\n" in passage.text[first.end : q.start]:
            break
        if len(q.brackets) > len(first.brackets):
            continue
        if len(q.brackets) < len(first.brackets) or w.SUBSET.search(q.head) or w.LEFT_OVER.search(q.head) or "均" in q.head:
            break
        if q.aside or not same_unit(q, whole) or q.threshold or (not q.head and q.rank == TIGHT):
            continue
        ends_here = (mark >= 0 and rank > mark) or rank > HALF_STOP
        if ends_here or not is_part(q, whole) or _stops(first, q) or _drifts(whole, first, q):
            break
        if q.head and _common_end(whole.head, q.head) >= len(q.head):
            break
        if any(_narrows(q, p) for p in parts):
            continue
        mark = rank if mark < 0 else mark
        parts.append(q)
        rank = TIGHT
    return parts


def _narrows(q: Number, item: Number) -> bool:
    """流出1925人，跨省流出1115人: the name of an item with more words in front is a kind of that item, and no item beside it."""
    name = item.head.removeprefix("其中")
    before = q.head.removesuffix(name)
    return len(name) >= 2 and before not in ("", q.head) and _OTHER_KIND.search(before) is None


def _nested(items: list[Number]) -> tuple[list[Number], Listing | None]:
    """预算收入A，税收收入B，非税收入C: the two complements at the end divide the item in front of them."""
    if (
        len(items) < 3
        or not complementary(items[-2].head, items[-1].head)
        or any(complementary(i.head, items[-1].head) for i in items[:-2])
    ):
        return items, None
    return items[:-2], Listing(items[-3], items[-2:], full=True, strict=True)


def _stops(first: Number, q: Number) -> bool:
    """A word that opens another statement, unless the first item has it too (税收收入完成…，非税收入完成…)."""
    found = w.STOP_PART.search(q.head)
    return found is not None and found.group() not in first.head


def _drifts(whole: Number, first: Number, q: Number) -> bool:
    """A verb that the first part lacks, or another noun than the whole's, begins another statement."""
    if q.rank < CLAUSE:
        return False
    verb = _VERBS.search(q.head)
    shared = _common_end(whole.head, first.head)
    other_noun = shared and _common_end(whole.head, q.head) < shared
    return (verb is not None and verb.group() not in first.head) or bool(other_noun) or len(q.head) > 14


def _closed(heads: list[str]) -> bool:
    """The heads name all there is: two complements (水田, 旱地), the three industries, or 其余 at the end."""
    if any(w.REST.search(h) for h in heads[1:]):
        return True
    if len(heads) == 3 and all(any(x in h for x in pair) for h, pair in zip(heads, w.THREE_INDUSTRIES, strict=True)):
        return True
    return len(heads) == 2 and complementary(heads[0], heads[1])


def _one_division(parts: list[Number]) -> bool:
    """One way of dividing the whole: heads that may overlap (党员, 女性; 5万元以上) are not."""
    heads = [p.head.removeprefix("其中") for p in parts]
    if _closed(heads):
        return True
    if any(w.OVERLAPPING.search(h) for h in heads):
        return False
    if all(p.rank == LISTED for p in parts[1:]):
        return True
    return bool(set.intersection(*(set(h[-2:]) for h in heads)))


def _dashes(passage: Passage) -> Iterator[Listing]:
    """已支出A——B b、C c、D d: an enumeration behind a dash or a colon is complete."""
    for first in passage.numbers:
        if first.sep not in ("--", ":") or first.rank != CLAUSE or first.kind != "amount" or not first.head:
            continue
        whole = passage.previous(first)
        if whole is None or whole.sentence != first.sentence or not _can_be_whole(whole) or not same_unit(whole, first):
            continue
        if whole.brackets != first.brackets or passage.text[whole.end : first.start].lstrip()[:1] not in ("-", ":"):
            continue
        parts = [p for p in _run(passage, whole, first) if p is first or p.sep == "、"]
        if len(parts) >= 2:
            yield Listing(whole, parts, full=True, strict=_one_division(parts))


def _halves(passage: Passage) -> Iterator[Listing]:
    """Two complements side by side without 其中: 五保户138人，集中供养61人，分散供养77人."""
    for second in passage.numbers:
        first = passage.previous(second)
        if first is None or first.sentence != second.sentence or second.rank > CLAUSE or first.brackets or second.brackets:
            continue
        if not (first.level and second.level) or not same_unit(first, second) or not complementary(first.head, second.head):
            continue
        whole = next((q for q in passage.before(first, limit=4) if q.level and q.unit == first.unit), None)
        if whole is None or not first.dimension.startswith("count") or whole.high < max(first.low, second.low):
            continue
        if "标准" in whole.lead or w.SUBSET.search(first.lead) or not shared_subject(whole, first) or _of_another_kind(whole, second):
            continue
        yield Listing(whole, [first, second], full=True, strict=True)


def _of_another_kind(whole: Number, half: Number) -> bool:
    """工会会员, 专职工会干部: the words that both begin with go on to another noun, so that no half is of the whole."""
    name = half.head[2:]
    return len(name) >= 4 and name[:2] in whole.head and name[-2:] != whole.head[-2:]


def shared_subject(whole: Number, part: Number) -> bool:
    """The part follows the whole directly, with nothing but a number of the same clause between."""
    return part.place - whole.place <= 2 and part.rank <= CLAUSE


def one_division(parts: list[Number]) -> bool:
    """True when the names of the parts divide a whole in one way; see :func:`_one_division`."""
    return _one_division(parts)

"""Lists that their own words close: 包括…, 分别为…, a colon, 自筹 or 其他 at the end; and sums said behind a list (…, 共发展会员298名).

其中 alone leaves open whether all parts are named, so a list may fall short. These words do not; where their items come near the
whole and miss it, the figures do not agree. Far from it the list is of something else, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import vocabulary
from chengxi_analysis.analysis.checks.finding import Finding, about, agree, compare, difference
from chengxi_analysis.analysis.checks.lists import in_unit
from chengxi_analysis.analysis.checks.totals import Listing, one_division
from chengxi_analysis.analysis.linking import CLAUSE, HALF_STOP, LISTED, Number, Passage, same_unit

_NAMES_ALL = re.compile(r"^(?:包括|分别[为是]|分[为成]|由)")
_OF_WHICH = re.compile(r"^其中")
_MORE = re.compile(r"^[^,;。]{0,8}等")
_BREAKS = re.compile(r"其中|合计|共计|总计|小计|累计|比|较|另|同时|平均|人均")
_SUMMED = re.compile(r"^(?:共计|合计|总计|总共|累计|共)(?P<verb>[一-鿿]{2})")
_NUMBERED = re.compile(r"^[一二三四五六七八九]是")
#: What else the whole holds is said behind the list: …上缴2亿元，这也包括在国营企业收入以内.
_ALSO_WITHIN = re.compile(r"(?:包括|计入|列入|含|算)在?[^,;。]{0,12}(?:以内|在内|之内)")
_AFTER = 120
_FEWEST, _MOST, _REMARKS = 2, 30, 5
#: Farther from the whole than so much of it, the items are of something else.
_FAR = 0.25


def check(passage: Passage) -> Iterator[Finding]:
    """Closed lists behind their whole, and lists in front of their sum."""
    for first in passage.numbers:
        listing = _behind(passage, first) or _in_front(passage, first)
        if listing is not None and not _ALSO_WITHIN.search(passage.text[listing.parts[-1].end :][:_AFTER]):
            yield from _judge(listing)


def _judge(listing: Listing) -> Iterator[Finding]:
    whole, parts = listing.whole, listing.parts
    added = in_unit(whole, parts)
    if not agree(whole.interval, added) and abs(difference(whole.interval, added)) > _FAR * abs(about(whole.interval)):
        return
    terms = "、".join(f"“{p.text}”" for p in parts)
    how = (f"把{terms}相加", f"The sum of {len(parts)} parts ({', '.join(p.text for p in parts)})")
    yield compare("total", (whole, *parts), whole, added, how, "warning", cut_off=False)


def _behind(passage: Passage, first: Number) -> Listing | None:
    """A whole, and the list that its words open and close."""
    whole = _whole_of(passage, first)
    if whole is None or not _is_whole(whole) or not _is_item(first, whole) or first.rank < CLAUSE:
        return None
    parts = _items(passage, first, whole)
    if len(parts) < _FEWEST:
        return None
    of_which = _OF_WHICH.search(first.own) is not None
    if first.own.startswith("分别"):
        closed = True
    elif of_which:
        closed = _holds_the_rest(parts) or _divided(parts)
    else:
        colon = first.sep == ":" and _all_to_the_end(passage, parts[-1])
        including = _NAMES_ALL.search(first.own) is not None and len(parts) > _FEWEST
        closed = (including or colon) and one_division(parts)
    return Listing(whole, parts, full=True, strict=False) if closed else None


def _whole_of(passage: Passage, first: Number) -> Number | None:
    """The number right in front of a list; behind 其中 remarks on it may stand between, and one full stop."""
    if not _OF_WHICH.search(first.own):
        whole = passage.previous(first)
        return whole if whole is not None and whole.sentence == first.sentence else None
    for q in passage.before(first, sentence=False, limit=_REMARKS):
        if first.sentence - q.sentence > 1:
            break
        if not q.aside:
            return q
    return None


def _divided(parts: list[Number]) -> bool:
    """Three items or more that are known to divide a whole (地方, 上划中央, 上划省级)."""
    return len(parts) > _FEWEST and vocabulary.divided(tuple(p.head.removeprefix("其中").lstrip(":") for p in parts)) is not None


def _items(passage: Passage, first: Number, whole: Number) -> list[Number]:
    """The numbers from the first on that stand in one list with it; none where 等 says that there are more."""
    parts = [first]
    for q in passage.after(first, limit=_MOST):
        if len(q.brackets) > len(first.brackets) or (q.aside and not q.base_of_share and q.rank <= CLAUSE):
            continue
        if not _is_item(q, whole) or q.rank > HALF_STOP or len(q.brackets) < len(first.brackets) or _BREAKS.search(q.own):
            break
        parts.append(q)
    return [] if _MORE.search(parts[-1].tail) else parts


def _holds_the_rest(parts: list[Number]) -> bool:
    named = len(parts) > _FEWEST and any(vocabulary.words("rest").search(p.head) for p in parts)
    return named and (parts[0].unit == "CNY" or one_division(parts))


def _all_to_the_end(passage: Passage, last: Number) -> bool:
    """Behind a colon the list runs to the end of its sentence, so that no further item can follow."""
    following = next(passage.after(last, limit=1), None)
    return following is None


def _in_front(passage: Passage, whole: Number) -> Listing | None:
    """东村、西村分别发展会员126名、98名，共发展会员224名; 一是整治河道26公里，二是整治沟渠38公里，共计整治64公里."""
    summed = _SUMMED.search(whole.own) if _is_whole(whole) and whole.rank in (CLAUSE, HALF_STOP) else None
    if summed is None or w.SUM_END.search(whole.head):
        return None
    parts: list[Number] = []
    for q in passage.before(whole, limit=_MOST):
        if not _is_item(q, whole, named=False) or (parts and parts[0].rank > HALF_STOP):
            break
        parts.insert(0, q)
        if "分别" in q.own or q.own.startswith("一是"):
            break
    if len(parts) < _FEWEST or not all(summed.group("verb") in _verb_words(p, parts) for p in parts):
        return None
    in_turn = "分别" in parts[0].own and all(p.rank == LISTED and not p.own.strip("、和及与") for p in parts[1:])
    numbered = all(_NUMBERED.search(p.own) for p in parts)
    return Listing(whole, parts, full=True, strict=False) if in_turn or numbered else None


def _verb_words(part: Number, parts: list[Number]) -> str:
    return part.own if _NUMBERED.search(part.own) else parts[0].own


def _is_whole(n: Number) -> bool:
    return n.level and not n.target and not n.base_of_share


def _is_item(q: Number, whole: Number, named: bool = True) -> bool:
    return q.level and same_unit(q, whole) and q.unit == whole.unit and (bool(q.head) or not named)

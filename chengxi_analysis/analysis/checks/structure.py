"""The structure of an economy: three industries against the product that they make, and against the ratio or the shares stated for them.

A ratio such as 7.4:65.9:26.7 is one statement of three shares. Its members need not be observations; they are read from the text where a
word for the structure stands in front of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis.checks.finding import Finding, about, compare
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.analysis.ratios import RATIO
from chengxi_analysis.model import Interval

_INDUSTRY = re.compile(r"第?([一二三])(?:次)?产(?:业)?(?:实现|完成|达到?|的)*增加值(?!占|比|增)")
_SHARE_OF = re.compile(
    r"(?:第?([一二三])产(?:业)?|服务业)(?:增加值)?(?:占[^,;。]{0,14}?(?:比重|比例|比|份额)|比重|占比)(?:为|达到?|约|是)*$"
)
_PRODUCT = re.compile(r"生产总值|GDP")
_NOT_PRODUCT = re.compile(r"人均|单位|万元|占|海洋|绿色|民营|非公|工业|农业")
_ORDER = "一二三"
_PERCENT_SUM = 20.0
_REACH = 16
_NEAR = 120
#: The members of a ratio are made to reach 100: one of them may be a unit of its last digit off.
_FORCED = 0.5


def whole_of(ratio: list[Interval]) -> Interval | None:
    """What the members of a ratio add up to; None where it is not one of percentages (3:4:3, 1:2.5:0.8).

    Examples
    --------
    >>> whole_of([Interval(7.35, 7.45), Interval(65.85, 65.95), Interval(26.65, 26.75)])
    Interval(low=99.85, high=100.15)
    >>> whole_of([Interval(1, 1), Interval(2.45, 2.55), Interval(0.75, 0.85)]) is None
    True
    """
    added = total(ratio)
    return None if added.high is None or added.high < _PERCENT_SUM else added


@dataclass(slots=True)
class Levels:
    """Value added of the three industries of one statement, and the product in front of it where there is one."""

    industries: tuple[Number, Number, Number]
    product: Number | None


def check(passage: Passage) -> Iterator[Finding]:
    """Ratios and shares against 100 % and against levels, levels against their product."""
    for members in passage.ratios():
        finding = _adds_up(members)
        if finding is not None:
            yield finding
    for levels in _levels(passage):
        yield from _product(levels)
        yield from _stated(passage, levels)


def _adds_up(members: tuple[Number, ...]) -> Finding | None:
    added = whole_of([m.interval for m in members])
    if added is None:
        return None
    text = ":".join(m.text for m in members)
    if added.contains(100.0):
        return Finding(
            "share", "consistent", members, Interval(100, 100), added,
            zh=f"结构比{text}合计为100%。", en=f"The members of the ratio {text} add up to 100%.",
        )  # fmt: skip
    return Finding(
        "share", "inconsistent", members, Interval(100, 100), added, "warning",
        zh=f"结构比{text}合计约为{about(added):.4g}%，应为100%，这几个数对不上，建议核对。",
        en=f"The members of the ratio {text} add up to about {about(added):.4g}% and should make 100%. These figures do not agree.",
    )  # fmt: skip


def _levels(passage: Passage) -> Iterator[Levels]:
    """Three levels in the order 一, 二, 三 within one paragraph and a few numbers."""
    found: dict[str, Number] = {}
    for n in passage.levels_named(_INDUSTRY):
        words = _INDUSTRY.findall(n.label) or _INDUSTRY.findall(n.phrase)
        if not words or n.target or n.kind != "amount" or n.unit != "CNY":
            continue
        which = words[-1]
        if which == "一":
            found = {}
        if all(q.paragraph == n.paragraph and n.place - q.place <= _REACH for q in found.values()) and len(found) == _ORDER.index(which):
            found[which] = n
        if len(found) == 3:
            yield Levels((found["一"], found["二"], found["三"]), _product_before(passage, found["一"]))
            found = {}


def _product_before(passage: Passage, first: Number) -> Number | None:
    """The product right before the first industry: nothing but remarks on it (增长8%) between."""
    for q in passage.before(first, sentence=False):
        if q.level and not q.target:
            named = _PRODUCT.search(q.label + q.phrase) and not _NOT_PRODUCT.search(q.label)
            return q if named and q.unit == first.unit else None
    return None


def _product(levels: Levels) -> Iterator[Finding]:
    """The three levels added up against the product."""
    whole, parts = levels.product, levels.industries
    if whole is None:
        return
    added = total([p.interval for p in parts])
    terms = "、".join(f"“{p.text}”" for p in parts)
    how = (f"三次产业增加值{terms}相加", f"Value added of the three industries ({', '.join(p.text for p in parts)}) added up")
    yield compare("total", (whole, *parts), whole, added, how, "warning", cut_off=False)


def _stated(passage: Passage, levels: Levels) -> Iterator[Finding]:
    """The shares that follow from the levels against the ratio, or the shares in words, of the same paragraph."""
    ratio = _ratio_for(passage, levels)
    for k, industry in enumerate(levels.industries):
        stated = ratio[k] if ratio else _share_for(passage, levels, _ORDER[k])
        if stated is not None:
            yield _share(levels, industry, stated)


def _ratio_for(passage: Passage, levels: Levels) -> tuple[Number, ...] | None:
    """The ratio of the report's own time (由A调整为B: B) behind the levels or in front of them, at most one full stop away."""
    first, last = levels.industries[0], levels.industries[-1]
    found = []
    for members in passage.ratios():
        between = passage.text[last.end : members[0].start] or passage.text[members[-1].end : first.start]
        near = len(between) < _NEAR and "\n" not in between and between.count("。") <= 1
        if near and not members[0].baseline and whole_of([m.interval for m in members]) is not None:
            found.append(members)
    return found[0] if len(found) == 1 else None


def _share_for(passage: Passage, levels: Levels, which: str) -> Number | None:
    """第一产业增加值占生产总值的比重为12.5%, behind the levels in their paragraph."""
    first, last = levels.industries[0], levels.industries[-1]
    for q in passage.numbers[first.place + 1 : last.place + _REACH]:
        if q.paragraph != last.paragraph:
            break
        named = _SHARE_OF.search(q.lead) if q.kind == "rate" and q.unit == "pct" and not q.change and not q.baseline else None
        if named and (named.group(1) or "三") == which and not q.target:
            return q
    return None


def _share(levels: Levels, industry: Number, stated: Number) -> Finding:
    product = levels.product
    whole = product.interval if product is not None else total([i.interval for i in levels.industries])
    numbers = (product, industry, stated) if product is not None else (*levels.industries, stated)
    of = f"“{product.text}”" if product is not None else "三次产业之和"
    how = (
        f"“{industry.text}”占{of}",
        f"“{industry.text}” of {f'“{product.text}”' if product is not None else 'the three industries together'}",
    )
    recomputed = quotient(industry.interval, whole)
    if stated.label == RATIO and recomputed.low is not None and recomputed.high is not None:
        recomputed = Interval(recomputed.low - _FORCED * stated.step, recomputed.high + _FORCED * stated.step)
    return compare("share", numbers, stated, recomputed, how, "warning")

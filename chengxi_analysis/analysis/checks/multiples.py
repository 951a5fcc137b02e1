"""Multiples: 是2010年的4.5倍, 增长2倍 (three times the base), 翻一番 (twice), each against base and level.

A whole number of times says less than a percentage, but not so little that six could pass for five: a multiple stands for what is
rounded to it, 翻一番 for about twice. 增长4倍 and 增长到4倍 are mixed up often; where the one fits and the other is printed, this is said.
"""

from __future__ import annotations

import math

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, about, agree, difference
from chengxi_analysis.analysis.checks.growth_links import GrowthLink
from chengxi_analysis.analysis.linking import Number
from chengxi_analysis.analysis.number import bounds
from chengxi_analysis.model import Interval

#: How far 近5倍 and 翻一番 may lie from what they name, as a share of it; from 翻一番 to 翻两番 it is twice as far again.
_APPROXIMATE, _NEARLY_TWICE, _MORE = 0.15, 0.07, 1.5
_WHOLE_UNIT = 0.95


def multiple(base: Interval, level: Interval) -> Interval:
    """How many times the base the level is.

    Examples
    --------
    >>> multiple(Interval(2100, 2100), Interval(12600, 12600))
    Interval(low=6.0, high=6.0)
    """
    if not base.low or not base.high or base.low <= 0:
        return Interval(None, None)
    return Interval(None if level.low is None else level.low / base.high, None if level.high is None else level.high / base.low)


def stands_for(c: Number) -> Interval:
    """What a printed multiple can stand for, in times the base; growth by a multiple (增长2倍) is one more.

    Examples
    --------
    >>> from chengxi_analysis.analysis.number import Number
    >>> def printed(text, value, unit, dimension, bound="exact", low=None, high=None):
    ...     return Number(0, "", text, 0, 2, value, low or value, high or value, unit, "", dimension, 1, 0, bound, "change", "", "", None)
    >>> stands_for(printed("5倍", 5, "times", "multiple"))
    Interval(low=4.5, high=5.5)
    >>> stands_for(printed("一番", 1, "doubling", "doubling"))
    Interval(low=1.8599999999999999, high=3.0)
    >>> stands_for(printed("一番多", 1, "doubling", "doubling", "ge", 1, 2))
    Interval(low=2, high=4)
    """
    if c.unit == "doubling":
        low, high = ((math.inf if math.isinf(x) else 2**x) for x in (max(c.low, 0), c.high))
        if c.bound in ("exact", "approx"):
            low, high = 2**c.value * (1 - _NEARLY_TWICE), 2**c.value * _MORE
        if c.bound == "approx":
            low, high = 2**c.value * (1 - _APPROXIMATE), 2**c.value * (1 + _APPROXIMATE)
        return bounds(low, high)
    more = 1 if _grown(c) else 0
    if c.bound == "exact":
        return Interval(c.value - c.step / 2 + more, c.value + c.step / 2 + more)
    if c.bound == "approx":
        slack = max(c.value * _APPROXIMATE, c.step / 2) if c.decimals else c.value * _APPROXIMATE
        return Interval(c.value - slack + more, c.value + slack + more)
    return bounds(c.low + more, c.high + more)


def judge(link: GrowthLink) -> Finding:
    """A multiple against the quotient of level and base."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    assert base is not None
    stated, recomputed = stands_for(c), multiple(base.interval, level.interval)
    zh, en = _words(c, level, base, recomputed)
    if agree(stated, recomputed):
        return Finding(
            "growth", "consistent", link.numbers, stated, recomputed,
            zh=f"{zh}，与文中的“{c.text}”相符。", en=f"{en}, which agrees with the “{c.text}” in the text.",
        )  # fmt: skip
    severity, extra = _weight(c, stated, recomputed)
    return Finding(
        "growth", "inconsistent", link.numbers, stated, recomputed, severity,
        zh=f"{zh}，文中写的是“{c.text}”，这几个数对不上，建议核对。{extra[0]}",
        en=f"{en}; the text says “{c.text}”. These figures do not agree. {extra[1]}".strip(),
    )  # fmt: skip


def _grown(c: Number) -> bool:
    """增长2倍, and not 增长到2倍 or 是…的2倍."""
    return c.unit != "doubling" and w.RISE_END.search(c.head) is not None


def _words(c: Number, level: Number, base: Number, recomputed: Interval) -> tuple[str, str]:
    """What level and base come to, in times; growth by a multiple and doublings are said in their own way, too."""
    value = about(recomputed)
    exact = recomputed.low == recomputed.high and abs(value - round(value, 2)) < 1e-9
    shown, less = _short(value, c), _short(value - 1, c)
    zh = f"“{level.text}”{'是' if exact else '约为'}“{base.text}”的{shown}倍"
    en = f"“{level.text}” is {'' if exact else 'about '}{shown} times “{base.text}”"
    if _grown(c):
        return f"{zh}，即增长{'' if exact else '约'}{less}倍", f"{en}, a rise by {less} times"
    if c.unit == "doubling":
        named = f"{2**c.value:.3g}"
        return f"{zh}（翻{_short(c.value, c)}番是{named}倍）", f"{en} (so many doublings make {named} times)"
    return zh, en


def _short(value: float, c: Number) -> str:
    """One decimal more than the text prints, so that a gap shows."""
    text = f"{value:.{c.decimals + (2 if c.unit == 'doubling' else 1)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _weight(c: Number, stated: Interval, recomputed: Interval) -> tuple[str, tuple[str, str]]:
    """Growth by and growth to are told apart; a gap of less than one unit of the last digit is only worth a look."""
    if _grown(c) and agree(Interval(c.value - c.step / 4, c.value + c.step / 4), recomputed):
        n = c.text.rstrip("倍")
        return "warning", (
            f"“增长{n}倍”是原来的{c.value + 1:g}倍；若指增长到原来的{n}倍，则与所列数相符。",
            f"A rise by {c.value:g} times makes {c.value + 1:g} times the base; a rise to {c.value:g} times would agree.",
        )
    middle = about(stated)
    if c.bound == "exact" and c.unit != "doubling" and abs(about(recomputed) - middle) < c.step * _WHOLE_UNIT:
        return "note", (
            "相差不到末位一个单位，可能是取舍方式不同。",
            "The gap is below one unit of the last digit and may come from rounding.",
        )
    return ("warning" if abs(difference(stated, recomputed)) < abs(middle) / 4 else "error"), ("", "")

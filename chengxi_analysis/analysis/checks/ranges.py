"""Ranges: values that cannot be (a rate of cases closed above 100 %, a count below zero, an income per head of 150 million yuan).

What an indicator can be stands in the catalogue, with its source; the words of a rate (结案率) say what it cannot exceed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis import units
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.limits import Limit
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.model import Interval

_HUNDRED = Interval(0, 100)
#: Reached of what was aimed at: more than all of it can be.
_OF_TARGET = re.compile(r"目标|任务|计划")


def possible_rate(value: Interval) -> bool:
    """True when a rate of a whole can have the value.

    Examples
    --------
    >>> possible_rate(Interval(99.5, 100.5)), possible_rate(Interval(102.5, 103.5))
    (True, False)
    """
    return value.overlaps(_HUNDRED)


def check(passage: Passage) -> Iterator[Finding]:
    """Values of indicators, rates that are bounded by their meaning, and counts."""
    for n in passage.numbers:
        if n.change or n.threshold:
            continue
        limit = passage.limits.get(n.indicator) if n.indicator else None
        if limit is not None:
            yield _indicator(n, limit)
        elif n.kind == "rate" and n.unit == "pct" and (w.BOUNDED_RATE.search(n.lead[-12:]) or w.BOUNDED_SHARE.search(n.lead)):
            if not (n.value > 100 and w.CARRIED_OVER.search(passage.sentence_before(n))):
                yield _rate(n, of_target=bool(_OF_TARGET.search(n.lead[-12:])))
        elif n.kind == "amount" and n.dimension.startswith("count") and n.unit and n.value < 0 and n.value == int(n.value):
            yield Finding(
                "range", "inconsistent", (n,), n.interval, Interval(0, None), "error",
                zh=f"计数“{n.text}”为负数，不可能出现，建议核对。", en=f"The count “{n.text}” is negative, which cannot be.",
            )  # fmt: skip


def _indicator(n: Number, limit: Limit) -> Finding:
    """A value of an indicator against the catalogue's range, in the number's own unit as in the text."""
    scale = convert(1.0, limit.unit, n.unit) if "/" not in n.unit else 1.0 / (convert(1.0, n.unit, limit.unit) or 1.0)
    assert scale is not None
    possible = Interval(None if limit.low is None else limit.low * scale, None if limit.high is None else limit.high * scale)
    ends = "至".join(_shown(x, n) for x in (possible.low, possible.high) if x is not None)
    english = [_shown_in_english(x, n) for x in (possible.low, possible.high) if x is not None]
    severity = Limit(possible.low, possible.high, n.unit, limit.by, limit.source).severity(n.interval)
    if severity is None:
        return Finding(
            "range", "consistent", (n,), n.interval, possible,
            zh=f"“{n.text}”在可能的范围（{ends}）之内。", en=f"“{n.text}” lies in the possible range ({' to '.join(english)}).",
        )  # fmt: skip
    return Finding(
        "range", "inconsistent", (n,), n.interval, possible, severity,
        zh=f"“{n.label}”为“{n.text}”，" + (
            f"按定义只能在{ends}之间，建议核对。" if limit.by == "definition" else f"超出已知的范围（{ends}），建议核对数字和单位。"
        ),
        en=f"“{n.text}” " + (
            f"can by definition only lie between {' and '.join(english)}." if limit.by == "definition"
            else f"lies outside the known range ({' to '.join(english)}): a look at figure and unit is worth while."
        ) + f" Source of the range: {limit.source}.",
    )  # fmt: skip


def _shown(x: float, n: Number) -> str:
    """An end of a range in the magnitude and unit of a printed number, without more digits than it needs."""
    magnitude = {1e4: "万", 1e8: "亿"}.get(n.magnitude, "")
    return f"{x / n.magnitude:,.10g}{magnitude}{n.unit_text}"


def _shown_in_english(x: float, n: Number) -> str:
    unit = units.unit(n.unit)
    word = "" if unit.discrete or not n.unit else unit.en.replace("/", " per ")
    return f"{x:,.10g}{'' if word in ('', '%', '‰') else ' '}{word}"


def _called(n: Number) -> str:
    """The words of the rate's own clause, none of them cut."""
    return n.own.lstrip("、") or n.label


def _rate(n: Number, of_target: bool) -> Finding:
    """A rate of a whole; one of a target (目标人群覆盖率) may pass it, which is worth a look."""
    if possible_rate(n.interval):
        return Finding(
            "range", "consistent", (n,), n.interval, _HUNDRED,
            zh=f"“{n.text}”在0至100%之间。", en=f"“{n.text}” lies between 0 and 100%.",
        )  # fmt: skip
    if of_target:
        return Finding(
            "range", "inconsistent", (n,), n.interval, _HUNDRED, "note",
            zh=f"“{_called(n)}{n.text}”超过100%；若以目标数为基数可以超过，建议核对。",
            en=f"The rate “{n.text}” exceeds 100%. Of a target it can; worth a look.",
        )  # fmt: skip
    return Finding(
        "range", "inconsistent", (n,), n.interval, _HUNDRED, "error",
        zh=f"按文意“{_called(n)}{n.text}”不应超过100%，建议核对。", en=f"By its meaning the rate “{n.text}” cannot exceed 100%.",
    )  # fmt: skip

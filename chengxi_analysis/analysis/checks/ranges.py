"""Ranges: values that cannot be (a rate of cases closed above 100 %, a count below zero)."""

from __future__ import annotations

from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.model import Interval

_HUNDRED = Interval(0, 100)


def possible_rate(value: Interval) -> bool:
    """True when a rate of a whole can have the value.

    Examples
    --------
    >>> possible_rate(Interval(99.5, 100.5)), possible_rate(Interval(102.5, 103.5))
    (True, False)
    """
    return value.overlaps(_HUNDRED)


def check(passage: Passage) -> Iterator[Finding]:
    """Rates that are bounded by their meaning, and counts."""
    for n in passage.numbers:
        if n.kind == "rate" and n.unit == "pct" and not n.change and not n.threshold and w.BOUNDED_RATE.search(n.lead[-12:]):
            yield _rate(n)
        elif n.kind == "amount" and n.dimension.startswith("count") and not n.change and n.value < 0:
            yield Finding(
                "range", "inconsistent", (n,), n.interval, Interval(0, None), "error",
                zh=f"计数“{n.text}”为负数，不可能出现，建议核对。", en=f"The count “{n.text}” is negative, which cannot be.",
            )  # fmt: skip


def _rate(n: Number) -> Finding:
    if possible_rate(n.interval):
        return Finding(
            "range", "consistent", (n,), n.interval, _HUNDRED,
            zh=f"“{n.text}”在0至100%之间。", en=f"“{n.text}” lies between 0 and 100%.",
        )  # fmt: skip
    return Finding(
        "range", "inconsistent", (n,), n.interval, _HUNDRED, "error",
        zh=f"按文意“{n.lead[-12:]}{n.text}”不应超过100%，建议核对。", en=f"By its meaning the rate “{n.text}” cannot exceed 100%.",
    )  # fmt: skip

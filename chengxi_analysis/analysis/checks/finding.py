"""What one check has to say, and the words it says it in.

No sentence here says which figure is wrong: an audit sees that figures disagree, and only their author knows why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from chengxi_analysis.analysis.linking import Number
from chengxi_analysis.model import Interval

_DUST = 1e-9


@dataclass(slots=True)
class Finding:
    """The outcome of one check on a few numbers of a report."""

    check: str
    verdict: str
    numbers: tuple[Number, ...]
    stated: Interval | None = None
    recomputed: Interval | None = None
    severity: str | None = None
    reason: str | None = None
    zh: str = ""
    en: str = ""

    @property
    def ordered(self) -> list[Number]:
        """The numbers in text order, each once."""
        return sorted({n.start: n for n in self.numbers}.values(), key=lambda n: n.start)


def agree(stated: Interval, recomputed: Interval, beyond: float = 0.0) -> bool:
    """True when the two intervals meet; `beyond` widens the stated one upwards, for figures that were cut off instead of rounded.

    Examples
    --------
    >>> agree(Interval(81.75, 81.85), Interval(81.8181, 81.8182)), agree(Interval(81.75, 81.85), Interval(82, 83))
    (True, False)
    """
    s_low, s_high, r_low, r_high = *_ends(stated), *_ends(recomputed)
    dust = _DUST * max(1.0, *(abs(x) for x in (s_low, s_high, r_low, r_high) if not math.isinf(x)), 1.0)
    return s_low <= r_high + dust and r_low <= s_high + beyond + dust


def difference(stated: Interval, recomputed: Interval) -> float:
    """Stated minus recomputed between the nearest ends; 0 where the intervals meet."""
    s_low, s_high, r_low, r_high = *_ends(stated), *_ends(recomputed)
    if agree(stated, recomputed):
        return 0.0
    return s_low - r_high if s_low > r_high else s_high - r_low


def _ends(x: Interval) -> tuple[float, float]:
    return (-math.inf if x.low is None else x.low), (math.inf if x.high is None else x.high)


def about(x: Interval) -> float:
    """One number to show for an interval: its middle, or its closed end."""
    low, high = _ends(x)
    if math.isinf(low):
        return high
    return low if math.isinf(high) else (low + high) / 2


def said(stated: Number, recomputed: Interval) -> tuple[str, str]:
    """What a computation comes to, in zh and en, as the stated number is printed; only an inexact outcome is called about so much."""
    shown, english = stated.printed(about(recomputed)), stated.printed_in_english(about(recomputed))
    printed = round(about(recomputed) / stated.step) * stated.step
    exact = recomputed.low == recomputed.high and abs(printed - about(recomputed)) <= _DUST * max(1.0, abs(printed))
    return (f"为{shown}", f"gives {english}") if exact else (f"约为{shown}", f"gives about {english}")


def compare(
    check: str,
    numbers: tuple[Number, ...],
    stated: Number,
    recomputed: Interval,
    how: tuple[str, str],
    severity: str = "error",
    cut_off: bool = True,
    extra: tuple[str, str] = ("", ""),
) -> Finding:
    """Judge a stated number against its recomputation.

    `how` says in zh and en what was computed; `extra` is added where the figures disagree.
    A gap of at most one unit of the last printed digit is only worth a look; where the base can be zero nothing can be said.
    """
    if recomputed.low is None and recomputed.high is None:
        return untestable(
            check, numbers, "base is zero",
            f"计算“{stated.text}”的基数为零或可能为零，无法复算。",
            f"What “{stated.text}” would be computed from is or can be zero, so it cannot be recomputed.",
        )  # fmt: skip
    beyond = stated.step / 2 if cut_off else 0.0
    result = said(stated, recomputed)
    if agree(stated.interval, recomputed, beyond):
        rounded = stated.bound == "exact" and stated.printed(about(recomputed)) != stated.printed(stated.value)
        return Finding(
            check, "consistent", numbers, stated.interval, recomputed,
            zh=f"{how[0]}{result[0]}，{'考虑四舍五入，' if rounded else ''}与文中的“{stated.text}”相符。",
            en=f"{how[1]} {result[1]}, which agrees with the “{stated.text}” in the text{' within rounding' if rounded else ''}.",
        )  # fmt: skip
    gap = abs(difference(stated.interval, recomputed))
    if cut_off and gap < stated.step * 0.6:
        severity = "note"
        extra = ("相差不到末位一个单位，可能是取舍方式不同。", "The gap is below one unit of the last digit and may come from rounding.")
    return Finding(
        check, "inconsistent", numbers, stated.interval, recomputed, severity,
        zh=f"{how[0]}{result[0]}，文中写的是“{stated.text}”，这几个数对不上，建议核对。{extra[0]}",
        en=f"{how[1]} {result[1]}; the text says “{stated.text}”. These figures do not agree. {extra[1]}".strip(),
    )  # fmt: skip


def untestable(check: str, numbers: tuple[Number, ...], reason: str, zh: str, en: str) -> Finding:
    """A check that the text gives too little for."""
    return Finding(check, "untestable", numbers, reason=reason, zh=zh, en=en)

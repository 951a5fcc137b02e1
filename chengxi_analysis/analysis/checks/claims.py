"""Claims against numbers: 应接尽接, 超额完成, 全部 beside a figure that says otherwise. Always a note: words have exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.model import Interval

_ALL = re.compile(r"应(.)尽\1")
_OVERFULFILLED = re.compile(r"超额(?:完成|实现)")
_COMPLETION = re.compile(r"完成(?:率|任务的|计划的|目标的|年度计划的|全年任务的)[^,;。]{0,6}$")


def claim_holds(stated: Interval, least: float) -> bool:
    """True when a figure can reach what the words claim.

    Examples
    --------
    >>> claim_holds(Interval(99.5, 100.5), 100), claim_holds(Interval(92.075, 92.085), 100)
    (True, False)
    """
    return stated.high is None or stated.high >= least


def check(passage: Passage) -> Iterator[Finding]:
    """Rates in the sentence of a claim."""
    for n in passage.numbers:
        if n.kind != "rate" or n.unit != "pct" or n.change or n.target or n.threshold or n.baseline:
            continue
        claim = _claim(passage, n)
        if claim and not _of_a_class(passage, n):
            yield _judge(claim, n)


def _of_a_class(passage: Passage, n: Number) -> bool:
    """The rate is of a class of people (60岁以上) that the claim does not speak of."""
    return any(q.threshold and q.sentence == n.sentence for q in passage.numbers[max(0, n.place - 3) : n.place])


def _claim(passage: Passage, n: Number) -> str:
    """The claim of the same sentence that the rate's own words repeat."""
    before = passage.text[max(0, n.start - 60) : n.start]
    before = re.split(r"[。;\n]", before)[-1]
    for found in _ALL.finditer(before):
        if found.group(1) in n.lead[-8:] and "率" in n.lead[-6:]:
            return found.group()
    over = _OVERFULFILLED.search(before)
    return over.group() if over and _COMPLETION.search(n.lead) else ""


def _judge(claim: str, n: Number) -> Finding:
    whole = Interval(100, None)
    if claim_holds(n.interval, 100):
        return Finding(
            "claim", "consistent", (n,), n.interval, whole,
            zh=f"“{n.text}”与“{claim}”的说法相符。", en=f"“{n.text}” agrees with the words “{claim}”.",
        )  # fmt: skip
    return Finding(
        "claim", "inconsistent", (n,), n.interval, whole, "note",
        zh=f"文中说“{claim}”，相应的比率是“{n.text}”，口径可能不含特殊情况，值得说明。",
        en=f"The text says “{claim}” (all that should be) beside a rate of “{n.text}”; exceptions may be left out, which is worth a word.",
    )  # fmt: skip

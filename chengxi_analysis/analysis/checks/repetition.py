"""Repetition: the same fact stated twice with different figures.

Two numbers state one fact when they measure the same thing in the same unit for the same time. Counts of activities recur with other
figures for good reason (another campaign, another section), so they are only compared where the digits of one are those of the other
with two neighbours exchanged; rates, means and totals of an area have one value a year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis.checks.finding import Finding, agree
from chengxi_analysis.analysis.linking import Number, Passage

_ONE_VALUE = re.compile(r"率$|人均|总收入|总产值|生产总值|总人口|总户数|满意度|覆盖面|自然村$|行政村$|总面积|预算收入|户籍人口|常住人口")
_TIME = re.compile(
    r"(?:\d{1,2}月?[-—~至到])?\d{1,2}月|(?:\d{4}|[xX*×]{2,4})年[初末底]?|[年月][初末底]|上半年|下半年|[一二三四]季度|上月|本月|累计"
)
_SHORTEST = 4
_FAR = 300
_FEWEST_DIGITS = 3


def check(passage: Passage) -> Iterator[Finding]:
    """Facts of the report's own period that are stated more than once."""
    groups: dict[str, list[Number]] = defaultdict(list)
    for n in passage.numbers:
        if _comparable(passage, n):
            groups[n.unit].append(n)
    for members in groups.values():
        yield from _pairs(passage, members)


def _comparable(passage: Passage, n: Number) -> bool:
    """A result of the report's own period, or the plan's repetition of it (由2005年的A增加到)."""
    if n.change or n.threshold or n.target or n.kind not in ("amount", "rate"):
        return False
    if len(labels.subject(n)) < _SHORTEST:
        return False
    if n.baseline:
        return passage.year is not None and f"{passage.year}年" in n.lead[-8:]
    return n.section_kind != "plan"


def _pairs(passage: Passage, members: list[Number]) -> Iterator[Finding]:
    """Each number with the nearest earlier one that states the same fact."""
    by_subject: dict[str, Number] = {}
    by_digits: dict[str, list[Number]] = defaultdict(list)
    for n in members:
        name, key = labels.subject(n), _signature(n)
        earlier = by_subject.get(name)
        if earlier is not None and earlier.sentence != n.sentence and _ONE_VALUE.search(name):
            if _near(earlier, n) and _times(passage, earlier) == _times(passage, n) and not _of_other_counts(passage, earlier, n):
                yield _judge(earlier, n)
        elif len(key) >= _FEWEST_DIGITS:
            slip = next((q for q in by_digits[key][-5:] if _slip(q, n)), None)
            if slip is not None:
                yield _judge(slip, n)
        by_subject.setdefault(name, n)
        by_digits[key].append(n)


def _near(a: Number, b: Number) -> bool:
    """Of like size: figures far apart are more likely two facts under one name."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= low * 1.2


def _of_other_counts(passage: Passage, a: Number, b: Number) -> bool:
    """Two rates, each with its own counts beside it: the same rate of two groups."""
    counts = [[q.value for q in passage.before(n, limit=2) if q.level] for n in (a, b)]
    return a.kind == "rate" and bool(counts[0]) and bool(counts[1]) and counts[0] != counts[1]


def _times(passage: Passage, n: Number) -> frozenset[str]:
    """Times other than the report's own year that the sentence names before a number."""
    found = set(_TIME.findall(re.split(r"[。;\n]", passage.text[max(n.sentence_start, n.start - _FAR) : n.start])[-1]))
    own = {"今年", "全年"} if passage.year_inferred else {f"{passage.year}年", "今年", "全年"}
    return frozenset(found - own)


def _signature(n: Number) -> str:
    return "".join(sorted(labels.digits(n)))


def _slip(a: Number, b: Number) -> bool:
    """The same thing with two neighbouring digits exchanged, at different places of the report."""
    if a.sentence == b.sentence or not labels.slip_of_digits(labels.digits(a), labels.digits(b)):
        return False
    return labels.same_thing(_thing(a), _thing(b))


def _thing(n: Number) -> str:
    return re.sub(r"完成|计划|人次|以|的|办法", "", labels.subject(n))


def _judge(a: Number, b: Number) -> Finding:
    subject = labels.subject(b)
    if agree(a.interval, b.interval):
        return Finding(
            "repetition", "consistent", (a, b), b.interval, a.interval,
            zh=f"“{subject}”两处数字一致（“{a.text}”“{b.text}”）。", en=f"Both places give the same figure (“{a.text}”, “{b.text}”).",
        )  # fmt: skip
    return Finding(
        "repetition", "inconsistent", (a, b), b.interval, a.interval, "error",
        zh=f"同一项“{subject}”，一处是“{a.text}”，另一处是“{b.text}”，两处对不上，建议核对。",
        en=f"The same item is given as “{a.text}” in one place and as “{b.text}” in another. These figures do not agree.",
    )  # fmt: skip

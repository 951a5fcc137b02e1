"""Sums whose terms are called by name: A与B相加为C, and 治疗C（阳性者全部治疗，另扩大化疗B）.

The terms stand elsewhere in the paragraph or the table above; they are found by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.linking import Number, Passage, same_unit

_ADDED = re.compile(
    r"([^,;与和、]{2,12})(?:与|和)([^,;与和、]{2,12}?)"
    r"(?:面积|数量|人数|资金|金额|产量|数)?(?:相加|之和|合计|两项合计)(?:为|是|共)*$"
)
_MOST = 4
_REACH = 40


def check(passage: Passage) -> Iterator[Finding]:
    """Sums by name, and wholes whose bracket says 另 (and besides)."""
    for whole in passage.numbers:
        if whole.kind != "amount" or whole.change:
            continue
        named = _ADDED.search(whole.lead)
        if named:
            yield from _added(passage, whole, named)
        else:
            yield from _besides(passage, whole)


def _added(passage: Passage, whole: Number, named: re.Match[str]) -> Iterator[Finding]:
    """Every admissible pair is tried: a name may stand for a planned and a reached figure of one table row."""
    before = passage.numbers[max(0, whole.place - _REACH) : whole.place]
    terms = [[q for q in before if _called(q, name) and same_unit(q, whole)][-_MOST:] for name in named.groups()]
    findings = [_judge(whole, list(pair)) for pair in product(*terms)]
    fitting = next((f for f in findings if f.verdict == "consistent"), None)
    if fitting is not None:
        yield fitting
    elif findings:
        yield findings[-1]


def _called(q: Number, name: str) -> bool:
    return q.kind == "amount" and not q.change and (q.label.startswith(name) or q.lead.startswith(name))


def _besides(passage: Passage, whole: Number) -> Iterator[Finding]:
    """免费治疗5940人（阳性者全部治疗，另扩大化疗3753人）: what the bracket names first stands earlier in the sentence."""
    inside = passage.inside(whole)
    if len(inside) != 1 or not inside[0].own.startswith("另") or not same_unit(inside[0], whole):
        return
    words = passage.text[whole.end + 1 : inside[0].start]
    first = next((q for q in passage.before(whole) if q.level and q.unit == whole.unit and q.phrase[-2:] in words), None)
    if first is not None and "全部" in words:
        yield _judge(whole, [first, inside[0]])


def _judge(whole: Number, parts: list[Number]) -> Finding:
    terms = "、".join(f"“{p.text}”" for p in parts)
    how = (f"把{terms}相加", f"The sum of {', '.join(p.text for p in parts)}")
    return compare("total", (*parts, whole), whole, total([p.interval for p in parts]), how, "warning", cut_off=False)

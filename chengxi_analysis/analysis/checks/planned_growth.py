"""Planned growth against the result that the same report gives: 农民人均纯收入4862元 … 明年达到5400元，增长16%.

The base of next year's plan is this year's result, under the same name and unit and stated with one value. A plan in constant prices need
not follow from it, so such measures are left alone, and a disagreement is never more than a warning.
"""

from __future__ import annotations

import re

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.checks.growth_links import GrowthLink
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.model import Interval

_AIMED = ("力争", "争取", "确保", "预计", "预期", "计划", "目标")
_GROWN = re.compile(r"^、?(?:同比|[比较][上去今]年)?(?:力争|预期|实现)?(?:增长|提高|增加|上升|增幅)(?:率|约|达到?|为)*$")
_SHORTEST, _MOST = 3, 50


def check(passage: Passage, link: GrowthLink) -> Finding | None:
    """The planned rate against result and planned level; None where the report gives no one result."""
    level, c = link.level, link.change
    if level is None or not level.target or c.kind != "rate" or c.change <= 0 or link.base is not None or level.kind != "amount":
        return None
    if not _GROWN.search(c.own) or w.BUILT_ON.match(passage.text, level.end):
        return None
    if w.CONSTANT_PRICES.search(level.label + level.lead) or w.YEARLY.search(c.lead) or w.OTHER_FOOTING.search(level.lead + c.lead):
        return None
    base = result_of(passage, level)
    if base is None or not base.low or base.low <= 0 or level.low == float("-inf"):
        return None
    low = (level.low / base.high - 1) * 100
    high = None if level.high == float("inf") else (level.high / base.low - 1) * 100
    how = (f"由结果“{base.text}”到计划“{level.text}”计算", f"From the result “{base.text}” to the plan “{level.text}” the change")
    return compare("growth", (base, level, c), c, Interval(low, high), how, "warning")


def result_of(passage: Passage, plan: Number) -> Number | None:
    """What the report gives as the result of its own year for what is planned, where that is one value."""
    name = labels.subject(plan)
    for word in _AIMED:
        name = name.replace(word, "")
    if len(name) < _SHORTEST:
        return None
    results = [q for q in passage.measuring(name)[:_MOST] if _is_result(q) and q.unit == plan.unit and q.place < plan.place]
    return results[0] if len({q.value for q in results}) == 1 else None


def _is_result(q: Number) -> bool:
    return q.kind == "amount" and not (q.target or q.change or q.baseline or q.threshold or q.period_stated or q.section_kind == "plan")

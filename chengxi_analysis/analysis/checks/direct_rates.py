"""Rates right behind their two counts: 应N人，已入学M人，入学率p%; 计划N尾，实际M尾，完成计划的p%.

The rate's own verb stands before the second count, with a word that says that it was done, or the first is called a plan and the second
what was reached. Nothing stands between the three.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from chengxi_analysis.analysis.checks import vocabulary
from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage

_RATE = re.compile(r"^(?P<verb>[一-鿿]{2,4})率(?:为|达到?|是|约)*$")
_DONE = re.compile(r"(?:已|实际|实)(?P<verb>[一-鿿]{2,4})(?:的|有)*$")
_OF_PLAN = re.compile(r"^(?:完成|占|为|达到?)(?:全年|年度|年初|本年)?(?:计划|任务|目标)(?:任务|总?数|总?量)?的$")
_PLAN = re.compile(r"计划(?!生育)|任务|目标")
_ACTUAL = re.compile(r"实际|已|完成")


def check(passage: Passage, undecided: Container[int]) -> Iterator[Finding]:
    """Rates at the places that no other words decide."""
    for p in passage.numbers:
        if p.place not in undecided or p.place < 2 or p.unit != "pct" or p.rank > CLAUSE:
            continue
        whole, part = passage.numbers[p.place - 2 : p.place]
        if not _side_by_side(whole, part, p):
            continue
        if _same_verb(part, p) or _plan_and_reached(whole, part, p):
            how = (f"按“{part.text}”和“{whole.text}”计算", f"“{part.text}” of “{whole.text}”")
            yield compare("rate", (whole, part, p), p, quotient(part.interval, whole.interval), how)


def _side_by_side(whole: Number, part: Number, p: Number) -> bool:
    """Three numbers of one sentence with a comma between, the counts of one unit."""
    amounts = whole.kind == part.kind == "amount" and whole.unit == part.unit and not (whole.change or part.change or part.target)
    together = whole.sentence == p.sentence == part.sentence and part.rank <= CLAUSE and whole.brackets == part.brackets == p.brackets
    return amounts and together and not (whole.threshold or part.threshold or whole.baseline or part.baseline or whole.mean or part.mean)


def _same_verb(part: Number, p: Number) -> bool:
    """已入学31178人，入学率; 计划内出生381人，计划生育率."""
    rate, done = _RATE.search(p.own), _DONE.search(part.own)
    called = vocabulary.alias(rate.group("verb")) if rate is not None else None
    if called is not None and called.search(part.own):
        return True
    return rate is not None and done is not None and rate.group("verb") == done.group("verb")


def _plan_and_reached(whole: Number, part: Number, p: Number) -> bool:
    """计划投放500万尾，实际投放436万尾，完成计划的92%."""
    return bool(_OF_PLAN.search(p.own) and _PLAN.search(whole.lead) and _ACTUAL.search(part.own))

"""Ends of a change that stand elsewhere than right in front of it.

比上年的3.26亿度增长12%，达到3.65亿度: the level follows. 达到36.5%，比上年提高1.5个百分点，上年为35%: the base follows.
2006年1.82亿元，2005年为1.65亿元，增长10.3%: the base is named by its year. 完成2.46亿元，完成预算的40%，比上年减收
0.11亿元，下降4.2%: a remark stands between.
"""

from __future__ import annotations

import re

from chengxi_analysis.analysis.checks.growth_links import GrowthLink
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage, same_unit

_REACHED = re.compile(r"^(?:达到?了?|增加到|增长到|上升到|提高到|下降到|减少到|降至|升至|增至)(?:约|近)?$")
_WAS = re.compile(r"^(?:上年|去年|上一年)(?:同期|末|底)?(?:为|是|仅为|只有)$")
_IN_YEAR = re.compile(r"^(\d{4})年(?:同期|末|底)?(?:为|是|仅为|只有)$")
_YEAR = re.compile(r"(\d{4})年")
_REMARKS = 3


def completed(passage: Passage, link: GrowthLink) -> GrowthLink:
    """The link with an end more, where the words around it name one."""
    if link.level is not None and link.base is None and link.increment is None:
        _turned_by_year(passage, link) or _base_behind(passage, link)
    elif link.level is None and link.base is not None:
        _level_behind(passage, link)
    elif link.level is None and link.increment is not None:
        _level_over_remarks(passage, link)
    return link


def _turned_by_year(passage: Passage, link: GrowthLink) -> bool:
    """A number of the year before that stands behind the level is its base."""
    base = link.level
    assert base is not None
    year, level = _IN_YEAR.search(base.own), passage.previous(base)
    if year is None or level is None or base.rank > CLAUSE or not _pair(level, base):
        return False
    named = _YEAR.findall(level.lead)
    if not named or int(named[-1]) != int(year.group(1)) + 1:
        return False
    link.level, link.base = level, base
    return True


def _base_behind(passage: Passage, link: GrowthLink) -> bool:
    level, base = link.level, _next(passage, link.change)
    assert level is not None
    if base is None or not base.baseline or not _WAS.search(base.own) or level.kind != base.kind or not same_unit(level, base):
        return False
    link.base = base
    return True


def _level_behind(passage: Passage, link: GrowthLink) -> bool:
    base, level = link.base, _next(passage, link.change)
    assert base is not None
    if level is None or base.place != link.change.place - 1 or not _REACHED.search(level.own) or not _pair(level, base):
        return False
    link.level = level
    return True


def _level_over_remarks(passage: Passage, link: GrowthLink) -> bool:
    """The increment stands right before the rate; what it was added to is in front of the remarks."""
    increment = link.increment
    assert increment is not None
    before = list(passage.before(increment, limit=_REMARKS))
    remarks = next((k for k, q in enumerate(before) if not (q.aside or q.base_of_share)), None)
    if not remarks or increment.change != link.change.change:
        return False
    level = before[remarks]
    if any(q.change for q in before[:remarks]) or not level.level or level.target or level.unit != increment.unit:
        return False
    link.level = level
    return True


def _next(passage: Passage, c: Number) -> Number | None:
    """The number right behind a change, in its sentence and its list of clauses."""
    following = next(passage.after(c, limit=1), None)
    return following if following is not None and following.rank <= CLAUSE and following.brackets == c.brackets else None


def _pair(level: Number, base: Number) -> bool:
    return level.level and not level.target and level.sentence == base.sentence and level.kind == base.kind and same_unit(level, base)

"""A target and the result that answers it, found in the language of a report: for what no catalogue lists.

计划灭螺1200亩,实际完成1150亩: the two stand in one sentence, in one unit, under one label, or the result follows in a clause that says no
more than that it was done. Between sections and reports only equal labels of one unit are paired, and only where one value answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from chengxi_analysis import units
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.labels import core
from chengxi_analysis.analysis.matching import THINGS, convert, kin
from chengxi_analysis.analysis.number import half_width

_Row = Mapping[str, Any]

_PLAN_WORDS = re.compile(
    r"计划(?!生育)|任务数?|目标|指标数?|预算|预期|下达|年度|全年|明年|今年|年初|确定|安排|确保|力争|争取|拟|要|再|[省市区县镇乡局]里?(?=下达)|数$"
)
_DONE_WORDS = re.compile(r"实际|全部|累计|共|已|超额|完成|实现|达到?|落实到位|落实|到位|建成|兑现|竣工|数$")
#: A clause that adds nothing but that it was done: the result of what was planned right before it.
_BARE_DONE = re.compile(
    r"(?:[,;:。(]|我[镇乡县市区街局省]|街道|截[至止][^,。;]{0,8}?|现|目前|当前|今年|全年|年底|实际|全部|累计|共|已经?|超额|也|均|则)*"
    r"(?:完成|实现|达到?|落实|到位|建成|兑现|竣工|为)(?:了|到|约|资金|投资|面积|数|任务|额)*"
)
_SUBSET = re.compile(r"其中|包括|含|分别|其余")
#: A result said first, and the plan behind it: 完成2.4亿元,占年度计划3亿元的80%.
_OF_PLAN_BEFORE = re.compile(r"(?:占|为|是|完成|超过|达到?|比|较)[^,。;0-9]{0,10}(?:计划|任务|目标|指标|预算)[^,。;0-9]{0,4}$")
_OF_PLAN_AFTER = re.compile(r"(?:以[内下上]|之内|左右)?的?(?:年度|全年)?(?:任务|目标|计划)")
_DEGREE_BEFORE = re.compile(r"(?:完成|占|达到?|为|实现)[^,。;0-9]{0,10}(?:任务|计划|目标|预算|指标)(?:总?数|总?量|总?额)?的?$")
_DEGREE_AFTER = re.compile(r"地?完成(?:了)?[^,。;0-9]{0,12}(?:任务|计划|目标|指标)")
_OF_A_NUMBER = re.compile(r"[0-9][^,。;0-9]{0,5}的(?:约|近)?$")
#: The frame of a whole project, or an intention: no date binds it unless one is named.
_OPEN_FRAME = re.compile(r"总投资|投资(?:预算|估算|概算|规模)|计划投资|拟|概算|规划")
_OF_THE_YEAR = re.compile(r"任务|目标|指标|下达|年初|全年|今年|年度|本年")
_YEAR = re.compile(r"[0-9]{4}年")
_TOTAL = re.compile(r"总投资|投资(?:预算|估算|概算|规模)|(?:计划|拟|规划|概算)投资")
#: Growth or decline that a percentage gives: 增长8%以上.
_GROWTH = re.compile(
    r"(增长|增加|提高|上升|增幅|增速|下降|减少|降低|降幅|(?<=[再均])降)(?:率)?(?:了|约|为|达到?|在|控制在|保持在|不低于|超过?|\s)*$"
)
_FALLS = frozenset({"下降", "减少", "降低", "降幅", "降"})
#: The words of change at the end of a label, which its subject does without.
_CHANGED = re.compile(r"(?:同比|再|均|继续|分别)*(?:增长|增加|提高|上升|增幅|增速|下降|减少|降低|降幅|降)率?$")


@dataclass(frozen=True, slots=True)
class Answer:
    """The observation that answers a target; `degree` where it gives a share of the target done and no amount."""

    row: _Row
    degree: bool = False


@cache
def matter(label: str) -> str:
    """What a label is about, without the words of planning and of having done.

    Examples
    --------
    >>> matter("市下达我镇植树任务"), matter("实际完成植树"), matter("计划生育率")
    ('植树', '植树', '计划生育率')
    """
    return core(_DONE_WORDS.sub("", _PLAN_WORDS.sub("", half_width(label))))


def name_of(row: _Row) -> str:
    """What an unlisted target is called: its label, or the unit's own words where it has none."""
    return str(row.get("label") or row.get("unit_text") or row["unit"])


def in_sentence(plan: _Row, rows: Sequence[_Row]) -> Answer | None:
    """The result of a target within its own sentence.

    Parameters
    ----------
    plan : mapping
        An observation with the role target.
    rows : list of mapping
        The observations of its sentence, in text order.
    """
    for row in (r for r in rows if _may_answer(plan, r)):
        if _follows(plan, row, rows) or _precedes(plan, row):
            return Answer(row)
    if plan["unit"] == "pct":
        return None
    degrees = [r for r in rows if degree_of_plan(r) and (_near(plan, r, rows) or (r["start"] > plan["start"] and _sole(plan, rows)))]
    return Answer(degrees[0], degree=True) if degrees else None


def degree_of_plan(row: _Row) -> bool:
    """True for the share of a plan that is done: 完成计划的108.3%, 已100%完成…任务.

    Examples
    --------
    >>> said = "完成投资12.5亿元,占年计划的104.2%。"
    >>> degree_of_plan({"unit": "pct", "role": "actual", "sentence": said, "sentence_start": 0, "start": 15, "end": 21})
    True
    """
    if row["unit"] != "pct" or row["role"] != "actual":
        return False
    before, after = _around(row)
    return bool(_DEGREE_BEFORE.search(before) or _DEGREE_AFTER.match(after))


def share_of_target(row: _Row) -> bool:
    """True for the percentage of a target that stands right before it: 任务500亩的104%."""
    return row["unit"] == "pct" and bool(_OF_A_NUMBER.search(_around(row)[0]))


def open_ended(plan: _Row) -> bool:
    """True for the frame of a project or an intention without a date (拟投资15亿元): it cannot be late."""
    if plan.get("period_stated"):
        return False
    words = f"{before(plan).rpartition(',')[2]}{plan.get('label') or ''}"
    return bool(_OPEN_FRAME.search(words)) and not (_OF_THE_YEAR.search(words) or _YEAR.search(words))


def project_total(plan: _Row) -> bool:
    """True for the money that a whole project will take: what one year spends is no answer to it.

    Examples
    --------
    >>> def said(text, start):
    ...     return {"unit": "CNY", "sentence": text, "sentence_start": 0, "start": start, "end": start + 4}
    >>> project_total(said("重点项目总投资15亿元", 7)), project_total(said("重点项目年度计划投资15亿元", 10))
    (True, False)
    """
    words = f"{before(plan).rpartition(',')[2]}{plan.get('label') or ''}"
    dated = bool(plan.get("period_stated") or _YEAR.search(words)) and "总投资" not in words
    return plan["unit"] == "CNY" and bool(_TOTAL.search(words)) and not dated and not _OF_THE_YEAR.search(words)


def due(plan: _Row, period: str | None) -> str | None:
    """When a target is due: the period of its row, and the whole year where a half-year report speaks of the year's task.

    Examples
    --------
    >>> said = "全年植树任务500亩"
    >>> due({"period_stated": None, "sentence": said, "sentence_start": 0, "start": 6, "end": 10}, "2021-01/2021-06")
    '2021'
    """
    part = period is not None and "-" in period and len({end[:4] for end in period.split("/")}) == 1
    if not part or plan.get("period_stated"):
        return period
    words = f"{_around(plan)[0].rpartition(',')[2]}{plan.get('label') or ''}"
    return period[:4] if period is not None and _OF_THE_YEAR.search(words) else period


def by_label(plan: _Row, rows: Sequence[_Row]) -> list[_Row]:
    """Results under the label of a target, in one unit; none where several values could be meant.

    A rise answers a planned fall, too: whose sign it has, :func:`way` tells.
    """
    about = subject(plan)
    if len(about) < 2:
        return []
    found = [r for r in rows if _may_answer(plan, r, either_way=True) and subject(r) == about]
    values: dict[tuple[Any, Any], set[float]] = {}
    for row in found:
        value = (convert(row["value"], row["unit"], plan["unit"]) or 0.0) * (1 if way(row) == way(plan) else -1)
        values.setdefault((row["report_id"], row["time_period"]), set()).add(value)
    return [r for r in found if len(values[r["report_id"], r["time_period"]]) == 1]


def unlisted(plan: _Row, catalogue: Catalogue) -> Indicator:
    """An entry for a measure that the catalogue does not know, named by the report's own words; its id says that it is a label."""
    name, unit = name_of(plan), plan["unit"]
    key = f"label:{name}/{unit}"
    counter = (str(plan.get("unit_text") or ""), units.unit("item").en) if unit in THINGS else None
    known = catalogue.indicators.get(key)
    falls = way(plan) == "fall"
    return known or Indicator(key, name, name, "", unit, "neutral", counter=counter, growth=way(plan) == "rise", decline=falls)


def sentences(observations: Sequence[_Row]) -> dict[tuple[str, int], list[_Row]]:
    """Observations by report and sentence, in text order."""
    out: dict[tuple[str, int], list[_Row]] = {}
    for row in sorted(observations, key=lambda r: (r["report_id"], r["start"])):
        out.setdefault((row["report_id"], row["sentence_start"]), []).append(row)
    return out


def direction(row: _Row) -> str:
    """The word of growth or decline right before a percentage; empty for a level."""
    found = _GROWTH.search(_around(row)[0]) if row["unit"] in ("pct", "pct_point") else None
    return "" if found is None else found[1][-2:] if len(found[1]) > 1 else found[1]


def way(row: _Row) -> str:
    """Which way a percentage of change goes: rise, fall, or empty for a level."""
    word = direction(row)
    return "" if not word else "fall" if word in _FALLS else "rise"


def subject(row: _Row) -> str:
    """What a label is about, of a change without the word for it.

    Examples
    --------
    >>> said = "亡人交通事故再降5%"
    >>> subject({"unit": "pct", "label": "亡人交通事故再降", "sentence": said, "sentence_start": 0, "start": 8, "end": 10})
    '亡人交通事故'
    """
    about = matter(row.get("label") or "")
    return _CHANGED.sub("", about) if way(row) else about


def _may_answer(plan: _Row, row: _Row, *, either_way: bool = False) -> bool:
    """A result of the target's unit that is a level where the target is one, a change of the same way where it is a change."""
    return (
        row["role"] in ("actual", "change")
        and row["unit"] in kin(plan["unit"])
        and (bool(way(plan)) == bool(way(row)) if either_way else way(plan) == way(row))
        and (row["role"] == "actual" or bool(way(row)))
        and not degree_of_plan(row)
    )


def _around(row: _Row) -> tuple[str, str]:
    """Sentence before and behind a number, in half-width form."""
    text, at = half_width(row["sentence"] or ""), row["sentence_start"]
    return text[: row["start"] - at], text[row["end"] - at :]


def before(row: _Row) -> str:
    """What stands in the sentence before a number, in half-width form."""
    return _around(row)[0]


def between(a: _Row, b: _Row) -> str:
    """What stands between two numbers of one sentence, in half-width form."""
    at = a["sentence_start"]
    return half_width(a["sentence"] or "")[a["end"] - at : b["start"] - at]


def _follows(plan: _Row, row: _Row, rows: Sequence[_Row]) -> bool:
    if row["start"] < plan["end"]:
        return False
    words = between(plan, row)
    if _SUBSET.search(words):
        return False
    other = any(plan["start"] < r["start"] < row["start"] and r["role"] == "target" for r in rows)
    named, planned = matter(row.get("label") or ""), matter(plan.get("label") or "")
    if named == planned and len(named) >= 2:
        return not other or named in words
    return not other and bool(_BARE_DONE.fullmatch(words) or _invested(plan, row))


def _invested(plan: _Row, row: _Row) -> bool:
    """拟投资15亿元…已完成投资1.4亿元: what was spent of a project's frame."""
    return plan["unit"] == "CNY" and "投资" in (plan.get("label") or "") and "完成投资" in f"{_around(row)[0][-12:]}"


def _precedes(plan: _Row, row: _Row) -> bool:
    if row["end"] > plan["start"] or _SUBSET.search(words := between(row, plan)):
        return False
    ahead, after = _around(plan)
    return words.count(",") <= 1 and "。" not in words and bool(_OF_PLAN_BEFORE.search(ahead) or _OF_PLAN_AFTER.match(after))


def _near(plan: _Row, rate: _Row, rows: Sequence[_Row]) -> bool:
    """True when no other target or result stands between a target and a degree."""
    return rate["start"] > plan["end"] and not any(plan["start"] < r["start"] < rate["start"] for r in rows)


def _sole(plan: _Row, rows: Sequence[_Row]) -> bool:
    return not any(r["role"] == "target" and r is not plan for r in rows)


def degrees(observations: Sequence[_Row], taken: set[str]) -> Iterator[_Row]:
    """Shares of plans whose amount no target of the same sentence gives."""
    for rows in sentences(observations).values():
        if not any(r["role"] == "target" for r in rows):
            yield from (r for r in rows if degree_of_plan(r) and r["obs_id"] not in taken)

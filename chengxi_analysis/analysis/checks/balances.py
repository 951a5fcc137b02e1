"""What was there, what went off, what is left, right behind each other: 原有学校126所，撤并38所，现有88所.

Only three numbers that nothing but remarks separates are taken, in one sentence and one unit; where something was added besides
(新建, 转入), or the first counts what is new only, nothing follows. Goods in store have four: 年初库存, 收购, 销售, 年末库存.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import vocabulary
from chengxi_analysis.analysis.checks.complement import closing_stock, remainder
from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage

_NEW = re.compile(r"新|增|累计|其中|今年|本年|当年|去年|上年|应|计划")
_PART_OF = re.compile(r"其中|占")
_NOT_THIS = re.compile(r"新|增|另|又|累计|其中|应|计划|需")
_SINCE = re.compile(r"去年|上年|历年|累计|以前|\d{4}年")


def check(passage: Passage) -> Iterator[Finding]:
    """Every rest behind what went off and what there was."""
    for rest in passage.numbers:
        found = _three(passage, rest)
        if found is not None:
            whole, taken = found
            how = (f"“{whole.text}”减去“{taken.text}”", f"“{whole.text}” minus “{taken.text}”")
            recomputed = remainder(whole.interval, taken.interval)
            yield compare("complement", (whole, taken, rest), rest, recomputed, how, "warning", cut_off=False)
        yield from _in_store(passage, rest)


def _in_store(passage: Passage, closing: Number) -> Iterator[Finding]:
    """年初库存A，收购B，销售C，年末库存D."""
    if closing.place < 3 or not closing.level or closing.rank > CLAUSE or not vocabulary.words("closing").match(closing.own):
        return
    opening, came, went = passage.numbers[closing.place - 3 : closing.place]
    alike = all(n.unit == closing.unit and n.sentence == closing.sentence and not n.change for n in (opening, came, went))
    if not alike or not (came.level and went.level) or not vocabulary.words("opening").search(opening.lead):
        return
    if vocabulary.words("sold").search(came.own) and vocabulary.words("bought").search(went.own):
        came, went = went, came
    if vocabulary.words("bought").search(came.own) and vocabulary.words("sold").search(went.own):
        how = (f"“{opening.text}”加“{came.text}”减“{went.text}”", f"“{opening.text}” plus “{came.text}” minus “{went.text}”")
        recomputed = closing_stock(opening.interval, came.interval, went.interval)
        yield compare("complement", (opening, came, went, closing), closing, recomputed, how, cut_off=False)


def _three(passage: Passage, rest: Number) -> tuple[Number, Number] | None:
    if not rest.level or rest.target or rest.rank > CLAUSE or rest.brackets or not _is_left(rest):
        return None
    before = list(passage.before(rest, limit=2))
    if len(before) < 2 or rest.place - before[1].place != 2:
        return None
    taken, whole = before
    alike = all(n.level and not n.target and n.unit == rest.unit and not n.brackets for n in (taken, whole))
    if not alike or taken.rank > CLAUSE or not vocabulary.words("taken").search(taken.head[-8:]) or _NOT_THIS.search(taken.head[-8:]):
        return None
    if _NEW.search(whole.head[-8:]) or rest.low > whole.high or taken.low > whole.high:
        return None
    between = passage.text[whole.end : rest.start]
    return None if w.INFLOW.search(between) or _SINCE.search(between) else (whole, taken)


def _is_left(rest: Number) -> bool:
    """目前仍有, 还有…未治理, 现有: what is left of what was there."""
    words = rest.own
    found = vocabulary.words("left").match(words.lstrip("、"))
    return found is not None and _PART_OF.search(words) is None and len(words) - found.end() <= 6

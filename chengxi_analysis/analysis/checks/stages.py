"""Stages of one matter that words name: what was collected and what was treated of it, sent out and returned, due and done.

The pairs of words are data (``vocabulary.yml``). Both numbers stand in one sentence and one unit, next to each other, and the later one
repeats a word of the earlier one or says nothing but its verb. Where the text speaks of cases carried over, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import vocabulary
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.checks.parts_and_order import judge_order
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage, shared_words

_OTHER_TIME = re.compile(r"累计|去年|上年|往年|以前|含|外[地来]|委托|其中|新增|补")
_FRAME = re.compile(r"全[年县市区镇乡街省]|今年|共|已|均|并|后|再|有效|[了的]|到|为|约|达|分别|一次性|全部|及时|完成")
_AREA = re.compile(r"(?:全|本|该)(?:村|乡|镇|县|区|市|社区)$|^(?:全|本)(?:村|乡|镇|县|区|市)(?:共有?|有|总户数|总人口)?$")
_WITHIN = re.compile(r"^(?:有|其中|现有|已有|共有)(?![^,;]*(?:外|结对|联系|走访|服务))")
_NEAR = 2


def check(passage: Passage) -> Iterator[Finding]:
    """Every later stage with the earlier one in front of it, and what a place has with all that is there."""
    for later in passage.numbers:
        if not later.level or later.target or later.rank > CLAUSE or later.brackets:
            continue
        earlier = _before(passage, later)
        if earlier is None or not any(said(earlier, later) for said in (_follows, _due, _of_all, _of_the_place)):
            continue
        if _OTHER_TIME.search(passage.text[max(earlier.sentence_start, earlier.start - 8) : later.end + 12]):
            continue
        if not w.CARRIED_OVER.search(passage.text[max(earlier.sentence_start, earlier.start - 20) : later.end + 16]):
            yield judge_order(later, earlier)


def _before(passage: Passage, later: Number) -> Number | None:
    """The amount of the same unit right in front; remarks on it may stand between."""
    for q in passage.before(later, limit=_NEAR):
        if q.aside and not q.base_of_share:
            continue
        return q if q.level and not q.target and q.unit == later.unit else None
    return None


def _follows(earlier: Number, later: Number) -> bool:
    """The words name two stages of one matter."""
    if vocabulary.any_later().search(_around(later)) is None:
        return False
    for order in vocabulary.orders():
        second = _last(order.later, _around(later))
        first = _last(order.earlier, _around(earlier)) if second is not None else None
        counted = later.dimension.startswith("count") or not order.counted
        if first is None or second is None or not counted or order.later.search(_around(earlier)) is not None:
            continue
        said = _rest(_around(later), second)
        if order.fixed or not said or shared_words(said, _rest(_around(earlier), first)):
            return True
    return False


def _due(earlier: Number, later: Number) -> bool:
    """应参加考试人员312人，实际参加考试328人: the same verb behind 应 and 实."""
    due, done = vocabulary.with_verb("due").search(earlier.head[-12:]), vocabulary.with_verb("done").search(later.head[-12:])
    if due is None or done is None or due.group("verb")[0] != done.group("verb")[0]:
        return False
    object_of_done = _FRAME.sub("", later.head[-12:][done.end() :])
    if len(object_of_done) > 1 and not shared_words(object_of_done, earlier.head[-12:]):
        return False
    return vocabulary.words("overpaid").match(due.group("verb")) is None and later.dimension.startswith("count")


def _of_all(earlier: Number, later: Number) -> bool:
    """共有自然村51条，已完成污水收集49条."""
    return vocabulary.words("all").search(earlier.head) is not None and vocabulary.words("reached").match(later.own) is not None


def _of_the_place(earlier: Number, later: Number) -> bool:
    """全村136户，有种植大户152户; not 全村82户通自来水，有128户饮井水, where nobody says that one is of the other."""
    if earlier.tail or not later.head.endswith("户"):
        return False
    return later.unit == "household" and _AREA.search(earlier.head) is not None and _WITHIN.search(later.head) is not None


def _around(n: Number) -> str:
    """The words right before a number."""
    return n.head[-14:]


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(words))), None)


def _rest(words: str, verb: re.Match[str]) -> str:
    """What is said besides the verb and the frame."""
    return _FRAME.sub("", words[: verb.start()] + words[verb.end() :])

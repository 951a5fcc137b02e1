"""What a number does in its clause: a result, an earlier level, a change, a target, or a threshold that only classifies."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words
from chengxi_analysis.extraction.quantities import Quantity

_CONTEXT = vocabulary("context")
_FILLER = r"(?:了|约|近|达到?|超过?|超|将近|不低于|高达|逾|分别|也|各|均|就|达|以|幅度|(?:到|至)?[-0-9])*"
_CHANGE_AT_END = re.compile(
    rf"(?:{alternation(words('context', 'change_verbs'))})(?:率|幅|速度|幅度|额)?(?:分别)?(?:为|是|达到?|超过?)?"
    r"(?:了|约|近|超|将近|不低于|高达|逾|分别|各|均|在|控制在|不少于|左右|保持在|大约|再)*[ \n]*$"
)
_SINGLE_CHANGE = re.compile(r"[增降减升涨跌](?:了|约|近|超)?[ \n]*$")
_ONLY_LEVEL = re.compile(r"(?:增加值|提高标准|增值税|增长点|增收节支|新增|减免|减税|增发|超高|提前还|更高|较高|最高|不高|最低|较低)[^,。;]{0,3}$")
_CHANGE_AFTER = re.compile(r"(?:左右|以上|以内)?的?(?:速度)?(?:增长|增速|增幅|降幅|涨幅|速度增长|速度递增|跌幅|的速度)")
_DISTRIBUTED = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*")
_FROM = re.compile(r"(?:[由从](?!主|治|身|来水|建|筹|动|愿|行|家|营|事|业|严)|从原来|由原来)[^,。;、由从]{0,18}$")
_TO = re.compile(r"[^,。;0-9]{0,3}(?:,)?[^,。;0-9]{0,16}?(?:为|到|至|达)[^,。;0-9]{0,8}$")
_EARLIER = re.compile(
    r"(?:(?:[比较是于同与]|相当于|超过|高于|低于|高出)[^,。;0-9]{0,6})?(?:去年|上年度?|上一年|前年|[0-9]{4}年[末底初]?|同期|“?[十一二三四五六七八九]+五”?[^,。;0-9]{0,5})"
    r"(?:同期|末|底|初|时|期末)?(?:分别|则|则分别)?(?:的|为|是|仅为|只有|仅|水平)?[^,。;0-9]{0,4}[ \n]*$"
)
_EARLIER_HEAD = re.compile(r"(?:去年|上年|上一年|同期|年初|期初|原来|原有|此前|以前|过去|解放前)")
_COMPARED = re.compile(r"(?:[比较是于同与]|相当于|超过|高于|低于|高出)(?:“?[十一二三四五六七八九]+五”?|去年|上年|上一年|前年|[0-9]{4}年|同期|全国|全省|全市|计划|目标|预期|年初)")
_TARGET = re.compile(alternation(words("context", "target_words")))
_TARGET_BUT_DONE = re.compile(r"(?:完成|占|超|达到?|实现|为|已)[^,。;]{0,14}(?:任务|计划|目标|预算|指标)[^,。;]{0,6}$")
_DONE = re.compile(r"(?:已|完成|实际|累计|共计|落实到位|超额)")
_ACHIEVED = re.compile(r"(?:达到?|完成|实现|超过?|突破|投入|发放|增加|增长|总额|共|约|近|收入|产值)[^,。;]{0,4}$")
_FUTURE_CLAUSE = re.compile(r"(?:明年|来年|下一步|今后|下年|未来[一二三四五六七八九十0-9]+年|力争|预期目标|主要目标)")
_POINTS = frozenset(("百分点", "基点", "千分点", "百分點"))
_RATIOS = frozenset(("%", "‰", "成", "百分点", "倍"))


class RoleReader:
    """Reads the roles of the quantities of one sentence, in order."""

    __slots__ = ("_previous", "future", "plan", "text")

    def __init__(self, text: str, plan: bool, future: bool) -> None:
        self.text = text
        self.plan = plan
        self.future = future
        self._previous: tuple[str, int] | None = None

    def read(self, q: Quantity, clause_start: int, previous: Quantity | None, following: Quantity | None, sentence_end: int) -> str:
        """Role of `q`; `clause_start` is where its clause begins (behind , ; 。 or a bracket, or the quantity before)."""
        role = self._role(q, clause_start, previous, following, sentence_end)
        return role

    def _role(self, q: Quantity, clause_start: int, previous: Quantity | None, following: Quantity | None, sentence_end: int) -> str:
        text = self.text
        if q.unit in ("岁", "周岁", "歲", "周歲") and not _life_expectancy(text, clause_start, q.start):
            return "threshold"
        if q.attributive and self._is_threshold(q, clause_start, following):
            return "threshold"
        if previous is not None and previous.role in ("change", "baseline", "actual", "target") and self._distributed(previous, q):
            return previous.role
        if self._is_from(q, clause_start, following, sentence_end):
            return "baseline"
        change = self._is_change(q, clause_start)
        if not change and self._is_earlier(q, clause_start):
            return "baseline"
        if self.plan or self.future:
            return "target"
        if change:
            return "target" if _TARGET.search(text, clause_start, q.start) and not _DONE.search(text, clause_start, q.start) else "change"
        if self._is_target(q, clause_start):
            return "target"
        return "actual"

    def _distributed(self, previous: Quantity, q: Quantity) -> bool:
        return previous.unit == q.unit and bool(_DISTRIBUTED.fullmatch(self.text, previous.outer_end, q.start))

    def _is_threshold(self, q: Quantity, clause_start: int, following: Quantity | None) -> bool:
        if q.unit in _RATIOS or _ACHIEVED.search(self.text, clause_start, q.start):
            return False
        if following is None:
            return False
        between = self.text[q.outer_end : following.start]
        return not any(mark in between for mark in ",。;\n") or len(between) < 12

    def _is_from(self, q: Quantity, clause_start: int, following: Quantity | None, sentence_end: int) -> bool:
        if following is None or not _FROM.search(self.text, max(clause_start, q.start - 22), q.start):
            return False
        return following.start - q.outer_end <= 26 and bool(_TO.fullmatch(self.text, q.outer_end, following.start))

    def _is_change(self, q: Quantity, clause_start: int) -> bool:
        text = self.text
        if q.unit in _POINTS:
            return True
        left = max(clause_start, q.start - 16)
        if _CHANGE_AT_END.search(text, left, q.start) and not _ONLY_LEVEL.search(text, left, q.start):
            return True
        if q.unit in ("%", "‰", "倍", "番") and _SINGLE_CHANGE.search(text, left, q.start):
            return True
        return q.unit in ("%", "‰", "倍") and bool(_CHANGE_AFTER.match(text, q.outer_end))

    def _is_earlier(self, q: Quantity, clause_start: int) -> bool:
        text = self.text
        m = _EARLIER.search(text, clause_start, q.start)
        if m is None:
            head = _EARLIER_HEAD.match(text, clause_start)
            return head is not None and q.start - clause_start <= 12 and "增" not in text[clause_start : q.start]
        compared = _COMPARED.search(text, clause_start, q.start) is not None
        begins = m.start() <= clause_start + 1
        return compared or (begins and not m.group()[:4].isdigit())

    def _is_target(self, q: Quantity, clause_start: int) -> bool:
        text = self.text
        if not _TARGET.search(text, clause_start, q.start):
            return False
        if _TARGET_BUT_DONE.search(text, clause_start, q.start):
            return False
        return not (q.unit in _RATIOS and _DONE.search(text, clause_start, q.start))


def speaks_of_the_future(text: str, start: int, end: int) -> bool:
    """True when a sentence says 明年, 今后 or 力争 before its first number."""
    return _FUTURE_CLAUSE.search(text, start, end) is not None


def _life_expectancy(text: str, start: int, end: int) -> bool:
    return any(word in text[start:end] for word in ("寿命", "平均年龄", "预期寿"))

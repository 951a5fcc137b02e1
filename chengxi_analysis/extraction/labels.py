"""The shortest phrase of the text that says what a number measures."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words
from chengxi_analysis.extraction.quantities import Quantity

_CONTEXT = vocabulary("context")
_TIME = (
    r"(?:截至|截止|到|至)?(?:[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[-至到][0-9]{1,2}月)?(?:上半年|[末底初])?|[0-9]{1,2}(?:月份?)?[-至到][0-9]{1,2}月份?|[0-9]{1,2}月(?:[0-9]{1,2}日)?[底末份初]?"
    r"|元[-至到][一二三四五六七八九十0-9]+月份?|[○零一二三四五六七八九]{4}年)(?:[末底初])?,?"
)
_LEAD = re.compile(rf"(?:[ \n\u3000,、:]|{_TIME}|{alternation(words('context', 'label_lead'))})+")
_TRAIL = re.compile(rf"(?:[ \n\u3000,、:(“-]|{alternation(w[::-1] for w in words('context', 'label_trail'))})+")
_BARE_VERB = re.compile(rf"(?:{alternation(words('context', 'bare_verbs'))})(?:了|出|到|有)?$")
_SEPARATOR = re.compile(r"[,。;:!?\n\u3000]")
_COMPARISON = re.compile(
    r"(?:同比|环比|(?:[比较]|同)(?:去年|上年|上一年|前年|[0-9]{4}年|“?[十一二三四五六七八九]+五”?|全国|全省|全市|计划|目标|预期|年初|上月|往年)[^,。;0-9]{0,8}?(?=增|下|提|减|上|降|高|低|快|多|少|回|翻|净|扩|缩|超|的|升|$)|按可比价(?:格)?(?:计算)?|年均|平均每年)"
)
_NOT_COUNTED = frozenset(vocabulary("context")["not_counted"])
_RIGHT_STOP = re.compile(r"[,。;:、!?()\n0-9 \u3000“”]")
_CHANGE_WORD = re.compile(alternation(words("context", "change_verbs") + words("context", "change_nouns")) + r"|[增降减升涨跌]")
_CLAUSE_VERB = re.compile(r"(?:完成|实现|达到|争取到?|投入|取得|累计|全年|共计|带动|推动|促进|加快|积极|全面|深入|认真|扎实|大力|切实|不断|进一步|持续)")
SHORT = 3
LONG = 16


class LabelReader:
    """Reads the labels of the quantities of one sentence, in order; remembers the subject that later clauses leave out."""

    __slots__ = ("folded", "measure", "raw", "topic")

    def __init__(self, raw: str, folded: str, topic: str) -> None:
        self.raw = raw
        self.folded = folded
        self.topic = topic
        self.measure = ""

    def read(self, q: Quantity, left_start: int, previous: Quantity | None, following_start: int) -> str:
        """Label of `q`; `left_start` is the end of the quantity before, or the start of the sentence."""
        own_start, own_end = self._own_words(left_start, q.start)
        own = self.raw[own_start:own_end]
        if q.role in ("change", "baseline") or (q.role == "target" and _CHANGE_WORD.search(self.folded, own_start, q.start)):
            label = self._of_change(q, own)
        else:
            label = self._of_level(q, own, own_start, left_start, previous, following_start)
        return label

    def _own_words(self, left_start: int, end: int) -> tuple[int, int]:
        """The clause's own words before the number, without what only introduces them."""
        folded = self.folded
        start = left_start
        for m in _SEPARATOR.finditer(folded, left_start, end):
            if folded[m.end() : end].strip(" \n\u3000"):
                start = m.end()
        opening = folded.rfind("(", start, end)
        closing = folded.rfind(")", start, end)
        if opening > closing:
            start = opening + 1
        elif closing >= 0 and opening < 0:
            start = closing + 1
        return self._trim(start, end)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        folded = self.folded
        lead = _LEAD.match(folded, start, end)
        if lead:
            start = lead.end()
        tail = folded[start:end][::-1]
        trail = _TRAIL.match(tail)
        if trail:
            end -= trail.end()
        return start, max(start, end)

    def _of_change(self, q: Quantity, own: str) -> str:
        own = _COMPARISON.sub("", own).strip()
        verb_at = _CHANGE_WORD.search(own)
        subject = own[: verb_at.start()] if verb_at else own
        if len(subject) >= 2 or not self.measure:
            return own or self.measure or self.topic
        return self.measure + own

    def _of_level(self, q: Quantity, own: str, own_start: int, left_start: int, previous: Quantity | None, following_start: int) -> str:
        verb_only = not own or (len(own) <= 4 and _BARE_VERB.fullmatch(own) is not None)
        if verb_only:
            counted = self._counted_noun(q.outer_end, following_start)
            if counted:
                label = own + counted
                self._remember(label)
                return label
        if not own:
            return self.measure or (previous.label if previous else "") or self.topic
        if len(own) > LONG:
            own = _shorten(own)
        label = own
        if len(own) <= SHORT:
            subject = self.measure or self.topic
            if subject and own not in subject:
                label = subject + own
            if len(own) > 1 or not self.measure:
                return label
            return label
        self._remember(own)
        return label

    def _remember(self, label: str) -> None:
        if len(label) > SHORT or not self.measure:
            self.measure = label

    def _counted_noun(self, start: int, limit: int) -> str:
        """The noun behind the counter (14496间自建房排查), up to the next mark or number."""
        folded = self.folded
        while start < limit and folded[start] in " \n":
            start += 1
        if start >= limit or folded[start] in _NOT_COUNTED and not folded.startswith(("的", "全国", "全省", "参"), start):
            return ""
        if folded[start] == "的":
            start += 1
        m = _RIGHT_STOP.search(folded, start, min(limit, start + 16))
        end = m.start() if m else min(limit, start + 16)
        if m and m.group() == "“":
            closing = folded.find("”", end, min(limit, end + 14))
            end = closing + 1 if closing > 0 else end
        return self.raw[start:end].strip()


def _shorten(own: str) -> str:
    """Keep the last part of a long clause: behind the last verb of doing or the last 的."""
    cut = 0
    for m in _CLAUSE_VERB.finditer(own, 0, len(own) - 3):
        cut = m.end()
    shorter = own[cut:]
    return shorter if len(shorter) >= 3 else own

"""Where sentences begin and end, also in texts with ASCII punctuation and with lines that are wrapped in mid-sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from chengxi_analysis.extraction.patterns import SENTENCE_MARK

_HEADING_AHEAD = re.compile(r"[ \u3000]{2,}|\u3000|\n|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9])|第[一二三四五六七八九十]{1,3}[章节部]|附件|[-—]{2}")
_WRAPPED_NUMBER = re.compile(r"(?:[\u4e00-\u9fff,]\n(?![0-9]{4}年|[0-9]{1,2}(?:[、)]|\.(?![0-9])))[0-9]|[0-9]\n[\u4e00-\u9fff%])")
_SOFT_AFTER = re.compile(r"[\u4e00-\u9fff0-9,、“(]")


# A sentence longer than this is cut at its own marks: a table without a full stop must not become one sentence of a thousand numbers.
LONGEST = 600


class Sentences:
    """Sentence boundaries of a folded text, found once.

    Examples
    --------
    >>> Sentences("增长5.2%。其中一产3.1%.二产\\n").bounds(12)
    (7, 16)
    """

    __slots__ = ("_ends", "_length", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._length = len(text)
        self._ends = [m.end() for m in SENTENCE_MARK.finditer(text) if m.group() not in "\n." or _ends_sentence(text, m.start(), m.group())]
        if len(text) > LONGEST:
            self._ends = _cut_long(text, self._ends)

    def bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds `offset`, its closing mark included, blanks at the ends left out."""
        at = bisect_right(self._ends, offset)
        start = self._ends[at - 1] if at else 0
        end = self._ends[at] if at < len(self._ends) else self._length
        text = self._text
        while start < end and text[start] in " \n\u3000":
            start += 1
        while end > start and text[end - 1] in " \n\u3000":
            end -= 1
        return start, end


def _cut_long(text: str, ends: list[int]) -> list[int]:
    cut: list[int] = []
    start = 0
    for end in [*ends, len(text)]:
        while end - start > LONGEST:
            at = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ";,、 \u3000\n") + 1
            start = at or start + LONGEST
            cut.append(start)
        if end != len(text) or not cut or cut[-1] != end:
            cut.append(end)
        start = end
    return cut


def _ends_sentence(text: str, at: int, mark: str) -> bool:
    """A point ends a sentence unless digits stand on both sides (or a percent sign before and digits behind)."""
    if mark == ".":
        return not (text[at + 1 : at + 2].isdecimal() and (text[at - 1 : at].isdecimal() or text[at - 1 : at] == "%"))
    return mark != "\n" or not _is_soft(text, at)


def _is_soft(text: str, newline: int) -> bool:
    """A line break in mid-sentence: a full line ends without a mark and the next one goes on without indent or heading."""
    line_start = text.rfind("\n", 0, newline) + 1
    wrapped_number = _WRAPPED_NUMBER.match(text, newline - 1) is not None if newline else False
    if (newline - line_start < 20 and not wrapped_number) or newline + 1 >= len(text) or text[newline - 1] in "。:;!?！？.”)":
        return False
    return _HEADING_AHEAD.match(text, newline + 1) is None and _SOFT_AFTER.match(text, newline + 1) is not None

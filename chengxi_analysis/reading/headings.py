"""Headings: where a line (or the next sentence of a heading's line) starts with a number of an outline.

All forms are read, full-width and half-width, indented or not: 第一部分, 一、, （一）, 1. 1、 1．, (1), ①, 第一、. Not headings are
一是 (a spoken list), 1.62万人 (a decimal), 4月18日, 一、二产业 (an enumeration), (2005年) (a date).

Every pattern is anchored at a place that is found by a plain search and uses possessive or bounded repeats only: nothing backtracks,
and the time is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.reading.years import YEAR_DIGITS

_BLANK = r"[ \t\u3000\u00a0\u200b\ufeff]"
_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_DIGIT = r"[0-9０-９]{1,2}"

# Forms, from the highest level to the lowest. The name of the group is the name of the form.
_MARKER = rf"""(?:
    第(?P<part>{_NUMERAL}|{_DIGIT})(?:部分|章|篇|编)[、：:]?
  | 第(?P<ordinal>{_NUMERAL})[、，,：:．]
  | [（(﹙]{_BLANK}?(?P<bracket>{_NUMERAL}){_BLANK}?[）)﹚][、．.]?
  | (?P<chinese>{_NUMERAL})(?:[、．.﹑､]|[）)](?P<half>))
  | [（(﹙]{_BLANK}?(?P<inner>{_DIGIT}){_BLANK}?[）)﹚][、．.]?
  | (?P<arabic>{_DIGIT})(?:[、﹑､]|[．.](?:(?![0-9０-９])|(?={YEAR_DIGITS}年))|[）)](?P<half2>))
  | (?P<sign>[㈠-㈩⑴-⒇⒈-⒛①-⑳])[、．.]?
)"""
# What makes a marker none: 一、二、三产业; 1、2月份; 一、二季度.
_ENUMERATION = re.compile(rf"(?:{_NUMERAL}|{_DIGIT})(?:[、月日号季产类级期批轮线]|年级|次产)")

_AT_LINE_START = re.compile(rf"(?:{_BLANK}|[*#>])*+{_MARKER}{_BLANK}*+", re.VERBOSE)
_WITHIN_LINE = re.compile(rf"[。！？!? \t\u3000\u00a0]{_BLANK}{{0,8}}+{_MARKER}{_BLANK}{{0,8}}+", re.VERBOSE)
_ALONE = re.compile(rf"{_BLANK}*+(?P<chinese>{_NUMERAL}){_BLANK}*+\r?\Z")
# A title ends with its sentence. An ASCII point ends it unless a digit follows (2.5); a colon does, too.
_TITLE_END = re.compile(r"[。！？；：!?;:\r\n]|\.(?![0-9])")
_COMMA = re.compile(r"[，,、]")
_GAP = re.compile(_BLANK)
_LONGEST_TITLE = 60

LEVELS = {"part": 1, "plain": 1, "chinese": 1, "bracket": 2, "arabic": 3, "inner": 4, "circle": 5}
_EDGES = " \t\u3000\u00a0\u200b\ufeff*#>。！？!?"
_CHINESE_DIGITS = "零一二三四五六七八九"
_FULL_TO_HALF = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found. `form` is the kind of its number, `name` the number as the path shows it, `inline` if it starts within a line."""

    form: str
    number: int
    name: str
    title: str
    start: int
    inline: bool = False
    doubtful: bool = False


def find_headings(text: str) -> list[Heading]:
    """All candidates for numbered headings, in text order; the caller drops the doubtful ones that continue no sequence.

    Examples
    --------
    >>> [(h.name, h.title) for h in find_headings("一、工作总结\\n（一）党建。1.62万人参加。\\n1.62万人")]
    [('一', '工作总结'), ('(一)', '党建')]
    """
    found = []
    for start, end in lines(text):
        heading = _at_line_start(text, start, end)
        if heading is not None:
            found.append(heading)
    found.extend(_within_lines(text, {h.start for h in found}))
    found.sort(key=lambda h: h.start)
    return found


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line, line ends (\\n, \\r\\n, or a lone \\r throughout) not included."""
    end_mark = "\n" if "\n" in text else "\r"
    start = 0
    while True:
        end = text.find(end_mark, start)
        if end < 0:
            yield start, len(text)
            return
        yield start, end
        start = end + 1


def _at_line_start(text: str, start: int, end: int) -> Heading | None:
    match = _AT_LINE_START.match(text, start, end)
    if match is not None:
        return _heading(text, match, end, inline=False)
    if end - start <= 12 and (match := _ALONE.match(text, start, end)) is not None:
        number = chinese_number(match["chinese"])
        return Heading("chinese", number, match["chinese"], "", match.start("chinese"), doubtful=True)
    return None


def _within_lines(text: str, known: set[int]) -> Iterator[Heading]:
    """Headings behind the end of a sentence or a blank: pages whose line breaks were lost, and headings that share a line."""
    for match in _WITHIN_LINE.finditer(text):
        if _marker_start(text, match) in known:
            continue
        line_end = text.find("\n", match.end(), match.end() + _LONGEST_TITLE)
        heading = _heading(text, match, len(text) if line_end < 0 else line_end, inline=True)
        if heading is not None:
            yield heading


def _heading(text: str, match: re.Match[str], line_end: int, *, inline: bool) -> Heading | None:
    form, number, name = _number(match)
    if match.end() >= line_end and inline:
        return None
    doubtful = inline or match.lastgroup == "half2"
    if form in ("chinese", "arabic", "ordinal") and _ENUMERATION.match(text, match.end()):
        return None
    if form == "arabic" and text[match.end() : match.end() + 1].isdigit():
        doubtful = True
    return Heading(form, number, name, _title(text, match.end(), line_end), _marker_start(text, match), inline, doubtful)


def _marker_start(text: str, match: re.Match[str]) -> int:
    """Offset of the number itself, behind blanks, marks of markup and the end of the sentence before."""
    start = match.start()
    while text[start] in _EDGES:
        start += 1
    return start


def _number(match: re.Match[str]) -> tuple[str, int, str]:
    """Form, value and name (for the path) of a marker."""
    form, digits = _form_and_digits(match)
    if form == "sign":
        return _sign(digits)
    number = int(digits) if digits.isascii() else chinese_number(digits)
    if form == "part":
        return form, number, match[0].strip(_EDGES + "、：:").translate(_FULL_TO_HALF)
    if form == "ordinal":
        return form, number, f"第{digits}"
    if form == "bracket":
        return form, number, f"({digits})"
    if form == "inner":
        return form, number, f"({number})"
    return form, number, str(number) if form == "arabic" else digits


def _form_and_digits(match: re.Match[str]) -> tuple[str, str]:
    form = match.lastgroup or ""
    digits = match[form].translate(_FULL_TO_HALF)
    if form == "half":
        return "bracket", match["chinese"]
    if form == "half2":
        return "inner", match["arabic"].translate(_FULL_TO_HALF)
    return form, digits


def _sign(sign: str) -> tuple[str, int, str]:
    """Signs that hold bracket or point and number in one character."""
    for first, last, form in (("㈠", "㈩", "bracket"), ("⑴", "⒇", "inner"), ("⒈", "⒛", "arabic")):
        if first <= sign <= last:
            number = ord(sign) - ord(first) + 1
            shown = _chinese_numeral(number) if form == "bracket" else str(number)
            return form, number, shown if form == "arabic" else f"({shown})"
    return "circle", ord(sign) - ord("①") + 1, sign


def chinese_number(numeral: str) -> int:
    """Value of a Chinese numeral below one hundred.

    Examples
    --------
    >>> [chinese_number(n) for n in ("三", "十", "十二", "二十", "三十一")]
    [3, 10, 12, 20, 31]
    """
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(str(_CHINESE_DIGITS.index(c)) for c in numeral))
    return 10 * (_CHINESE_DIGITS.find(tens) if tens else 1) + (_CHINESE_DIGITS.find(ones) if ones else 0)


def _chinese_numeral(number: int) -> str:
    return "十" if number == 10 else _CHINESE_DIGITS[number]


def _title(text: str, start: int, line_end: int) -> str:
    """The heading's words: up to the end of its sentence or line, at a sensible length."""
    limit = min(line_end, start + _LONGEST_TITLE)
    stop = _TITLE_END.search(text, start, limit)
    end = stop.start() if stop else limit
    runs_on = stop is None and limit < line_end
    if runs_on and (gap := _GAP.search(text, start + 4, end)) is not None:
        end = gap.start()
    elif runs_on and (comma := _COMMA.search(text, start + 4, end)) is not None:
        end = comma.start()
    return text[start:end].strip(" \t\u3000\u00a0\u200b\ufeff\r*#")

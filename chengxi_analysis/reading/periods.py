"""The period that a report is about, found from its title, its headings and its first and last sentences.

The period is the time reviewed, not the year of the speech: the government report of 2026 speaks of 2025.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chengxi_analysis.reading.kinds import is_government_report
from chengxi_analysis.reading.years import YEAR, year_number

_HEAD, _TAIL, _TITLE_LINES = 1500, 120, 6
_NUMBER = r"(?:[0-9０-９]{1,2}|十[一二]|[一二三四五六七八九十])"
_DASH = r"[—－\-–~～至到]"

# A part of a year behind it: 上半年, 第三季度, 1-10月.
_PART = (
    rf"(?:度?(?P<half>[上下])半年|前(?P<quarters>[一二两三四])个?季度|第?(?P<quarter>[一二三四1-4１-４])季度"
    rf"|(?P<first>{_NUMBER})月?{_DASH}{{1,2}}(?P<last>{_NUMBER})月份?)?"
)
_SPAN = rf"(?P<from>{YEAR})(?:年度?)?{_DASH}{{1,2}}(?P<to>{YEAR})年"
_ONE = rf"(?P<year>{YEAR})\s?年{_PART}"
_REVIEWED = re.compile(
    rf"(?:{_SPAN}|{_ONE})[^。；\n\r年]{{0,24}}?(?:工作总结|总结|工作回顾|回顾|工作情况|工作汇报|述职|小结|主要工作|工作完成情况|完成情况)"
)
_ANY_PERIOD = re.compile(rf"(?:{_SPAN}|{_ONE})")
_OPENING = re.compile(
    rf"(?:^|[。\n\r\u3000 ])(?:即将过去的|刚刚过去的|过去的)?{_ONE}(?=[，,、是：:]|以来|在|我|全)"
    r"(?![^。；\n\r]{0,12}?(?:将|计划|打算|力争))"
)
_DATE = re.compile(rf"({YEAR})\s?年\s?({_NUMBER})\s?月")
_CHINESE_MONTHS = {"十": 10, "十一": 11, "十二": 12} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}


def find_period(text: str, title: str | None, headings: Sequence[str]) -> tuple[str | None, str | None]:
    """ISO 8601 period of a report and where it was found: "title" or "text"; (None, None) where the text does not tell.

    Parameters
    ----------
    text : str
        The stored text; only its beginning and its last lines are read.
    title : str or None
        The report's title, where it has one.
    headings : sequence of str
        Words of the highest headings.

    Examples
    --------
    >>> find_period("某镇2021年上半年工作总结\\n...", "某镇2021年上半年工作总结", [])
    ('2021-01/2021-06', 'title')
    >>> find_period("...", "2026年政府工作报告", ["2025年工作回顾", "2026年工作建议"])
    ('2025', 'text')
    """
    speech = title is not None and is_government_report(title)
    if title and not speech and (found := _reviewed(title)):
        return found, "title"
    for heading in headings:
        if found := _reviewed(heading):
            return found, "text"
    if title:
        found = _year_of_speech(text, title) if speech else _first_period(title)
        if found:
            return found, "title"
    head = text[:_HEAD]
    if found := _reviewed(head):
        return found, "text"
    if match := _OPENING.search(head):
        return _iso(match), "text"
    return _signed(text)


def find_title(text: str) -> str | None:
    """The report's own title: a short first line that names a kind of report.

    Examples
    --------
    >>> find_title("椴河镇2005年工作总结\\n\\n(2005年12月28日)\\n一年来……")
    '椴河镇2005年工作总结'
    """
    lines = [line.strip(" \t\u3000\u00a0\u200b\ufeff\r*#") for line in text[:400].split("\n" if "\n" in text else "\r")]
    lines = [line for line in lines if line][:_TITLE_LINES]
    for i, line in enumerate(lines):
        if len(line) > 60 or re.search(r"[。；;！]", line) or re.match(r"[一1][、.．]|[（(]一[）)]", line):
            return None
        if re.search(r"总结|總結|报告|報告|计划|汇报|述职|要点|打算|思路|回顾|小结", line.replace(" ", "").replace("\u3000", "")):
            before = lines[i - 1] if i and re.search(r"[省市县区镇乡局委办处]\Z|年\Z", lines[i - 1]) else ""
            return before + line
    return None


def last_year(period: str | None) -> int | None:
    """The last year of a period: 2025 for "2021/2025", 2022 for "2022-01/2022-10".

    Examples
    --------
    >>> last_year("2022-01/2022-10"), last_year(None)
    (2022, None)
    """
    return int(period.rpartition("/")[2][:4]) if period else None


def _reviewed(words: str) -> str | None:
    match = _REVIEWED.search(words)
    return _iso(match) if match else None


def _first_period(words: str) -> str | None:
    match = _ANY_PERIOD.search(words)
    return _iso(match) if match else None


def _year_of_speech(text: str, title: str) -> str | None:
    """Government reports are held early in a year and review the one before; from October on, they review the running one."""
    date = _DATE.search(text[:400])
    if date is not None:
        year, month = year_number(date[1]), _month(date[2])
        if month <= 6:
            return str(year - 1)
        return str(year) if month >= 10 else None
    match = _ANY_PERIOD.search(title)
    return str(year_number(match["year"]) - 1) if match and match["year"] else None


def _signed(text: str) -> tuple[str | None, str | None]:
    """The date below a report: one of December speaks of that year, one of the first three months of the year before."""
    dates = _DATE.findall(text[-_TAIL:])
    if not dates:
        return None, None
    year, month = year_number(dates[-1][0]), _month(dates[-1][1])
    if month >= 10:
        return str(year), "text"
    return (str(year - 1), "text") if month <= 3 else (None, None)


def _iso(match: re.Match[str]) -> str:
    if match.groupdict().get("from"):
        return f"{year_number(match['from'])}/{year_number(match['to'])}"
    year = year_number(match["year"])
    first, last = _months(match)
    return str(year) if (first, last) == (1, 12) else f"{year}-{first:02d}/{year}-{last:02d}"


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["quarters"]:
        return 1, 3 * _month(match["quarters"].replace("两", "二"))
    if match["quarter"]:
        quarter = _month(match["quarter"])
        return 3 * quarter - 2, 3 * quarter
    if match["first"]:
        first, last = _month(match["first"]), _month(match["last"])
        return (first, last) if 1 <= first <= last <= 12 else (1, 12)
    return 1, 12


def _month(words: str) -> int:
    return _CHINESE_MONTHS[words] if words in _CHINESE_MONTHS else int(words)

"""Which period a number's own clause names, when it is not the report's."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from chengxi_analysis.extraction.numerals import CHINESE_DIGITS
from chengxi_analysis.extraction.quantities import TimeMark

# The look ahead lets a search skip every place where no alternative can begin.
TIME_WORD = re.compile(
    r"(?=[今本全当去上前明来下一二两三四五六七八九十过最近0-9“\"'])(?:(?P<this>今年以来|今年|本年度|本年|全年|当年)|(?P<last>去年|上年度|上年|上一年|前一年)|(?P<before_last>前年)|(?P<next>明年|来年|下年|下一年)"
    r"|(?P<half>上半年)|(?P<second>下半年)|(?P<three>前三季度|前三个季度|1-3季度|一至三季度)|(?P<quarter>[一二三四]季度)"
    r"|[“\"']?(?P<plan>十?[一二三四五六七八九]|十)五[”\"']?(?:计划|规划)?(?:期间|时期|期末|末)"
    r"|(?P<years>(?<![几数0-9○零一二三四五六七八九十])[二两三四五六七八九十]|(?<![0-9])[0-9]{1,2})年(?:来|间|共|累计|净|新增|合计|平均|投入|总|全|以来)"
    r"|(?:过去|最近|近)(?P<past>[二两三四五六七八九十]|[0-9]{1,2})年)"
)
# Every word above holds one of these: a sentence without any is not searched.
_SIGNS_OF_TIME = "年季五"
# 上年结余: what is brought forward belongs to this year's account.
_BROUGHT_FORWARD = re.compile("结余|[结接]转|滚存|净?结存|遗留|旧存|跨年|转入")
_UNTIL = re.compile(r"[份初末底]?(?:至|到|-|—)")
_TITLE_AFTER = re.compile(r"[^,。;:、0-9]{0,12}(?:工作报告|公报|年鉴|统计报告|预算草案)")
_SINCE_AFTER = re.compile(r"(?:可比|不变)价|(?:[0-9]{1,2}日)?(?:起|以来|开始|启动|实施|成立)")
# 截至10月底: what the year has brought by then.
_UP_TO = re.compile(r"(?:截至|截止|至|到)$")
_UP_TO_ORDINAL = re.compile(r"(?:截至|截止)第?$")
# 在2024年首次下降的基础上: the year that is built on.
_ON_THE_BASIS = re.compile("[^,。;]{0,16}基础上")
_DAY = re.compile(r"[0-9]{1,2}日")
_COMPARED = re.compile(r"(?:[比较同与是为于含]|相当于|超过|由|从|比起)(?:[“\"])?$|比[^,。;0-9]{1,10}的$")


class Anchor(NamedTuple):
    """A named time in the text: where, which (ISO 8601, None = the report's own), and whether it only sets off a comparison."""

    start: int
    end: int
    iso: str | None
    year: int | None
    compared: bool


class Calendar:
    """Resolves named times against the year that the report is about.

    Parameters
    ----------
    year : int or None
        The year of the report's period.
    span : str or None
        The report's own period where it is not one year (2016/2020, 2017-01/2017-06): a year of several is then another time.
    spoken : int or None
        The year in which the text speaks: 今年 is this one (a government work report of January reviews the year before).
    """

    def __init__(self, year: int | None, spoken: int | None = None, span: str | None = None) -> None:
        self.year = year
        self.span = span
        self.spoken = spoken if spoken is not None else year

    def anchors(self, text: str, start: int, end: int, marks: list[TimeMark]) -> list[Anchor]:
        """Named times between `start` and `end`, in text order."""
        found = self._from_marks(text, marks)
        if all(text.find(sign, start, end) < 0 for sign in _SIGNS_OF_TIME):
            return found
        taken = [(a.start, a.end) for a in found]
        for m in TIME_WORD.finditer(text, start, end):
            if any(s <= m.start() < e for s, e in taken):
                continue
            if m.lastgroup == "last" and _BROUGHT_FORWARD.match(text, m.end()):
                continue
            anchor = self._from_word(text, m)
            if anchor is not None and not _SINCE_AFTER.match(text, m.end()):
                found.append(anchor)
        found.sort()
        return found

    def _own(self, iso: str | None) -> str | None:
        if iso == self.span or (self.span is not None and "-" not in self.span):
            return None if iso == self.span else iso
        whole = f"{self.year}"
        return None if self.year is not None and iso in (whole, f"{whole}-01/{whole}-12") else iso

    def _anchor(self, text: str, start: int, end: int, iso: str | None, year: int | None) -> Anchor:
        compared = bool(_COMPARED.search(text, max(0, start - 14), start)) or (text.startswith("在", start - 1) and _ON_THE_BASIS.match(text, end) is not None)
        return Anchor(start, end, self._own(iso), year, compared)

    def _from_marks(self, text: str, marks: list[TimeMark]) -> list[Anchor]:
        found: list[Anchor] = []
        skip_until = -1
        for i, mark in enumerate(marks):
            if mark.start < skip_until:
                continue
            if mark.unit == "年":
                year = int(mark.low)
                if _TITLE_AFTER.match(text, mark.end) or _SINCE_AFTER.match(text, mark.end):
                    continue
                if not 1900 <= year <= 2100:
                    continue
                follower = marks[i + 1] if i + 1 < len(marks) else None
                if follower is not None and follower.unit == "月" and 0 <= follower.start - mark.end <= 2:
                    skip_until = follower.end
                    until = self._to_other_month(text, marks, i + 2, follower.end)
                    if until is not None:
                        skip_until = until.end
                        found.append(self._anchor(text, mark.start, until.end, f"{year}-{int(follower.low):02d}/{until.iso}", until.year))
                        continue
                    if not _SINCE_AFTER.match(text, follower.end):
                        found.append(self._anchor(text, mark.start, follower.end, self._months(text, year, follower, mark.start), year))
                    continue
                part = self._part_of_year(text, mark.end)
                if part:
                    found.append(self._anchor(text, mark.start, mark.end + len(part[0]), f"{year}-{part[1]}/{year}-{part[2]}", year))
                    continue
                high = None if mark.high is None else int(mark.high)
                iso = str(year) if high is None else f"{year}/{high if high >= 1000 else year - year % 100 + high}"
                found.append(self._anchor(text, mark.start, mark.end, iso, high or year))
            elif mark.unit == "月" and not _SINCE_AFTER.match(text, mark.end):
                last = text.startswith(("去年", "上年"), mark.start - 2) and mark.start > 1
                base = self.year if self.spoken != self.year or self.spoken is None else self.spoken
                year_of = None if base is None else base - 1 if last else base
                months = None if year_of is None else self._months(text, year_of, mark, mark.start)
                if months is not None:
                    found.append(self._anchor(text, mark.start, mark.end, months, year_of))
        return found

    @staticmethod
    def _to_other_month(text: str, marks: list[TimeMark], at: int, start: int) -> Anchor | None:
        """2014年9月至2015年4月: the month that a span ends in."""
        if at + 1 >= len(marks) or not _UNTIL.fullmatch(text, start, marks[at].start):
            return None
        year, month = marks[at], marks[at + 1]
        if year.unit != "年" or month.unit != "月" or month.start - year.end > 2 or not 1 <= int(month.low) <= 12:
            return None
        return Anchor(year.start, month.end, f"{int(year.low)}-{int(month.low):02d}", int(year.low), False)

    @staticmethod
    def _part_of_year(text: str, at: int) -> tuple[str, str, str] | None:
        for word, low, high in (("上半年", "01", "06"), ("下半年", "07", "12"), ("前三季度", "01", "09"), ("前三个季度", "01", "09")):
            if text.startswith(word, at):
                return word, low, high
        for n, quarter in enumerate("一二三四"):
            if text.startswith(f"{quarter}季度", at) or text.startswith(f"第{quarter}季度", at):
                return f"{quarter}季度", f"{3 * n + 1:02d}", f"{3 * n + 3:02d}"
        return None

    @staticmethod
    def _months(text: str, year: int, mark: TimeMark, start: int) -> str | None:
        low, high = int(mark.low), None if mark.high is None else int(mark.high)
        january = text.startswith(("元至", "元-", "元到"), mark.start - 2) and mark.start > 1
        if high is None and not january and _UP_TO.search(text, max(0, start - 2), start) and not _DAY.match(text, mark.end):
            low, high = 1, low
        if january:
            low, high = 1, low
        if not 1 <= low <= 12 or (high is not None and not low <= high <= 12):
            return None
        return f"{year}-{low:02d}" if high is None else f"{year}-{low:02d}/{year}-{high:02d}"

    def _from_word(self, text: str, m: re.Match[str]) -> Anchor | None:
        kind = m.lastgroup
        spoken, year = self.spoken, self.year
        start, end = m.span()
        if kind == "plan":
            first = plan_start(m.group("plan"))
            iso = str(first + 4) if m.group().endswith("末") else f"{first}/{first + 4}"
            return self._anchor(text, start, end, iso, first + 4)
        if spoken is None or year is None:
            return None
        if kind == "this":
            named = spoken if text.startswith("今年", start) else year
            return self._anchor(text, start, end, str(named), named)
        if kind in ("last", "before_last", "next"):
            shift = {"last": -1, "before_last": -2, "next": 1}[kind]
            return self._anchor(text, start, end, str(spoken + shift), spoken + shift)
        if kind in ("years", "past"):
            written = m.group(kind)
            count = int(written) if written.isdigit() and written.isascii() else CHINESE_DIGITS.get(written, 10)
            return self._anchor(text, start, end, f"{year - count + 1}/{year}", year)
        months = {"half": (1, 6), "second": (7, 12), "three": (1, 9)}.get(kind or "")
        if months is None:
            n = "一二三四".index(m.group("quarter")[0])
            months = (1 if _UP_TO_ORDINAL.search(m.string, max(0, start - 3), start) else 3 * n + 1, 3 * n + 3)
        return self._anchor(text, start, end, f"{year}-{months[0]:02d}/{year}-{months[1]:02d}", year)


def plan_start(numeral: str) -> int:
    """First year of a five-year plan by the numeral before 五 (十四五 -> 2021; the first plan began in 1953).

    Examples
    --------
    >>> plan_start("十四"), plan_start("十"), plan_start("六")
    (2021, 2001, 1981)
    """
    value = CHINESE_DIGITS.get(numeral[-1], 10) if numeral[0] != "十" else 10 + (CHINESE_DIGITS[numeral[1]] if len(numeral) > 1 else 0)
    return 1951 + 5 * value


def anchor_before(anchors: list[Anchor], at: int) -> int:
    """Index of the last anchor that starts before `at`, or -1."""
    return bisect_left(anchors, (at,)) - 1

"""The day up to which a report can know: many are written before the year that they are about has ended."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from chengxi_analysis.reading.years import YEAR, year_number

_NUMBER = r"(?:[0-9０-９]{1,2}|十[一二]|[一二三四五六七八九十])"
_CHINESE = {"十": 10, "十一": 11, "十二": 12} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_DAY = (
    rf"(?:(?P<year>{YEAR})年)?(?P<month>{_NUMBER})月(?:份)?"
    rf"(?:(?P<day>{_NUMBER}|二十[一二三四五六七八九]?|三十一?|十[三四五六七八九])[日号])?(?P<part>[初上中底末])?"
)
_UNTIL = re.compile(rf"截[至止]到?(?:目前)?[(（]?{_DAY}")
_EXPECTED = re.compile(rf"(?:可望|有望|预计|预期|将|拟|力争|计划|争取)(?:于|在|到)?(?:今年|年内)?{_DAY}(?![^。；]{{0,6}}(?:已|了))")
_SIGNED = re.compile(rf"(?P<year>{YEAR})\s?年\s?(?P<month>{_NUMBER})\s?月(?:\s?(?P<day>[0-9０-９]{{1,2}})\s?日)?\s*$")
_TAIL = 60


def find_cutoff(text: str, period: str | None, published: str | None = None) -> str | None:
    """ISO 8601 day up to which a report's figures reach, where that is before the end of its period; else None.

    Parameters
    ----------
    text : str
        The stored text, without the sections that plan.
    period : str, optional
        ISO 8601 period of the report.
    published : str, optional
        Day on which it was published, as its sidecar says.

    Notes
    -----
    The earliest of these that lies inside the period: the day of publication; the date below the text; the last day before a month
    that the text still looks forward to (可望在12月开张); the latest 截至 of the text. The last two count in the last quarter of the
    period only: an earlier one may hold for a single figure. A target that is due behind that day cannot be called missed.

    Examples
    --------
    >>> find_cutoff("全年……该项目可望在12月开张。", "2022"), find_cutoff("截至11月底,接种率为92%。", "2022")
    ('2022-11-30', '2022-11-30')
    >>> find_cutoff("截至6月底,完成投资3亿元。", "2022") is None
    True
    """
    inside = _days(period)
    if inside is None:
        return None
    first, last = inside
    late = last - timedelta(days=max(93, (last - first).days // 4))
    said = [*_looked_forward(text, last.year), *_until(text, first, last)]
    known = [day for day in [*_published(published), *_signed(text)] if first <= day < last]
    known += [day for day in said if late <= day < last]
    return min(known).isoformat() if known else None


def _days(period: str | None) -> tuple[date, date] | None:
    """First and last day of a period of years, months or days."""
    if period is None:
        return None
    begin, _, end = period.partition("/")
    try:
        return date(*[int(p) for p in [*begin.split("-"), "1", "1"][:3]]), _last_day(*[int(p) for p in (end or begin).split("-")])
    except ValueError:
        return None


def _last_day(year: int, month: int = 12, day: int | None = None) -> date:
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _published(published: str | None) -> list[date]:
    days = _days(published)
    return [] if days is None else [days[1]]


def _signed(text: str) -> list[date]:
    found = _SIGNED.search(text[-_TAIL:].rstrip("　 \n\r"))
    return _read(found, 0) if found else []


def _looked_forward(text: str, year: int) -> list[date]:
    out = []
    for found in _EXPECTED.finditer(text):
        for day in _read(found, year):
            out.append(date(day.year, day.month, 1) - timedelta(days=1))
    return out


def _until(text: str, first: date, last: date) -> list[date]:
    days = [d for found in _UNTIL.finditer(text) for d in _read(found, last.year) if first <= d <= last]
    return [max(days)] if days else []


def _read(found: re.Match[str], year: int) -> list[date]:
    """The day that a date names, the last one of a month where it names no day; none where there is no such day."""
    parts = found.groupdict()
    month = _number(parts["month"])
    middle = {"初": 10, "上": 10, "中": 20}.get(parts.get("part") or "")
    day = _number(parts["day"]) if parts.get("day") else middle
    try:
        return [_last_day(year_number(parts["year"]) if parts["year"] else year, month, day)]
    except (ValueError, calendar.IllegalMonthError):
        return []


def _number(words: str) -> int:
    if words in _CHINESE:
        return _CHINESE[words]
    if words[0] in "二三" or (words[0] == "十" and len(words) == 2):
        tens, _, ones = words.partition("十")
        return 10 * (_CHINESE.get(tens, 1)) + (_CHINESE[ones] if ones else 0)
    return int(words)

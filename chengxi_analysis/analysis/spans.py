"""ISO 8601 periods as spans of days, for deadlines and for the distance between two dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a period."""

    start: date
    end: date


def span(period: object) -> Span | None:
    """Days of a period; None where it is unknown or no ISO 8601 period.

    Examples
    --------
    >>> span("2022-01/2022-10")
    Span(start=datetime.date(2022, 1, 1), end=datetime.date(2022, 10, 31))
    >>> span("2022").end, span("soon")
    (datetime.date(2022, 12, 31), None)
    """
    if not isinstance(period, str):
        return None
    ends = [_days(part) for part in period.split("/")]
    if ends[0] is None or ends[-1] is None or ends[-1].end < ends[0].start:
        return None
    return Span(ends[0].start, ends[-1].end)


def _days(text: str) -> Span | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return Span(date(year, month or 1, day or 1), date(year, last_month, last_day))
    except ValueError:
        return None


def years_long(period: Span) -> float:
    """Years from the first day of a period to its last.

    Examples
    --------
    >>> round(years_long(span("2022")), 1), round(years_long(span("2021/2025")), 1)
    (1.0, 5.0)
    """
    return ((period.end - period.start).days + 1) / 365.25


def years_apart(a: Span, b: Span) -> float:
    """Years between two spans; 0 where they have a day in common.

    Examples
    --------
    >>> round(years_apart(span("2022"), span("2020")), 1)
    1.0
    """
    days = max((b.start - a.end).days, (a.start - b.end).days, 0)
    return days / 365.25


def end_at(period: Span | None, as_of: date | None) -> Span | None:
    """The period cut at the day for which the actuals stand."""
    if period is None or as_of is None or not period.start <= as_of < period.end:
        return period
    return Span(period.start, as_of)

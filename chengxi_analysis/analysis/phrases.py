"""Amounts, dates and marks as the sentences of the comparison write them: as printed where a report prints them, bounds always said."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from chengxi_analysis.analysis.catalogue import Indicator
from chengxi_analysis.analysis.number import half_width
from chengxi_analysis.model import Interval

_WIDE = {",": "，", ";": "；", ":": "："}
_MARK = re.compile(r"(?<=[^\x00-\x7f])[,;:]|[,;:](?=[^\x00-\x7f])")
_BRACKETS = re.compile(r"(?<![A-Za-z0-9])\(([^()]*)\)")
_PRINTED = re.compile(r"(\d[\d,]*(?:\.\d+)?)([^\d\s]+)")
#: Printed words that already say that there is more, or less, than the number.
_BOUND_SAID = re.compile("[多余来几近约超逾上下左右]")
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as a report prints it, taken apart: 613.6, 亿斤, and what one 亿斤 is in the unit of the table."""

    text: str
    number: float
    decimals: int
    unit: str
    scale: float


def printed(text: str | None, value: float) -> Printed | None:
    """The printed form of a value; None where it is not one number and one unit (三成, 5%-6%).

    Examples
    --------
    >>> printed("613.6亿斤", 30680000.0)
    Printed(text='613.6亿斤', number=613.6, decimals=1, unit='亿斤', scale=50000.0)
    >>> printed("三成", 30.0) is None
    True
    """
    found = _PRINTED.fullmatch(half_width(text or ""))
    if found is None:
        return None
    digits = found[1].replace(",", "")
    if not float(digits):
        return None
    return Printed(half_width(text or ""), float(digits), len(digits.partition(".")[2]), found[2], abs(value) / float(digits))


def with_unit(text: str | None) -> str | None:
    """A printed number that carries its unit; in a list or a table it stands without one and says too little alone.

    Examples
    --------
    >>> with_unit("5.1万亩"), with_unit("26,500")
    ('5.1万亩', None)
    """
    return text if text and not text[-1].isdigit() else None


def about(plain: str) -> str:
    """A figure in vague words, in Chinese: 5%左右, and as it is where it is vague by itself (1万来吨).

    Examples
    --------
    >>> about("5%"), about("1万来吨")
    ('5%左右', '1万来吨')
    """
    return plain if _BOUND_SAID.search(plain) else f"{plain}左右"


def full_width(text: str) -> str:
    """Marks of a Chinese sentence in their full width; those inside numbers, times, addresses and Latin words stay.

    Examples
    --------
    >>> full_width("该地为91.5%(2022-11),低于1,234人:见 http://a.cn/b,c;无")
    '该地为91.5%（2022-11），低于1,234人：见 http://a.cn/b,c；无'
    """
    text = _BRACKETS.sub(r"（\1）", text)
    return _MARK.sub(lambda found: _WIDE[found.group()], text)


def amount(value: float, indicator: Indicator, language: int) -> str:
    """A value with its unit; in Chinese money and large round numbers are in 万 and 亿.

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> catalogue = Catalogue.load()
    >>> amount(8046000, catalogue["welfare_dibao_paid"], 0), amount(98.0, catalogue["mediation_success_rate"], 1)
    ('804.6万元', '98%')
    >>> amount(13000000, catalogue["farmland_grain_output"], 0), amount(14496, catalogue["housing_selfbuilt_checked"], 0)
    ('1300万吨', '14496间')
    >>> amount(1, catalogue["petitions_new_cases"], 1), amount(22, catalogue["petitions_new_cases"], 1)
    ('1 case', '22 cases')
    """
    unit = indicator.unit_name("zh" if language == 0 else "en")
    scale, word = (1e8, "亿") if abs(value) >= 1e8 else (1e4, "万")
    large = abs(value) >= (1e4 if indicator.unit == "CNY" else 1e5)
    if language == 0 and large and (indicator.unit == "CNY" or round(value / scale, 4) * scale == value):
        return f"{number(value / scale, 0, 4)}{word}{unit}"
    space = "" if language == 0 or unit == "%" else " "
    count = number(value, language)
    return f"{count}{space}{unit if language == 0 else counted(count, unit)}"


def counted(count: str, unit: str) -> str:
    """The singular where there is one: 1 case, 2 cases."""
    return unit.removesuffix("s") if count == "1" and not unit.endswith("ss") else unit


def number(value: float, language: int, digits: int = 2) -> str:
    """A number to `digits` decimals, no zeros behind; thousands are set apart in English."""
    text = f"{value:,.{digits}f}" if language and abs(value) >= 1e4 else f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def said(value: float, interval: Interval, indicator: Indicator, language: int, text: str | None = None) -> str:
    """A result in words: as printed in Chinese, its bound said, a change with its direction.

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> catalogue = Catalogue.load()
    >>> said(-3.2, Interval(-3.25, -3.15), catalogue["economy_trade_growth"], 0, "3.2%")
    '下降3.2%'
    >>> said(-1.5, Interval(-1.55, -1.45), catalogue["economy_trade_growth"], 0, "-1.5%")
    '下降1.5%'
    >>> said(-0.6, Interval(-0.65, -0.55), catalogue["environment_energy_intensity_change"], 0, "0.6%")
    '上升0.6%'
    >>> said(53.4, Interval(53.4, None), catalogue["environment_rural_sewage_rate"], 0, "53.4%")
    '至少53.4%'
    >>> said(3.0, Interval(3.0, None), catalogue["environment_energy_intensity_change"], 0, "3%")
    '下降至少3%'
    """
    bound = ""
    if not (language == 0 and text and _BOUND_SAID.search(text)) and (interval.high is None or interval.low is None):
        more = (interval.high is None) != _turned(value, indicator)  # at most -3 is a fall of at least 3
        bound = (("至少", "at least ") if more else ("至多", "at most "))[language]
    return directed(value, indicator, language, text, bound)


def directed(value: float, indicator: Indicator, language: int, text: str | None = None, bound: str = "") -> str:
    """An amount; a change that goes the other way than its indicator is named by the word for it, and so is every decline."""
    turned = _turned(value, indicator)
    plain = half_width(text) if text and language == 0 else amount(abs(value) if turned else value, indicator, language)
    shown = bound + (plain.lstrip("-−负") if turned else plain)
    if indicator.decline:
        rise = value < 0
        return f"{'上升' if rise else '下降'}{shown}" if language == 0 else f"{'a rise' if rise else 'a decline'} of {shown}"
    if turned:
        return f"下降{shown}" if language == 0 else f"a fall of {shown}"
    return shown


def _turned(value: float, indicator: Indicator) -> bool:
    return value < 0 and (indicator.growth or indicator.decline)


def date_words(period: str | None, language: int) -> str:
    """An ISO 8601 date or period in words.

    Examples
    --------
    >>> [date_words(p, 0) for p in ("2022", "2022-11", "2022-11-04", "2022-01/2022-10", "2021/2025", None)]
    ['2022年', '2022年11月', '2022年11月4日', '2022年1月至10月', '2021年至2025年', '未注明']
    >>> [date_words(p, 1) for p in ("2022", "2022-11", "2022-11-04", "2022-01/2022-10", None)]
    ['2022', 'November 2022', '4 November 2022', 'January 2022 to October 2022', 'not said']
    """
    if period is None:
        return ("未注明", "not said")[language]
    first, _, last = period.partition("/")
    start, end = _one(first, language), _one(last, language) if last else ""
    if not end:
        return start
    if language == 0 and last[:4] == first[:4]:
        end = end.partition("年")[2]
    return f"{start}至{end}" if language == 0 else f"{start} to {end}"


def _one(text: str, language: int) -> str:
    parts = [int(p) if p.isdigit() else 0 for p in text.split("-")]
    if not all(parts) or len(parts) > 3 or (len(parts) > 1 and parts[1] > 12):
        return text
    if language == 0:
        return "".join(f"{p}{unit}" for p, unit in zip(parts, "年月日", strict=False))
    names = [str(parts[0]), *(_MONTHS[m] for m in parts[1:2]), *(str(d) for d in parts[2:])]
    return " ".join(reversed(names))


def last_day(period: str | None, language: int) -> str:
    """The end of a period as a date: 2022年底, 2022年10月底, 2022年11月4日.

    Examples
    --------
    >>> [last_day(p, 0) for p in ("2022", "2022-01/2022-10", "2023-01-31", "2022-11-04")]
    ['2022年底', '2022年10月底', '2023年1月底', '2022年11月4日']
    >>> last_day("2022", 1), last_day("2023-01-31", 1)
    ('the end of 2022', 'the end of January 2023')
    """
    if period is None:
        return date_words(None, language)
    end = period.rpartition("/")[2]
    parts = end.split("-")
    if len(parts) == 3 and parts[1:] == ["12", "31"]:
        end = parts[0]
    elif len(parts) == 3 and int(parts[2]) == calendar.monthrange(int(parts[0]), int(parts[1]))[1]:
        end = "-".join(parts[:2])
    words = date_words(end, language)
    if len(end) > 7:
        return words
    return f"{words}底" if language == 0 else f"the end of {words}"

"""Numbers as a write-up shows them: as printed first, with their bound in words, in Chinese or English.

Chinese keeps the report's own characters (26.79万平方米). English multiplies the magnitude out, keeps the printed precision
(267,900 m²; 3.5604 million yuan) and leaves out counter words that English does not have (宗, 处, 条): the name says what is counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from chengxi_analysis import units

BOUND_WORDS = {
    "zh": {"exact": "", "approx": "约", "ge": "至少", "le": "至多"},
    "en": {"exact": "", "approx": "about ", "ge": "at least ", "le": "at most "},
}
_VAGUE = re.compile(r"[多余餘来來]")
_SPACE = re.compile(r"\s+")
_MAGNITUDES = (("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4), ("億", 1e8), ("萬", 1e4))
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def missing(x: Any) -> bool:
    """True for None, NaN and NA."""
    return x is None or x != x or str(x) == "<NA>"


def bound_word(bound: Any, language: str) -> str:
    """约, 至少, 至多; about, at least, at most; nothing for an exact number."""
    return "" if missing(bound) else BOUND_WORDS[language].get(str(bound), "")


def plain(value: float, decimals: int, language: str) -> str:
    """A number with a fixed count of decimals; English groups thousands.

    Examples
    --------
    >>> plain(12925.94, 2, "zh"), plain(12925.94, 2, "en"), plain(-1.305, 1, "en")
    ('12925.94', '12,925.94', '−1.3')
    """
    text = f"{value:,.{max(decimals, 0)}f}" if language == "en" else f"{value:.{max(decimals, 0)}f}"
    return text.replace("-", "−")


def magnitude(surface: str) -> float:
    """The magnitude that a surface writes out: 1e4 for 26.79万平方米, 1 for 63人."""
    return next((m for word, m in _MAGNITUDES if word in surface), 1.0)


def significant(value: float, language: str, digits: int = 4) -> str:
    """A computed number at a sensible precision: whole numbers stay whole, others get about four digits."""
    if float(value).is_integer():
        return plain(value, 0, language)
    whole = max(1, math.floor(math.log10(abs(value))) + 1) if abs(value) >= 1 else 1
    return plain(value, max(1, digits - whole) if abs(value) < 1000 else 2, language)


def unit_word(code: Any, language: str, unit_text: Any = "") -> str:
    """Unit of a value: the report's own word in Chinese, the unit's name in English except for counters.

    Examples
    --------
    >>> unit_word("m2", "en"), unit_word("case", "en"), unit_word("case", "zh", "宗"), unit_word("pct", "en")
    ('m²', '', '宗', '%')
    >>> unit_word("CNY/person", "en"), unit_word("CNY/person", "zh")
    ('yuan per person', '元/人')
    """
    if missing(code) or not code:
        return "" if missing(unit_text) else str(unit_text)
    if language == "zh" and str(code) == "pct_point" and (missing(unit_text) or not unit_text):
        return "个百分点"
    if language == "zh":
        return str(unit_text) if not missing(unit_text) and unit_text else units.unit(str(code)).zh.replace("/个", "/")
    unit = units.unit(str(code))
    if unit.discrete and not unit.dimension.startswith("age"):
        return ""
    head, *rest = unit.en.split("/")
    return " per ".join([head, *(word.removesuffix("s") for word in rest)])


def english(value: float, step: float, code: Any) -> str:
    """A value in English at the precision `step` (one unit of its last printed digit).

    Examples
    --------
    >>> english(3560400, 100, "CNY"), english(267900, 100, "m2"), english(64.95, 0.01, "pct"), english(22, 1, "case")
    ('3.5604 million yuan', '267,900 m²', '64.95%', '22')
    """
    scale, name = next(((s, n) for s, n in _SCALES if abs(value) >= s), (1.0, ""))
    decimals = max(0, round(math.log10(scale / step))) if step else 0
    number = plain(value / scale, decimals, "en") + (f" {name}" if name else "")
    unit = unit_word(code, "en")
    if not unit:
        return number
    return number + unit if unit in ("%", "‰") else f"{number} {unit}"


def stated(row: Mapping[str, Any], language: str) -> str:
    """A number of the report in words, its bound said: 至少210宗, at least 210; a range keeps both ends.

    Parameters
    ----------
    row : mapping
        A row of observations.

    Examples
    --------
    >>> row = {"text": "26.79万平方米", "value": 267900.0, "value_high": None, "decimals": 2, "bound": "exact", "unit": "m2"}
    >>> stated(row, "zh"), stated(row, "en")
    ('26.79万平方米', '267,900 m²')
    >>> row = {"text": "5400多人次", "value": 5400.0, "value_high": None, "decimals": 0, "bound": "ge", "unit": "person_time"}
    >>> stated(row, "zh"), stated(row, "en")
    ('至少5400人次', 'at least 5,400')
    """
    surface = _SPACE.sub("", str(row["text"]))
    word = bound_word(row["bound"], language)
    if language == "zh":
        return word + (_VAGUE.sub("", surface, count=1) if row["bound"] == "ge" else surface)
    step = magnitude(surface) * 10.0 ** -int(row["decimals"])
    text = english(float(row["value"]), step, row["unit"])
    if not missing(row.get("value_high")):
        text = f"{english(float(row['value']), step, '')} to {english(float(row['value_high']), step, row['unit'])}"
    return word + text


def in_ten_thousands(value: float) -> str | None:
    """A large round number with 万 or 亿, as Chinese writes it; None where that would lose digits.

    Examples
    --------
    >>> in_ten_thousands(13000000), in_ten_thousands(267900), in_ten_thousands(1435), in_ten_thousands(123456789)
    ('1300万', '26.79万', None, None)
    >>> in_ten_thousands(126e12)
    '126万亿'
    """
    if abs(value) < 1e5:
        return None
    big, word = _ten_thousands(value)
    scaled = round(value / big, 4)
    exact = abs(scaled * big - value) < 1e-6 * big
    return f"{scaled:.4f}".rstrip("0").rstrip(".").replace("-", "−") + word if exact else None


def _ten_thousands(value: float) -> tuple[float, str]:
    return next(((big, word) for big, word in ((1e12, "万亿"), (1e8, "亿")) if abs(value) >= big), (1e4, "万"))


def computed(value: float, code: Any, language: str, *, decimals: int | None = None) -> str:
    """A derived number with its unit; money of ten thousand yuan or more is written in 万元 in Chinese.

    Examples
    --------
    >>> computed(5624.644, "CNY/person", "zh"), computed(4847600, "CNY", "zh"), computed(82.353, "pct", "en", decimals=2)
    ('5624.64元/人', '484.76万元', '82.35%')
    >>> computed(878.996, "CNY/month", "zh"), computed(18398063, "CNY", "zh", decimals=2), computed(1.5e9, "CNY", "en")
    ('879.00元/月', '1839.81万元', '1.5 billion yuan')
    """
    if language == "zh":
        if str(code) == "CNY" and abs(value) >= 1e4:
            big, word = _ten_thousands(value)
            return _trimmed(value / big, 4 if decimals is None else decimals) + f"{word}元"
        number = plain(value, decimals, "zh") if decimals is not None else _sensible(value, code, "zh")
        return number + unit_word(code, "zh")
    number = plain(value, decimals, "en") if decimals is not None else _sensible(value, code, "en")
    if str(code) == "CNY" and abs(value) >= 1e6:
        scale, name = next((s, n) for s, n in _SCALES if abs(value) >= s)
        number = f"{_trimmed(value / scale, 4 if decimals is None else decimals)} {name}"
    unit = unit_word(code, "en")
    return number + (unit if unit in ("%", "‰") else f" {unit}" if unit else "")


def _trimmed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def _sensible(value: float, code: Any, language: str) -> str:
    """Money to the hundredth, as it is counted; anything else with about four digits."""
    if str(code).startswith("CNY") and not float(value).is_integer():
        return plain(value, 2, language)
    return significant(value, language)

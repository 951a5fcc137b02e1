"""Numerals: what a printed numeral, Arabic, Chinese or mixed, is worth, and to how many decimals it was printed."""

from __future__ import annotations

import re
from typing import NamedTuple

CHINESE_DIGITS = dict(zip("○零一二两三四五六七八九壹贰叁肆伍陆柒捌玖", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
LARGE_SCALES = {"万": 10_000, "亿": 100_000_000}
SOME_MORE = "多余来几"

_TOKEN = re.compile(r"[0-9][0-9,]*+(?:[.·][0-9]++)?+|[^ \n]")


class Numeral(NamedTuple):
    """A numeral's value, its printed decimals, the magnitude written in characters, and whether it says "and some more"."""

    value: float
    decimals: int
    magnitude: float
    more: bool


def parse_numeral(text: str) -> Numeral:
    """Value of a folded numeral.

    Parameters
    ----------
    text : str
        Digits, Chinese numerals, scales (十百千万亿) and 多/余/来/几, folded to half-width and simplified.

    Returns
    -------
    Numeral

    Examples
    --------
    >>> parse_numeral("26.79万")
    Numeral(value=267900.0, decimals=2, magnitude=10000, more=False)
    >>> parse_numeral("两千多万").value, parse_numeral("3万4000").value, parse_numeral("二十万亿").value
    (20000000.0, 34000.0, 20000000000000.0)
    >>> parse_numeral("十一点八")
    Numeral(value=11.8, decimals=1, magnitude=1, more=False)
    """
    if text.isdigit() and text.isascii():
        return Numeral(float(text), 0, 1, False)
    whole, point, decimals = text.partition(".")
    if point and text.isascii() and whole.isdigit() and decimals.isdigit():
        return Numeral(float(text), len(decimals), 1, False)
    tokens = _TOKEN.findall(text.replace(" ", "").replace("\n", "").replace("\x01", ""))
    if "点" in tokens:
        return _with_point(tokens)
    return _sum_sections(tokens)


_NEIGHBORS = re.compile(r"((?:.*[十百千万亿])?)([一二两三四五六七八])([二两三四五六七八九])((?:[十百千万亿].*)?)")


def parse_neighbors(text: str) -> tuple[Numeral, Numeral] | None:
    """Low and high end of two neighboring digits (三四十, 七八百, 三五): about so many."""
    m = _NEIGHBORS.fullmatch(text)
    if m is None or "点" in text:
        return None
    before, low, high, behind = m.groups()
    step = CHINESE_DIGITS[high] - CHINESE_DIGITS[low]
    if step != 1 and (low, high) != ("三", "五"):
        return None
    return parse_numeral(before + low + behind), parse_numeral(before + high + behind)


def _with_point(tokens: list[str]) -> Numeral:
    at = tokens.index("点")
    whole = _sum_sections(tokens[:at])
    digits = ""
    rest = at + 1
    while rest < len(tokens) and tokens[rest] in CHINESE_DIGITS:
        digits += str(CHINESE_DIGITS[tokens[rest]])
        rest += 1
    tail = _sum_sections(["1", *tokens[rest:]])
    value = float(f"{int(whole.value)}.{digits or '0'}")
    return Numeral(_tidy(value * tail.value), len(digits), tail.magnitude, tail.more)


def _sum_sections(tokens: list[str]) -> Numeral:
    """Sum of 亿, 万 and smaller sections; a lone digit after a scale counts for the next lower one (三万五 is 35000)."""
    total = section = 0.0
    number: float | None = None
    decimals = digits_in_run = 0
    magnitude = last_scale = 1
    more = zero_before = False
    for token in tokens:
        if token[0] in "0123456789":
            plain = token.replace(",", "").replace("·", ".")
            number = float(plain)
            decimals = len(plain.partition(".")[2])
            digits_in_run = 2
        elif token in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[token]
            zero_before = zero_before or digit == 0
            number = digit if number is None else number * 10 + digit
            digits_in_run += 1
        elif token in SMALL_SCALES:
            last_scale = SMALL_SCALES[token]
            section += (1 if number is None else number) * last_scale
            number, digits_in_run, zero_before = None, 0, False
        elif token in LARGE_SCALES:
            last_scale = LARGE_SCALES[token]
            if number is None and not section and not total:
                section = 1
            section += number or 0
            if token == "亿":
                total, magnitude = (total + section) * last_scale, magnitude * last_scale
            elif number is None and not section and total:
                total, magnitude = total * last_scale, magnitude * last_scale
            else:
                total, magnitude = total + section * last_scale, last_scale
            section, number, digits_in_run, zero_before = 0.0, None, 0, False
        elif token in SOME_MORE:
            more = True
    if number is not None:
        colloquial = digits_in_run == 1 and last_scale > 10 and not zero_before and number > 0
        section += number * last_scale / 10 if colloquial else number
        if total and not colloquial:
            magnitude = 1
    return Numeral(_tidy(total + section), decimals, magnitude, more)


def _tidy(value: float) -> float:
    """Take off binary dust of a product (1.4299 x 10^8), which no printed number has."""
    rounded = round(value)
    return float(rounded) if abs(value - rounded) < 1e-6 * max(1.0, abs(value)) * 1e-3 else round(value, 9)

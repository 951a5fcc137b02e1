"""Years as reports write them: 2022, ２０２２, 二〇二二, 二○○三, 一九五五."""

from __future__ import annotations

_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九OＯ", "012345678900012345678900")

_ARABIC = r"(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"
_CHINESE = r"(?:一九|二[〇○零OＯ0０])[〇○零一二三四五六七八九OＯ0０]{2}"

# Four digits of a year, in any writing; and the same with nothing before them that would make them part of a larger number.
YEAR_DIGITS = rf"(?:{_ARABIC}|{_CHINESE})"
YEAR = rf"(?<![0-9０-９.．]){YEAR_DIGITS}"


def year_number(text: str) -> int:
    """The number of a year that `YEAR` matched.

    Examples
    --------
    >>> year_number("２０２２"), year_number("二○○三"), year_number("一九八五")
    (2022, 2003, 1985)
    """
    return int(text.translate(_DIGITS))


def year_writings(year: int) -> tuple[str, ...]:
    """The ways in which a year is written, always in the same order.

    Examples
    --------
    >>> year_writings(2005)
    ('2005', '２００５', '二〇〇五', '二○○五', '二零零五')
    """
    digits = str(year)
    chinese = (digits.translate(str.maketrans("0123456789", zero + "一二三四五六七八九")) for zero in "〇○零")
    return digits, digits.translate(str.maketrans("0123456789", "０１２３４５６７８９")), *chinese

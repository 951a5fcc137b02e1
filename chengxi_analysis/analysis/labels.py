"""Which numbers of a report state the same fact: the same thing measured, in the same unit, for the same time.

Labels are compared without the words that only say that something was reached, and without the name of the whole area.
"""

from __future__ import annotations

import re
from functools import cache

from chengxi_analysis.analysis.number import Number, half_width

_FRAME = re.compile(
    r"(?:\d{4}年|今年|去年|上年|全年|目前|共有?|累计|实现|达到?|完成|为|约|已|仍|现有|我[镇县市区街局乡]|全[镇县市区街道乡省局州]|本[镇县市区街局乡]|[的了约在\s“”\"'‘’()])+"
)
_DIGITS = re.compile(r"[\d.]+")
#: How a thing is done, in front of what is done: 以集中办班的办法培训….
_MANNER = re.compile(r"^.*(?:的办法|的方法|的方式|等方式|的形式|等形式)|^(?:办法|方法|方式|形式)(?=.{4})")


@cache
def core(label: str) -> str:
    """A label without its frame words.

    Examples
    --------
    >>> core("全镇农村经济总收入实现"), core("2005年农民人均纯收入")
    ('农村经济总收入', '农民人均纯收入')
    """
    return _FRAME.sub("", _MANNER.sub("", half_width(label)))


def subject(n: Number) -> str:
    """What a number measures: its label, or the words before it where it has none."""
    return core(n.label or n.lead)


def same_thing(a: str, b: str) -> bool:
    """True when two labels name one thing: equal, or one holds all characters of the other (村医培训, 培训乡村医生).

    Examples
    --------
    >>> same_thing("村医培训", "培训乡村医生"), same_thing("培训乡村医生", "培训村干部")
    (True, False)
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and len(long) <= 2 * len(short) and set(short) <= set(long)


def slip_of_digits(a: str, b: str) -> bool:
    """True when one printed number becomes the other by exchanging two neighboring digits; the point stays where it is.

    Examples
    --------
    >>> slip_of_digits("3852", "3582"), slip_of_digits("862", "826"), slip_of_digits("862", "863")
    (True, True, False)
    >>> slip_of_digits("12.8", "18.2"), slip_of_digits("12.8", "1.82")
    (True, False)
    """
    if len(a) != len(b) or a.find(".") != b.find("."):
        return False
    a, b = a.replace(".", ""), b.replace(".", "")
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def digits(n: Number) -> str:
    """The digits of a printed number."""
    return _digits(n.text)


@cache
def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(half_width(text)))

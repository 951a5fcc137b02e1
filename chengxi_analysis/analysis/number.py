"""A number of a report with its surroundings, and what makes two numbers comparable: unit, words, complement."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache

from chengxi_analysis import units
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.model import Interval

_TRADITIONAL = (
    "長长產产業业減减漲涨佔占較较過过無无萬万億亿戶户畝亩個个達达與与為为從从總总計计項项實实現现開开舉举辦办發发組组織织爭争進进黨党婦妇歲岁"
    "殘残軍军幹干學学農农貧贫級级點点節节結结餘余轉转調调檢检驗验責责應应單单還还盡尽鎮镇縣县區区鄉乡國国標标稅税讓让網网線线針针劑剂類类"
    "體体師师數数轄辖際际積积額额費费補补撥拨購购銷销審审執执訪访報报記记員员醫医療疗陽阳觀观測测滿满務务財财資资徵征預预遞递內内處处復复"
)
_HALF = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
    | dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
    | {"　": " ", "—": "-", "．": ".", "\r": " "}
)

#: How far apart two neighboring numbers stand: nothing between, 、, comma or bracket, semicolon, full stop.
TIGHT, LISTED, CLAUSE, HALF_STOP, STOP = range(5)


def half_width(text: str) -> str:
    """The text in half-width form, the traditional characters of the audit's own words simplified: offsets stay what they were.

    Examples
    --------
    >>> half_width("（２，１８７人），增长５％")
    '(2,187人),增长5%'
    """
    return text.translate(_HALF)


@dataclass(slots=True, eq=False)
class Number:
    """One observation and what stands around it in the text (half-width)."""

    place: int
    obs_id: str
    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    unit_text: str
    dimension: str
    factor: float
    decimals: int
    bound: str
    role: str
    label: str
    section_kind: str
    period_stated: str | None
    indicator: str = ""
    sentence_start: int = 0
    magnitude: float = 1.0
    head: str = ""
    lead: str = ""
    own: str = ""
    tail: str = ""
    sep: str = ""
    rank: int = STOP
    sentence: int = 0
    paragraph: int = 0
    clause: int = 0
    brackets: tuple[int, ...] = ()
    opener: int = -1
    outer: str = ""
    change: int = 0
    mean: re.Match[str] | None = None
    #: A rate or a multiple of it follows: 预算数60999万元的40.4%.
    base_of_share: bool = False
    baseline: bool = False
    from_number: Number | None = field(default=None, repr=False)
    #: rate | points | multiple | fraction | amount
    kind: str = field(init=False)
    #: It defines a class (15亩以上) and measures nothing.
    threshold: bool = field(init=False)
    #: It is planned and not yet reached.
    target: bool = field(init=False)

    def __post_init__(self) -> None:
        self.kind = "points" if "分点" in self.unit_text else _KINDS.get(self.dimension, "amount")
        if self.kind == "amount" and not self.unit and _FRACTION.search(self.text):
            self.kind = "fraction"
        self.threshold, self.target = self.role == "threshold", self.role == "target"

    @property
    def interval(self) -> Interval:
        """What the printed form allows, in the number's own unit."""
        return bounds(self.low, self.high)

    @property
    def level(self) -> bool:
        """A counted or measured amount of the report's own period, and no rise or fall."""
        return self.kind == "amount" and not (self.change or self.baseline or self.threshold or self.mean is not None)

    @property
    def aside(self) -> bool:
        """It stands in a remark on the amount before it: 占年初预算…, 完成计划的…, a rate, a rise or fall."""
        planned = "占" in self.lead or ("完成" in self.lead and "计划" in self.lead)
        return self.kind != "amount" or bool(self.change) or self.baseline or self.base_of_share or planned

    @property
    def step(self) -> float:
        """One unit of the last printed digit."""
        return float(self.magnitude * 10.0**-self.decimals)

    @property
    def phrase(self) -> str:
        """The words right before the number, at most twelve characters."""
        return self.head[-12:]

    def printed(self, value: float) -> str:
        """Another value written in the manner of this number (its magnitude and unit)."""
        digits = self.decimals + (0 if self.decimals else 2 * (self.magnitude != 1 or self.kind == "rate"))
        number = f"{value / self.magnitude:,.{digits}f}"
        number = number.rstrip("0").rstrip(".") if "." in number and not self.decimals else number
        if "," not in self.text and "，" not in self.text:
            number = number.replace(",", "")
        sign = {1e4: "万", 1e8: "亿"}.get(self.magnitude, "")
        return f"{number}{sign}{'个百分点' if self.unit_text == '百分点' else self.unit_text}"

    def printed_in_english(self, value: float) -> str:
        """The same value for an English sentence, counted things without their counter."""
        scale, name = next(((s, n) for s, n in _ENGLISH_SCALES if self.magnitude > 1 and abs(value) >= s), (1.0, ""))
        digits = self.decimals + (0 if self.decimals else 2 * (self.magnitude != 1 or self.kind == "rate"))
        digits = max(0, digits + round(math.log10(scale / self.magnitude)))
        number = f"{value / scale:,.{digits}f}"
        number = number.rstrip("0").rstrip(".") if "." in number and (not self.decimals or scale > 1) else number
        unit = units.unit(self.unit)
        word = "" if unit.discrete or not self.unit else unit.en.replace("/", " per ")
        return f"{number}{name}{'' if word in ('', '%') else ' '}{word}"


_ENGLISH_SCALES = ((1e9, " billion"), (1e6, " million"))
#: 2/3, 五分之一: a share of something, and nothing that could be counted in.
_FRACTION = re.compile(r"\d\s*[/／]\s*\d|分之")
_KINDS = {"ratio": "rate", "ratio_difference": "points", "multiple": "multiple", "doubling": "multiple"}


def bounds(low: float, high: float) -> Interval:
    """A closed interval whose infinite ends are open."""
    return Interval(None if low == -math.inf else low, None if high == math.inf else high)


def same_unit(a: Number, b: Number) -> bool:
    """True when two amounts can be added: the same counted thing, or one physical dimension.

    A number printed without a unit takes the unit of its list.
    """
    if a.unit == b.unit:
        return True
    if not a.unit or not b.unit:
        return True
    if a.dimension == b.dimension == "count" and _counters(a.unit_text) & _counters(b.unit_text):
        return True
    return a.dimension == b.dimension and not a.dimension.startswith(("count", "none"))


def _counters(unit_text: str) -> frozenset[str]:
    """The counters of a unit that names several for one herd: 头(只、匹) is the unit of what is counted in 头, in 只 and in 匹."""
    return _split_counters(half_width(unit_text))


@cache
def _split_counters(unit_text: str) -> frozenset[str]:
    return frozenset(re.split(r"[(),、]+", unit_text)) - {""}


def shared_words(a: str, b: str) -> int:
    """How many two-character words two phrases share.

    Examples
    --------
    >>> shared_words("已落实管控", "管控"), shared_words("办结", "结案")
    (1, 0)
    """
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(b[i : i + 2] in pairs for i in range(len(b) - 1))


def complementary(a: str, b: str) -> bool:
    """True when two heads name the two halves of a whole: 水田 and 旱地, 集中供养 and 分散供养."""
    if not (w.HALF.search(a) and w.HALF.search(b)):
        return _negates(a, b) or _negates(b, a)
    return _negates(a, b) or _negates(b, a) or any(_split(a, b, x, y) or _split(b, a, x, y) for x, y in w.COMPLEMENTS)


def _negates(a: str, b: str) -> bool:
    """农业户, 非农业户: one is the other with 非 in front."""
    return "非" in a and len(b) > 1 and a.removeprefix("其中").replace("非", "", 1) == b.removeprefix("其中")


def _split(a: str, b: str, x: str, y: str) -> bool:
    return x in a and y in b and y not in a and x not in b

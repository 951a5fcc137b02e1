"""From what a match holds to quantities: values, signs, units that a list or a range shares, bounds, and smaller units that go on."""

from __future__ import annotations

import math
import re

from chengxi_analysis.extraction import refusal
from chengxi_analysis.extraction.lexicon import vocabulary
from chengxi_analysis.extraction.numerals import CHINESE_DIGITS, LARGE_SCALES, Numeral, parse_neighbors, parse_numeral
from chengxi_analysis.extraction.patterns import BOUND_AFTER, BOUND_AFTER_FIRST, BOUND_BEFORE, BOUND_BEFORE_LAST, CHINESE, PINYIN_FILLER
from chengxi_analysis.extraction.quantities import Quantity, Refusal, TimeMark

_FULL_LINE = 20
UNSETTLED = "no unit"
ASCII_DIGITS = frozenset("0123456789")
_PERCENTS = {"百": "%", "千": "‰", "万": "/万"}
_UNIT_PREFIX_DROPPED = {"个百分点": "百分点", "个工作日": "工作日", "个基点": "基点", "个小时": "小时", "个百分比": "百分点", "个位次": "位次", "个名次": "位次", "个千分点": "千分点", "个工日": "工日", "个劳动日": "劳动日", "人 次": "人次", "平方 米": "平方米", "平 方米": "平方米", "立方 米": "立方米"}
_LIST_GAP = re.compile(r"[ \n]*(?:[、和与及]|以及)[ \n]*(?:[\u4e00-\u9fff]{1,12}?(?=[0-9]))?|[ \n]*,[ \n]*(?:[\u4e00-\u9fff]{1,8}?(?=[0-9]))?")
_LIST_BETWEEN = re.compile(r"[ \n]*(?:[、和与及,]|以及)[ \n]*[\u4e00-\u9fff]{0,12}")
_LIST_JOINT = re.compile(r"[ \n]*(?:[、和与及]|以及)[ \n]*")
_PASSED = re.compile(r"(?:突破|超过)(?:了)?[ ]?$")
_BOUND_OF_SHARE = re.compile(r"不([少低超高])[于过][^,。;、0-9]{2,14}的$")
_RESPECTIVELY = re.compile(r"分别[^,。;0-9]{0,10}$")
_SIGNED = re.compile(r"(?:[为是达至到由从,、(:]|同比|环比|增速|增幅|增长率|净流入|净迁移|利润)$")
SCALED = re.compile(r"[万亿]")
PARTS: dict[str, dict[str, float]] = vocabulary("counters")["parts"]
_FROM = re.compile(rf"[由从自](?!主|治|身|然|来水|建|筹|动|愿|行|家|营)[^,。;、到至0-9{CHINESE}]{{0,16}}$")
_COMPARED = re.compile(r"(?:(?:比(?![重例率较值])|较(?![好快大高多强少]))[^,。;]{2,24}|与[^,。;]{2,16}相比)$")
_ATTRIBUTE_NOUN = re.compile(r"的?[\u4e00-\u9fff“]")
_NOT_ATTRIBUTE = re.compile(
    r"的?[和与及或且并较比同以,。;]|的?(?:达|占|为|增|减|下降|提高|上升|其中|共|超|已|均|都|完成|实现|通过|得到|参加|受|享受|用于|投入|发放)"
)


class Scan:
    """What one pass found, in text order."""

    __slots__ = ("quantities", "refusals", "times")

    def __init__(self) -> None:
        self.quantities: list[Quantity] = []
        self.times: list[TimeMark] = []
        self.refusals: list[Refusal] = []


class QuantityCollector:
    """Makes quantities of matches and keeps what was found, with the numbers of a list that wait for their unit."""

    __slots__ = ("found", "pending", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Scan()
        self.pending: list[tuple[int, int, str]] = []

    def _refuse(self, start: int, end: int, reason: str) -> None:
        self.found.refusals.append(Refusal(start, end, reason))

    def _drop_pending(self) -> None:
        for start, end, _ in self.pending:
            self._refuse(start, end, UNSETTLED)
        self.pending.clear()

    def _continues_smaller(self, start: int, end: int, low: str, unit: str | None) -> bool:
        """二亩五分, 3元5角: the smaller unit goes on with the number right before."""
        previous = self.found.quantities[-1] if self.found.quantities else None
        if previous is None or previous.end != start or previous.magnitude != 1 or not low:
            return False
        share = PARTS.get(previous.unit, {}).get(unit or "", 1.0)
        if share >= 0.1**previous.decimals:
            return False
        previous.value = round(previous.value + parse_numeral(low).value * share, 9)
        previous.decimals = max(1, -math.floor(math.log10(share)))
        if self.text[end - 1] in "多余":
            previous.bound = "ge"
        previous.end = previous.outer_end = end
        return True

    def _fraction(self, start: int, end: int, low: str, numerator: str, numerator_high: str | None) -> None:
        if numerator[0] in "几半" or (start and self.text[start - 1] == "第"):
            self._refuse(start, end, "vague")
            return
        top = parse_numeral(numerator)
        unit = _PERCENTS.get(low)
        if unit:
            top, neighbor = self._value(numerator)
            high = parse_numeral(numerator_high) if numerator_high else neighbor
            self._emit(start, end, top, high, unit, None, None)
            return
        bottom = parse_numeral(low).value
        if not bottom or top.value > bottom:
            self._refuse(start, end, "name")
            return
        self._emit(start, end, Numeral(top.value / bottom, 9, 1, False), None, "", None, None)

    def _continues_list(self, start: int, end: int, low: str) -> bool:
        """A number without unit is kept in mind where another number follows: 分别为3、5、7家."""
        text = self.text
        before = text[start - 1] if start else "\n"
        gap = _LIST_GAP.match(text, end)
        if gap is None or before in "\n。第前(+·〔 \u3000" or (before.isascii() and before.isalpha()):
            return False
        following = text[gap.end() : gap.end() + 1]
        if gap.group()[0] == "," and (refusal.measures_without_unit(text, start, end) or text[start - 1 : start] == ":"):
            return False
        if not following or following not in (ASCII_DIGITS if low[0] in ASCII_DIGITS else CHINESE):
            return False
        bare = gap.group().strip()
        if len(bare) > 1 and SCALED.search(low):
            return False
        if bare == "," and "分别" not in text[max(0, start - 24) : start]:
            return False
        if self.pending and _LIST_BETWEEN.fullmatch(text, self.pending[-1][1], start) is None:
            self._drop_pending()
        self.pending.append((start, end, low))
        return True

    def _single(self, start: int, end: int, low: str, more: str | None, unit: str, after: str | None) -> None:
        start, low = self._unwrapped(start, low)
        numeral, top = self._value(low)
        if self.pending:
            self._distribute(start, unit, low)
        text = self.text
        sign = self._sign(start, unit)
        if sign:
            numeral = numeral._replace(value=-numeral.value)
            start -= sign
            if self.found.refusals and self.found.refusals[-1].start == start:
                self.found.refusals.pop()
        if after and after not in "多余":
            tenths = 5 if after == "半" else CHINESE_DIGITS[after]
            numeral = numeral._replace(value=numeral.value + tenths / 10, decimals=1)
            after = None
        if unit.endswith("百分点") and self.found.quantities:
            behind = start
            for previous in reversed(self.found.quantities):
                if previous.unit != "个" or not _LIST_GAP.fullmatch(text, previous.end, behind):
                    break
                previous.unit, behind = "百分点", previous.start
        self._emit(start, end, numeral, top, unit, more, after)

    @staticmethod
    def _value(low: str) -> tuple[Numeral, Numeral | None]:
        """A numeral's value, or low and high end of two neighboring digits (三四十)."""
        ends = None if low[0] in ASCII_DIGITS else parse_neighbors(low)
        return ends if ends is not None else (parse_numeral(low), None)

    def _sign(self, start: int, unit: str) -> int:
        """Length of the sign before a number: -, 负 or 零下; a hyphen after a word or a number joins and is none."""
        text = self.text
        before = text[start - 1] if start else ""
        if before == "下" and unit in ("度", "℃", "摄氏度") and text.startswith("零下", start - 2):
            return 2
        if not before or before not in "-负":
            return 0
        if _SIGNED.search(text, max(0, start - 8), start - 1):
            return 1
        plain = text[start - 1] == "-" and unit in ("%", "‰", "元", "℃", "百分点", "个百分点")
        return int(plain and (start == 1 or text[start - 2] not in "-%0123456789"))

    def _unwrapped(self, start: int, low: str) -> tuple[int, str]:
        """A line break in the middle of a number (人均纯收入1, next line 2248元): the digits that end a full line belong to it."""
        last = self.found.refusals[-1] if self.found.refusals else None
        if last is None or last.end != start - 1 or last.reason != UNSETTLED or self.text[last.end] != "\n" or low[0] not in ASCII_DIGITS:
            return start, low
        line_start = self.text.rfind("\n", 0, last.end) + 1
        if last.end - line_start < _FULL_LINE or not "\u4e00" <= self.text[last.start - 1] <= "\u9fff":
            return start, low
        self.found.refusals.pop()
        return last.start, self.text[last.start : last.end] + low

    def _distribute(self, start: int, unit: str, low: str) -> None:
        """Give the unit (and scale) behind the last number of a list to the numbers before it."""
        if _LIST_BETWEEN.fullmatch(self.text, self.pending[-1][1], start) is None:
            self._drop_pending()
            return
        scale = _trailing_scale(low)
        for s, e, digits in self.pending:
            numeral = parse_numeral(digits)
            if scale > 1 and numeral.magnitude == 1:
                numeral = Numeral(parse_numeral(digits + _scale_text(low)).value, numeral.decimals, scale, False)
            self._emit(s, e, numeral, None, unit, None, None)
        self.pending.clear()

    def _is_range(self, start: int, low_unit: str | None, high_unit: str | None, m: re.Match[str]) -> bool:
        dash = self.text[m.end("low_unit") if low_unit else m.end("low") : m.start("high")]
        if low_unit and high_unit and low_unit != high_unit:
            return False
        if low_unit and not high_unit:
            return False
        return not (("至" in dash or "到" in dash) and _FROM.search(self.text, max(0, start - 20), start))

    def _range(self, start: int, end: int, low: str, high: str, unit: str, more_high: str | None) -> None:
        top = parse_numeral(high)
        bottom = parse_numeral(low)
        scale = _trailing_scale(high)
        if scale > 1 and bottom.magnitude == 1 and bottom.value < top.value / scale:
            bottom = parse_numeral(low + _scale_text(high))
        self._drop_pending()
        self._emit(start, end, bottom, top, unit, more_high, None)

    def _two(
        self, m: re.Match[str], low: str, low_unit: str | None, high: str, high_unit: str | None, more: str | None, more_high: str | None
    ) -> None:
        """由X到Y is no range: two quantities; a unit that stands once is for both."""
        start = m.start("low")
        low_end = m.end("low_unit") if low_unit else m.end("more") if more else m.end("low")
        bottom = parse_numeral(low if low_unit or SCALED.search(low) else low + _scale_text(high))
        if low_unit or high_unit:
            self._emit(start, low_end, bottom, None, low_unit or high_unit or "", more, None)
        if high_unit or SCALED.search(high):
            self._emit(m.start("high"), m.end(), parse_numeral(high), None, high_unit or "", more_high, None)
        else:
            self._refuse(m.start("high"), m.end("high"), "no unit")

    def _emit(self, start: int, end: int, low: Numeral, high: Numeral | None, unit: str, more: str | None, after: str | None) -> None:
        text = self.text
        bound, outer_end, attributive = self._bound(start, end, bool(more or after or low.more), more == "来")
        if bound == "exact" and not attributive:
            bound = self._bound_shared(start, unit)
        if unit.startswith("("):
            unit = unit[1:-1]
        if outer_end > end and bound != "exact" and not attributive:
            self._bound_of_list(start, bound)
        unit_text = _UNIT_PREFIX_DROPPED.get(unit, unit) if PINYIN_FILLER not in unit else unit.replace(PINYIN_FILLER, "").removeprefix("个")
        self.found.quantities.append(
            Quantity(
                start,
                end,
                outer_end,
                low.value,
                None if high is None else high.value,
                unit_text,
                low.decimals if high is None else max(low.decimals, high.decimals),
                low.magnitude,
                bound,
                attributive=attributive and text[end : end + 1] != "",
            )
        )

    def _bound_of_list(self, start: int, bound: str) -> None:
        """分别增长7%、8%左右: what stands behind the last number of such a list holds for all."""
        behind = start
        members = []
        for previous in reversed(self.found.quantities):
            if previous.bound != "exact" or _LIST_JOINT.fullmatch(self.text, previous.end, behind) is None:
                break
            members.append(previous)
            behind = previous.start
        if members and _RESPECTIVELY.search(self.text, max(0, behind - 12), behind):
            for member in members:
                member.bound = bound

    def _bound_shared(self, start: int, unit: str) -> str:
        """突破400亿元、300亿元: the word before the first of two numbers with the same unit holds for the one joined to it; 不少于总数的5% for a share."""
        text = self.text
        if unit == "%" and text[start - 1 : start] == "的" and (m := _BOUND_OF_SHARE.search(text, max(0, start - 20), start)):
            return "ge" if m.group(1) in ("少", "低") else "le"
        previous = self.found.quantities[-1] if self.found.quantities else None
        if previous is None or previous.bound not in ("ge", "le") or previous.unit != unit or previous.outer_end != previous.end:
            return "exact"
        if self.text[previous.end - 1] in "多余" or _LIST_JOINT.fullmatch(text, previous.end, start) is None:
            return "exact"
        return previous.bound if _PASSED.search(text, max(0, previous.start - 4), previous.start) else "exact"

    def _bound(self, start: int, end: int, more: bool, around: bool) -> tuple[str, int, bool]:
        text = self.text
        if end < len(text) and text[end] in BOUND_AFTER_FIRST:
            m = BOUND_AFTER.match(text, end)
            if m:
                behind = m.end()
                attributive = bool(_ATTRIBUTE_NOUN.match(text, behind)) and not _NOT_ATTRIBUTE.match(text, behind)
                return m.lastgroup or "exact", behind, attributive and m.lastgroup != "approx"
        if more:
            return ("approx" if around else "ge"), end, False
        if start and text[start - 1] in BOUND_BEFORE_LAST:
            m = BOUND_BEFORE.search(text, max(0, start - 8), start)
            if m and not (m.group().startswith(("超", "高于", "低于", "少于", "多于")) and _COMPARED.search(text, max(0, start - 30), m.start())):
                return m.lastgroup or "exact", end, False
            if text[start - 1] == "上" and text[start] in "十百千万":
                return "ge", end, False
            if text[start - 1] == "过" and text[end - 1] == "元" and text[start - 2] not in "超通经度难路跨":
                return "ge", end, False
        return "exact", end, False


def _scale_text(numeral: str) -> str:
    return "".join(c for c in numeral if c in LARGE_SCALES)


def _trailing_scale(numeral: str) -> int:
    scale = 1
    for c in _scale_text(numeral):
        scale *= LARGE_SCALES[c]
    return scale

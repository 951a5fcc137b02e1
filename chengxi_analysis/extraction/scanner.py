"""One pass over the folded text: every numeral becomes a quantity, a named time, or a refusal with its reason."""

from __future__ import annotations

import re
from bisect import bisect_right

from chengxi_analysis.extraction import refusal
from chengxi_analysis.extraction.numerals import CHINESE_DIGITS, LARGE_SCALES, Numeral, parse_numeral
from chengxi_analysis.extraction.patterns import (
    BOUND_AFTER,
    BOUND_AFTER_FIRST,
    BOUND_BEFORE,
    BOUND_BEFORE_LAST,
    CALENDAR,
    CHINESE,
    PINYIN_FILLER,
    QUANTITY,
    QUOTED,
)
from chengxi_analysis.extraction.quantities import Quantity, Refusal, TimeMark

_LONGEST_NUMERAL = 60
UNSETTLED = "no unit"
_CALENDAR = frozenset(CALENDAR)
_ASCII_DIGITS = frozenset("0123456789")
_PERCENTS = {"百": "%", "千": "‰", "万": "/万"}
_UNIT_PREFIX_DROPPED = {"个百分点": "百分点", "个工作日": "工作日", "个基点": "基点", "个小时": "小时", "个百分比": "百分点", "个千分点": "千分点", "个工日": "工日", "个劳动日": "劳动日", "人 次": "人次"}
_LIST_GAP = re.compile(r"[ \n]*(?:[、和与及]|以及)[ \n]*(?:[\u4e00-\u9fff]{1,12}?(?=[0-9]))?|[ \n]*,[ \n]*(?:[\u4e00-\u9fff]{1,8}?(?=[0-9]))?")
_LIST_BETWEEN = re.compile(r"[ \n]*(?:[、和与及,]|以及)[ \n]*[\u4e00-\u9fff]{0,12}")
_SCALED = re.compile(r"[万亿]")
_FROM = re.compile(rf"[由从自](?!主|治|身|然|来水|建|筹|动|愿|行|家|营)[^,。;、到至0-9{CHINESE}]{{0,16}}$")
_COMPARED = re.compile(r"(?:比(?![重例率较值])|较(?![好快大高多强少]))[^,。;]{2,24}$")
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


def settle(text: str, refusals: list[Refusal]) -> list[Refusal]:
    """Give numerals without a unit their reasons; left to whoever asks, since most readings never look at them."""
    points = "。" not in text
    settled = []
    for r in refusals:
        reason = r.reason
        if reason == UNSETTLED:
            reason = refusal.glued_to_code(text, r.start, r.end, False, points) or refusal.without_unit(text, r.start, r.end)
        settled.append(r._replace(reason=reason))
    return settled


def scan(text: str) -> Scan:
    """Read every numeral of a folded text.

    Parameters
    ----------
    text : str
        Text folded by :func:`chengxi_analysis.extraction.fold.fold`.

    Returns
    -------
    Scan
        Quantities without role, period and label (they need the clause), calendar expressions, and refusals with reasons.

    Examples
    --------
    >>> found = scan("2022年清理垃圾150多吨,“三会一课”开展3次。")
    >>> [(q.value, q.unit, q.bound) for q in found.quantities], [r.reason for r in settle("2022年清理垃圾150多吨,“三会一课”开展3次。", found.refusals)]
    ([(150.0, '吨', 'ge'), (3.0, '次', 'exact')], ['date', 'slogan', 'slogan'])
    """
    return _Scanner(text).run()


class _Scanner:
    __slots__ = ("found", "pending", "points_end_sentences", "quote_ends", "quote_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Scan()
        self.pending: list[tuple[int, int, str]] = []
        self.points_end_sentences = "。" not in text
        spans = [m.span() for m in QUOTED.finditer(text)]
        self.quote_starts = [s for s, _ in spans]
        self.quote_ends = [e for _, e in spans]

    def run(self) -> Scan:
        for m in QUANTITY.finditer(self.text):
            self._read(m)
        self._drop_pending()
        return self.found

    def _refuse(self, start: int, end: int, reason: str) -> None:
        self.found.refusals.append(Refusal(start, end, reason))

    def _drop_pending(self) -> None:
        for start, end, _ in self.pending:
            self._refuse(start, end, UNSETTLED)
        self.pending.clear()

    def _read(self, m: re.Match[str]) -> None:
        low, more, numerator, numerator_high, low_unit, high, more_high, high_unit, after = m.groups()
        start, end = m.span()
        if numerator is not None:
            self._fraction(start, end, low, numerator, numerator_high)
            return
        if end - start > _LONGEST_NUMERAL:
            self._refuse(start, end, "garbled")
            return
        unit = high_unit or low_unit
        arabic = low[0] in _ASCII_DIGITS
        if unit is None and high is None and (arabic or len(low) > 2) and self._continues_list(start, end, low):
            return
        if unit is None and not _SCALED.search(low) and not (high and _SCALED.search(high)):
            self._no_unit(start, end, low)
            return
        if unit in _CALENDAR:
            self._calendar(start, end, low, unit, high)
            return
        reason = self._refusal(m, start, end, low, unit or "", arabic, more)
        if reason:
            self._drop_pending()
            self._refuse(start, end, reason)
        elif high is None:
            self._single(start, end, low, more, unit or "", after)
        elif self._is_range(start, low_unit, high_unit, m):
            self._range(start, end, low, high, unit or "", more_high)
        else:
            self._two(m, low, low_unit, high, high_unit, more, more_high)

    # --- what is no quantity

    def _refusal(self, m: re.Match[str], start: int, end: int, low: str, unit: str, arabic: bool, more: str | None) -> str | None:
        text = self.text
        if start and text[start - 1] == "第":
            return "ordinal"
        at = bisect_right(self.quote_starts, start) - 1
        if at >= 0 and start < self.quote_ends[at]:
            return "name in quotes"
        reason = refusal.glued_to_code(text, start, end, bool(unit), self.points_end_sentences)
        if reason:
            return reason
        if not arabic:
            reason = refusal.chinese_numeral(text, start, m.end("low"), unit, end, bool(more)) if unit else self._bare_chinese(start, end, low)
            if reason and not (reason == "article" and self._previous_is_count(start)):
                return reason
        if not unit and text.startswith(("级", "强", "工程", "计划", "行动", "县", "市", "产业", "园区"), end):
            return "name"
        return refusal.unit_context(text, start, end, unit, "." in low) if unit else None

    def _previous_is_count(self, start: int) -> bool:
        previous = self.found.quantities[-1] if self.found.quantities else None
        return previous is not None and refusal.in_list_of_counts(self.text, previous.end, start)

    def _bare_chinese(self, start: int, end: int, low: str) -> str | None:
        """万 and 亿 without a unit count only behind a digit (五百二十亿), not alone (百亿县区, 千万)."""
        if low in refusal.ROUND_CHINESE or low[0] in "百千万亿半几" or not _SCALED.search(low):
            return refusal.fixed_phrase(self.text, start, end) or "name"
        return refusal.fixed_phrase(self.text, start, start + len(low)) or ("name" if len(low) < 2 or low[0] == "一" else None)

    def _no_unit(self, start: int, end: int, low: str) -> None:
        text = self.text
        if low == "一半" and not text.startswith("过", start - 1):
            self._emit(start, end, Numeral(0.5, 1, 1, False), None, "", None, None)
            return
        self._drop_pending()
        measures = low[0] in _ASCII_DIGITS and (
            refusal.measures_without_unit(text, start, end) or ("." in low and refusal.level_without_unit(text, start, end))
        )
        if measures and refusal.glued_to_code(text, start, end, False, self.points_end_sentences) is None:
            self._emit(start, end, parse_numeral(low), None, "", None, None)
        elif len(low) > 1 and low[-1] in "百千" and self._more_than(end):
            self._emit(start, end, parse_numeral(low), None, "", "多", None)
        else:
            self._refuse(start, end, UNSETTLED)

    def _more_than(self, end: int) -> bool:
        return self.text[end - 1] in "多余" and self.text[end : end + 1] in ",。;、)"

    def _calendar(self, start: int, end: int, low: str, unit: str, high: str | None) -> None:
        text = self.text
        self._drop_pending()
        value = parse_year(low) if unit in ("年", "年度") else None
        if unit == "年" and value is None:
            reason = "ordinal" if start and text[start - 1] == "第" else refusal.unit_context(text, start, end, unit, 0)
            if reason or low[0] not in _ASCII_DIGITS:
                self._refuse(start, end, reason or "duration")
            else:
                self._emit(start, end, parse_numeral(low), None, unit, None, None)
            return
        self._refuse(start, end, "date" if unit not in ("时", "点", "点钟", "号", "时许") else "number" if unit == "号" else "time")
        if unit in ("年", "月", "月份", "年度", "季度"):
            low_value = value if value is not None else parse_numeral(low).value
            high_value = None if high is None else (parse_year(high) if unit == "年" else None) or parse_numeral(high).value
            self.found.times.append(TimeMark(start, end, unit[0], low_value, high_value))

    # --- what is a quantity

    def _fraction(self, start: int, end: int, low: str, numerator: str, numerator_high: str | None) -> None:
        if numerator[0] in "几半" or (start and self.text[start - 1] == "第"):
            self._refuse(start, end, "vague")
            return
        top = parse_numeral(numerator)
        unit = _PERCENTS.get(low)
        if unit:
            high = parse_numeral(numerator_high) if numerator_high else None
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
        if gap is None or before in "\n。第(+·〔 \u3000" or (before.isascii() and before.isalpha()):
            return False
        following = text[gap.end() : gap.end() + 1]
        if gap.group()[0] == "," and (refusal.measures_without_unit(text, start, end) or text[start - 1 : start] == ":"):
            return False
        if not following or following not in (_ASCII_DIGITS if low[0] in _ASCII_DIGITS else CHINESE):
            return False
        bare = gap.group().strip()
        if len(bare) > 1 and _SCALED.search(low):
            return False
        if bare == "," and "分别" not in text[max(0, start - 24) : start]:
            return False
        if self.pending and _LIST_BETWEEN.fullmatch(text, self.pending[-1][1], start) is None:
            self._drop_pending()
        self.pending.append((start, end, low))
        return True

    def _single(self, start: int, end: int, low: str, more: str | None, unit: str, after: str | None) -> None:
        numeral = parse_numeral(low)
        if self.pending:
            self._distribute(start, unit, low)
        text = self.text
        if unit in ("%", "‰", "元", "℃", "百分点") and start > 1 and text[start - 1] == "-" and text[start - 2] not in "-%0123456789":
            numeral = numeral._replace(value=-numeral.value)
            start -= 1
        if after and after not in "多余":
            numeral = numeral._replace(value=numeral.value + CHINESE_DIGITS[after] / 10, decimals=1)
            after = None
        if unit.endswith("百分点") and self.found.quantities:
            previous = self.found.quantities[-1]
            if previous.unit == "个" and _LIST_GAP.fullmatch(text, previous.end, start):
                previous.unit = "百分点"
        self._emit(start, end, numeral, None, unit, more, after)

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
        bottom = parse_numeral(low if low_unit or _SCALED.search(low) else low + _scale_text(high))
        if low_unit or high_unit:
            self._emit(start, low_end, bottom, None, low_unit or high_unit or "", more, None)
        if high_unit or _SCALED.search(high):
            self._emit(m.start("high"), m.end(), parse_numeral(high), None, high_unit or "", more_high, None)
        else:
            self._refuse(m.start("high"), m.end("high"), "no unit")

    def _emit(self, start: int, end: int, low: Numeral, high: Numeral | None, unit: str, more: str | None, after: str | None) -> None:
        text = self.text
        bound, outer_end, attributive = self._bound(start, end, bool(more or after or low.more), more == "来")
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
        return "exact", end, False


def parse_year(numeral: str) -> float | None:
    """The year that a numeral before 年 names, or None where it counts years.

    Examples
    --------
    >>> parse_year("2022"), parse_year("二○三五"), parse_year("5")
    (2022.0, 2035.0, None)
    """
    if numeral.isdigit() and numeral.isascii():
        year = float(numeral)
        if len(numeral) == 2 and 49 <= year <= 99:
            return 1900 + year
        return year if 1900 <= year <= 2100 else None
    if not any(c in numeral for c in "十百千万亿多余") and len(numeral) in (2, 4):
        year = parse_numeral(numeral).value
        if len(numeral) == 2:
            return 1900 + year if 49 <= year <= 99 else None
        return year if 1900 <= year <= 2100 else None
    return None


def _scale_text(numeral: str) -> str:
    return "".join(c for c in numeral if c in LARGE_SCALES)


def _trailing_scale(numeral: str) -> int:
    scale = 1
    for c in _scale_text(numeral):
        scale *= LARGE_SCALES[c]
    return scale

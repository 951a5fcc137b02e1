"""One pass over the folded text: every numeral becomes a quantity, a named time, or a refusal with its reason."""

from __future__ import annotations

import re
from bisect import bisect_right

from chengxi_analysis.extraction import refusal
from chengxi_analysis.extraction.collector import ASCII_DIGITS, PARTS, SCALED, UNSETTLED, QuantityCollector, Scan
from chengxi_analysis.extraction.numerals import Numeral, parse_numeral
from chengxi_analysis.extraction.patterns import CALENDAR, CHINESE, QUANTITY, QUOTED
from chengxi_analysis.extraction.quantities import Refusal, TimeMark

_LONGEST_NUMERAL = 60
_TOO_MANY_SCALES = re.compile(r"(?:[百千]*[万亿]){4}")
_CALENDAR = frozenset(CALENDAR)
_SHARE = re.compile(r"/([2-9]|10)(?![0-9/.年月日号A-Za-z])(?=[以左强弱多的和及与、,。;)\n]|$)")
# 到2002年53年的总和: two digits behind a year, or behind a word of extent, count years.
_SPAN_BEFORE = re.compile("[年共历近约超达满]$")
_GOES_ON = {unit: re.compile(rf"[0-9{CHINESE}]+(?:{'|'.join(parts)})") for unit, parts in PARTS.items()}


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


class _Scanner(QuantityCollector):
    __slots__ = ("done", "points_end_sentences", "quote_ends", "quote_starts")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.done = 0
        self.points_end_sentences = "。" not in text
        spans = [m.span() for m in QUOTED.finditer(text)]
        self.quote_starts = [s for s, _ in spans]
        self.quote_ends = [e for _, e in spans]

    def run(self) -> Scan:
        for m in QUANTITY.finditer(self.text):
            if m.start() >= self.done:
                self._read(m)
        self._drop_pending()
        return self.found

    def _read(self, m: re.Match[str]) -> None:
        low, more, numerator, numerator_high, low_unit, high, more_high, high_unit, after = m.groups()
        start, end = m.span()
        if end - start > 4 and (end - start > _LONGEST_NUMERAL or _TOO_MANY_SCALES.search(m.group())):
            self._refuse(start, end, "garbled")
            return
        if numerator is not None:
            self._fraction(start, end, low, numerator, numerator_high)
            return
        if high is not None and low_unit in _CALENDAR and high_unit in ("%", "‰"):
            self._calendar(start, m.end("low_unit"), low, low_unit, None)
            self._single(m.start("high"), end, high, more_high, high_unit, after)
            return
        unit = high_unit or low_unit
        arabic = low[0] in ASCII_DIGITS
        if unit is None and high is None and (arabic or len(low) > 2) and self._continues_list(start, end, low):
            return
        if unit is None and low[-1] == "两" and self._continues_smaller(start, end, low[:-1], "两"):
            return
        if unit is None and not SCALED.search(low) and not (high and SCALED.search(high)):
            self._no_unit(start, end, low)
            return
        if unit in _CALENDAR:
            if high is not None and low_unit in _CALENDAR and low_unit != high_unit == "年":
                self._calendar(start, m.end("low_unit"), low, low_unit, None)
                self._calendar(m.start("high"), end, high, high_unit, None)
            else:
                self._calendar(start, end, low, unit, high)
            return
        if high is None and self._continues_smaller(start, end, low, unit):
            return
        reason = self._refusal(m, start, end, low, unit or "", arabic, more)
        if reason in ("time", "name", "article") and unit in _GOES_ON and _GOES_ON[unit].match(self.text, end):
            reason = None
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
            if reason and not (reason in ("article", "ordinal") and self._previous_is_count(start, unit, reason)):
                return reason
        if not unit and text.startswith(("级", "强", "工程", "计划", "行动", "县", "市", "产业", "园区"), end):
            return "name"
        return refusal.unit_context(text, start, end, unit, "." in low) if unit else None

    def _previous_is_count(self, start: int, unit: str, reason: str) -> bool:
        previous = self.found.quantities[-1] if self.found.quantities else None
        if reason == "ordinal" and (previous is None or previous.unit != unit):
            return False
        return previous is not None and refusal.in_list_of_counts(self.text, previous.end, start, previous.unit == unit)

    def _bare_chinese(self, start: int, end: int, low: str) -> str | None:
        """万 and 亿 without a unit count only behind a digit (五百二十亿), not alone (百亿县区, 千万)."""
        if low in refusal.ROUND_CHINESE or low[0] in "百千万亿半几" or not SCALED.search(low):
            return refusal.fixed_phrase(self.text, start, end) or "name"
        return refusal.fixed_phrase(self.text, start, start + len(low)) or ("name" if (len(low) < 3 and low[0] == "一") or len(low) < 2 else None)

    def _no_unit(self, start: int, end: int, low: str) -> None:
        text = self.text
        share = _SHARE.match(text, end) if text.startswith("/", end) and start and text[start - 1] in "的占约近达到足过为" else None
        if share and low.isdigit() and float(low) < float(share[1]):
            self.done = share.end()
            self._emit(start, share.end(), Numeral(float(low) / float(share[1]), 9, 1, False), None, "", None, None)
            return
        if low == "一半" and not text.startswith("过", start - 1):
            self._emit(start, end, Numeral(0.5, 1, 1, False), None, "", None, None)
            return
        self._drop_pending()
        measures = low[0] in ASCII_DIGITS and (
            refusal.measures_without_unit(text, start, end) or ("." in low and (refusal.level_without_unit(text, start, end) or refusal.ratio_to_one(text, start, end)))
        )
        if measures and refusal.glued_to_code(text, start, end, False, self.points_end_sentences) is None:
            self._emit(start, end, parse_numeral(low), None, "", None, None)
            if text[end : end + 1] == ":":
                self.found.quantities[-1].outer_end = refusal.ratio_end(text, end)
        elif len(low) > 1 and low[-1] in "百千" and self._more_than(end):
            self._emit(start, end, parse_numeral(low), None, "", "多", None)
        else:
            self._refuse(start, end, UNSETTLED)

    def _more_than(self, end: int) -> bool:
        return self.text[end - 1] in "多余" and self.text[end : end + 1] in ",。;、)"

    def _calendar(self, start: int, end: int, low: str, unit: str, high: str | None) -> None:
        text = self.text
        self._drop_pending()
        value = parse_year(low) if unit in ("年", "年度") and not (len(low) == 2 and _SPAN_BEFORE.search(text, max(0, start - 2), start)) else None
        if unit == "年" and value is None:
            reason = "ordinal" if start and text[start - 1] == "第" else refusal.unit_context(text, start, end, unit, False)
            if reason or low[0] == "半" or (low[0] not in ASCII_DIGITS and not refusal.court_sentence(text, end)):
                self._refuse(start, end, reason or "duration")
            else:
                self._emit(start, end, parse_numeral(low), None, unit, None, None)
            return
        self._refuse(start, end, "date" if unit not in ("时", "点", "点钟", "号", "时许") else "number" if unit == "号" else "time")
        if unit in ("年", "月", "月份", "年度", "季度"):
            low_value = value if value is not None else parse_numeral(low).value
            high_value = None if high is None else (parse_year(high) if unit == "年" else None) or parse_numeral(high).value
            self.found.times.append(TimeMark(start, end, unit[0], low_value, high_value))


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

"""From observations and a text to numbers with their surroundings: one pass over marks and numbers.

Every mark of the text is looked at once, so the cost is linear in the length of the report.
"""

from __future__ import annotations

import math
import re

import pandas as pd

from chengxi_analysis import units
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.number import CLAUSE, HALF_STOP, LISTED, STOP, TIGHT, Number, half_width, same_unit
from chengxi_analysis.rounding import last_significant_unit

_MARK = re.compile(r"[,、;。!?:\n()]|--|\.(?!\d)")
_BRACKETED = re.compile(r"\([^()]*\)")
_DECORATION = re.compile(r"[\s“”\"'‘’《》]+")
_DIGITS = re.compile(r"[\d,]*\.?\d+")
#: 占总数的60: the share of a whole that was counted, without its sign.
_SHARE_WITHOUT_SIGN = re.compile(r"占(?!.*占)[^\d,;]{0,12}(?:总数|总人数|总户数|总量|总额|比重?|比例)(?:的|为|约)*$")
#: 每人平均0.6亩: the mean behind the one it is for.
_EACH_ON_AVERAGE = re.compile(r"每(?P<each>[^\d,每均]{1,3})平均(?P<rest>[^,\d]{0,6})$")
#: 年平均679万元: the mean of the years that were named.
_BY_TIME = re.compile(r"(?P<each>[年月日季])平均(?P<rest>[^,\d]{0,6})$")
_MEANS = (w.MEAN, _EACH_ON_AVERAGE, _BY_TIME)
_RANK = {"、": LISTED, ",": CLAUSE, ":": CLAUSE, "(": CLAUSE, ")": TIGHT, "--": CLAUSE, ";": HALF_STOP}


def numbers_of(observations: pd.DataFrame) -> list[Number]:
    """Observations as numbers in text order."""
    ordered = observations["start"].is_monotonic_increasing
    frame = observations if ordered else observations.sort_values("start", kind="stable")
    names = ["obs_id", "text", "start", "end", "value", "value_high", "lower", "upper", "unit", "unit_text", "decimals", "bound", "role"]
    names += ["label", "section_kind", "period_stated", "indicator", "sentence_start"]
    found: list[Number] = []
    for row in zip(*(frame[c].tolist() for c in names), strict=True):
        (
            oid,
            text,
            start,
            end,
            value,
            value_high,
            lower,
            upper,
            code,
            unit_text,
            decimals,
            bound,
            role,
            label,
            kind,
            period,
            known,
            sentence_start,
        ) = row
        code = code if isinstance(code, str) else ""
        unit = units.unit(code)
        number = Number(
            len(found), oid, text, start, end, value, -math.inf if lower != lower else lower, math.inf if upper != upper else upper,
            code, unit_text if isinstance(unit_text, str) else "", unit.dimension, unit.factor, decimals, bound, role,
            label if isinstance(label, str) else "", kind if isinstance(kind, str) else "", period if isinstance(period, str) else None,
            known if isinstance(known, str) else "", sentence_start,
        )  # fmt: skip
        number.magnitude = _magnitude(value, text, decimals)
        if bound == "exact" and math.isinf(number.low):
            half = 0.0 if unit.discrete else number.step / 2
            number.low, number.high = value - half, (value if value_high != value_high else value_high) + half
        elif bound == "exact" and number.magnitude > 1 and number.high - number.low < number.step * 0.9:
            number.low, number.high = number.low - number.step / 2, number.high + number.step / 2
        elif bound == "ge" and any(c in text for c in "多余几"):
            number.high = value + last_significant_unit(value / number.magnitude, decimals) * number.magnitude
        found.append(number)
    return found


def _magnitude(value: float, text: str, decimals: int) -> float:
    """Magnitude that was multiplied out of a printed number (万 -> 10000)."""
    if text.startswith(f"{value:.{decimals}f}"):
        return 1.0
    found = _DIGITS.search(half_width(text))
    if not found:
        return 1.0
    printed = float(found.group().replace(",", "") or 0)
    if not printed:
        return 1.0
    return next((m for m in (1.0, 1e4, 1e8, 1e12, 10.0, 100.0, 1e3) if abs(printed * m - abs(value)) <= 1e-6 * abs(value)), 1.0)


class Scan:
    """One pass over marks and numbers that fills in heads, leads, tails, clauses, brackets and sentences."""

    def __init__(self, text: str, numbers: list[Number]) -> None:
        self.text, self.numbers = text, numbers
        self.next = 0
        self.sentence = self.paragraph = self.clause = self.clause_count = self.bracket_count = 0
        self.head_start = self.clause_start = 0
        self.rank, self.sep = STOP, ""
        self.soft_break = False
        self.stack: list[tuple[int, int, int, str, int]] = []

    def run(self) -> None:
        """Walk through the text."""
        for mark in _MARK.finditer(self.text):
            self._numbers_until(mark.start())
            if self.next and mark.start() < self.numbers[self.next - 1].end:
                continue
            if mark.group() in ",:" and self.text[mark.start() - 2 : mark.start()] == "其中":
                continue
            self._mark(mark.group(), mark.start(), mark.end())
        self._numbers_until(len(self.text))

    def _numbers_until(self, offset: int) -> None:
        while self.next < len(self.numbers) and self.numbers[self.next].start < offset:
            self._number(self.numbers[self.next])
            self.next += 1

    def _number(self, n: Number) -> None:
        if self.soft_break:
            here, before = n.sentence_start, self.numbers[n.place - 1].sentence_start if n.place else -1
            self.soft_break = False
            if here != before:
                self._new_sentence()
        lead = self.text[self.clause_start : n.start]
        n.lead = _DECORATION.sub("", _BRACKETED.sub("", lead) if ")" in lead else lead)
        n.head = _DECORATION.sub("", self.text[max(self.head_start, self.clause_start) : n.start])
        last_end = self.numbers[n.place - 1].end if n.place else 0
        n.own = _DECORATION.sub("", self.text[max(self.clause_start, last_end) : n.start])
        n.rank, n.sep = self.rank, self.sep
        n.sentence, n.paragraph, n.clause = self.sentence, self.paragraph, self.clause
        n.brackets = tuple(b[2] for b in self.stack)
        if self.stack:
            n.opener, n.outer = self.stack[-1][4], self.stack[-1][3]
        self.head_start, self.rank, self.sep = n.end, TIGHT, ""

    def _mark(self, mark: str, start: int, end: int) -> None:
        last = self.numbers[self.next - 1] if self.next else None
        if last is not None and not last.tail and last.end <= start:
            last.tail = self.text[last.end : start]
        if mark == "\n":
            self.stack.clear()
            self._clause(end)
            self.rank = max(self.rank, LISTED)
            if not self._inside_table(start):
                self.paragraph += 1
                self.soft_break = True
        elif mark in "。!?." and not self.stack:
            self._full_stop(end)
        elif mark == "(":
            anchor = last.place if last is not None and not self.text[last.end : start].strip() else -1
            self.bracket_count += 1
            self.stack.append((self.clause_start, self.clause, self.bracket_count, self.text[self.clause_start : start], anchor))
            self._clause(end)
        elif mark == ")" and self.stack:
            self.clause_start, self.clause = self.stack.pop()[:2]
        elif mark != "、":
            self._clause(end)
        self.head_start, self.sep = end, mark
        self.rank = max(self.rank, _RANK.get(mark, STOP if mark in "。!?." else TIGHT))

    def _clause(self, start: int) -> None:
        self.clause_count += 1
        self.clause, self.clause_start = self.clause_count, start

    def _full_stop(self, end: int) -> None:
        self._clause(end)
        self._new_sentence()

    def _new_sentence(self) -> None:
        self.sentence += 1
        self.rank, self.sep = STOP, "。"

    def _inside_table(self, offset: int) -> bool:
        """A line end between two lines of blank-separated cells does not end what belongs together."""
        before = self.text[self.text.rfind("\n", 0, offset) + 1 : offset]
        end = self.text.find("\n", offset + 1)
        after = self.text[offset + 1 : end if end >= 0 else len(self.text)]
        return _is_cells(before) and _is_cells(after)


def _is_cells(line: str) -> bool:
    return len(line.split()) >= 3 and not re.search(r"[,;。](?!\d)", line)


def classify(n: Number, numbers: list[Number]) -> None:
    """Say whether a number is a rise or fall, a mean, or an earlier value."""
    if _is_share_without_sign(n):
        n.kind, n.factor = "rate", 0.01
    n.mean = next(filter(None, (p.search(n.lead) for p in _MEANS)), None) if n.kind == "amount" else None
    if _reached(n, numbers):
        return
    listed = n.rank == LISTED and not n.head and n.place > 0
    before = numbers[n.place - 1] if listed else None
    if n.kind in ("points", "multiple"):
        n.change = _direction(n.lead or n.outer)
    elif n.kind == "rate" and n.unit not in ("pct", "tenth") and n.role != "change":
        n.change = 0
    elif w.RISE_END.search(n.head):
        n.change = 1 if n.kind == "rate" or _compared(n, numbers) else 0
    elif w.FALL_END.search(n.head):
        n.change = -1 if n.kind == "rate" or _compared(n, numbers) else 0
    elif n.role == "change":
        n.change = _direction(n.lead)
    elif before is not None and before.change and before.kind == n.kind:
        n.change = before.change
    if n.change:
        return
    n.baseline = n.role == "baseline" or bool(w.BASELINE_END.search(n.lead)) or _compared_with(n, numbers)
    if not n.lead and n.outer:
        n.baseline = n.baseline or bool(w.BASELINE_END.search(n.outer))
    if before is not None and before.baseline and before.rank != STOP:
        n.baseline = True


def _reached(n: Number, numbers: list[Number]) -> bool:
    """由31.4%下降为27.8%: behind 由… a fall 为 so much is what was reached, and no fall by so much."""
    before = numbers[n.place - 1] if n.place else None
    if before is None or before.sentence != n.sentence or before.kind != n.kind or n.rank > CLAUSE:
        return False
    return bool(w.REACHED_END.search(n.head) and w.FROM.search(before.lead))


def _compared_with(n: Number, numbers: list[Number]) -> bool:
    """与2010年普查的40万人相比, 比普查时的12万人增加…: the earlier value of a comparison."""
    if n.kind != "amount" or not w.COMPARED_OPEN.search(n.lead):
        return False
    following = numbers[n.place + 1] if n.place + 1 < len(numbers) else None
    goes_on = following is not None and following.clause == n.clause and w.COMPARED_BY.search(following.head)
    return bool(w.COMPARED_CLOSE.search(n.tail) or goes_on)


def _is_share_without_sign(n: Number) -> bool:
    """A bare number behind 占总数的, with nothing behind it but a mark."""
    bare = n.kind == "amount" and not n.unit and n.magnitude == 1 and n.tail[:1] in ("", *",;。、:)!?\n")
    return bare and 0 < n.value <= 100 and _SHARE_WITHOUT_SIGN.search(n.lead) is not None


def _direction(lead: str) -> int:
    found = list(w.DIRECTION.finditer(lead))
    return -1 if found and found[-1].group("fall") else 1


def _compared(n: Number, numbers: list[Number]) -> bool:
    """An amount behind a word of rise or fall is a change only beside something it changes."""
    if n.role == "change" or re.search(r"比|较|同期|净增|五年|年均", n.lead):
        return True
    before = numbers[n.place - 1] if n.place else None
    return before is not None and before.sentence == n.sentence and n.role != "actual" and same_unit(n, before)


def tie_from_to(n: Number, numbers: list[Number]) -> None:
    """Tie 由A到B: A is an earlier value, B remembers it."""
    if n.change or not n.place or not w.TO_END.search(n.head):
        return
    a = numbers[n.place - 1]
    if a.sentence == n.sentence and a.rank is not None and same_unit(a, n) and w.FROM.search(a.lead) and n.rank <= CLAUSE:
        a.baseline = a.role != "target" or n.target
        n.from_number = a

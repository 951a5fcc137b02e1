"""Ratios of the three industries (三次产业结构比为7.4:65.9:26.7): three shares in one statement, read from the text.

Their members need not be observations. A member that is one is taken as it is; the others become numbers whose id is their place,
although no row of the observations has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from chengxi_analysis.analysis.number import Number
from chengxi_analysis.rounding import printed_interval

_PART = r"(\d+(?:\.\d+)?)%?"
_SIGN = r"\s*[:∶︰﹕]\s*"
_RATIO = re.compile(rf"(?<![\d.:∶︰﹕]){_PART}{_SIGN}{_PART}{_SIGN}{_PART}(?!{_SIGN}?[\d.])")
_OF_INDUSTRIES = re.compile(r"(?:三次产业|三大产业|[一三]产|产业)[^。;\n]{0,10}(?:结构|比例|比重|构成|比)[^。;\n]*$")
_EARLIER = re.compile(r"(?:由|从|去年|上年|年初|比(?=\d{4}))[^,。;\n]{0,14}$")
_REACH = 70
#: What a member that is no observation is of.
RATIO = "三次产业结构"


def ratios(text: str, numbers: list[Number], starts: list[int], report_id: str = "") -> list[tuple[Number, ...]]:
    """Every ratio of three industries in a half-width text, in text order; a member has the id of its place in the report.

    Examples
    --------
    >>> found = ratios("三次产业结构由8.1:64.2:27.7调整为7.4:65.9:26.7。8:30:00发车。", [], [])
    >>> [[m.text for m in members] for members in found], [members[0].baseline for members in found]
    ([['8.1', '64.2', '27.7'], ['7.4', '65.9', '26.7']], [True, False])
    """
    found = []
    for match in _RATIO.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if _OF_INDUSTRIES.search(before):
            earlier = bool(_EARLIER.search(before))
            found.append(tuple(_member(match, k, numbers, starts, earlier, report_id) for k in (1, 2, 3)))
    return found


def _member(match: re.Match[str], k: int, numbers: list[Number], starts: list[int], earlier: bool, report_id: str) -> Number:
    start, end = match.span(k)
    place = bisect_left(starts, start)
    if place < len(numbers) and numbers[place].start == start:
        return numbers[place]
    printed = match.group(k)
    decimals = len(printed.partition(".")[2])
    interval = printed_interval(float(printed), decimals, "exact")
    assert interval.low is not None
    assert interval.high is not None
    return Number(
        place, f"{report_id}#{start}-{end}", printed, start, end, float(printed), interval.low, interval.high,
        "pct", "%", "ratio", 0.01, decimals, "exact", "actual", RATIO, "", None, baseline=earlier,
    )  # fmt: skip

"""Repetition: the same fact stated twice with different figures.

Two numbers state one fact when they measure the same thing in the same unit for the same time. Counts of activities recur with other
figures for good reason (another campaign, another section), so they are only compared where the digits of one are those of the other
with two neighbors exchanged; rates, means and totals of an area have one value a year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, agree
from chengxi_analysis.analysis.linking import Number, Passage, shared_words

_ONE_VALUE = re.compile(r"率$|人均|总收入|总产值|生产总值|总人口|总户数|满意度|覆盖面|自然村$|行政村$|总面积|预算收入|户籍人口|常住人口")
_TIME = re.compile(
    r"(?:\d{1,2}月?[-—~至到])?\d{1,2}月|(?:\d{4}|[xX*×]{2,4})年[初末底]?|[年月][初末底]|上半年|下半年|[一二三四]季度|上月|本月|累计"
)
#: Households, inhabitants and villages of the whole area: one value a year, wherever it is called so.
_AREA = r"(?:[全我本][镇乡县市区州街](?:道)?)"
_COUNTED = re.compile(rf"^{_AREA}?(?:共有|现有|共辖|现辖|下辖|辖|有|共)?$")
_COUNTED_NOUN = re.compile(r"\s?(?:行政村|自然村|建制村|村民小组|村民委员会|村委会|居委会)(?![(、和及与/])")
_INHABITANTS = re.compile(rf"^{_AREA}?(?:共有|现有)?(?P<name>总人口|总户数|户籍人口|户籍总人口|常住人口)(?:为|达到?|是|有|共)*$")
_SHORTEST = 4
_FAR = 300
_FEWEST_DIGITS = 3
_NAMED_YEAR = re.compile(r"\d{4}年")
_LONG_NAME, _NEIGHBORS = 5, 3
_LEADING = 4
_REACH = 60


def check(passage: Passage) -> Iterator[Finding]:
    """Facts of the report's own period that are stated more than once."""
    groups: dict[str, list[Number]] = defaultdict(list)
    for n in passage.numbers:
        if _comparable(passage, n):
            groups[n.unit].append(n)
    for members in groups.values():
        yield from _pairs(passage, members)
    yield from _of_the_area(passage)
    yield from _other_magnitude([n for n in passage.numbers if n.kind == "amount" and not n.change])


def _comparable(passage: Passage, n: Number) -> bool:
    """A result of the report's own period, or the plan's repetition of it (由2005年的A增加到)."""
    built_on = _is_built_on(passage, n)
    if n.change or n.threshold or (n.target and not built_on) or n.kind not in ("amount", "rate"):
        return False
    if len(labels.subject(n)) < _SHORTEST:
        return False
    if built_on:
        return bool(re.search(r"今年|本年", n.lead[-12:]) or (passage.year is not None and f"{passage.year}年" in n.lead))
    if n.baseline:
        return passage.year is not None and f"{passage.year}年" in n.lead[-8:]
    return n.section_kind != "plan"


def _pairs(passage: Passage, members: list[Number]) -> Iterator[Finding]:
    """Each number with the nearest earlier one that states the same fact."""
    by_subject: dict[str, Number] = {}
    by_digits: dict[str, list[Number]] = defaultdict(list)
    for n in members:
        name, key = labels.subject(n), _signature(n)
        earlier = by_subject.get(name)
        if earlier is not None and earlier.sentence != n.sentence and _ONE_VALUE.search(name):
            if _near(earlier, n) and _same_time(passage, earlier, n) and not _of_other_counts(passage, earlier, n):
                severity = "warning" if _may_be_another_year(passage, earlier, n) else "error"
                yield _judge(earlier, n, severity=severity)
        elif len(key) >= _FEWEST_DIGITS or (len(key) == _FEWEST_DIGITS - 1 and len(name) >= _LONG_NAME):
            slip = next((q for q in by_digits[key][-5:] if _slip(q, n) and not _of_other_years(passage, q, n)), None)
            if slip is not None:
                yield _judge(slip, n, severity="warning" if _is_short(n) else "error")
        by_subject.setdefault(name, n)
        by_digits[key].append(n)


def _is_built_on(passage: Passage, n: Number) -> bool:
    return w.BUILT_ON.match(passage.text, n.end) is not None


def _same_time(passage: Passage, a: Number, b: Number) -> bool:
    return _times(passage, a) == _times(passage, b) or _is_built_on(passage, b)


def _of_other_years(passage: Passage, a: Number, b: Number) -> bool:
    """Both sentences name a year, and another one; two digits say so little that any other time will do."""
    if _is_short(a):
        return _times(passage, a) != _times(passage, b)
    years = [set(_NAMED_YEAR.findall(passage.text[max(n.sentence_start, n.start - _FAR) : n.start])) for n in (a, b)]
    return bool(years[0]) and bool(years[1]) and not years[0] & years[1]


def _may_be_another_year(passage: Passage, a: Number, b: Number) -> bool:
    """One of two neighbors names the year and the other does not, so that the other may be of another."""
    named = [_NAMED_YEAR.search(n.lead) is not None for n in (a, b)]
    return named[0] != named[1] and b.place - a.place <= _NEIGHBORS and not b.baseline


def _of_the_area(passage: Passage) -> Iterator[Finding]:
    """全镇21个行政村…, 全镇24个行政村…; 总人口18642人, 全乡总人口18462人."""
    first: dict[tuple[str, str], Number] = {}
    for n in passage.numbers:
        name = _area_name(passage, n) if n.level and not n.target and n.dimension.startswith("count") else ""
        if not name or n.section_kind == "plan":
            continue
        earlier = first.setdefault((name, n.unit), n)
        if earlier.sentence != n.sentence and _near(earlier, n) and _times(passage, earlier) == _times(passage, n):
            yield _judge(earlier, n, name, "warning")


def _area_name(passage: Passage, n: Number) -> str:
    noun = _COUNTED_NOUN.match(passage.text, n.end) if _COUNTED.search(n.own) and n.own else None
    people = _INHABITANTS.search(n.own)
    return noun.group().strip() if noun else people.group("name") if people else ""


def _other_magnitude(members: list[Number]) -> Iterator[Finding]:
    """2185万余元, and 2185.2元 for the same thing further on: the same digits, ten thousand times apart."""
    by_digits: dict[str, list[Number]] = defaultdict(list)
    for n in members:
        leading = _plain_digits(n)[:_LEADING]
        if len(leading) < _LEADING:
            continue
        for q in by_digits[leading][-3:]:
            if n.place - q.place <= _REACH and q.sentence != n.sentence and _apart_by_magnitude(q, n):
                yield _judge(q, n, "", "warning")
        by_digits[leading].append(n)


def _apart_by_magnitude(a: Number, b: Number) -> bool:
    if a.unit != b.unit or a.magnitude == b.magnitude or not same_digits(_plain_digits(a), _plain_digits(b)):
        return False
    low, high = sorted((a.value / a.magnitude, b.value / b.magnitude))
    return high - low <= max(a.step / a.magnitude, b.step / b.magnitude) and shared_words(labels.subject(a), labels.subject(b)) >= 2


def same_digits(a: str, b: str) -> bool:
    """One printed number goes on where the other ends (2185, 2185.2).

    Examples
    --------
    >>> same_digits("2185", "21852"), same_digits("2185", "2158")
    (True, False)
    """
    return a.startswith(b) or b.startswith(a)


def _plain_digits(n: Number) -> str:
    return labels.digits(n).replace(".", "").lstrip("0")


#: So far in front of a rate its counts may stand, remarks on them (同比增长7.4%) between.
_COUNTS_BEFORE = 6


def _near(a: Number, b: Number) -> bool:
    """Of like size: figures far apart are more likely two facts under one name."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= low * 1.2


def _of_other_counts(passage: Passage, a: Number, b: Number) -> bool:
    """Two rates, each with its own counts beside it: the same rate of two groups."""
    counts = [[q.value for q in passage.before(n, limit=_COUNTS_BEFORE) if q.level][:2] for n in (a, b)]
    return a.kind == "rate" and bool(counts[0]) and bool(counts[1]) and counts[0] != counts[1]


def _times(passage: Passage, n: Number) -> frozenset[str]:
    """Times other than the report's own year that the sentence names before a number."""
    found = set(_TIME.findall(re.split(r"[。;\n]", passage.text[max(n.sentence_start, n.start - _FAR) : n.start])[-1]))
    own = {"今年", "全年"} if passage.year_inferred else {f"{passage.year}年", "今年", "全年"}
    return frozenset(found - own)


def _signature(n: Number) -> str:
    return "".join(sorted(labels.digits(n)))


def _slip(a: Number, b: Number) -> bool:
    """The same thing with two neighboring digits exchanged, at different places of the report."""
    if a.sentence == b.sentence or not labels.slip_of_digits(labels.digits(a), labels.digits(b)):
        return False
    return labels.same_thing(_thing(a), _thing(b))


def _thing(n: Number) -> str:
    return re.sub(r"完成|计划|人次|以|的|办法", "", labels.subject(n))


def _judge(a: Number, b: Number, subject: str = "", severity: str = "error") -> Finding:
    subject = subject or labels.subject(b)
    if agree(a.interval, b.interval):
        return Finding(
            "repetition", "consistent", (a, b), b.interval, a.interval,
            zh=f"“{subject}”两处数字一致（“{a.text}”“{b.text}”）。", en=f"Both places give the same figure (“{a.text}”, “{b.text}”).",
        )  # fmt: skip
    return Finding(
        "repetition", "inconsistent", (a, b), b.interval, a.interval, severity,
        zh=f"同一项“{subject}”，一处是“{a.text}”，另一处是“{b.text}”，两处对不上，建议核对。",
        en=f"The same item is given as “{a.text}” in one place and as “{b.text}” in another. These figures do not agree.",
    )  # fmt: skip


def _is_short(n: Number) -> bool:
    """Two digits are exchanged by chance more often than three."""
    return len(labels.digits(n).replace(".", "")) < _FEWEST_DIGITS

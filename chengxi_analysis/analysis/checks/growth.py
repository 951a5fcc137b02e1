"""Growth: level, base and rate of change (由A增长到B, 增长C%; 比去年的A下降B%; 增加9起、上升17.3%; 年均递增11.9%).

A rise in constant prices need not follow from levels in current prices, so a mismatch there is a note. A difference of two percentages is
counted in percentage points; where it is printed as a percentage, this is said and not silently accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import multiples, planned_growth
from chengxi_analysis.analysis.checks.finding import Finding, agree, compare, said, untestable
from chengxi_analysis.analysis.checks.growth_around import completed
from chengxi_analysis.analysis.checks.growth_links import GrowthLink, by_counter, links, parallel
from chengxi_analysis.analysis.checks.parts_and_order import at_most
from chengxi_analysis.analysis.linking import Number, Passage, same_unit
from chengxi_analysis.model import Interval

_DUST = 1e-6


def rise(base: Interval, level: Interval) -> Interval:
    """Relative change in percent from base to level.

    Examples
    --------
    >>> rise(Interval(200, 200), Interval(250, 250))
    Interval(low=25.0, high=25.0)
    """
    if not base.low or not base.high or base.low <= 0:
        return Interval(None, None)
    low = None if level.low is None else (level.low / base.high - 1) * 100
    high = None if level.high is None else (level.high / base.low - 1) * 100
    return Interval(low, high)


def rise_from_increment(level: Interval, increment: Interval) -> Interval:
    """Relative change in percent where the base is implied: the level less its increment.

    Examples
    --------
    >>> rise_from_increment(Interval(61, 61), Interval(9, 9)).low.__round__(2)
    17.31
    """
    return rise(level - increment, level)


def yearly(base: Interval, level: Interval, years: int) -> Interval:
    """Yearly mean of compound growth in percent.

    Examples
    --------
    >>> yearly(Interval(100, 100), Interval(121, 121), 2).low.__round__(6)
    10.0
    """
    total = rise(base, level)
    ends = [None if x is None else ((1 + x / 100) ** (1 / years) - 1) * 100 for x in (total.low, total.high)]
    return Interval(*ends)


def check(passage: Passage) -> Iterator[Finding]:
    """All changes of a report."""
    done: set[int] = set()
    for link in (*parallel(passage), *by_counter(passage)):
        done.add(link.change.place)
        yield judge(passage, link)
    for link in links(passage):
        if link.change.place not in done:
            link = completed(passage, link)
            finding = judge(passage, link)
            doubtful = finding.verdict == "inconsistent" and link.base is not None and _others_fit(passage, link)
            planned = planned_growth.check(passage, link) if finding.reason == "base not stated" else None
            yield planned or (_doubted(link) if doubtful else finding)


def _others_fit(passage: Passage, link: GrowthLink) -> bool:
    """Two other amounts of the sentence give the change to the digit: the words may mean these, so that nothing can be said."""
    c = link.change
    if c.kind != "rate" or not c.decimals:
        return False
    pairs = passage.other_pairs(c, link.numbers)
    return any(
        agree(c.interval, _unsigned(rise(*ends), c)) for a, b in pairs for ends in ((a.interval, b.interval), (b.interval, a.interval))
    )


def _doubted(link: GrowthLink) -> Finding:
    c = link.change
    return untestable(
        "growth", link.numbers, "link not certain",
        f"文中没有写明“{c.text}”由哪两个数得出，无法判断。", f"The text does not say which two values “{c.text}” is the change between.",
    )  # fmt: skip


def judge(passage: Passage, link: GrowthLink) -> Finding:
    """Recompute the change from what is known; say what is missing otherwise."""
    c = link.change
    if link.level is not None and c.kind in ("amount", "points") and link.base is not None:
        return _each_year(passage, link) if w.OF_EACH_YEAR.search(c.lead) else _difference(link)
    if link.level is not None and c.kind == "multiple" and link.base is not None:
        apart = ";" in passage.text[max(link.level.end, link.base.end) : c.start]
        return _doubted(link) if apart else multiples.judge(link)
    if c.kind == "rate" and link.level is not None:
        if w.YEARLY.search(c.lead):
            return _yearly(passage, link)
        if link.level.kind == "rate":
            return _percent_of_percent(link) if link.base is not None else _missing(link)
        if link.base is not None or link.increment is not None:
            return _percent(passage, link)
    if c.kind == "rate" and link.base is not None and link.base.kind == "amount" and link.increment is not None:
        return _of_base(link) if not w.YEARLY.search(c.lead) else _missing(link)
    return _missing(link)


def _of_base(link: GrowthLink) -> Finding:
    """比12万人增加3万人,增长25%: the increase over the earlier value; what was reached need not be said."""
    base, increment, c = link.base, link.increment, link.change
    assert base is not None
    assert increment is not None
    how = (f"按变化“{increment.text}”和基数“{base.text}”计算变化幅度", f"A change of “{increment.text}” from “{base.text}”")
    return compare("growth", link.numbers, c, rise(base.interval, base.interval + _signed(increment)), how)


def _signed(c: Number) -> Interval:
    """The change with its direction."""
    i = c.interval
    return i if c.change > 0 else Interval(None if i.high is None else -i.high, None if i.low is None else -i.low)


def _unsigned(recomputed: Interval, c: Number) -> Interval:
    """A recomputed change in the direction that the words name."""
    if c.change > 0:
        return recomputed
    return Interval(None if recomputed.high is None else -recomputed.high, None if recomputed.low is None else -recomputed.low)


def _percent(passage: Passage, link: GrowthLink) -> Finding:
    level, base, increment, c = link.level, link.base, link.increment, link.change
    assert level is not None
    if base is not None:
        recomputed = rise(base.interval, level.interval)
        zh, en = f"由“{base.text}”到“{level.text}”计算", f"From “{base.text}” to “{level.text}” the change"
    else:
        assert increment is not None
        if c.change > 0 and not at_most(increment.interval, level.interval):
            if w.FLOW.search(level.head):
                return _missing(link)
            return _more_than_the_level(link, level, increment)
        recomputed = rise_from_increment(level.interval, _signed(increment))
        zh, en = f"按“{level.text}”和变化“{increment.text}”计算变化幅度", f"A change of “{increment.text}” to “{level.text}”"
    severity, extra = _footing(passage, link)
    finding = compare("growth", link.numbers, c, _unsigned(recomputed, c), (zh, en), severity, extra=extra)
    return _other_footing(link) if finding.verdict == "inconsistent" and _says_other_footing(passage, link) else finding


def _more_than_the_level(link: GrowthLink, level: Number, increment: Number) -> Finding:
    """An increase cannot be larger than what was reached."""
    return Finding(
        "growth", "inconsistent", link.numbers, increment.interval, Interval(0, level.interval.high), "error",
        zh=f"增加量“{increment.text}”大于达到的“{level.text}”，这两个数对不上，建议核对。",
        en=f"The increase “{increment.text}” is larger than the level reached, “{level.text}”. These figures do not agree.",
    )  # fmt: skip


def _says_other_footing(passage: Passage, link: GrowthLink) -> bool:
    """The text itself says that the rate is in constant prices or on another footing than the levels."""
    level = link.level
    if w.REAL.search(link.change.lead):
        return True
    return level is not None and bool(w.OTHER_FOOTING.search(passage.text[max(0, level.start - 24) : link.change.end + 12]))


def _other_footing(link: GrowthLink) -> Finding:
    c = link.change
    return untestable(
        "growth", link.numbers, "constant prices or another footing",
        f"文中说明“{c.text}”按可比价格或可比口径计算，不能用现价数值复算。",
        f"The text says that “{c.text}” is in constant prices or on another footing; the levels beside it cannot test it.",
    )  # fmt: skip


def _footing(passage: Passage, link: GrowthLink) -> tuple[str, tuple[str, str]]:
    """Growth in constant prices, or on another footing, is not a fault of arithmetic."""
    level = link.level
    if level is not None and w.CONSTANT_PRICES.search(level.label + level.lead):
        return "note", ("增速可能按可比价格或同口径计算。", "The growth rate may be in constant prices or on another footing.")
    return "error", ("", "")


def _difference(link: GrowthLink) -> Finding:
    """Level less base against the stated difference: an increment, or percentage points."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    assert base is not None
    recomputed = _unsigned(level.interval - base.interval, c)
    how = (f"“{level.text}”与“{base.text}”相差", f"“{level.text}” less “{base.text}”")
    return compare("growth", link.numbers, c, recomputed, how, cut_off=False)


def _percent_of_percent(link: GrowthLink) -> Finding:
    """提高9.1% between two percentages: meant as points it should say so."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    assert base is not None
    relative = _unsigned(rise(base.interval, level.interval), c)
    points = _unsigned(level.interval - base.interval, c)
    how = (f"由“{base.text}”到“{level.text}”，相对变化", f"From “{base.text}” to “{level.text}” the relative change")
    if not _printed_difference(link) and (agree(c.interval, relative) or not agree(c.interval, points)):
        return compare("growth", link.numbers, c, relative, how)
    apart = points.low if points.low is not None and points.low == points.high else abs(level.value - base.value)
    return Finding(
        "growth", "inconsistent", link.numbers, c.interval, relative, "warning",
        zh=f"{how[0]}{said(c, relative)[0]}，文中写的是“{c.text}”；两数正好相差{c.printed(apart).rstrip('%')}个百分点，"
        "百分比之差应写作“百分点”，建议核对。",
        en=f"{how[1]} {said(c, relative)[1]}; the text says “{c.text}”, which is their difference in percentage points and should be "
        "called so. These figures do not agree as printed.",
    )  # fmt: skip


def _printed_difference(link: GrowthLink) -> bool:
    """The change is to the digit what the two printed percentages differ by, and not what the one is relative to the other."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    assert base is not None
    relative = abs(level.value / base.value - 1) * 100 if base.value else 0.0
    apart = abs(level.value - base.value)
    return abs(apart - c.value) < _DUST and abs(relative - c.value) > c.step / 2


def _yearly(passage: Passage, link: GrowthLink) -> Finding:
    """Compound growth over the years between base and level."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    bases = [base] if base is not None else _results_named(passage, level)
    findings = []
    for b in bases:
        for years in _years(passage, b, level):
            how = (
                f"由“{b.text}”到“{level.text}”按{years}年计算年均增长",
                f"From “{b.text}” to “{level.text}” the yearly mean over {years} years",
            )
            severity, extra = _footing(passage, link)
            severity = "warning" if severity == "error" else severity
            findings.append(
                compare("growth", (b, level, c), c, _unsigned(yearly(b.interval, level.interval, years), c), how, severity, extra=extra)
            )
    if not findings:
        return _missing(link)
    best = next((f for f in findings if f.verdict == "consistent"), findings[0])
    if best.verdict == "inconsistent" and passage.year_inferred:
        return _doubted(link)
    return _other_footing(link) if best.verdict == "inconsistent" and _says_other_footing(passage, link) else best


def _each_year(passage: Passage, link: GrowthLink) -> Finding:
    """由3200元增加到5600元,年均增加480元: the difference over the years between, where the words name them."""
    level, base, c = link.level, link.base, link.change
    assert level is not None
    assert base is not None
    apart = _unsigned(level.interval - base.interval, c)
    findings = []
    for years in _years(passage, base, level):
        mean = Interval(*(None if x is None else x / years for x in (apart.low, apart.high)))
        zh, en = f"“{level.text}”与“{base.text}”之差按{years}年平均", f"“{level.text}” less “{base.text}” as a mean over {years} years"
        findings.append(compare("growth", link.numbers, c, mean, (zh, en), "warning"))
    if not findings:
        return _missing(link)
    best = next((f for f in findings if f.verdict == "consistent"), findings[0])
    return _doubted(link) if best.verdict == "inconsistent" and (passage.year_inferred or len(findings) > 1) else best


def _results_named(passage: Passage, level: Number) -> list[Number]:
    """Results of the report that measure what a planned level is about (at most the first three)."""
    name = labels.subject(level)
    if not level.target or len(name) < 3:
        return []
    found = [q for q in passage.measuring(name)[:20] if q.level or (q.mean and q.kind == level.kind)]
    return [q for q in found if not q.target and q is not level and same_unit(q, level)][:3]


def _years(passage: Passage, base: Number, level: Number) -> list[int]:
    """Years from base to level by the years that the words name; an end that is not named is the report's year or the one before."""
    around = passage.sentence_before(base, 24) if base.baseline else ""
    named = [int(y) for y in w.FIRST_YEAR.findall(around)]
    start = named[-1] if named else (None if base.baseline else passage.year)
    between = w.FIRST_YEAR.findall(passage.text[base.end : level.start]) if base.place == level.place - 1 else []
    to = w.UNTIL_YEAR.findall(passage.text[max(0, level.start - 160) : level.start]) if level.target else []
    ends = [int(y) for y in (between or to)[-1:]] or [y for y in (passage.year, (passage.year or 0) - 1) if y]
    return [end - start for end in ends if start and 0 < end - start <= 30]


def _missing(link: GrowthLink) -> Finding:
    c = link.change
    return untestable(
        "growth", link.numbers, "base not stated",
        f"文中没有给出与“{c.text}”对应的两期数值，无法复算。",
        f"The text does not give both values behind the change “{c.text}”, so it cannot be recomputed.",
    )  # fmt: skip

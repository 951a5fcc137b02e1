"""Means: a total over a count against a stated mean (人均7000元, 户均518元, 平均亩产599公斤, 袋均60克)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, about, agree, compare
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage
from chengxi_analysis.model import Interval

_CREDIBLE = 1.6
#: Land that is there, of which less or more may be sown in a year: yields are per mu sown.
_STOCK_OF_LAND = re.compile(r"(?:水田|旱田|旱地|耕地|土地|农田)(?:面积)?(?:有|共|为|共有)*$")
_TOTAL = re.compile(r"^(?:实现|年)?(?:总产|总量|共产|共收|合计|总计)")
_COUNT_OF = {"人": ("person",), "户": ("household",), "亩": ("mu",), "公顷": ("ha",)}


def mean(total: Interval, count: Interval, scale: float = 1.0) -> Interval:
    """Interval of total / count, times the scale between their units.

    Examples
    --------
    >>> mean(Interval(28840000, 28840000), Interval(4120, 4120))
    Interval(low=7000.0, high=7000.0)
    """
    return quotient(total, count, scale)


def check(passage: Passage) -> Iterator[Finding]:
    """All means whose total and count stand in the text before them."""
    for n in passage.numbers:
        if n.mean is None or n.change or n.baseline or n.target or n.threshold or w.SURVEY_MEAN.search(n.lead[-10:]) or n.unit == "":
            continue
        finding = _product(passage, n) or _judge(passage, n)
        if finding is not None:
            yield finding


def _product(passage: Passage, n: Number) -> Finding | None:
    """种植120亩，单产30斤，总产3600斤: the count right before the mean, the total right behind it."""
    count, total = passage.previous(n), next(passage.after(n, limit=1), None)
    if count is None or total is None or count.sentence != n.sentence or total.rank > CLAUSE or not _TOTAL.search(total.head):
        return None
    if not (count.level and total.level) or not _counts(count, _per(n)) or total.dimension != n.dimension:
        return None
    scale = total.factor / n.factor / (count.factor / _unit_factor(_per(n)))
    how = (f"按“{total.text}”除以“{count.text}”计算", f"“{total.text}” over “{count.text}”")
    finding = compare("rate", (count, n, total), n, mean(total.interval, count.interval, scale), how, "warning")
    return None if finding.verdict == "inconsistent" and _of_another_count(passage, n, total) else finding


def _of_another_count(passage: Passage, n: Number, total: Number) -> bool:
    """种植101万亩,其中大户70万亩;单产140公斤,总产14208万公斤: the mean is of what was counted first."""
    for q in passage.before(n):
        if q.level and _counts(q, _per(n)):
            scale = total.factor / n.factor / (q.factor / _unit_factor(_per(n)))
            if agree(n.interval, mean(total.interval, q.interval, scale)):
                return True
    return False


def _judge(passage: Passage, n: Number) -> Finding | None:
    """The nearest total and count of the sentence; any admissible pair that fits is accepted."""
    per = _per(n)
    near = _near(passage, n)
    totals = [q for q in near if q.dimension == n.dimension][:3]
    counts = [q for q in near if _counts(q, per)][:3] or [q for q in passage.area_totals() if _counts(q, per)]
    if not totals or not counts:
        return None
    findings = []
    for total in totals:
        for count in counts:
            scale = total.factor / n.factor / (count.factor / _unit_factor(per))
            how = (f"按“{total.text}”除以“{count.text}”计算", f"“{total.text}” over “{count.text}”")
            findings.append(compare("rate", (total, count, n), n, mean(total.interval, count.interval, scale), how, "warning"))
    fitting = next((f for f in findings if f.verdict == "consistent"), None)
    return fitting or (findings[0] if _sure(n, totals, counts, findings[0]) else None)


def _sure(n: Number, totals: list[Number], counts: list[Number], finding: Finding) -> bool:
    """Total and count stand right before the mean; or there is one of each, and the mean is of the size that they give."""
    total, count = totals[0], counts[0]
    if total.sentence == count.sentence == n.sentence and n.place - min(total.place, count.place) <= 2:
        return True
    recomputed = finding.recomputed
    if (len(totals) > 1 and totals[1].sentence == n.sentence) or len(counts) > 1 or recomputed is None or not recomputed.low:
        return False
    return total.sentence == n.sentence and n.value <= about(recomputed) * _CREDIBLE and n.value >= about(recomputed) / _CREDIBLE


def _near(passage: Passage, n: Number) -> list[Number]:
    """Levels before the mean, of its sentence and its paragraph; the parts of a list (其中…) are left out for their whole."""
    found: list[Number] = []
    for q in passage.before(n, sentence=False):
        if q.level and not q.target:
            found.append(q)
        if "其中" in q.own:
            found = [f for f in found if f.dimension != q.dimension]
    return found


def _per(n: Number) -> str:
    assert n.mean is not None
    groups = n.mean.groupdict()
    return "亩" if groups.get("yield") else groups.get("unit") or groups["each"] or ""


def _counts(q: Number, per: str) -> bool:
    wanted = _COUNT_OF.get(per)
    if per == "亩" and _STOCK_OF_LAND.search(q.head):
        return False
    if wanted:
        return q.unit in wanted or (per == "亩" and q.dimension == "area")
    return bool(per) and q.unit_text == per


def _unit_factor(per: str) -> float:
    return {"亩": 666.6666667, "公顷": 10000.0}.get(per, 1.0)

"""From a label, a unit and a role to an indicator: fast enough to run on every number of every report.

All patterns are compiled once into one index: canonical unit -> first two characters of a required word -> rules. A label is then
looked up by its own pairs of characters, and only the few rules that these lead to are tested. No rule is ever tried on a
quantity of another unit, and the time for one label does not grow with the number of indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from chengxi_analysis import units

#: Counted things that reports count with different counters (一处隐患, 一个隐患, 一起隐患): the same measure.
THINGS = frozenset({"case", "item", "firm", "sheet", "event", "event_time", "item_time", "village"})
#: Dimensions whose units convert into one another.
_CONVERTIBLE = frozenset({"area", "mass", "length", "volume", "power", "energy"})
#: Key of counters that units.yml does not list ("count:眼镜").
_UNLISTED = "count:"

#: Words that make a label one of growth, where the role alone does not.
_GROWTH_WORDS = ("增长", "增速", "增幅", "递增", "涨幅", "上涨", "下降", "降幅", "增加", "减少")
#: What a rate of growth over one year is not: sums of years, averages, comparisons with other places.
_NOT_ANNUAL = ("累计", "高于", "高出", "快于", "低于", "比重", "贡献", "两年", "三年", "百分点")
#: Words of a sentence that speaks of several years together: its growth is left out rather than taken for one year's.
_MANY_YEARS = ("五年", "5年", "年均", "净增", "翻番")
_SINCE_YEAR = re.compile(r"比(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which reports say an indicator; all conditions hold together (see the head of ``indicators.yml``)."""

    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    context: tuple[str, ...]
    not_context: tuple[str, ...]
    units: frozenset[str]
    roles: frozenset[str]
    growth: bool = False


@cache
def kin(code: str) -> frozenset[str]:
    """Units in which the same measure may be printed.

    Examples
    --------
    >>> sorted(kin("pct")), "ha" in kin("mu"), "case" in kin("firm"), "person_time" in kin("person")
    (['pct'], True, True, False)
    """
    if code in THINGS:
        return THINGS | {_UNLISTED}
    dimension = units.unit(code).dimension
    if dimension in _CONVERTIBLE:
        return frozenset(c for c in set(units.surfaces().values()) if units.unit(c).dimension == dimension)
    return frozenset({code})


def convert(value: float | None, code: str, to: str) -> float | None:
    """A value in another unit of its kin; counted things keep their number, and 公斤/亩 is in 公斤 what an indicator counts per mu.

    Examples
    --------
    >>> convert(2.0, "t", "kg"), convert(3.0, "case", "item"), convert(None, "mu", "m2"), convert(900.0, "jin/mu", "kg")
    (2000.0, 3.0, None, 450.0)
    """
    if value is None or code == to or to in THINGS:
        return value
    if "/" not in to:
        code = code.partition("/")[0]
    return value * (units.unit(code).factor / units.unit(to).factor)


class Matcher:
    """Compiled rules of all indicators; of several that fit, the one with the most words wins, then the first of the file."""

    def __init__(self, indicators: Sequence[tuple[str, Sequence[Rule]]]) -> None:
        index: dict[str, dict[str, list[tuple[str, Rule]]]] = {}
        for name, rules in indicators:
            for rule in rules:
                starts = dict.fromkeys(word[:2] for word in rule.words[0])
                for unit in sorted(rule.units):
                    for start in starts:
                        index.setdefault(unit, {}).setdefault(start, []).append((name, rule))
        self._index = index

    def match(
        self, labels: Sequence[str], codes: Sequence[str], roles: Sequence[str], sentences: Sequence[str] | None = None
    ) -> list[str | None]:
        """Indicator id of each label, or None."""
        index = self._index
        unlisted = index.get(_UNLISTED, {})
        found: list[str | None] = []
        for k, label in enumerate(labels):
            code = codes[k]
            by_start = index.get(code) or (unlisted if code.startswith(_UNLISTED) else None)
            if by_start is None or roles[k] == "threshold" or not label:
                found.append(None)
                continue
            if "\n" in label or " " in label or "\u3000" in label:
                label = "".join(label.split())
            candidates = None
            for i in range(len(label) - 1):
                hit = by_start.get(label[i : i + 2])
                if hit is not None:
                    candidates = hit if candidates is None else candidates + hit
            if candidates is None:
                found.append(None)
            else:
                found.append(_best(candidates, label, roles[k], label if sentences is None else sentences[k]))
        return found


def _best(candidates: list[tuple[str, Rule]], label: str, role: str, sentence: str) -> str | None:
    best, most = None, 0
    for name, rule in candidates:
        length = _fit(rule, label, role, sentence)
        if length > most:
            best, most = name, length
    return best


def _fit(rule: Rule, label: str, role: str, sentence: str) -> int:
    """Characters of required words that the label holds; 0 when the rule does not fit."""
    if role not in rule.roles:
        return 0
    length = 0
    for group in rule.words:
        for word in group:
            if word in label:
                length += len(word)
                break
        else:
            return 0
    for word in rule.without:
        if word in label:
            return 0
    for word in rule.not_context:
        if word in sentence:
            return 0
    if rule.growth and not _annual_growth(label, role, sentence):
        return 0
    if not rule.context:
        return length
    for word in rule.context:
        if word in sentence or word in label:
            return length
    return 0


def _annual_growth(label: str, role: str, sentence: str) -> bool:
    if any(word in label for word in _NOT_ANNUAL) or any(word in sentence for word in _MANY_YEARS) or _SINCE_YEAR.search(label):
        return False
    return role == "change" or any(word in label for word in _GROWTH_WORDS)

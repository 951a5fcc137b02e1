"""From a label, a unit and a role to an indicator: fast enough to run on every number of every report.

All patterns are compiled once into one index: canonical unit -> first two characters of a required word -> rules. A label is then
looked up by its own pairs of characters, and only the few rules that these lead to are tested. No rule is ever tried on a
quantity of another unit, and the time for one label does not grow with the number of indicators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from chengxi_analysis import units
from chengxi_analysis.analysis.scope import (
    NOWHERE,
    Home,
    in_a_longer_name,
    names_more,
    of_a_part,
    over_several_years,
    per_year,
    place_of,
    spread,
)

#: Counted things that reports count with different counters (一处隐患, 一个隐患, 一起隐患): the same measure.
THINGS = frozenset({"case", "item", "firm", "sheet", "event", "event_time", "item_time", "village", "jurisdiction"})
#: Dimensions whose units convert into one another.
_CONVERTIBLE = frozenset({"area", "mass", "length", "volume", "power", "energy"})
#: Key of counters that units.yml does not list ("count:眼镜").
_UNLISTED = "count:"

_MONEY = frozenset({"CNY", "USD"})
#: Words that make a label one of growth, where the role alone does not.
_GROWTH_WORDS = ("增长", "增速", "增幅", "递增", "涨幅", "上涨", "下降", "降幅", "增加", "减少")
#: What a rate of growth over one year is not: sums of years, averages, comparisons with other places.
_NOT_ANNUAL = ("累计", "年均", "高于", "高出", "快于", "低于", "比重", "贡献", "两年", "三年", "百分点")
#: Words that hold for every item of the list behind them; where a rule excludes one, it is looked for before the list, too.
_SPREADING = frozenset(
    {"新增", "净增", "新认定", "新培育", "新建", "新设", "新登记", "累计", "认定", "引进", "总面积", "达", "同口径", "可比口径"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which reports say an indicator; all conditions hold together (see the head of ``indicators.yml``)."""

    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    context: tuple[str, ...]
    not_context: tuple[str, ...]
    clause: tuple[str, ...]
    units: frozenset[str]
    roles: frozenset[str]
    growth: bool = False
    whole_area: bool = False
    spreading: tuple[str, ...] = field(init=False)
    """Excluded words that also exclude the items of a list they open; found once, since every match asks for them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "spreading", tuple(word for word in self.without if word in _SPREADING))

    @property
    def total(self) -> bool:
        """A sum of money or the growth of one."""
        return self.growth or bool(self.units & _MONEY)

    @property
    def decline(self) -> bool:
        """A yearly change in per cent that is no growth rate (单位能耗下降)."""
        return not self.growth and "change" in self.roles and "pct" in self.units


class _Place(NamedTuple):
    """Where a number stands, as far as it is known, and in which report."""

    label: str
    role: str
    sentence: str
    at: int
    several_years: bool
    home: Home


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
        self,
        labels: Sequence[str],
        codes: Sequence[str],
        roles: Sequence[str],
        sentences: Sequence[str] | None = None,
        *,
        offsets: Sequence[int] | None = None,
        periods: Sequence[str | None] | None = None,
        home: Home = NOWHERE,
    ) -> list[str | None]:
        """Indicator id of each label, or None."""
        found: list[str | None] = []
        for k, label in enumerate(labels):
            label = "".join(label.split()) if label else ""
            candidates = self._candidates(label, codes[k]) if roles[k] != "threshold" else None
            if candidates is None:
                found.append(None)
                continue
            sentence = label if sentences is None else sentences[k]
            at = place_of(sentence, label) if offsets is None else offsets[k]
            found.append(_best(candidates, _Place(label, roles[k], sentence, at, _several(periods[k] if periods else None), home)))
        return found

    def _candidates(self, label: str, code: str) -> list[tuple[str, Rule]] | None:
        """Rules of the unit that share a pair of characters with the label."""
        by_start = self._index.get(code) or (self._index.get(_UNLISTED) if code.startswith(_UNLISTED) else None)
        if by_start is None or not label:
            return None
        candidates = None
        for i in range(len(label) - 1):
            hit = by_start.get(label[i : i + 2])
            if hit is not None:
                candidates = hit if candidates is None else candidates + hit
        return candidates


def _several(period: str | None) -> bool:
    """True for a span of years (2021/2025)."""
    return isinstance(period, str) and "/" in period and "-" not in period


def _best(candidates: list[tuple[str, Rule]], place: _Place) -> str | None:
    best, most = None, 0
    for name, rule in candidates:
        length = _fit(rule, place)
        if length > most and _in_scope(rule, place):
            best, most = name, length
    return best


def _fit(rule: Rule, place: _Place) -> int:
    """Characters of required words that the label holds; 0 when the rule does not fit."""
    label, sentence = place.label, place.sentence
    if place.role not in rule.roles:
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
    if not rule.context:
        return length
    for word in rule.context:
        if word in sentence or word in label:
            return length
    return 0


def _in_scope(rule: Rule, place: _Place) -> bool:
    """True when the words around the number leave it a figure of the whole area and of one year."""
    if _of_another_name(rule, place.label) or (rule.growth and not _annual_growth(place)):
        return False
    if rule.decline and (place.several_years or over_several_years(place.sentence, place.at, place.home)):
        return False
    if not rule.growth and per_year(place.sentence, place.at):
        return False
    if rule.clause and not any(word in place.label for word in rule.clause) and not spread(place.sentence, place.at, rule.clause):
        return False
    if rule.spreading and spread(place.sentence, place.at, rule.spreading):
        return False
    return not (rule.whole_area and _of_a_part(rule, place))


def _of_another_name(rule: Rule, label: str) -> bool:
    """True when the rule's words are a part of the name of another measure (亿元GDP生产安全事故死亡率)."""
    if not names_more(label, total=rule.total):
        return False
    spans = [(at, at + len(word)) for group in rule.words for word in group if (at := label.rfind(word)) >= 0]
    return in_a_longer_name(label, min(start for start, _ in spans), max(end for _, end in spans), total=rule.total)


def _annual_growth(place: _Place) -> bool:
    if place.several_years or any(word in place.label for word in _NOT_ANNUAL):
        return False
    if over_several_years(place.label, len(place.label), place.home) or over_several_years(place.sentence, place.at, place.home):
        return False
    return place.role == "change" or any(word in place.label for word in _GROWTH_WORDS)


def _of_a_part(rule: Rule, place: _Place) -> bool:
    word = min((word for word in rule.words[0] if word in place.label), key=place.label.index)
    return any(
        of_a_part(words, at, word, place.home, total=rule.total)
        for words, at in ((place.label, len(place.label)), (place.sentence, place.at))
    )

"""The audit across levels: a county's figure against the sum of its towns'.

Where the reports of all places inside a place are at hand, their figures for one indicator and period can be added up. Where some are
missing, the others must at least not exceed the whole. Only amounts that add up over places are used: no rates, means or values per head.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any, NamedTuple

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.analysis import areas
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator, own
from chengxi_analysis.analysis.checks.finding import about, agree, difference
from chengxi_analysis.analysis.checks.parts_and_order import at_most
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.analysis.number import bounds
from chengxi_analysis.model import Interval

_PER_UNIT = re.compile(r"人均|户均|亩产|平均|标准|每|预期寿命|密度|指数|天数|浓度")
_ADDITIVE = frozenset({"count", "money", "area", "mass", "length", "volume", "energy", "area_time"})
_LEVELS = (9, 6, 4)


class _Measure(NamedTuple):
    """What places of different levels can state alike."""

    period: str
    indicator: str


class _Value(NamedTuple):
    """A figure of one place in the catalogue's unit, and the observation it is from."""

    interval: Interval
    row: Any


def audit_levels(observations: pd.DataFrame, catalogue: Catalogue | None = None) -> pd.DataFrame:
    """Compare the figures of a place with those of the places inside it.

    Parameters
    ----------
    observations : DataFrame
        Observations of several reports; `ref_area`, `time_period` and `indicator` say what each is about.
    catalogue : Catalogue, optional
        The package's own where not given.

    Returns
    -------
    DataFrame
        The findings table. Check total where every place of the nearest level below has a report that states the indicator (as of the
        2023 edition of the area codes), part where some have. A figure that a report gives twice with different values is left out.

    Examples
    --------
    >>> def row(area, value):
    ...     return dict(obs_id=f"{area}#0-4", report_id=area, ref_area=area, time_period="2022", role="actual", value=value, unit="person",
    ...                 indicator="people_population_resident", label="常住人口", decimals=0, bound="exact", lower=value, upper=value,
    ...                 start=0, end=4, text=f"{value}人", sentence_start=0, sentence="")
    >>> rows = [row("441702000000", 600), row("441702001000", 400), row("441702002000", 300)]
    >>> audit_levels(tables.frame("observations", rows))[["check", "verdict", "severity", "stated"]].values.tolist()
    [['part', 'inconsistent', 'note', '600人 | 400人 | 300人']]
    """
    known = catalogue or own()
    rows = []
    for measure, values in _values(observations, known).items():
        for place, inner, complete in _families(values):
            if place in values:
                rows.append(_row(known[measure.indicator], place, values[place], {p: values[p] for p in inner}, complete))
    return tables.frame("findings", rows)


def _values(observations: pd.DataFrame, known: Catalogue) -> dict[_Measure, dict[str, _Value]]:
    """The one figure of each place for each measure; places with several that differ are left out."""
    found: dict[_Measure, dict[str, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    usable = observations[(observations["role"] == "actual") & observations["period_stated"].isna() & observations["indicator"].notna()]
    row: Any
    for row in usable.itertuples():
        indicator = known.indicators.get(str(row.indicator))
        if indicator is None or not _adds_up(indicator) or not isinstance(row.ref_area, str) or not isinstance(row.time_period, str):
            continue
        low, high = (convert(None if pd.isna(x) else float(x), str(row.unit), indicator.unit) for x in (row.lower, row.upper))
        interval = bounds(-math.inf if low is None else low, math.inf if high is None else high)
        found[_Measure(row.time_period, indicator.id)][areas.own_digits(row.ref_area)].append(_Value(interval, row))
    single = {m: {p: vs[0] for p, vs in places.items() if len({v.interval for v in vs}) == 1} for m, places in found.items()}
    return {m: places for m, places in single.items() if len(places) > 1}


def _adds_up(indicator: Indicator) -> bool:
    """An amount of which the places' figures make the whole's."""
    return units.unit(indicator.unit).dimension in _ADDITIVE and not indicator.growth and not _PER_UNIT.search(indicator.zh)


def _families(places: Mapping[str, _Value]) -> Iterator[tuple[str, list[str], bool]]:
    """Every place with the places of the nearest level below that have a figure, and whether these are all there are."""
    for place in sorted(places):
        for digits in sorted(_LEVELS):
            inner = [p for p in sorted(places) if len(p) == digits and p != place and p.startswith(place)]
            if inner and digits > len(place):
                yield place, inner, tuple(inner) == areas.inside(place, digits)
                break


def _row(indicator: Indicator, place: str, whole: _Value, parts: dict[str, _Value], complete: bool) -> dict[str, Any]:
    """One comparison as a row of the findings table."""
    added = reduce(lambda a, b: a + b, (p.interval for p in parts.values()))
    fits = agree(whole.interval, added) or (not complete and at_most(added, whole.interval))
    over = not at_most(added, whole.interval)
    recomputed = added if complete else Interval(added.low, None)
    members = [whole, *parts.values()]
    zh, en = _words(indicator, place, whole, added, len(parts), complete, fits, over)
    return {
        "report_id": whole.row.report_id,
        "finding_id": f"{'total' if complete else 'part'}:{whole.row.start}-{whole.row.end}",
        "check": "total" if complete else "part",
        "verdict": "consistent" if fits else "inconsistent",
        "severity": None if fits else "warning" if complete and over else "note",
        "stated": " | ".join(v.row.text for v in members),
        "stated_lower": whole.interval.low, "stated_upper": whole.interval.high,
        "recomputed_lower": recomputed.low, "recomputed_upper": recomputed.high,
        "difference": 0.0 if fits else difference(whole.interval, added),
        "explanation_zh": zh, "explanation_en": en,
        "obs_ids": [v.row.obs_id for v in members],
    }  # fmt: skip


def _words(
    indicator: Indicator, place: str, whole: _Value, added: Interval, count: int, complete: bool, fits: bool, over: bool
) -> tuple[str, str]:
    """What the comparison says, in zh and en."""
    area = areas.lookup(place)
    name = area.name if area else place
    total = f"{about(added):,.10g}"
    zh = f"“{indicator.zh}”：{name}报告为“{whole.row.text}”，所辖{count}处（{'齐全' if complete else '不齐全'}）相加约为{total}"
    zh += f"{indicator.unit_name('zh')}，"
    en = f"{indicator.en}: “{whole.row.text}” in the report of the whole ({name}); the {count} places inside it "
    en += f"({'all' if complete else 'not all'} of them) add up to about {total} {indicator.unit_name('en')}. "
    if fits:
        return zh + ("两者相符。" if complete else "不超过全数。"), en + ("Both agree." if complete else "They do not exceed the whole.")
    if over:
        return (
            zh + "大于全数，两级报告对不上，建议核对统计口径。",
            en + "This is more than the whole: the reports do not agree; footings may differ.",
        )
    return (
        zh + "小于全数，两级报告对不上；本级单位自身的数可能另计，建议核对统计口径。",
        en + "This is less than the whole: the reports do not agree; the whole may count what its own offices did.",
    )

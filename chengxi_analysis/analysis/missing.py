"""What is missing to reach a target, from what else the report states: the base of a rate, its counts, or a count around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis import units
from chengxi_analysis.analysis.actuals import interval, is_actual
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.judging import Actual, Judgement
from chengxi_analysis.analysis.matching import THINGS
from chengxi_analysis.analysis.pairs import Pair
from chengxi_analysis.analysis.shortfalls import amount_short, at_most_short, base_of, shortfall
from chengxi_analysis.model import Interval

#: Indicators by report and period.
Cells = dict[tuple[str, str | None], dict[str, dict[str, Any]]]
_OPEN = frozenset({"straddles", "two_verdicts", "about"})


@dataclass(frozen=True, slots=True)
class Book:
    """What a comparison looks up: the catalogue, each report's indicators, its numbers as printed and their sentences."""

    known: Catalogue
    cells: Cells
    texts: Mapping[str, str]
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """Persons or cases that are missing, in `unit`; `of` is the indicator that is counted.

    Where the base is not stated, `around` is the count that tells it or, with `at_most`, only bounds it.
    """

    size: Interval
    unit: str
    of: str | None = None
    around: str | None = None
    at_most: bool = False


def cells_of(rows: list[dict[str, Any]]) -> Cells:
    """Indicators by report and period, for the base of a rate; first statements only."""
    out: Cells = {}
    for row in rows:
        cell = out.setdefault((row["report_id"], row["time_period"]), {})
        if row["indicator"] not in cell or (is_actual(row) and not is_actual(cell[row["indicator"]])):
            cell[row["indicator"]] = row
    return out


def counted(row: Mapping[str, Any], known: Catalogue, cells: Cells) -> Interval | None:
    """What a report's own counts make of a rate that it states, where they agree with it: 18 of 22 is 81.818, printed 81.8%."""
    again = next((i for i in known.indicators.values() if i.restates == row["indicator"]), None)
    made = None if again is None else cells.get((row["report_id"], row["time_period"]), {}).get(again.id)
    if made is None or not interval(made).overlaps(interval(row)):
        return None
    low, high = interval(made).low, interval(made).high
    return interval(made) if low == high else None


def missing_of(pair: Pair, actual: Actual | None, verdict: Judgement, indicator: Indicator, book: Book) -> Missing | None:
    """Persons or cases missing to reach a target, where base and definition allow to say so."""
    reference = pair.reference
    judged = verdict.status in ("met", "missed", "on_the_way") or verdict.why in _OPEN
    if actual is None or not judged or reference.kind == "benchmark":
        return None
    if indicator.unit != "pct":
        plain = reference.comparator in (">=", "<=")
        none = Interval(0, 0) if verdict.status == "met" else amount_short(actual, reference)
        return Missing(none, indicator.unit) if plain else None
    cell = book.cells.get((pair.report_id, pair.time_period), {})
    base, held = cell.get(indicator.denominator or ""), cell.get(indicator.numerator or "")
    counted_by = base or held
    if counted_by is not None:
        name = counted_by["indicator"]
        whole = interval(counted_by) if base is not None else base_of(interval(counted_by), actual.interval)
        size = Interval(0, 0) if verdict.status == "met" else _short_of(actual, pair, whole, held, book.known[name].unit)
        return None if size.high is None else Missing(size, book.known[name].unit, name, None if base is not None else name)
    around = cell.get(indicator.held_within or "")
    if around is None or verdict.status not in ("missed", "on_the_way") or not _cumulative(around, book):
        return None
    size = at_most_short(actual, reference, interval(around))
    return None if size.high is None else Missing(size, "person", None, around["indicator"], at_most=True)


def _cumulative(row: Mapping[str, Any], book: Book) -> bool:
    """True for a count since the beginning: one of this year alone bounds no rate that has grown over years."""
    return any("累计" in book.sentences.get(i, "") for i in row["obs_ids"])


def _short_of(actual: Actual, pair: Pair, base: Interval, held: Mapping[str, Any] | None, unit: str) -> Interval:
    whole = unit in THINGS or units.unit(unit).discrete
    return shortfall(actual, pair.reference, base, None if held is None else interval(held), whole)


def base_asked_for(pair: Pair, verdict: Judgement, indicator: Indicator, difference: float | None) -> bool:
    """True where a reader will ask how many are missing: a share that falls short of a target that was judged."""
    share = indicator.unit == "pct" and not indicator.growth and not indicator.decline and not indicator.ceiling
    short = verdict.status in ("missed", "on_the_way") or verdict.why in _OPEN
    return share and short and bool(difference) and pair.reference.kind != "benchmark" and not pair.origin.get("degree")

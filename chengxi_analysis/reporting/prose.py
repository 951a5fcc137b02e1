"""Sentences computed from the tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.reporting.bases import base_shift, near
from chengxi_analysis.reporting.canvas import Setting
from chengxi_analysis.reporting.i18n import code, joined, period_name, say
from chengxi_analysis.reporting.names import disagreements, indicator_ids, places_words
from chengxi_analysis.reporting.numbers import plain
from chengxi_analysis.reporting.references import actual_words, is_confirmed, national, span, value_words
from chengxi_analysis.reporting.rows import records

#: How much further off (days) a confirmed figure may be and still be taken before one that is not.
_MONTH = 31


def where_when(setting: Setting) -> str:
    """Place and period for a subtitle."""
    parts = [p for p in (setting.place, setting.period) if p]
    return ("，" if setting.language == "zh" else ", ").join(parts)


def headline(observations: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, language: str) -> str:
    """How many figures, how many of them indicators, how many places where they do not agree."""
    stated = len(indicator_ids(indicators))
    head = say("headline.all", language, n=len(observations), i=stated)
    wrong = len(disagreements(findings))
    tested = int((findings["verdict"] != "untestable").sum())
    if wrong:
        return say("headline.some", language, head=head, places=places_words(findings, language))
    return say("headline.none" if tested else "headline.untested", language, head=head)


def rates_title(rates: list[Any], language: str) -> str:
    """How many rates, how many of them with a base, how many that do not agree with it."""
    head = say("rates.title", language, n=len(rates), b=sum(r.parts is not None for r in rates))
    wrong = sum(r.disagrees for r in rates)
    return say("rates.title_wrong", language, head=head, k=wrong) if wrong else head


def statuses(rows: pd.DataFrame, language: str) -> str:
    """How many targets have which status, in words."""
    counts = rows["status"].value_counts()
    words = [say("against.count", language, n=int(counts[s]), status=code("status", s, language)) for s in tables.STATUSES if s in counts]
    return joined(words, language)


def scorecard_title(targets: pd.DataFrame, language: str) -> str:
    """How many targets there are, and what can be said of them."""
    return say("scorecard.title", language, n=len(targets), statuses=statuses(targets, language))


def against_title(first: dict[str, Any], rows: list[dict[str, Any]], name: str, language: str, *, peers: bool = True) -> str:
    """The report's value, and what can be said of it beside the targets; with `peers`, how many figures of other places there are."""
    targets = pd.DataFrame([r for r in rows if r["kind"] != "benchmark"])
    words = {"name": name, "value": actual_words(first, language)}
    if targets.empty:
        return say("against.title" if peers else "against.title_none", language, n=len(rows), **words)
    return say("against.title_target", language, n=len(targets), statuses=statuses(targets, language), **words)


def nearest_national(rows: pd.DataFrame, cutoff: str | None) -> dict[str, Any] | None:
    """The country's figure that stands for it beside the report: not later than the last day that the report's figures reach, and near it.

    A figure that was found on one page only yields to a confirmed one that is at most a month further off.
    """
    day = span(cutoff) or next((s for s in map(span, rows["time_period"]) if s), None)
    dated = [(s, r) for r in records(rows.loc[rows["kind"] == "benchmark"]) if national(r) and (s := span(r["as_of"]))]
    if day is None or not dated:
        return None

    def rank(pair: tuple[tuple[date, date], dict[str, Any]]) -> tuple[bool, int]:
        (start, end), row = pair
        return start > day[1], abs((end - day[1]).days) + (0 if is_confirmed(row) else _MONTH)

    return min(dated, key=rank)[1]


def beside_the_country(row: dict[str, Any], country: dict[str, Any], language: str) -> str:
    """The report's rate beside the country's of the same time: near it where the base alone can be worth more than the gap.

    Examples
    --------
    >>> row = {"indicator": "vaccination_elderly60_full_rate", "actual": 87.15}
    >>> country = {"reference": 86.35, "unit": "pct", "as_of": "2022-11-04", "comparator": None, "confirmed": True}
    >>> beside_the_country(row, country, "zh")
    '与同期全国水平（86.35%，2022年11月4日）相近，相差0.80个百分点，而分母口径不同即可差4.6个百分点'
    """
    gap = plain(abs(float(row["actual"]) - float(country["reference"])), 2, language)
    words = {"country": value_words(country, language), "gap": gap, "when": period_name(str(country["as_of"]), language)}
    words["mark"] = "" if is_confirmed(country) else say("timeline.unconfirmed", language)
    if near(row, country):
        return say("timeline.near", language, points=f"{base_shift(row['indicator']):g}", **words)
    return say("timeline.apart", language, **words)


def timeline_title(panels: list[pd.DataFrame], named: dict[str, str], setting: Setting) -> str:
    """The last indicator's value beside the country's of the same time, and what its targets allow to say."""
    rows, language = panels[-1], setting.language
    first, country = records(rows.head(1))[0], nearest_national(rows, setting.cutoff)
    words = {"name": named[first["indicator"]], "value": actual_words(first, language)}
    if country is None:
        return say("timeline.title", language, **words)
    targets = rows.loc[rows["kind"] == "target"].drop_duplicates("reference_id")
    open_ones = len(targets) and targets["status"].isin(["undecidable", "not_comparable"]).all()
    rest = say("timeline.title_targets", language, n=len(targets)) if open_ones else ""
    return say("timeline.title_near", language, beside=beside_the_country(first, country, language), rest=rest, **words)

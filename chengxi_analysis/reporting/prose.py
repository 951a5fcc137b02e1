"""Sentences computed from the tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.reporting.canvas import Setting
from chengxi_analysis.reporting.i18n import code, joined, period_name, say
from chengxi_analysis.reporting.names import disagreements, indicator_ids, places_words
from chengxi_analysis.reporting.numbers import plain
from chengxi_analysis.reporting.references import actual_words, national, span, value_words
from chengxi_analysis.reporting.rows import records


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


def against_title(first: dict[str, Any], rows: list[dict[str, Any]], name: str, language: str) -> str:
    """The report's value, and what can be said of it beside the targets."""
    targets = pd.DataFrame([r for r in rows if r["kind"] != "benchmark"])
    words = {"name": name, "value": actual_words(first, language)}
    if targets.empty:
        return say("against.title", language, n=len(rows), **words)
    return say("against.title_target", language, n=len(targets), statuses=statuses(targets, language), **words)


def nearest_national(rows: pd.DataFrame, cutoff: str | None) -> dict[str, Any] | None:
    """The country's figure nearest in time to the last day that the report's periods reach."""
    day = span(cutoff) or next((s for s in map(span, rows["time_period"]) if s), None)
    dated = [(s, r) for r in records(rows.loc[rows["kind"] == "benchmark"]) if national(r) and (s := span(r["as_of"]))]
    if day is None or not dated:
        return None
    return min(dated, key=lambda pair: (abs((pair[0][1] - day[1]).days), str(pair[1]["as_of"])))[1]


def timeline_title(panels: list[pd.DataFrame], named: dict[str, str], setting: Setting) -> str:
    """The last indicator's value beside the country's of the same time."""
    rows, language = panels[-1], setting.language
    first, country = records(rows.head(1))[0], nearest_national(rows, setting.cutoff)
    words = {"name": named[first["indicator"]], "value": actual_words(first, language)}
    if country is None:
        return say("timeline.title", language, **words)
    gap = plain(abs(float(first["actual"]) - float(country["reference"])), 2, language)
    when = period_name(str(country["as_of"]), language)
    return say("timeline.title_near", language, country=value_words(country, language), gap=gap, when=when, **words)

"""Tables of comparisons between reports: series with their breaks, values per head, lights by theme."""

from __future__ import annotations

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.reporting.i18n import code, period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import computed, missing
from chengxi_analysis.reporting.references import number_words, series_value
from chengxi_analysis.reporting.rows import records


def series_table(series: pd.DataFrame, indicators: pd.DataFrame, places: dict[str, str], language: str) -> pd.DataFrame:
    """Every value of every series with its change, or the reason why there is none."""
    named = indicator_names(indicators, language)
    rows = []
    for r in records(series):
        value = series_value(r, language)
        marks = (say("word.derived_mark", language) if r["derived"] else "") + (
            say("word.recalled", language) if r["role"] == "baseline" else ""
        )
        rows.append(
            {
                say("column.name", language): named[r["indicator"]],
                say("column.area", language): places.get(r["report_id"], r["report_id"]),
                say("column.period", language): period_name(r["time_period"], language) if not missing(r["time_period"]) else "—",
                say("column.value", language): value + marks,
                say("column.change", language): _change(r, language),
                say("column.remark", language): r[f"break_{language}"] if r["break"] else "",
            }
        )
    return pd.DataFrame(rows, dtype=object)


def _change(row: dict[str, object], language: str) -> str:
    change = row["change"]
    if missing(change):
        return ""
    amount = float(change)  # type: ignore[arg-type]
    unit = "pct_point" if row["unit"] == "pct" else row["unit"]
    words = computed(amount, unit, language, decimals=2) if unit == "CNY" else number_words(round(amount, 2), unit, language)
    return ("+" if amount > 0 else "") + words


def per_head_table(normalized: pd.DataFrame, indicators: pd.DataFrame, places: dict[str, str], language: str) -> pd.DataFrame:
    """Values per ten thousand inhabitants with the population and its date; always derived."""
    named = indicator_names(indicators, language)
    rows = [
        {
            say("column.name", language): named[r["indicator"]],
            say("column.area", language): places.get(r["report_id"], r["report_id"]),
            say("column.period", language): period_name(r["time_period"], language) if not missing(r["time_period"]) else "—",
            say("column.value", language): series_value(r, language),
            say("column.per_head", language): computed(float(r["normalized"]), r["unit"], language) + say("word.derived_mark", language),
            say("column.population_of", language): say("word.comma", language).join(
                (computed(float(r["normalized_by"]), "person", language), period_name(r["normalized_as_of"], language))
            ),
            say("column.source", language): r["normalized_source"],
        }
        for r in records(normalized)
    ]
    return pd.DataFrame(rows, dtype=object)


def scorecard_table(card: pd.DataFrame, language: str, labels: dict[str, str] | None = None) -> pd.DataFrame:
    """Counts by theme and status, grey like the rest, and the light.

    With `labels` (by report_id) every row says whose report it is, in the order of the labels.
    """
    rows = []
    given = records(card)
    if labels is not None:
        rank = {report: k for k, report in enumerate(labels)}
        given.sort(key=lambda r: rank.get(r["report_id"], len(rank)))
    for r in given:
        row = {} if labels is None else {say("column.area", language): labels.get(r["report_id"], r["report_id"])}
        row |= {say("column.name", language): r[f"name_{language}"]}
        row |= {code("status", s, language): int(r[s]) for s in tables.STATUSES}
        rows.append(row | {say("column.light", language): code("light", r["light"], language)})
    return pd.DataFrame(rows, dtype=object)


def scorecard_rule(language: str, *, green: float, amber: float, on_the_way: float = 0.5, minimum: int = 1) -> str:
    """The thresholds of the lights, as the page prints them."""
    shares = {"green": f"{100 * green:g}%", "amber": f"{100 * amber:g}%", "way": f"{100 * on_the_way:g}%"}
    least = say("scorecard.none_judged" if minimum == 1 else "scorecard.few_judged", language, n=minimum)
    return say("scorecard.rule", language, least=least, **shares)

"""Tables of comparisons between reports: series with their breaks, values per head, lights by theme."""

from __future__ import annotations

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.reporting.figures.across import shared_indicators
from chengxi_analysis.reporting.i18n import code, period_name, say
from chengxi_analysis.reporting.names import indicator_names
from chengxi_analysis.reporting.numbers import computed, missing
from chengxi_analysis.reporting.references import number_words, series_value, span
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
    if unit == "CNY":
        words = computed(amount, unit, language, decimals=2)
    else:
        words = number_words(round(amount, 2), unit, language, row.get("printed_unit") if unit == row["unit"] else None)
    return ("+" if amount > 0 else "") + words


def shared_table(indicators: pd.DataFrame, labels: dict[str, str], language: str) -> pd.DataFrame:
    """Every indicator that two or more reports give, one column a report, its numbers as printed; the page's own report first.

    Parameters
    ----------
    labels : dict
        Place and period of every report_id.
    """
    named = indicator_names(indicators, language)
    cells: dict[str, dict[str, list[str]]] = {}
    for r in records(indicators.loc[indicators["value"].notna()]):
        words = series_value(r, language) + (say("word.derived_mark", language) if r["derived"] else "")
        said = cells.setdefault(r["indicator"], {}).setdefault(r["report_id"], [])
        said += [words] if words not in said else []
    mark = say("word.semicolon", language)
    rows = [
        {say("column.name", language): named[i]} | {label: mark.join(cells[i].get(report, [])) for report, label in labels.items()}
        for i in shared_indicators(indicators)
    ]
    return pd.DataFrame(rows, dtype=object)


def per_head_table(
    heads: pd.DataFrame, sizes: pd.DataFrame, indicators: pd.DataFrame, places: dict[str, str], language: str
) -> pd.DataFrame:
    """Values per inhabitant and per square kilometre, with population, size, their dates and sources; always derived.

    Parameters
    ----------
    heads, sizes : DataFrame
        As :func:`chengxi_analysis.api.per_head` gives them of one table, by "population" and by "area_km2".
    """
    named = indicator_names(indicators, language)
    by = {"per_head": dict(zip(heads.index, records(heads), strict=True))}
    by["per_km2"] = dict(zip(sizes.index, records(sizes), strict=True))
    rows = []
    for index in sorted({*by["per_head"], *by["per_km2"]}):
        held = {column: known[index] for column, known in by.items() if index in known}
        r = next(iter(held.values()))
        row = {
            say("column.name", language): named[r["indicator"]],
            say("column.area", language): places.get(r["report_id"], r["report_id"]),
            say("column.period", language): period_name(r["time_period"], language) if not missing(r["time_period"]) else "—",
            say("column.value", language): series_value(r, language),
        }
        row |= {say(f"column.{c}", language): _normalized(held[c], c, language) if c in held else "" for c in by if any(by[c])}
        mark = say("word.semicolon", language)
        row[say("column.population_of", language)] = mark.join(_divisor(held[c], c, language) for c in held)
        row[say("column.source", language)] = mark.join(dict.fromkeys(str(known["normalized_source"]) for known in held.values()))
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def _normalized(row: dict[str, object], column: str, language: str) -> str:
    unit = f"{row['unit']}/person" if column == "per_head" and row["unit"] == "CNY" else row["unit"]
    return computed(float(row["normalized"]), unit, language) + say("word.derived_mark", language)  # type: ignore[arg-type]


def _divisor(row: dict[str, object], column: str, language: str) -> str:
    """The population or size with its date, and how many years that lies before the value, or behind it."""
    unit = "person" if column == "per_head" else "km2"
    parts = [say(f"word.{column}", language, value=computed(float(row["normalized_by"]), unit, language))]  # type: ignore[arg-type]
    here, there = span(row["time_period"]), span(row["normalized_as_of"])
    if there is not None:
        parts.append(period_name(str(row["normalized_as_of"]), language))
    years = 0 if here is None or there is None else here[1].year - there[1].year
    if years:
        parts.append(say("word.years_before" if years > 0 else "word.years_after", language, n=abs(years)))
    return say("word.comma", language).join(parts)


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

"""The report's own words for its numbers beside the catalogue's: 613.6亿斤 stays 613.6亿斤 where the catalogue counts in tons."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from chengxi_analysis import units
from chengxi_analysis.reporting.i18n import say
from chengxi_analysis.reporting.numbers import bound_word, missing, stated
from chengxi_analysis.reporting.references import number_words
from chengxi_analysis.reporting.rows import records

_OWN = "own:"  # what the id of a plan begins with; behind it stands the observation that states it


def with_printed(frame: pd.DataFrame, observations: pd.DataFrame, language: str) -> pd.DataFrame:
    """Indicators, series or comparisons with more columns: the value as its report prints it, its unit, a plan's number as it is printed.

    Parameters
    ----------
    frame : DataFrame
        With ``obs_ids`` and ``value`` or ``actual``.
    observations : DataFrame
        Those of all reports whose numbers the frame holds.

    Returns
    -------
    DataFrame
        The same rows with ``printed`` (its bound in words), ``printed_unit`` and ``printed_reference``; null for what is derived, rests on
        several numbers, or is printed without the sign that it has (下降3.2%).
    """
    said = {row["obs_id"]: row for row in records(observations)}
    column = "actual" if "actual" in frame else "value"
    values: list[str | None] = []
    word_of: list[str | None] = []
    plans: list[str | None] = []
    for row in records(frame):
        ids = list(row["obs_ids"])
        stated_once = len(ids) == 1 and not row["derived"]
        values.append(_words(said.get(ids[0]), row[column], row["unit"], language) if stated_once else None)
        own = said.get(ids[0], {}) if stated_once else {}
        word_of.append(own.get("unit_text") if own.get("unit") == row["unit"] or units.unit(str(row["unit"])).discrete else None)
        plan = said.get(str(row.get("reference_id", "")).removeprefix(_OWN))
        plans.append(_words(plan, row.get("reference"), row["unit"], language, bound=False))
    made = {"printed": values, "printed_unit": word_of, "printed_reference": plans}
    return frame.assign(**{name: pd.Series(words, index=frame.index, dtype=object) for name, words in made.items()})


def _words(said: dict[str, Any] | None, value: Any, unit: Any, language: str, *, bound: bool = True) -> str | None:
    """The number as its sentence prints it, and in the catalogue's unit where that is another one."""
    if said is None or missing(value) or not _same_number(said, float(value), unit):
        return None
    words = stated(said, language)
    if not bound:
        words = words.removeprefix(bound_word(said["bound"], language))  # the comparator says it
    if said["unit"] == unit or units.unit(str(unit)).discrete:
        return words
    return words + say("word.converted", language, value=number_words(float(value), unit, language))


def _same_number(said: dict[str, Any], value: float, unit: Any) -> bool:
    here, there = units.unit(str(said["unit"])), units.unit(str(unit))
    if here.dimension != there.dimension:
        return False
    return math.isclose(float(said["value"]) * here.factor, value * there.factor, rel_tol=1e-6)

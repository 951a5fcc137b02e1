"""What is looked at in the five tables: chosen indicators, series through the years, values per head, lights by theme.

The notebooks and the command line call these; heavy parts are imported where they are first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from chengxi_analysis.analysis.catalogue import Catalogue


def only(frame: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """Rows of the chosen indicators; all where none is chosen. An unknown id is an error that names the nearest one."""
    known = own_catalogue()
    for name in chosen:
        if not name.startswith("label:"):
            known[name]
    return frame.loc[frame["indicator"].isin(chosen)].reset_index(drop=True) if chosen else frame


def results(indicators: pd.DataFrame) -> pd.DataFrame:
    """What reports give as results: no targets, and no recomputed rate where the report states one that agrees with it."""
    from chengxi_analysis.analysis.indicators import results as of_table

    return of_table(indicators, own_catalogue())


def scorecard(
    comparisons: pd.DataFrame, *, green: float = 1.0, amber: float = 0.5, on_the_way: float = 0.5, minimum: int = 1
) -> pd.DataFrame:
    """Targets by report, theme and status, with a light: one report is never held to another's targets.

    Columns ``report_id`` and ``ref_area``, and those of :func:`chengxi_analysis.analysis.scorecard.scorecard`, where the thresholds
    are explained.

    Examples
    --------
    >>> from chengxi_analysis import compare, reports_path
    >>> card = scorecard(compare(reports_path() / "chengxi-2022.txt")).set_index("theme")
    >>> str(card.loc["vaccination", "light"]), str(card.loc["land", "light"])
    ('grey', 'green')
    """
    import pandas as pd

    from chengxi_analysis.analysis.scorecard import Thresholds
    from chengxi_analysis.analysis.scorecard import scorecard as by_theme

    rule, known = Thresholds(green, amber, on_the_way, minimum), own_catalogue()
    cards = []
    for report_id, rows in comparisons.groupby("report_id", sort=False):
        card = by_theme(rows, known, rule)
        card.insert(0, "report_id", report_id)
        card.insert(1, "ref_area", rows["ref_area"].iloc[0])
        cards.append(card)
    if not cards:
        return by_theme(comparisons, known, rule).assign(report_id=None, ref_area=None)
    return pd.concat(cards, ignore_index=True)


def series(indicators: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Indicators of two dated values or more; ``indicator`` and the columns of :func:`chengxi_analysis.analysis.series.timeseries`."""
    import pandas as pd

    from chengxi_analysis.analysis.series import timeseries

    known = own_catalogue()
    present = set(indicators["indicator"].dropna())
    found = {name: timeseries(indicators, name, known, observations) for name in known.indicators if name in present}
    kept = [s.assign(indicator=name) for name, s in found.items() if s.groupby("ref_area")["time_period"].nunique().gt(1).any()]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=["indicator", "time_period", "value", "break"])


def per_head(indicators: pd.DataFrame, facts: str | Path | Sequence[str | Path] = (), by: str = "population") -> pd.DataFrame:
    """Counts per ten thousand inhabitants and money per inhabitant, or both per km² (`by` is then "area_km2").

    Of places that ``data/reference/areas.csv`` knows, or the files `facts` of the same form;
    see :func:`chengxi_analysis.analysis.facts.load_facts` for their errors, and :func:`chengxi_analysis.analysis.series.normalize`
    for the columns.
    """
    from chengxi_analysis.analysis.facts import load_facts
    from chengxi_analysis.analysis.series import normalize

    return normalize(indicators, load_facts(facts), by)


@cache
def own_catalogue() -> Catalogue:
    """The package's own catalogue, read once."""
    from chengxi_analysis.analysis.catalogue import own

    return own()

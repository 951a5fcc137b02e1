"""Targets by theme, in the manner of the national dashboards of the sustainable development goals, and peers as a distribution.

What cannot be judged is counted and shown like the rest; thresholds are parameters that a page prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.pairs import nearest
from chengxi_analysis.analysis.spans import span
from chengxi_analysis.errors import ParameterError

#: Where the report's own targets stand that no entry of the catalogue names.
_OTHER = ("其他", "Other")
_JUDGED = ("met", "missed", "on_the_way")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the judged targets of a theme from which its light is green or amber; below, it is red.

    A target on the way counts for `on_the_way`. Where fewer than `minimum` targets were met or have fallen due, the light is grey: what
    is not yet due is no failure.
    """

    green: float = 1.0
    amber: float = 0.5
    on_the_way: float = 0.5
    minimum: int = 1

    def __post_init__(self) -> None:
        if not (0 <= self.amber <= self.green <= 1 and 0 <= self.on_the_way <= 1 and self.minimum >= 1):
            raise ParameterError(
                "thresholds must keep 0 <= amber <= green <= 1, 0 <= on_the_way <= 1 and minimum >= 1",
                f"they are {self}",
                "give shares between 0 and 1",
            )


def scorecard(comparisons: pd.DataFrame, catalogue: Catalogue | None = None, thresholds: Thresholds | None = None) -> pd.DataFrame:
    """Targets by theme and status.

    Parameters
    ----------
    comparisons : DataFrame
        The comparisons table; benchmarks are left out, they judge nothing, and so is what a plan strives for beyond its target.
    catalogue : Catalogue, optional
        For themes and their order; the package's own by default.
    thresholds : Thresholds, optional
        When a theme is green, amber or red.

    Returns
    -------
    DataFrame
        One row a theme that has a target, in the catalogue's order: theme, name_zh, name_en, one count for each status, ``judged``,
        ``targets``, ``share`` (null where nothing is judged) and ``light`` (green | amber | red | grey). A target that the stated
        and the recomputed rate answer differently counts once, as undecidable.

    Examples
    --------
    >>> rows = [{"report_id": "r", "indicator": "mediation_success_rate", "derived": False, "kind": "target", "reference_id": i,
    ...          "status": s, "obs_ids": []} for i, s in enumerate(["met", "missed", "not_comparable"])]
    >>> scorecard(pd.DataFrame(rows))[["theme", "met", "missed", "not_comparable", "judged", "light"]].values.tolist()
    [['mediation', 1, 1, 1, 2, 'amber']]
    """
    known = catalogue or Catalogue.load()
    rule = thresholds or Thresholds()
    columns = ["theme", "name_zh", "name_en", *tables.STATUSES, "judged", "targets", "share", "light"]
    targets = comparisons[comparisons["kind"] != "benchmark"]
    if "ambition" in targets:
        targets = targets[~targets["ambition"].astype(bool)]
    counted: dict[str, list[str]] = {}
    for (_, _), group in targets.groupby(["report_id", "reference_id"], sort=False):
        statuses = set(group["status"])
        name = str(group["indicator"].iloc[0])
        theme = known[name].theme if name in known else ""
        counted.setdefault(theme, []).append(statuses.pop() if len(statuses) == 1 else "undecidable")
    rows = []
    for theme in sorted(counted, key=lambda t: known.themes[t].order if t else len(known.themes) + 1):
        counts = {s: counted[theme].count(s) for s in tables.STATUSES}
        judged = sum(counts[s] for s in _JUDGED)
        share = (counts["met"] + rule.on_the_way * counts["on_the_way"]) / judged if judged else None
        zh, en = (known.themes[theme].zh, known.themes[theme].en) if theme else _OTHER
        settled = judged - counts["on_the_way"]
        rows.append([theme, zh, en, *counts.values(), judged, len(counted[theme]), share, _light(share, settled, rule)])
    return pd.DataFrame(rows, columns=columns).astype({"share": "float64"})


def _light(share: float | None, settled: int, rule: Thresholds) -> str:
    if share is None or settled < rule.minimum:
        return "grey"
    return "green" if share >= rule.green else "amber" if share >= rule.amber else "red"


def distribution(
    benchmarks: pd.DataFrame,
    indicator: str,
    around: str | None = None,
    *,
    minimum: int = 10,
    value: float | None = None,
) -> pd.DataFrame:
    """Peers of one indicator near a date, by comparability, each place once.

    Parameters
    ----------
    benchmarks : DataFrame
        As :func:`chengxi_analysis.analysis.references.load_benchmarks` gives them.
    indicator : str
        Catalogue id.
    around : str, optional
        ISO 8601 period of the report: figures that are not of its time are left out, and one of each place is taken, as in the
        comparisons (see :func:`.pairs.nearest`). Without it all figures count.
    minimum : int
        Fewest places for which quartiles, and the share of places below `value`, are given; with fewer there is no rank.
    value : float, optional
        The report's own value.

    Returns
    -------
    DataFrame
        One row a comparability: ``n`` places, ``low``, ``median``, ``high``, ``quartile_low``, ``quartile_high``, ``share_below`` (null
        below `minimum`), ``bounds`` (places that give a bound only and are in no other column) and ``areas``.

    Examples
    --------
    >>> from chengxi_analysis.analysis.references import load_benchmarks
    >>> peers = distribution(load_benchmarks(), "vaccination_elderly60_full_rate", "2022", value=87.15)
    >>> [peers.loc[0, "comparability"], int(peers.loc[0, "n"])], bool(peers["share_below"].isna().all())
    (['similar', 6], True)
    """
    columns = ["comparability", "n", "low", "quartile_low", "median", "quartile_high", "high", "share_below", "bounds", "areas"]
    given = benchmarks[benchmarks["indicator"] == indicator]
    if around is not None:
        points = nearest(_rows(given), span(around)).values()
        given = given.loc[[p["row"] for p in points]].sort_index()
    rows = []
    for comparability in tables.COMPARABILITY:
        group = given[given["comparability"].fillna("same") == comparability]
        exact = group[group["bound"].fillna("exact").isin(["exact", "approx"])]
        if not len(group):
            continue
        values = exact["value"]
        enough = len(values) >= minimum
        rows.append(
            [
                comparability,
                len(values),
                values.min(),
                values.quantile(0.25) if enough else None,
                values.median(),
                values.quantile(0.75) if enough else None,
                values.max(),
                float((values < value).mean()) if enough and value is not None else None,
                len(group) - len(values),
                "、".join(exact["area"]),
            ]
        )
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("quartile_low", "quartile_high", "share_below"), "float64"))


def _rows(benchmarks: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as mappings with their place in the frame, and None for null."""
    plain = benchmarks.astype(object).where(benchmarks.notna(), None)
    return [dict(zip(plain.columns, values, strict=True)) | {"row": k} for k, values in zip(plain.index, plain.to_numpy(), strict=True)]

"""What a number is called in a write-up: the catalogue's name where the number is an indicator, else the report's own phrase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from chengxi_analysis.reporting.i18n import catalogue_name, code, say, theme_ids
from chengxi_analysis.reporting.numbers import missing
from chengxi_analysis.reporting.rows import records


def observation_names(observations: pd.DataFrame, indicators: pd.DataFrame, language: str) -> dict[str, str]:
    """Name of every observation by its obs_id.

    An observation of a catalogue indicator has the catalogue's name, be it a result, an earlier value or a target; any other one
    the report's own phrase, in Chinese also where the write-up is English, because nothing may be invented. A fall is printed
    without a sign (下降0.5%): where the name is one of growth, it says so.
    """
    named = dict(zip(observations["obs_id"], observations["label"].fillna(""), strict=True))
    known = indicator_names(indicators, language)
    matched = observations.dropna(subset=["indicator"])
    falls = {obs_id for ids, value in zip(indicators["obs_ids"], indicators["value"], strict=True) if value < 0 for obs_id in ids}
    for obs_id, indicator, value in zip(matched["obs_id"], matched["indicator"], matched["value"], strict=True):
        name = known[indicator]
        named[obs_id] = say("name.fall", language, name=name) if obs_id in falls and value > 0 else name
    return named


class _Names(dict[str, str]):
    """Names by id; an indicator that the report does not give has its name from the catalogue."""

    def __init__(self, known: dict[str, str], language: str) -> None:
        super().__init__(known)
        self._language = language

    def __missing__(self, indicator: str) -> str:
        return catalogue_name(indicator, self._language)


def indicator_ids(indicators: pd.DataFrame) -> set[str]:
    """Observations that stand in the table of indicators as the report states them."""
    stated: Iterable[Any] = indicators.loc[~indicators["derived"].astype(bool), "obs_ids"]
    return {obs_id for ids in stated for obs_id in ids}


def indicator_names(indicators: pd.DataFrame, language: str) -> dict[str, str]:
    """Name of every indicator by its id."""
    column = f"name_{language}"
    rows = indicators.dropna(subset=[column])
    return _Names(dict(zip(rows["indicator"], rows[column], strict=True)), language)


def by_id(observations: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Observations as records, by obs_id."""
    return {row["obs_id"]: row for row in records(observations)}


def inconsistent_ids(findings: pd.DataFrame) -> set[str]:
    """Observations that take part in an inconsistency."""
    rows: Iterable[Any] = findings.loc[findings["verdict"] == "inconsistent", "obs_ids"]
    return {obs_id for ids in rows for obs_id in ids}


def disagreements(findings: pd.DataFrame) -> pd.DataFrame:
    """The places where figures do not agree, each once.

    A percentage that its whole cannot give (granularity) is the same place as the rate that does not agree with its part and whole.
    """
    wrong = findings.loc[findings["verdict"] == "inconsistent"]
    others = [set(ids) for ids in wrong.loc[wrong["check"] != "granularity", "obs_ids"]]
    again = [
        check == "granularity" and any(set(ids) <= o for o in others) for check, ids in zip(wrong["check"], wrong["obs_ids"], strict=True)
    ]
    return wrong.loc[[not a for a in again]]


def places_words(findings: pd.DataFrame, language: str) -> str:
    """How many places do not agree, and how many checks say so: one wording for page, index and terminal.

    Examples
    --------
    >>> wrong = {"verdict": "inconsistent"}
    >>> rows = [wrong | {"check": "rate", "obs_ids": ["a", "b", "c"]}, wrong | {"check": "granularity", "obs_ids": ["b", "c"]}]
    >>> places_words(pd.DataFrame(rows), "zh"), places_words(pd.DataFrame(rows), "en")
    ('1处（2项检验）', '1 place (2 checks)')
    """
    checks = int((findings["verdict"] == "inconsistent").sum())
    return say("word.places", language, k=len(disagreements(findings)), c=checks)


def correction_words(finding: dict[str, Any], language: str) -> str:
    """What the corrections say of a disagreement: id, what was done, and the reason; nothing where there is no entry.

    Examples
    --------
    >>> finding = {"correction": "late-case", "correction_action": "accept", "correction_reason": "One case was taken over."}
    >>> correction_words(finding, "zh"), correction_words({"correction": None}, "zh")
    ('（已知：late-case，已认可。One case was taken over。）', '')
    """
    if missing(finding["correction"]):
        return ""
    action = code("known", finding["correction_action"], language)
    return say("audit.known", language, id=finding["correction"], action=action, reason=str(finding["correction_reason"]).rstrip("。."))


def alone_words(findings: pd.DataFrame, language: str) -> str:
    """How many of the tested relations are none between figures, but one figure against the range of what it can be; nothing for none.

    Examples
    --------
    >>> rows = pd.DataFrame({"check": ["rate", "range"], "verdict": ["consistent", "consistent"]})
    >>> alone_words(rows, "zh"), alone_words(rows.iloc[:1], "zh")
    ('（含1项单个数与可能范围的核对）', '')
    """
    alone = int(((findings["check"] == "range") & (findings["verdict"] != "untestable")).sum())
    return say("audit.alone", language, n=alone) if alone else ""


def target_rows(comparisons: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The rows of comparisons that set a target (not the benchmarks), with their theme, in the order of the table.

    A target beside which both a stated and a recomputed rate stand is one row, undecidable where the two answer it differently.
    The theme is that of the indicator; where the report has no such indicator it is the theme whose id begins the
    indicator's id, or empty.
    """
    rows = comparisons.loc[comparisons["kind"] != "benchmark"].copy()
    together = rows.groupby(["report_id", "reference_id"])["status"]
    rows["status"] = rows["status"].where(together.transform("nunique") == 1, "undecidable")
    rows = rows.drop_duplicates(["report_id", "reference_id"])
    themes = {i: t for i, t in zip(indicators["indicator"], indicators["theme"], strict=True) if not missing(t)}
    known = sorted(theme_ids(), key=len, reverse=True)
    rows["theme"] = [themes.get(i) or next((t for t in known if i.startswith(t)), "") for i in rows["indicator"]]
    return rows.reset_index(drop=True)

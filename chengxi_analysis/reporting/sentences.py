"""Sentences of the write-ups, computed from the tables: what was read, what agrees, what cannot be said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chengxi_analysis.reporting.figures.against import recomputed_twins
from chengxi_analysis.reporting.figures.rates import stated_rates
from chengxi_analysis.reporting.i18n import code, joined, period_name, say, theme_name
from chengxi_analysis.reporting.names import alone_words, by_id, disagreements, indicator_ids, indicator_names, places_words
from chengxi_analysis.reporting.numbers import missing, plain
from chengxi_analysis.reporting.prose import against_title, beside_the_country, nearest_national, statuses
from chengxi_analysis.reporting.references import (
    actual_words,
    gap_words,
    is_peer,
    national,
    place,
    shortfall_words,
    value_words,
)
from chengxi_analysis.reporting.relations import rate_parts
from chengxi_analysis.reporting.rows import records

_JUDGED = ("met", "missed", "on_the_way")
#: So many judged targets of one indicator can be read out in a sentence.
_FEW_TARGETS = 3


def silent_sections(observations: pd.DataFrame, sections: pd.DataFrame, language: str) -> str:
    """Which parts of the report hold no number at all."""
    silent = []
    top = records(sections.loc[sections["level"] == 1])
    for i, row in enumerate(top):
        end = top[i + 1]["start"] if i + 1 < len(top) else int(sections["end"].max())
        if not ((observations["start"] >= row["start"]) & (observations["start"] < end)).any():
            silent.append(str(row["title"]))
    quote = [f"“{s}”" for s in silent]
    return say("overview.silent", language, names=joined(quote, language), n=len(silent)) if silent else ""


def refused_reasons(refused: pd.DataFrame, language: str) -> str:
    """How many numerals are no figures, by reason."""
    if refused.empty:
        return ""
    counts = refused["reason"].value_counts()
    words = [say("overview.refused_item", language, reason=code("refused", r, language), n=int(n)) for r, n in counts.items()]
    return say("overview.refused", language, n=len(refused), words=joined(words, language))


def disagreement_sentences(findings: pd.DataFrame, language: str) -> list[str]:
    """The explanation of every place where figures do not agree, the gravest first."""
    rank = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(records(disagreements(findings)), key=lambda f: rank.get(str(f["severity"]), 3))
    return [str(f[f"explanation_{language}"]) for f in rows]


def ordered_disagreements(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """The places where figures do not agree as records, the gravest first."""
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(records(disagreements(findings)), key=lambda f: rank.get(str(f["severity"]), 3))


def what_is_not_said(observations: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, language: str) -> list[str]:
    """What a reader cannot learn from the report: earlier values, bases of rates, what has no indicator."""
    baselines = int((observations["role"] == "baseline").sum())
    out = [say("overview.earlier", language, n=len(observations), k=baselines)]
    rates = rates_sentence(observations, indicators, findings, language)
    out += [rates] if rates else []
    targets = int((observations["role"] == "target").sum())
    out.append(say("overview.targets", language, n=targets))
    out.append(figures_sentence(observations, indicators, language))
    return out


def rates_sentence(observations: pd.DataFrame, indicators: pd.DataFrame, findings: pd.DataFrame, language: str) -> str:
    """What became of every stated rate: recomputed, called untestable by the audit, in no check. The three add up; empty without rates."""
    rates = stated_rates(observations, indicators, findings, language)
    if not rates:
        return ""
    untestable = {i for ids in findings.loc[findings["verdict"] == "untestable", "obs_ids"] for i in ids}
    bare = [r for r in rates if r.parts is None]
    alone = [r.name for r in bare if r.row["obs_id"] not in untestable]
    rest = say("overview.rates_rest", language, n=len(alone), names=joined(alone, language)) if alone else ""
    return say("overview.rates", language, n=len(rates), b=len(rates) - len(bare), k=len(bare) - len(alone), rest=rest)


def figures_sentence(observations: pd.DataFrame, indicators: pd.DataFrame, language: str) -> str:
    """What the figures of a report are, each counted once: indicators, thresholds, unmatched, or beside an indicator."""
    used = observations["obs_id"].isin(indicator_ids(indicators))
    threshold = ~used & (observations["role"] == "threshold")
    unmatched = ~used & ~threshold & observations["indicator"].isna()
    kinds = {"indicator": used, "beside": ~used & ~threshold & ~unmatched, "threshold": threshold, "unmatched": unmatched}
    parts = [say(f"overview.part_{kind}", language, n=int(rows.sum())) for kind, rows in kinds.items() if rows.any()]
    return say("overview.parts", language, n=len(observations), parts=joined(parts, language))


def audit_verdict(observations: pd.DataFrame, findings: pd.DataFrame, language: str) -> str:
    """The denominators first: read, relations found, tested; then how many do not agree."""
    tested = int((findings["verdict"] != "untestable").sum())
    wrong = len(disagreements(findings))
    alone = alone_words(findings, language)
    key = "audit.verdict" if wrong else "audit.verdict_none" if tested else "audit.verdict_untested"
    return say(key, language, n=len(observations), m=len(findings), t=tested, k=wrong, alone=alone, places=places_words(findings, language))


def finding_heading(finding: dict[str, Any], number: int, language: str) -> str:
    """Heading of one place where figures do not agree."""
    return say(
        "audit.finding",
        language,
        i=number,
        check=code("check", finding["check"], language),
        severity=code("severity", finding["severity"], language),
    )


def arithmetic(finding: dict[str, Any], observations: pd.DataFrame, language: str) -> str:
    """The arithmetic of a rate in one line."""
    parts = rate_parts(finding, by_id(observations))
    if parts is None or finding["check"] != "rate":
        return ""
    again = plain(parts.recomputed, int(parts.rate["decimals"]), language)
    k, n = (plain(float(r["value"]), int(r["decimals"]), language) for r in (parts.part, parts.whole))
    return f"{k} ÷ {n} = {again}%"


def cutoff_sentence(day: str | None, language: str) -> str:
    """By which day deadlines are judged; nothing where it is unknown."""
    return say("compare.cutoff", language, day=period_name(day, language)) if day else ""


def comparison_sentences(comparisons: pd.DataFrame, indicators: pd.DataFrame, language: str, cutoff: str | None = None) -> list[str]:
    """One sentence an indicator that has a value: its targets by status, the country's figure of the same time, the span of other places.

    Parameters
    ----------
    cutoff : str, optional
        The last day that the report's figures reach, for choosing the country's figure.
    """
    named = indicator_names(indicators, language)
    out = []
    rows = comparisons.loc[comparisons["actual"].notna()]
    twins = recomputed_twins(comparisons)
    for indicator in (i for i in dict.fromkeys(rows["indicator"]) if i not in twins.values()):
        frame = rows.loc[rows["indicator"] == indicator]
        here = records(frame)
        text = _targets_clause(here, named[indicator], language)
        text += _country_clause(frame, cutoff, language) + _peers_clause(here, language)
        if indicator in twins:
            again = records(rows.loc[rows["indicator"] == twins[indicator]].head(1))[0]
            text += say("targets.recomputed", language, value=actual_words(again, language))
        out.append(text + say("word.stop", language))
    return out


def _targets_clause(rows: list[dict[str, Any]], name: str, language: str) -> str:
    """The targets that can be judged with their numbers, the others by status."""
    targets = {r["reference_id"]: r for r in rows if r["kind"] != "benchmark"}
    judged = [r for r in targets.values() if r["status"] in _JUDGED]
    if not 0 < len(judged) <= _FEW_TARGETS:
        return against_title(rows[0], rows, name, language, peers=False)
    parts = []
    for row in judged:
        gap = say("word.comma", language).join(x for x in (gap_words(row, language), shortfall_words(row, language)) if x)
        gap = say("targets.gap", language, gap=gap) if gap else ""
        ceiling = "_ceiling" if row["comparator"] == "<=" and row["status"] in ("met", "missed") else ""
        parts.append(say(f"targets.{row['status']}{ceiling}", language, target=value_words(row, language), gap=gap))
    others = pd.DataFrame([r for r in targets.values() if r["status"] not in _JUDGED])
    if len(others):
        parts.append(say("targets.others", language, n=len(others), statuses=statuses(others, language)))
    said = say("word.semicolon", language).join(parts)
    return say("targets.value", language, name=name, value=actual_words(rows[0], language), said=said)


def _country_clause(rows: pd.DataFrame, cutoff: str | None, language: str) -> str:
    country = nearest_national(rows.loc[[is_peer(r) for r in records(rows)]], cutoff)
    if country is None or country["unit"] != "pct":
        return ""
    return say("targets.country", language, beside=beside_the_country(country, country, language))


def _peers_clause(rows: list[dict[str, Any]], language: str) -> str:
    """In how many places the same or a similar measure was found, and between which values; else that the others are context."""
    benchmarks = {r["reference_id"]: r for r in rows if r["kind"] == "benchmark" and not missing(r["reference"])}
    peers = [r for r in benchmarks.values() if is_peer(r) and not national(r) and r.get("reference_bound") != "ge"]
    places = len({place(r) for r in peers})
    if not peers:
        others = [r for r in benchmarks.values() if not national(r)]
        return say("targets.context", language, n=len(others)) if others else ""
    values = sorted(float(r["reference"]) for r in peers)
    unit = "%" if rows[0]["unit"] == "pct" else ""
    key = "targets.span" if values[0] < values[-1] else "targets.span_one"
    return say(key, language, n=places, low=f"{values[0]:g}{unit}", high=f"{values[-1]:g}{unit}")


def theme_summary(observations: pd.DataFrame, findings: pd.DataFrame, comparisons: pd.DataFrame, theme: str, language: str) -> str:
    """How many figures, findings and comparisons a theme has."""
    ids = set(observations.loc[observations["theme"] == theme, "obs_id"])
    here = of_theme(findings, ids)
    wrong = len(disagreements(here))
    tested = int((here["verdict"] != "untestable").sum())
    compared = sum(bool(ids & set(c)) for c in comparisons["obs_ids"])
    words = {"theme": theme_name(theme, language), "n": len(ids), "t": tested, "c": compared}
    if not wrong:
        return say("theme.summary_agrees", language, **words)
    return say("theme.summary", language, k=wrong, places=places_words(here, language), **words)


def of_theme(frame: pd.DataFrame, ids: Any) -> pd.DataFrame:
    """Rows of findings, comparisons or indicators that rest on one of the given observations."""
    wanted = set(ids)
    return frame.loc[[bool(wanted & set(x)) for x in frame["obs_ids"]]]

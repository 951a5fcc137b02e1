"""The audit: every arithmetic claim that a report's own words make, recomputed and judged.

One row a check, also where the figures agree and where the text gives too little to tell. Three outcomes, intervals instead of
points, and never a word on which figure is wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis import corrections as corrections_file
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.checks import (
    balances,
    claim_counts,
    claims,
    closed_lists,
    complement,
    complete_shares,
    direct_rates,
    divisions,
    granularity,
    grid,
    growth,
    means,
    named_sums,
    named_wholes,
    parts_and_order,
    ranges,
    rate,
    repetition,
    shares,
    stages,
    structure,
    totals,
    yearly,
)
from chengxi_analysis.analysis.checks.finding import Finding, difference
from chengxi_analysis.analysis.linking import Passage
from chengxi_analysis.model import Document


def rates(passage: Passage) -> Iterator[Finding]:
    """Rates recomputed, and whether their wholes can give them at all: one search for what they are made of serves both."""
    links = list(rate.links(passage))
    by_list = list(divisions.shares(passage, {k.rate.place for k in links if k.part is None or not k.wholes}))
    by_name = list(named_wholes.check(passage, links))
    linked = {k.rate.place for k in links if k.part is not None and k.wholes}
    direct = list(direct_rates.check(passage, {n.place for n in passage.numbers if n.kind == "rate" and not n.change} - linked))
    decided = {f.numbers[-1].place for f in (*by_list, *by_name, *direct)}
    yield from (*by_list, *by_name, *direct)
    for finding in rate.check(passage, [k for k in links if k.rate.place not in decided]):
        yield named_wholes.true_reason(passage, finding)
    yield from granularity.check(links)


#: Every family, in the order in which its findings are listed when they begin at the same place.
FAMILIES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    rates, means.check, grid.check, totals.check, divisions.check, named_sums.check, complement.check, parts_and_order.check,
    balances.check, closed_lists.check, stages.check, growth.check, yearly.check, shares.check, complete_shares.check, structure.check,
    ranges.check, repetition.check, claims.check, claim_counts.check,
)  # fmt: skip
_RANK = {"error": 0, "warning": 1, "note": 2}


def audit(
    observations: pd.DataFrame, document: Document, corrections: Path | None = None, catalogue: Catalogue | None = None
) -> pd.DataFrame:
    """Check the figures of a report against each other.

    Parameters
    ----------
    observations : DataFrame
        The observations table of one report.
    document : Document
        The report they were read from: the words between the numbers say what belongs together.
    corrections : Path, optional
        Known and accepted discrepancies; ``data/reference/corrections.yml`` where not given.
    catalogue : Catalogue, optional
        Where the ranges of indicators are from; the package's own where not given.

    Returns
    -------
    DataFrame
        The findings table, in text order.

    Raises
    ------
    ReferenceDataError
        An entry of the corrections for this report matches nothing.

    Examples
    --------
    >>> from chengxi_analysis import tables
    >>> from chengxi_analysis.model import Document, Section
    >>> text = "受理22宗,办结18宗,办结率91.8%。"
    >>> def row(surface, value, unit_text, unit, decimals):
    ...     start = text.index(surface)
    ...     half = 0.05 if unit == "pct" else 0
    ...     return dict(obs_id=f"x#{start}", report_id="x", role="actual", value=value, unit_text=unit_text, unit=unit, decimals=decimals,
    ...                 bound="exact", lower=value - half, upper=value + half, start=start, end=start + len(surface), text=surface,
    ...                 sentence_start=0, sentence=text)
    >>> rows = [row("22宗", 22, "宗", "case", 0), row("18宗", 18, "宗", "case", 0), row("91.8%", 91.8, "%", "pct", 1)]
    >>> found = audit(tables.frame("observations", rows), Document("x", text, (Section("", "", 0, "summary", 0, len(text)),)))
    >>> found.loc[found["check"] == "rate", ["verdict", "severity", "stated"]].values.tolist()
    [['inconsistent', 'error', '22宗 | 18宗 | 91.8%']]
    """
    findings = run_checks(Passage(observations, document, catalogue.limits if catalogue else None))
    rows = [_row(f, document.report_id) for f in findings]
    _make_ids_unique(rows)
    table = tables.frame_of_columns("findings", {c: [row[c] for row in rows] for c in tables.columns("findings")})
    return corrections_file.apply(table, document.report_id, corrections)


def run_checks(passage: Passage) -> list[Finding]:
    """All findings of a passage, in text order; what one check repeats of another is said once."""
    found = [f for family in FAMILIES for f in family(passage)]
    return sorted(_without_repeats(found), key=lambda f: (f.ordered[0].start, f.ordered[-1].start))


def _without_repeats(found: list[Finding]) -> Iterator[Finding]:
    """Drop a finding whose numbers a graver or earlier one of the same check, or another disagreement, already covers."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    covering = {"part": ("rate", "total"), "order": ("rate",)}
    bad = [(f.check, frozenset(n.start for n in f.numbers)) for f in found if f.verdict == "inconsistent" and f.check in ("rate", "total")]
    missed = {places for check, places in bad if check == "total"}
    decided = [frozenset(n.start for n in f.numbers) for f in found if f.verdict != "untestable" and f.check == "growth"]
    for f in found:
        places = frozenset(n.start for n in f.numbers)
        key = (f.check, tuple(sorted(places)))
        covered = f.verdict == "inconsistent" and any(check in covering.get(f.check, ()) and places < other for check, other in bad)
        covered = covered or (f.verdict == "consistent" and f.check == "part" and places in missed)
        covered = covered or (f.verdict == "untestable" and f.check == "growth" and len(places) == 1 and any(places < d for d in decided))
        if key not in seen and not covered:
            seen.add(key)
            yield f


def _row(f: Finding, report_id: str) -> dict[str, Any]:
    """A finding as a row of the table."""
    numbers = f.ordered
    both = f.stated is not None and f.recomputed is not None
    return {
        "report_id": report_id,
        "finding_id": f"{f.check}:{numbers[0].start}-{numbers[-1].end}",
        "check": f.check,
        "verdict": f.verdict,
        "reason": f.reason,
        "severity": f.severity,
        "stated": " | ".join(n.text for n in numbers),
        "stated_lower": f.stated.low if f.stated else None,
        "stated_upper": f.stated.high if f.stated else None,
        "recomputed_lower": f.recomputed.low if f.recomputed else None,
        "recomputed_upper": f.recomputed.high if f.recomputed else None,
        "difference": _finite(difference(f.stated, f.recomputed)) if both else None,  # type: ignore[arg-type]
        "explanation_zh": f.zh,
        "explanation_en": f.en,
        "obs_ids": [n.obs_id for n in numbers if n.obs_id],
        "correction": None,
        "correction_action": None,
        "correction_reason": None,
    }


def _finite(x: float) -> float | None:
    return None if math.isinf(x) else round(x, 9)


def _make_ids_unique(rows: list[dict[str, Any]]) -> None:
    """Two findings of one check over the same span: the later ones get a running number."""
    counts: Counter[str] = Counter()
    for row in rows:
        base = row["finding_id"]
        counts[base] += 1
        if counts[base] > 1:
            row["finding_id"] = f"{base}.{counts[base]}"


def audit_summary(findings: pd.DataFrame, observations: pd.DataFrame) -> dict[str, Any]:
    """The denominators of an audit: how many figures were read, and what became of the checks.

    Returns
    -------
    dict
        read (observations), in_checks (observations that some decided check used), checks, testable (by words), tested, consistent,
        inconsistent, by_severity, accepted (inconsistent with a correction), untestable, untestable_by_reason.

    Examples
    --------
    >>> from chengxi_analysis import tables
    >>> audit_summary(tables.frame("findings", []), tables.frame("observations", []))["tested"]
    0
    """
    decided = findings[findings["verdict"] != "untestable"]
    bad = findings[findings["verdict"] == "inconsistent"]
    severities = bad["severity"].value_counts()
    reasons = findings.loc[findings["verdict"] == "untestable", "reason"].value_counts()
    return {
        "read": len(observations),
        "in_checks": len({oid for ids in decided["obs_ids"] for oid in ids} & set(observations["obs_id"])),
        "testable": len(findings),
        "tested": len(decided),
        "consistent": int((findings["verdict"] == "consistent").sum()),
        "inconsistent": len(bad),
        "by_severity": {s: int(severities.get(s, 0)) for s in _RANK},
        "accepted": int(bad["correction"].notna().sum()),
        "untestable": int(reasons.sum()),
        "untestable_by_reason": {str(r): int(reasons[r]) for r in sorted(reasons.index)},
    }

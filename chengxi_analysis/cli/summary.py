"""What a command says besides its table, in the language of the terminal: the denominators of an audit and of its self-test."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from chengxi_analysis.reporting.i18n import code, joined, say

if TYPE_CHECKING:
    import pandas as pd

    from chengxi_analysis.api import Report


def terminal_language() -> str:
    """``zh`` where the locale is Chinese, else ``en``."""
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def audit_words(report: Report, findings: pd.DataFrame, language: str) -> str:
    """How many figures were read, and what became of the checks; those between reports count where they stand."""
    from chengxi_analysis.analysis.audit import audit_summary
    from chengxi_analysis.reporting.names import alone_words, places_words

    findings = findings.loc[findings["report_id"] == report.report_id]
    s = audit_summary(findings, report.observations())
    counts = [say("cli.severity", language, n=n, severity=_severity(name, language)) for name, n in s["by_severity"].items() if n]
    key = "cli.audit" if s["inconsistent"] else "cli.audit_agrees"
    words = {"places": places_words(findings, language), "alone": alone_words(findings, language), "severities": joined(counts, language)}
    return say(key, language, report=report.report_id, **words, **s)


def corrections_words(findings: pd.DataFrame, language: str) -> list[str]:
    """Every entry of the corrections that stands beside a disagreement, with its reason."""
    known = findings.loc[findings["correction"].notna()].drop_duplicates(["report_id", "correction"])
    rows = zip(known["report_id"], known["correction"], known["correction_action"], known["correction_reason"], strict=True)
    return [
        say("cli.correction", language, report=report, id=name, action=code("correction", action, language), reason=reason)
        for report, name, action, reason in rows
    ]


def _severity(name: str, language: str) -> str:
    """In English the word that ``--fail-on`` takes."""
    return name if language == "en" else code("severity", name, language)


def self_test_of(reports: Sequence[Report]) -> pd.DataFrame:
    """Numbers changed in the text, inside testable relations, and found by the audit, by report and family."""
    import pandas as pd

    from chengxi_analysis.analysis.selftest import self_test
    from chengxi_analysis.naming import reread

    outcomes = []
    for report in reports:
        outcome = self_test(report.observations(), report.document, partial(reread, report.document, report.catalogue))
        outcome.insert(0, "report_id", report.report_id)
        outcomes.append(outcome)
    return pd.concat(outcomes, ignore_index=True)


def self_test_words(outcome: pd.DataFrame, language: str) -> list[str]:
    """One sentence a report: how many changes there were, and how many were found, by a note only, or not at all."""
    lines = []
    for row in outcome.loc[outcome["family"] == "all"].to_dict("records"):
        key = "cli.self_test" if row["mutated"] else "cli.self_test_none"
        counts = {name: row[name] for name in ("found", "noted", "missed", "still_holds")}
        lines.append(say(key, language, report=row["report_id"], n=row["mutated"], share=f"{row['recall']:.1%}", **counts))
    return lines

"""What a command says besides its table, in the language of the terminal: the denominators of an audit and of its self-test."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chengxi_analysis.reporting.i18n import code, joined, say

if TYPE_CHECKING:
    import pandas as pd

    from chengxi_analysis.api import Report


def terminal_language() -> str:
    """``zh`` where the locale is Chinese, else ``en``."""
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def audit_words(report: Report, language: str) -> str:
    """How many figures were read, and what became of the checks."""
    from chengxi_analysis.analysis.audit import audit_summary
    from chengxi_analysis.reporting.names import places_words

    findings = report.findings()
    s = audit_summary(findings, report.observations())
    counts = [say("cli.severity", language, n=n, severity=_severity(name, language)) for name, n in s["by_severity"].items() if n]
    key = "cli.audit" if s["inconsistent"] else "cli.audit_agrees"
    return say(key, language, report=report.report_id, places=places_words(findings, language), severities=joined(counts, language), **s)


def _severity(name: str, language: str) -> str:
    """In English the word that ``--fail-on`` takes."""
    return name if language == "en" else code("severity", name, language)


def self_test_of(reports: Sequence[Report]) -> pd.DataFrame:
    """Numbers changed inside testable relations and found by the audit, by report and family."""
    import pandas as pd

    from chengxi_analysis.analysis.selftest import self_test

    outcomes = []
    for report in reports:
        outcome = self_test(report.observations(), report.document)
        outcome.insert(0, "report_id", report.report_id)
        outcomes.append(outcome)
    return pd.concat(outcomes, ignore_index=True)


def self_test_words(outcome: pd.DataFrame, language: str) -> list[str]:
    """One sentence a report: how many changes there were and how many were found."""
    whole = outcome.loc[outcome["family"] == "all"]
    rows = zip(whole["report_id"], whole["mutated"], whole["found"], whole["recall"], strict=True)
    return [
        say("cli.self_test" if n else "cli.self_test_none", language, report=report, n=n, found=found, share=f"{share:.1%}")
        for report, n, found, share in rows
    ]

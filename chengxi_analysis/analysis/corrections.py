"""Known and accepted discrepancies: an analyst's list of findings that are explained, in ``data/reference/corrections.yml``.

An entry never changes a verdict. It puts its id beside the finding, so that a reader sees why it was accepted. An entry that
matches nothing is an error: the text, or the entry, has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.resources import reference_path

_REQUIRED = ("id", "report", "match", "action", "reason", "status")
_ACTIONS = ("accept", "ask")
_STATUSES = ("open", "confirmed", "explained")


def load(path: Path | None = None) -> list[dict[str, Any]]:
    """Entries of a corrections file, checked.

    Raises
    ------
    ReferenceDataError
        The file is missing, is no list of entries, or an entry lacks a field or uses an unknown word.
    """
    path = reference_path("corrections.yml") if path is None else path
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise ReferenceDataError("The corrections must be a readable YAML file", str(error), "restore or correct it", path) from error
    entries = (raw or {}).get("corrections") if isinstance(raw, dict) else None
    if entries is None:
        raise ReferenceDataError("A corrections file must hold a list named corrections", "there is none", "add it; it may be empty", path)
    for k, entry in enumerate(entries, 1):
        _check(entry, k, path)
    return list(entries)


def _check(entry: Any, k: int, path: Path) -> None:
    if not isinstance(entry, dict):
        raise ReferenceDataError(f"Entry {k} must be a mapping", f"it is {entry!r}", "see the head of the file", path)
    missing = [f for f in _REQUIRED if not entry.get(f)]
    if missing:
        lacks = f"{', '.join(missing)} missing"
        raise ReferenceDataError(f"Entry {k} must have {', '.join(_REQUIRED)}", lacks, "add what is missing", path)
    for name, allowed in (("action", _ACTIONS), ("status", _STATUSES)):
        if entry[name] not in allowed:
            wanted = f"{name} of entry {entry['id']} must be one of {', '.join(allowed)}"
            raise ReferenceDataError(wanted, f"it is {entry[name]}", "use one of these", path)
    if not set(entry["match"]) <= {"check", "stated", "finding_id"} or not entry["match"]:
        wanted = f"match of entry {entry['id']} must name check, stated or finding_id"
        raise ReferenceDataError(wanted, f"it names {', '.join(entry['match'])}", "correct the names", path)


def apply(findings: pd.DataFrame, report_id: str, path: Path | None = None) -> pd.DataFrame:
    """Put the ids of matching entries beside the disagreements of one report.

    Raises
    ------
    ReferenceDataError
        An entry for this report matches no disagreement, or the recomputed value is not the expected one.
    """
    path = reference_path("corrections.yml") if path is None else path
    entries = [entry for entry in load(path) if entry["report"] == report_id]
    if entries:
        findings = findings.copy()
    for entry in entries:
        hit = findings["verdict"] == "inconsistent"
        for column, wanted in entry["match"].items():
            hit &= findings[column] == str(wanted)
        expected = entry.get("expected")
        if expected is not None:
            low, high = findings["recomputed_lower"].fillna(float("-inf")), findings["recomputed_upper"].fillna(float("inf"))
            hit &= (low <= expected) & (expected <= high)
        if not hit.any():
            raise ReferenceDataError(
                f"Entry {entry['id']} must match a disagreement of report {report_id}", "it matches none",
                "correct its match or its expected value, or remove it if the report was corrected", path,
            )  # fmt: skip
        findings.loc[hit, "correction"] = entry["id"]
    return findings

"""Known and accepted discrepancies: an analyst's list of findings that are explained, in ``data/reference/corrections.yml``.

An entry never changes a verdict. It puts its id and its reason beside the finding, so that a reader sees why it was accepted. An entry
that matches nothing is an error: the text, or the entry, has changed. An entry for figures of two reports names the others (`beside`) and
is looked at where all of them are given.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.resources import reference_path

_REQUIRED = ("id", "report", "match", "action", "reason", "status")
_FIELDS = {*_REQUIRED, "expected", "beside"}
_ACTIONS = ("accept", "ask")
_STATUSES = ("open", "confirmed", "explained")
_MATCHES = ("check", "stated", "finding_id")


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
    if not isinstance(entries, list):
        raise ReferenceDataError("corrections must be a list", f"it is {entries!r}", "begin every entry with a dash", path)
    for k, entry in enumerate(entries, 1):
        _check(entry, k, path)
    ids = [entry["id"] for entry in entries]
    twice = sorted({str(i) for i in ids if ids.count(i) > 1})
    if twice:
        raise ReferenceDataError("Ids of corrections must be unique", f"{', '.join(twice)} stands twice", "give each its own", path)
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
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise ReferenceDataError(f"Entry {entry['id']} has unknown fields", ", ".join(unknown), f"known are {', '.join(_FIELDS)}", path)
    _check_match(entry, path)
    expected = entry.get("expected")
    if expected is not None and (isinstance(expected, bool) or not isinstance(expected, int | float)):
        raise ReferenceDataError(f"expected of entry {entry['id']} must be a number", f"it is {expected!r}", "write the bare number", path)


def _check_match(entry: dict[str, Any], path: Path) -> None:
    match, names = entry["match"], ", ".join(_MATCHES)
    wanted = f"match of entry {entry['id']} must name {names}"
    if not isinstance(match, dict):
        raise ReferenceDataError(wanted, f"it is {match!r}", "write each on its own line, as in `check: rate`", path)
    if not set(match) <= set(_MATCHES):
        raise ReferenceDataError(wanted, f"it names {', '.join(map(str, match))}", "correct the names", path)


def require_known(report_ids: Collection[str], path: Path | None = None) -> None:
    """Every entry must be for a report that there is.

    Raises
    ------
    ReferenceDataError
        An entry names a report that is none of `report_ids`.
    """
    path = reference_path("corrections.yml") if path is None else path
    for entry in load(path):
        lost = [r for r in (entry["report"], *_beside(entry)) if r not in report_ids]
        if lost:
            raise ReferenceDataError(
                f"Entry {entry['id']} must be for a report that there is", f"{', '.join(map(str, lost))} is neither given nor stored",
                "correct the id (the stem of the file name), or remove the entry", path,
            )  # fmt: skip


def apply(findings: pd.DataFrame, report_id: str, path: Path | None = None) -> pd.DataFrame:
    """Put the matching entries beside the disagreements of one report with itself.

    Raises
    ------
    ReferenceDataError
        An entry for this report matches no disagreement, or the recomputed value is not the expected one.
    """
    path = reference_path("corrections.yml") if path is None else path
    return _applied(findings, [e for e in load(path) if e["report"] == report_id and not _beside(e)], path)


def apply_between(findings: pd.DataFrame, report_ids: Collection[str], path: Path | None = None) -> pd.DataFrame:
    """Put the matching entries beside the disagreements between reports.

    Raises
    ------
    ReferenceDataError
        An entry whose reports are all given matches no disagreement between them.
    """
    path = reference_path("corrections.yml") if path is None else path
    return _applied(findings, [e for e in load(path) if _beside(e) and {e["report"], *_beside(e)} <= set(report_ids)], path)


def _beside(entry: dict[str, Any]) -> list[str]:
    """The other reports of an entry, one or a list."""
    others = entry.get("beside") or []
    return [str(o) for o in others] if isinstance(others, list) else [str(others)]


def _applied(findings: pd.DataFrame, entries: list[dict[str, Any]], path: Path) -> pd.DataFrame:
    if entries:
        findings = findings.copy()
    for entry in entries:
        hit = (findings["verdict"] == "inconsistent") & (findings["report_id"] == entry["report"])
        for column, wanted in entry["match"].items():
            hit &= findings[column] == str(wanted)
        if entry.get("expected") is not None:
            hit &= _as_expected(findings, entry["expected"])
        if not hit.any():
            raise ReferenceDataError(
                f"Entry {entry['id']} must match a disagreement of report {entry['report']}", "it matches none",
                "correct its match or its expected value, or remove it if the report was corrected", path,
            )  # fmt: skip
        findings.loc[hit, ["correction", "correction_action", "correction_reason"]] = [str(entry[k]) for k in ("id", "action", "reason")]
    return findings


def _as_expected(findings: pd.DataFrame, expected: float) -> pd.Series:
    """The recomputed interval holds the expected value as that is printed: 63.64 stands for what is rounded to it."""
    half = 0.5 * 10.0 ** -len(repr(expected).partition(".")[2].rstrip("0")) if isinstance(expected, float) else 0.5
    low, high = findings["recomputed_lower"].fillna(-math.inf), findings["recomputed_upper"].fillna(math.inf)
    return (low <= expected + half) & (expected - half <= high)


def accepted(findings: pd.DataFrame) -> pd.Series:
    """Which rows are disagreements that an entry accepts; those that were only asked about are not."""
    return (findings["verdict"] == "inconsistent") & (findings["correction_action"] == "accept")

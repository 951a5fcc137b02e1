"""The sidecar: a small YAML file beside a report that says what its text does not (area, code, period, where it is from)."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from chengxi_analysis.errors import ReportError
from chengxi_analysis.model import Metadata

_KEYS = tuple(f.name for f in fields(Metadata) if f.name != "period_source")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_RULES = {
    "ref_area": (re.compile(r"\d{12}"), "twelve digits in quotes, such as '441702009000'"),
    "period": (re.compile(rf"{_DAY}(?:/{_DAY})?"), "an ISO 8601 period, such as '2022' or '2022-01/2022-10'"),
    "as_of": (re.compile(_DAY), "a date, such as '2022-11-30'"),
    "published": (re.compile(_DAY), "a date, such as '2022-12-30'"),
    "retrieved": (re.compile(_DAY), "a date, such as '2022-12-30'"),
    "sha256": (re.compile(r"[0-9a-f]{64}"), "64 hexadecimal digits in lower case"),
}


def sidecar_path(report: Path) -> Path:
    """Where the sidecar of a report is looked for: the same name with .yml."""
    return report.with_suffix(".yml")


def load_sidecar(path: Path) -> dict[str, str]:
    """Fields of a sidecar, checked; an empty dict where there is no file.

    Raises
    ------
    ReportError
        The file is no YAML mapping, has a field that is unknown, or a value that is malformed; all failures are named at once.
    """
    if not path.exists():
        return {}
    try:
        raw = yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        what = " ".join(str(error).split())
        raise ReportError("A sidecar must be a YAML file in UTF-8", f"it cannot be read ({what})", "correct it", where=path) from error
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        found = f"it holds a {type(raw).__name__}"
        raise ReportError("A sidecar must hold 'field: value' lines", found, f"use the fields {', '.join(_KEYS)}", where=path)
    return checked(raw, path)


def checked(raw: dict[str, Any], where: str | Path | None = None) -> dict[str, str]:
    """Metadata fields as text, null ones left out; see `load_sidecar` for the errors.

    Examples
    --------
    >>> checked({"area": "某镇", "ref_area": 441702009000, "period": 2022, "note": None})
    {'area': '某镇', 'ref_area': '441702009000', 'period': '2022'}
    """
    values = {str(key): _as_text(value) for key, value in raw.items() if value is not None}
    problems = [p for key, value in values.items() if (p := _problem(key, value))]
    if problems:
        remedy = f"correct it (fields: {', '.join(_KEYS)})"
        raise ReportError("A report's metadata must keep to its fields", "; ".join(problems), remedy, where=where)
    return values


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def _problem(key: str, value: str) -> str | None:
    if key not in _KEYS:
        near = difflib.get_close_matches(key, _KEYS, 1)
        return f"there is an unknown field {key}" + (f" (did you mean {near[0]}?)" if near else "")
    rule = _RULES.get(key)
    if rule is not None and not rule[0].fullmatch(value):
        return f"{key} is {value} and must be {rule[1]}"
    return None

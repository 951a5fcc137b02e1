"""Targets and benchmarks: figures that others said, read from CSV files and checked before anything is compared with them.

A file is in UTF-8 (with or without BOM), UTF-16 or GB18030, as a spreadsheet saves it, its cells apart by comma, semicolon or tab.
Everything that is wrong in all files is told at once.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.analysis import areas
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.csv_files import ABSENT as _ABSENT
from chengxi_analysis.analysis.csv_files import CheckedFile as _File
from chengxi_analysis.analysis.csv_files import iso_date as _date
from chengxi_analysis.analysis.csv_files import read_checked as _read
from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.resources import reference_path

#: Columns of a targets file; the first group must be filled in every row.
TARGET_REQUIRED = ("target_id", "indicator", "comparator", "value", "unit", "source")
TARGET_COLUMNS = (
    *TARGET_REQUIRED, "value_high", "population", "deadline", "level", "applies_to", "issuer", "title", "doc_no", "published", "url",
    "evidence", "comparability",
    "judged_for", "note", "note_zh", "source_kind",
)  # fmt: skip
#: Columns of a benchmarks file.
BENCHMARK_REQUIRED = ("area", "indicator", "value", "unit", "source")
BENCHMARK_COLUMNS = (
    *BENCHMARK_REQUIRED, "benchmark_id", "level", "as_of", "stated_indicator", "bound", "url", "evidence", "comparability",
    "judged_for", "note",
    "note_zh", "source_kind",
)  # fmt: skip

_COMPARATORS = {"≥": ">=", "≤": "<=", "＝": "=", "==": "=", "=>": ">=", "=<": "<=", "不低于": ">=", "不超过": "<="}
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")
_SOURCE_KINDS = ("official", "press", "copy")
#: Levels of an area code: province, prefecture, county, township; and the whole code.
_CODE_DIGITS = (2, 4, 6, 9, 12)
_LEVELS_OF_GROWTH = (-100.0, 300.0)


def load_targets(*paths: str | Path, catalogue: Catalogue | None = None) -> pd.DataFrame:
    """Read and check target files.

    Parameters
    ----------
    *paths : str or Path
        Files in the form of ``data/reference/targets.csv``; several are merged. Without any, that file.
    catalogue : Catalogue, optional
        The indicators that targets may name; the package's own by default.

    Returns
    -------
    DataFrame
        One row a target, columns :data:`TARGET_COLUMNS`; ``value`` and ``value_high`` are numbers in ``unit``, a canonical code;
        dates are ISO 8601; what a file leaves blank is null.

    Raises
    ------
    ReferenceDataError
        Anything in any file is wrong: all of it in one error, each with file and row (as a spreadsheet counts, the head is row 1).

    Examples
    --------
    >>> load_targets().set_index("target_id").loc["sewage-guangdong-2023", ["comparator", "unit", "deadline"]].tolist()
    ['>=', 'pct', '2023-12-31']
    """
    return _load(paths, "targets.csv", TARGET_COLUMNS, TARGET_REQUIRED, _check_target, "target_id", catalogue)


def load_benchmarks(*paths: str | Path, catalogue: Catalogue | None = None) -> pd.DataFrame:
    """Read and check benchmark files: the same measure at other places or times. See :func:`load_targets`.

    ``benchmark_id`` is made of indicator, area and date where a file gives none.

    Examples
    --------
    >>> benchmarks = load_benchmarks()
    >>> int((benchmarks["indicator"] == "vaccination_elderly60_full_rate").sum()) > 5
    True
    """
    return _load(paths, "benchmarks.csv", BENCHMARK_COLUMNS, BENCHMARK_REQUIRED, _check_benchmark, "benchmark_id", catalogue)


_Check = Callable[[_File, int, dict[str, Any], Catalogue], None]


def _load(
    paths: Iterable[str | Path],
    default: str,
    columns: tuple[str, ...],
    required: tuple[str, ...],
    check: _Check,
    key: str,
    catalogue: Catalogue | None,
) -> pd.DataFrame:
    known = catalogue or Catalogue.load()
    problems: list[str] = []
    rows: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    for path in [Path(p) for p in paths] or [reference_path(default)]:
        file = _read(path, required)
        for number, raw in file.rows:
            row: dict[str, Any] = {c: (raw.get(c) or "").strip() or None for c in columns}
            _check_common(file, number, row, required, known)
            check(file, number, row, known)
            _check_unique(file, number, row, key, seen)
            rows.append(row)
        problems.extend(file.problems)
    if problems:
        if all(problem.endswith(_ABSENT) for problem in problems):
            raise ReferenceDataError("a reference file must exist", "; ".join(problems), "correct its path")
        raise ReferenceDataError(
            "a reference file must give every figure with indicator, unit, number, dates and source",
            f"{len(problems)} mistake{'s' if len(problems) > 1 else ''}: " + "; ".join(problems),
            "correct these rows",
            where=", ".join(str(p) for p in paths) or default,
        )
    frame = pd.DataFrame(rows, columns=list(columns))
    numbers = [c for c in ("value", "value_high") if c in columns]
    return frame.astype({c: "float64" if c in numbers else "str" for c in columns})


def _check_common(file: _File, number: int, row: dict[str, Any], required: tuple[str, ...], catalogue: Catalogue) -> None:
    for column in required:
        if row[column] is None:
            file.say(number, f"no {column}")
    name = row["indicator"]
    if name is not None and name not in catalogue:
        near = catalogue.suggest(name)
        file.say(number, f"unknown indicator {name}" + (f", did you mean {near}?" if near else ""))
    for column in ("value", "value_high"):
        if row.get(column) is not None:
            row[column] = _number(file, number, column, row[column])
    if row["unit"] is not None:
        row["unit"] = _unit(file, number, row["unit"], catalogue.indicators.get(name or ""))
    if row["unit"] == "pct":
        _check_percentages(file, number, row, catalogue)
    if row["comparability"] is not None and row["comparability"] not in tables.COMPARABILITY:
        file.say(number, f"comparability {row['comparability']} (one of {', '.join(tables.COMPARABILITY)})")
        row["comparability"] = None
    if row["source_kind"] is not None and row["source_kind"] not in _SOURCE_KINDS:
        file.say(number, f"source_kind {row['source_kind']} (one of {', '.join(_SOURCE_KINDS)})")
    if row["url"] is not None and not _ADDRESS.fullmatch(row["url"]):
        file.say(number, f"url {row['url']!r} is no address (https://...)")


def _check_percentages(file: _File, number: int, row: dict[str, Any], catalogue: Catalogue) -> None:
    entry = catalogue.indicators.get(row["indicator"] or "")
    low, high = _LEVELS_OF_GROWTH if entry is not None and entry.growth else (0.0, 100.0)
    for column in ("value", "value_high"):
        value = row.get(column)
        if value is not None and not low <= value <= high:
            file.say(number, f"a percentage of {value:g} (from {low:g} to {high:g})")


def _check_target(file: _File, number: int, row: dict[str, Any], catalogue: Catalogue) -> None:
    if row["comparator"] is not None:
        row["comparator"] = _COMPARATORS.get(row["comparator"], row["comparator"])
        if row["comparator"] not in tables.COMPARATORS:
            file.say(number, f"comparator {row['comparator']} (one of {' '.join(tables.COMPARATORS)})")
        if row["comparator"] == "between" and row["value_high"] is None:
            file.say(number, "comparator between needs value_high")
    if row["value"] is not None and row["value_high"] is not None and row["value"] > row["value_high"]:
        file.say(number, f"value {row['value']:g} is above value_high {row['value_high']:g}")
    row["applies_to"] = _area(file, number, row["applies_to"])
    for column in ("deadline", "published"):
        row[column] = _date(file, number, column, row[column])


def _area(file: _File, number: int, text: str | None) -> str | None:
    """The digits of the area that a target binds, without the zeros that fill them up."""
    if text in (None, "CN", "INT"):
        return text
    # a code within a known province may be of an earlier edition of the list
    if not (text.isdecimal() and len(text) in _CODE_DIGITS and areas.lookup(text[:2])):
        file.say(number, f"applies_to {text} is no area code (44, 4417, 441702 ...), CN or INT")
        return None
    return areas.own_digits(text.ljust(12, "0"))


def _check_benchmark(file: _File, number: int, row: dict[str, Any], catalogue: Catalogue) -> None:
    first, _, last = (row["as_of"] or "").partition("/")
    if re.match(r"\d{4}(?!\d)", last):  # a period, 2021-01/2022-06, and no date with slashes
        ends = [_date(file, number, "as_of", end) for end in (first, last)]
        row["as_of"] = "/".join(e for e in ends if e) or None
    else:
        row["as_of"] = _date(file, number, "as_of", row["as_of"])
    if row["bound"] is not None and row["bound"] not in tables.BOUNDS:
        file.say(number, f"bound {row['bound']} (one of {', '.join(tables.BOUNDS)})")
    if row["benchmark_id"] is None:
        row["benchmark_id"] = f"{row['indicator']}@{row['area']}@{row['as_of'] or 'undated'}"


def _check_unique(file: _File, number: int, row: dict[str, Any], key: str, seen: dict[str, str]) -> None:
    name = row[key]
    if name is None:
        return
    if name in seen:
        if key == "target_id":
            file.say(number, f"the id {name} stands already in {seen[name]}")
        else:
            row[key] = f"{name}#{sum(1 for k in seen if k.partition('#')[0] == name) + 1}"
    seen[row[key]] = f"{file.path.name} row {number}"


def _number(file: _File, number: int, column: str, text: str) -> float | None:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        file.say(number, f"{column} {text!r} is no number")
        return None
    return value


def _unit(file: _File, number: int, text: str, indicator: Any) -> str:
    """Canonical code; it must be the indicator's, or the two could not be compared."""
    code = units.code_of(unicodedata.normalize("NFKC", text).replace("/月", "/个月"))
    if indicator is not None and code != indicator.unit:
        file.say(number, f"unit {text} is not that of {indicator.id} ({indicator.unit_name('zh')}, {indicator.unit})")
    return code

"""Population and size of places, for values per head and per square kilometre: CSV files in the form of ``data/reference/areas.csv``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from chengxi_analysis.analysis.csv_files import CheckedFile, iso_date, read_checked
from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.resources import reference_path

#: Columns of a file of places; the first group must be there.
REQUIRED = ("ref_area", "source")
COLUMNS = (*REQUIRED, "name", "as_of", "population", "population_kind", "area_km2", "url", "source_kind")
_NUMBERS = ("population", "area_km2")


def load_facts(paths: str | Path | Sequence[str | Path] = ()) -> pd.DataFrame:
    """Read the package's facts about places and those of an analyst.

    Parameters
    ----------
    paths : path or sequence of path
        Files in the form of ``data/reference/areas.csv``, one row a place and date with its source, read beside that file. A row of
        a later file takes the place of an earlier one of the same place and date.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`: ref_area (twelve digits), as_of (ISO 8601), population, area_km2 (numbers), source ...

    Raises
    ------
    ReferenceDataError
        Anything in any file is wrong: all of it in one error, each with file and row (as a spreadsheet counts, the head is row 1).

    Examples
    --------
    >>> load_facts().set_index("ref_area").loc["441702000000", "population_kind"]
    '常住人口'
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    files = [_checked(Path(path)) for path in (reference_path("areas.csv"), *given)]
    problems = [problem for file, _ in files for problem in file.problems]
    if problems:
        where = ", ".join(map(str, given)) or "areas.csv"
        count = f"{len(problems)} mistake{'s' if len(problems) > 1 else ''}"
        wanted = "a file of places must give every row a code, a number and a source"
        raise ReferenceDataError(wanted, f"{count}: {'; '.join(problems)}", "correct these rows", where=where)
    frame = pd.DataFrame([row for _, rows in files for row in rows], columns=list(COLUMNS))
    frame = frame.astype({c: "float64" if c in _NUMBERS else "str" for c in COLUMNS})
    return frame.drop_duplicates(["ref_area", "as_of"], keep="last").reset_index(drop=True)


def _checked(path: Path) -> tuple[CheckedFile, list[dict[str, Any]]]:
    file = read_checked(path, REQUIRED)
    rows: list[dict[str, Any]] = []
    seen: dict[tuple[str | None, str | None], int] = {}
    for number, raw in file.rows:
        row: dict[str, Any] = {c: (raw.get(c) or "").strip() or None for c in COLUMNS}
        _check(file, number, row)
        key = (row["ref_area"], row["as_of"])
        if key in seen and row["ref_area"]:
            file.say(number, f"place and date stand already in row {seen[key]}")
        seen.setdefault(key, number)
        rows.append(row)
    return file, rows


def _check(file: CheckedFile, number: int, row: dict[str, Any]) -> None:
    if row["ref_area"] is None or not re.fullmatch(r"[0-9]{12}", row["ref_area"]):
        file.say(number, f"ref_area {row['ref_area'] or 'is blank'}: a code has twelve digits (Excel cuts long numbers: format as text)")
    if row["source"] is None:
        file.say(number, "no source")
    row["as_of"] = iso_date(file, number, "as_of", row["as_of"])
    if all(row[c] is None for c in _NUMBERS):
        file.say(number, "neither population nor area_km2")
    for column in _NUMBERS:
        if row[column] is not None:
            row[column] = _number(file, number, column, row[column])


def _number(file: CheckedFile, number: int, column: str, text: str) -> float | None:
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        file.say(number, f"{column} {text!r} is no number above zero")
        return None
    return value

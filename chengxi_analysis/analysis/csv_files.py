"""CSV files that an analyst edits: read as a spreadsheet saves them, and checked so that everything wrong in them is told at once."""

from __future__ import annotations

import calendar
import codecs
import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

#: How the problem of a file that is not there ends.
ABSENT = ": there is no such file"
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@dataclass
class CheckedFile:
    """One file under check: its rows (with their number as a spreadsheet counts), and what is wrong with them."""

    path: Path
    rows: list[tuple[int, dict[str, str]]]
    problems: list[str] = field(default_factory=list)

    def say(self, row: int, what: str) -> None:
        """Keep a problem of a row."""
        self.problems.append(f"{self.path.name} row {row}: {what}")


def read_checked(path: Path, required: tuple[str, ...]) -> CheckedFile:
    """Rows of a CSV file; a file that cannot be read is a problem, not an exception, so that the others are checked too.

    Parameters
    ----------
    path : Path
        In UTF-8 (with or without BOM), UTF-16 or GB18030, its cells apart by comma, semicolon or tab.
    required : tuple of str
        Columns that the head must name.
    """
    file = CheckedFile(path, [])
    if not path.exists():
        file.problems.append(f"{path}{ABSENT}")
        return file
    try:
        raw = path.read_bytes()
        text = _decode(raw)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "another encoding"
        file.problems.append(f"{path.name}: cannot be read as UTF-8 or GB18030 text ({why})")
        return file
    if not text.strip():
        file.problems.append(f"{path.name}: the file is empty")
        return file
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    head = [name.strip() for name in next(lines)]
    absent = [c for c in required if c not in head]
    if absent:
        file.problems.append(f"{path.name} row 1: no column {', '.join(absent)}")
        return file
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells[len(head) :]):
            file.say(number, f"{len(cells)} cells under {len(head)} columns (a comma inside a cell needs quotes)")
        if any(cell.strip() for cell in cells):
            file.rows.append((number, dict(zip(head, cells, strict=False))))
    if not file.rows:
        file.problems.append(f"{path.name}: no rows below the head")
    return file


def _decode(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text" of a spreadsheet
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def iso_date(file: CheckedFile, number: int, column: str, text: str | None) -> str | None:
    """ISO 8601 year, month or day; 2023/1/31, as Excel writes it, is understood."""
    if text is None:
        return None
    found = _DATE.fullmatch(text)
    year, month, day = (int(g) if g else None for g in found.groups()) if found else (None, None, None)
    if year is None or not _is_date(year, month, day):
        file.say(number, f"{column} {text!r} is no date (2022, 2022-11 or 2022-11-30)")
        return None
    return "-".join([f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None])


def _is_date(year: int, month: int | None, day: int | None) -> bool:
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return False
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year, month)[1])

"""Tables as files, in the form that the file's ending names; never half a file, and the same bytes for the same table.

==========  ==========================================================================
.csv        UTF-8 with a byte order mark, so that Excel opens it right; lists joined by blanks
.jsonl      JSON Lines in UTF-8: one object a row, null for missing, numbers as numbers, lists as lists
.parquet    Apache Parquet, lists as lists
.xlsx       one sheet, header row fixed, lists joined by blanks; texts never become formulas
==========  ==========================================================================
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chengxi_analysis.errors import OutputError, ParameterError

if TYPE_CHECKING:
    import pandas as pd

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def check_ending(path: Path) -> None:
    """Raise at once, before any work, where the ending names no form that can be written.

    Raises
    ------
    ParameterError
        The ending is unknown.
    OutputError
        The folder does not exist, or the path is one.
    """
    if path.suffix.lower() not in _WRITERS:
        found = f"{path.name} ends in {path.suffix}" if path.suffix else f"{path.name} has no ending"
        raise ParameterError(f"The output's name must end in {', '.join(_WRITERS)}", found, "choose one of these endings")
    if path.is_dir():
        raise OutputError("The output must be a file", "this is a folder", "name a file in it", where=path)
    if not path.absolute().parent.is_dir():
        raise OutputError("The output's folder must exist", f"there is no {path.parent}", "make it, or choose another", where=path)


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table to a temporary sibling, and rename it when it is complete.

    Raises
    ------
    ParameterError, OutputError
        See `check_ending`; and the place cannot be written.
    """
    check_ending(path)
    data = _WRITERS[path.suffix.lower()](frame)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        remedy = "choose a place that can be written, or close the program that holds the file"
        raise OutputError("The output must be written", f"the system says: {error.strerror}", remedy, where=path) from error


def plain_cell(value: Any) -> Any:
    """A cell without numpy's and pandas' own types: None for missing, whole numbers without a fraction, lists as they are.

    Examples
    --------
    >>> [plain_cell(v) for v in (132000.0, 64.95, float("nan"), "5户")]
    [132000, 64.95, None, '5户']
    """
    if isinstance(value, str | list) or value is None:
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value


def flat_cell(value: Any) -> Any:
    """The same for forms that know no lists: ids joined by blanks."""
    cell = plain_cell(value)
    return " ".join(map(str, cell)) if isinstance(cell, list) else cell


def json_lines(frame: pd.DataFrame) -> str:
    """A table as JSON Lines."""
    names = list(frame.columns)
    columns = [frame[name].tolist() for name in names]
    rows = (dict(zip(names, map(plain_cell, row), strict=True)) for row in zip(*columns, strict=True))
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def _csv(frame: pd.DataFrame) -> bytes:
    text: str = flat(frame).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig")


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of plain cells, as CSV and Excel show it."""
    import pandas as pd

    return pd.DataFrame({name: pd.Series(map(flat_cell, frame[name].tolist()), dtype=object) for name in frame.columns})


def _parquet(frame: pd.DataFrame) -> bytes:
    return bytes(frame.to_parquet(index=False))


def _xlsx(frame: pd.DataFrame) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    sheet = book.active
    sheet.append(list(frame.columns))
    for row in flat(frame).itertuples(index=False):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub(" ", cell) if isinstance(cell, str) else cell for cell in row])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if cell.data_type == "f":  # a text that starts with = is a text
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_dates(buffer.getvalue())


def _without_dates(data: bytes) -> bytes:
    """A workbook without the time of its making, so that the same table gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_WRITERS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    ".csv": _csv,
    ".jsonl": lambda frame: json_lines(frame).encode(),
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}

"""Tables that were flattened to text: cells between blanks, tabs or line breaks, units in a header, a column or a line 单位:万元.

A table is recognized by its shape alone: rows whose cells hold bare numbers, under a line that names units or columns. Its numbers get the
unit, the role and the label that the header gives them; everything else of the text is left to the scanner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chengxi_analysis import units
from chengxi_analysis.extraction.numerals import parse_numeral
from chengxi_analysis.extraction.quantities import Quantity

_CELL = re.compile(r"[^ \u3000\t\n|]+(?: (?=\())?")
_NOT_NAME = re.compile(r"^(?:其中[:：]?|#)")
_BLANKS = " \u3000\t"
_BETWEEN_BARS = re.compile(r"[^|]+")
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$")
_GROWTH_HEAD = re.compile(r"(?:±|增减|增长|增幅)\(?%\)?(?=[ \u3000])")
_LEVEL_AND_GROWTH = re.compile(
    r"[ \u3000]+(?:其中 ?: ?)?(?P<name>[^0-9 \u3000\n。,;]{1,16}) *[0-9.,]{1,14} ?[^0-9 \u3000\n。,;]{0,6}[ \u3000]+(?P<growth>-?[0-9]{1,4}(?:\.[0-9]{1,2})?)(?=[ \u3000\n]|$)"
)
_UNIT_LINE = re.compile(r"[(]?(?:计量|金额)?单位 ?: ?(?P<unit>[^ )\n]{1,12})[)]?")
_UNIT_IN_HEADER = re.compile(r"\((?P<unit>[^()]{1,8})\)$")
_PROSE = re.compile(r"[。;!?]|,[^0-9]")
_ROW_ENDS = tuple("0123456789%")
_BLANK_AND_DIGIT = re.compile(r" [0-9]")
_GROWTH = re.compile(r"增长|增减|增幅|涨跌|±|比上年|比去年|同比")
_TARGET = re.compile(r"计划|目标|任务|预算|指标数")
_EARLIER = re.compile(r"上年|去年|上期|基期")
_YEAR = re.compile(r"([0-9]{4})年")
_ORDER = re.compile(r"序号|编号|排名|名次|位次")
_SCALES = {"千": 1e3, "百": 1e2, "万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: where it stands, its folded text, and its text as stored, of the same length."""

    start: int
    end: int
    text: str
    shown: str = ""

    @property
    def is_number(self) -> bool:
        return _NUMBER.match(self.text) is not None


@dataclass(slots=True)
class _Column:
    name: str
    unit: str | None
    role: str | None
    skip: bool = False
    year: str | None = None


def read_tables(text: str, raw: str | None = None) -> list[Quantity]:
    """Quantities of all flattened tables of a folded text, in text order; labels are taken from `raw`, the text as stored.

    Examples
    --------
    >>> found = read_tables("项目　单位　计划　完成\\n造林　亩　5,000　5,260\\n育苗　亩　300　312\\n")
    >>> [(q.label, q.value, q.unit, q.table_role) for q in found][:2]
    [('造林计划', 5000.0, '亩', 'target'), ('造林完成', 5260.0, '亩', 'actual')]
    """
    if not _may_hold_cells(text):
        return []
    lines = _lines(text, raw or text)
    found = _growth_run(text)
    at = 0
    while at < len(lines):
        read, used = _rows_table(lines, at)
        if not used:
            read, used = _cell_per_line_table(lines, at)
        if not used:
            read, used = _unit_per_line_table(lines, at)
        found.extend(read)
        at += max(1, used)
    return found


def _may_hold_cells(text: str) -> bool:
    """Wide blanks, a blank before a digit, or a line that ends in a number; plain searches, since most texts hold no table."""
    if "\u3000" in text or "\t" in text or "|" in text or _BLANK_AND_DIGIT.search(text):
        return True
    at = text.find("\n")
    while at >= 0:
        if at and text[at - 1] in "0123456789% " and text[max(0, at - 8) : at].rstrip(" ").endswith(_ROW_ENDS):
            return True
        at = text.find("\n", at + 1)
    return False


def _growth_run(text: str) -> list[Quantity]:
    """A table in one line of running text, headed by ±%: the bare number behind each level is its growth (货运量 289万吨 -23.6)."""
    head = _GROWTH_HEAD.search(text)
    found: list[Quantity] = []
    at = head.end() if head else len(text)
    while m := _LEVEL_AND_GROWTH.match(text, at):
        cell = _Cell(m.start("growth"), m.end("growth"), m.group("growth"))
        found.append(_quantity(cell, "%", m.group("name").replace(" ", "") + "比上年", _Column("", "%", "change")))
        at = m.end()
    return found


def _lines(text: str, raw: str) -> list[list[_Cell]]:
    lines, start = [], 0
    for line in text.split("\n"):
        cells: list[_Cell] = []
        if len(line) <= 400:
            for m in _BETWEEN_BARS.finditer(line) if "|" in line else _CELL.finditer(line):
                cells.extend(_cell(text, raw, start + m.start(), start + m.end()))
        lines.append(cells)
        start += len(line) + 1
    return lines


def _cell(text: str, raw: str, start: int, end: int) -> list[_Cell]:
    """The cell between two offsets, blanks around it left out, and blanks that only spread its characters (增 幅)."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    if start == end:
        return []
    return [_Cell(start, end, _SPREAD.sub("", text[start:end]), _SPREAD.sub("", raw[start:end]))]


def _is_row(cells: list[_Cell]) -> bool:
    """A row: a name, then cells of which the last is a bare number, and nothing that reads as prose."""
    return len(cells) >= 2 and cells[-1].is_number and not cells[0].is_number and not any(_PROSE.search(c.text) for c in cells)


def _is_numbered_row(cells: list[_Cell]) -> bool:
    return len(cells) >= 3 and cells[0].is_number and not cells[1].is_number and cells[-1].is_number


def _rows_table(lines: list[list[_Cell]], at: int) -> tuple[list[Quantity], int]:
    """A run of rows with the header or the unit line above it."""
    end = at
    while end < len(lines) and (_is_row(lines[end]) or _is_numbered_row(lines[end])):
        end += 1
    if end == at:
        return [], 0
    header, unit = _above(lines, at)
    rows = lines[at:end]
    if header is None and unit is None and not all(_unit_of_name(r[0].text) for r in rows):
        return [], end - at
    found: list[Quantity] = []
    for cells in rows:
        found.extend(_row(cells, header, unit))
    return found, end - at


def _above(lines: list[list[_Cell]], at: int) -> tuple[list[_Cell] | None, str | None]:
    """The header line and the unit of a line 单位:… within three lines above."""
    unit = None
    for back in range(1, 4):
        if at - back < 0:
            break
        cells = lines[at - back]
        if not cells:
            continue
        whole = "".join(c.text for c in cells)
        stated = _UNIT_LINE.search(whole)
        if stated and len(whole) < 40:
            unit = stated.group("unit")
            continue
        if len(cells) >= 2 and not cells[-1].is_number and not any(_PROSE.search(c.text) for c in cells):
            return cells, unit or _unit_above(lines, at - back)
        break
    return None, unit


def _unit_above(lines: list[list[_Cell]], at: int) -> str | None:
    for back in (1, 2):
        if at - back >= 0:
            whole = "".join(c.text for c in lines[at - back])
            stated = _UNIT_LINE.search(whole) or _UNIT_IN_HEADER.search(whole)
            if stated and (stated.group("unit") == "%" or _known_unit(stated.group("unit"))):
                return stated.group("unit")
    return None


def _row(cells: list[_Cell], header: list[_Cell] | None, unit: str | None) -> list[Quantity]:
    if cells[0].is_number:
        cells, header = cells[1:], header[1:] if header and _ORDER.search(header[0].text) else header
    columns = _columns(header, cells)
    name_cells = [c for c in cells if not _NUMBER.match(c.text)]
    name = name_cells[0]
    row_unit = next((c.text for c in name_cells[1:] if _known_unit(c.text)), None) or _unit_of_name(name.text)
    found = []
    for position, cell in enumerate(cells[1:], start=1):
        column = columns[position] if position < len(columns) else None
        if column is not None and column.skip:
            continue
        if cell.is_number and not (position + 1 < len(cells) and _known_unit(cells[position + 1].text)):
            stated = (column.unit if column else None) or row_unit or unit or ""
            found.append(_quantity(cell, stated, _label(name, column), column))
    return found


def _columns(header: list[_Cell] | None, cells: list[_Cell]) -> list[_Column]:
    """Columns by position from the right: a number joined with its unit (308.12万吨) takes one cell, apart (44450 万吨) two."""
    if header is None:
        return []
    names = [_column(c) for c in header]
    return [_Column("", None, None)] * (len(cells) - len(names)) + names[-len(cells) :]


def _column(cell: _Cell) -> _Column:
    name = cell.text
    stated = _UNIT_IN_HEADER.search(name)
    unit = stated.group("unit") if stated else "%" if name.endswith("%") else None
    bare = name[: stated.start()] if stated else name
    year = _YEAR.search(bare)
    if _GROWTH.search(bare):
        role: str | None = "change"
    elif _TARGET.search(bare) and "完成" not in bare:
        role = "target"
    elif _EARLIER.search(bare):
        role = "baseline"
    else:
        role = "actual"
    return _Column(cell.shown[: len(bare)], unit, role, _ORDER.search(bare) is not None, year.group(1) if year else None)


def _cell_per_line_table(lines: list[list[_Cell]], at: int) -> tuple[list[Quantity], int]:
    """One cell a line (a web table): 单位:%, column names, then a name and its numbers, again and again."""
    cells = lines[at]
    stated = _UNIT_LINE.search("".join(c.text for c in cells)) if cells else None
    if stated is None or sum(len(c.text) for c in cells) > 40:
        return [], 0
    stated_units = re.split("[、,]", stated.group("unit"))
    names: list[_Cell] = []
    numbers: list[list[_Cell]] = []
    end = at + 1
    while end < len(lines):
        line = lines[end]
        text = "".join(c.text for c in line)
        if len(line) > 2 or _PROSE.search(text) or len(text) > 24 or _UNIT_LINE.search(text):
            break
        if line:
            cell = _Cell(line[0].start, line[-1].end, text, "".join(c.shown for c in line))
            if cell.is_number:
                if not names:
                    break
                numbers[-1].append(cell)
            else:
                names.append(cell)
                numbers.append([])
        end += 1
    width = max((len(n) for n in numbers), default=0)
    if not width or sum(1 for n in numbers if n) < 2:
        return [], 0
    changes = any(_GROWTH.search("".join(c.text for c in line)) for line in lines[max(0, at - 3) : at])
    headers = [n for n, cells_ in zip(names, numbers, strict=True) if not cells_][-width:]
    found = []
    for name, row in zip(names, numbers, strict=True):
        for position, cell in enumerate(row):
            column = _column(headers[position]) if len(headers) == width else None
            if changes and stated_units == ["%"]:
                column = _Column("", "%", "change")
            unit = (column.unit if column else None) or stated_units[min(position, len(stated_units) - 1)]
            found.append(_quantity(cell, unit, _label(name, column if width > 1 else None), column))
    return found, end - at


def _unit_per_line_table(lines: list[list[_Cell]], at: int) -> tuple[list[Quantity], int]:
    """One cell a line with the unit as a cell of its own: a name, its unit, its numbers, again and again; column names above."""
    rows: list[tuple[_Cell, str, list[_Cell]]] = []
    end = at
    while (row := _stacked_row(lines, end)) is not None and (not rows or len(row[2]) == len(rows[0][2])):
        name, unit, numbers, end = row
        rows.append((name, unit, numbers))
    if len(rows) < 2:
        return [], 0
    width = len(rows[0][2])
    headers: list[_Cell] = []
    above = at - 1
    while above >= 0 and len(headers) < width and len(lines[above]) <= 1:
        if lines[above]:
            headers.insert(0, lines[above][0])
        above -= 1
    columns = [_column(h) for h in headers] if len(headers) == width else [None] * width
    found = []
    for name, unit, numbers in rows:
        for cell, column in zip(numbers, columns, strict=True):
            found.append(_quantity(cell, (column.unit if column else None) or unit, _label(name, column), column))
    return found, end - at


def _stacked_row(lines: list[list[_Cell]], at: int) -> tuple[_Cell, str, list[_Cell], int] | None:
    """A name, a unit and at least two numbers, one cell a line; blank lines between do not count."""
    cells: list[_Cell] = []
    while at < len(lines) and len(lines[at]) <= 1:
        if lines[at]:
            cell = lines[at][0]
            if len(cells) >= 2 and not cell.is_number:
                break
            if (not cells and (cell.is_number or len(cell.text) > 24 or _PROSE.search(cell.text))) or (len(cells) == 1 and not _known_unit(cell.text)):
                return None
            cells.append(cell)
        at += 1
    return (cells[0], cells[1].text, cells[2:], at) if len(cells) >= 4 else None


def _label(name: _Cell, column: _Column | None) -> str:
    stated = _UNIT_IN_HEADER.search(name.text)
    bare = name.shown[: stated.start()] if stated else name.shown
    bare = _NOT_NAME.sub("", bare)
    if column is None or not column.name or column.year:
        return bare
    return bare + column.name.removesuffix("%").removesuffix("％")


def _quantity(cell: _Cell, unit: str, label: str, column: _Column | None) -> Quantity:
    negative = cell.text.startswith("-")
    numeral = parse_numeral(cell.text.lstrip("-"))
    magnitude, plain = _split_scale(unit)
    value = round((-numeral.value if negative else numeral.value) * magnitude, 9)
    q = Quantity(cell.start, cell.end, cell.end, value, None, plain, numeral.decimals, magnitude, "exact", label=label)
    q.table_role = column.role if column and column.role else "actual"
    q.period = column.year if column else None
    return q


def _split_scale(unit: str) -> tuple[float, str]:
    """万人 -> (10000, 人); 千瓦 stays a unit."""
    magnitude = 1.0
    while unit and unit[0] in _SCALES and unit not in units.surfaces():
        magnitude *= _SCALES[unit[0]]
        unit = unit[1:]
    return magnitude, unit


def _known_unit(text: str) -> bool:
    return _split_scale(text)[1] in units.surfaces()


def _unit_of_name(name: str) -> str | None:
    stated = _UNIT_IN_HEADER.search(name)
    return stated.group("unit") if stated and _known_unit(stated.group("unit")) else None

"""Flattened tables: rows of blank-separated cells under a header (计划 完成 完成%; 上年 今年 增长%), and their 合计 row.

Columns are counted from the right, because a header such as 项　目 is spread over two cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis.checks.finding import Finding, compare
from chengxi_analysis.analysis.checks.growth import rise
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.linking import Number, Passage

_CELL = re.compile(r"\S+")
_PLAN = re.compile(r"计划|任务|目标|应")
_DONE = re.compile(r"^(?:实际|累计|已)?(?:完成|实绩|实际|实现|到位)(?:数|量|额)?$")
_PERCENT = re.compile(r"%|率|比例|占计划")
_LAST_YEAR = re.compile(r"上年|去年|同期")
_THIS_YEAR = re.compile(r"今年|本年|本期|当年")
_GROWTH = re.compile(r"增长|增幅|增减|同比|±")
_SUM_ROW = re.compile(r"^(?:合计|总计|小计)")


@dataclass(slots=True)
class Row:
    """A line of cells: its first words and the numbers by their place from the right."""

    name: str
    cells: dict[int, Number]
    width: int


@dataclass(slots=True)
class Table:
    """Header words by their place from the right, and the rows below."""

    header: dict[int, str]
    rows: list[Row]


def check(passage: Passage) -> Iterator[Finding]:
    """Rates, growth and sums inside tables."""
    for table in tables(passage):
        yield from _rates(table)
        yield from _growth(table)
        yield from _sums(table)


def tables(passage: Passage) -> Iterator[Table]:
    """Headers with at least three cells and two of the known words, followed by rows that hold numbers."""
    by_start = {n.start: n for n in passage.numbers}
    offset, table = 0, None
    for line in passage.text.split("\n"):
        cells = list(_CELL.finditer(line))
        if len(cells) < 3 or "。" in line:
            yield from _close(table)
            table = None
        else:
            places = {len(cells) - k: c for k, c in enumerate(cells)}
            numbers = {p: by_start[offset + c.start()] for p, c in places.items() if offset + c.start() in by_start}
            if len(numbers) >= 2 and table is not None:
                table.rows.append(Row(cells[0].group(), numbers, len(cells)))
            elif not numbers:
                yield from _close(table)
                table = Table({p: c.group() for p, c in places.items()}, [])
        offset += len(line) + 1
    yield from _close(table)


def _close(table: Table | None) -> Iterator[Table]:
    if table is not None and table.rows:
        yield table


def _column(table: Table, words: re.Pattern[str], unless: re.Pattern[str] | None = None) -> int | None:
    return next((p for p, h in sorted(table.header.items(), reverse=True) if words.search(h) and not (unless and unless.search(h))), None)


def _rates(table: Table) -> Iterator[Finding]:
    plan, done = _column(table, _PLAN, _PERCENT), _column(table, _DONE, _PERCENT)
    percent = _column(table, _PERCENT, _GROWTH)
    if plan is None or done is None or percent is None:
        return
    for row in table.rows:
        a, b, p = row.cells.get(done), row.cells.get(plan), row.cells.get(percent)
        if a is not None and b is not None and p is not None:
            how = (f"表中“{row.name}”按“{a.text}”和“{b.text}”计算", f"In the table row “{row.name}”, “{a.text}” of “{b.text}”")
            yield compare("rate", (b, a, p), p, quotient(a.interval, b.interval), how)


def _growth(table: Table) -> Iterator[Finding]:
    before, now = _column(table, _LAST_YEAR, _GROWTH), _column(table, _THIS_YEAR, _GROWTH)
    percent = _column(table, _GROWTH)
    if before is None or now is None or percent is None or not _PERCENT.search(table.header[percent]):
        return
    for row in table.rows:
        a, b, p = row.cells.get(before), row.cells.get(now), row.cells.get(percent)
        if a is not None and b is not None and p is not None:
            how = (f"表中“{row.name}”由“{a.text}”到“{b.text}”计算", f"In the table row “{row.name}”, from “{a.text}” to “{b.text}”")
            yield compare("growth", (a, b, p), p, rise(a.interval, b.interval), how)


def _sums(table: Table) -> Iterator[Finding]:
    """A 合计 row at the head or the foot of the table against the rows it adds up."""
    sums = [r for r in table.rows if _SUM_ROW.search(r.name)]
    others = [r for r in table.rows if not _SUM_ROW.search(r.name)]
    if len(sums) != 1 or len(others) < 2 or sums[0] not in (table.rows[0], table.rows[-1]):
        return
    for place, whole in sums[0].cells.items():
        parts = [r.cells.get(place) for r in others]
        if _PERCENT.search(table.header.get(place, "")) or _GROWTH.search(table.header.get(place, "")):
            continue
        known = [p for p in parts if p is not None and p.unit == whole.unit]
        if len(known) == len(others):
            how = (f"表中该列{len(known)}行相加", f"The {len(known)} rows of this column of the table added up")
            yield compare("total", (*known, whole), whole, total([p.interval for p in known]), how, cut_off=False)

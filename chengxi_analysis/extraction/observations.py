"""From a document to the observations table: scan, then role, period and label by sentence, then columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.extraction.fold import fold
from chengxi_analysis.extraction.labels import LabelReader
from chengxi_analysis.extraction.patterns import PINYIN_FILLER
from chengxi_analysis.extraction.quantities import Quantity
from chengxi_analysis.extraction.roles import RoleReader, speaks_of_the_future, speaks_of_the_past
from chengxi_analysis.extraction.scanner import Scan, scan, settle
from chengxi_analysis.extraction.sentences import Sentences
from chengxi_analysis.extraction.tabular import read_tables
from chengxi_analysis.extraction.timing import Calendar, anchor_before
from chengxi_analysis.model import Document, Section
from chengxi_analysis.rounding import last_significant_unit, rounding_unit


class Match(Protocol):
    """Names quantities: labels, units, roles and sentences, offsets in the sentence and periods -> indicator ids and themes."""

    def __call__(
        self, labels: list[str], codes: list[str], roles: list[str], sentences: list[str], /, *, offsets: list[int], periods: list[str | None]
    ) -> tuple[list[str | None], list[str | None]]: ...


_CLAUSE_MARK = re.compile(r"[,;:。(!?]")
_WARMTH = re.compile(r"温|零下|高热|体感")
_ANGLE = re.compile(r"坡|角|北纬|南纬|东经|西经|倾斜")
_YEAR = re.compile(r"[0-9]{4}")
_YEARS = re.compile(r"[0-9]{4}(?:-[0-9]{2})?/[0-9]{4}(?:-[0-9]{2})?")
# A year to come whose clause says what was done is no plan: the report's own year was read too early, or the date is a due day in brackets.
_DONE_SINCE = re.compile("了|已|投入")
_BRACKET_LEFT = re.compile(r"[^(]*\)")
_RESULT = re.compile(r"完成|已|实际|达到")
_SPEECH_DATE = re.compile(r"(?:20|19)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")


def extract_observations(document: Document, match: Match | None = None) -> pd.DataFrame:
    """Every number that a report states as a fact.

    Parameters
    ----------
    document : Document
        A report as read.
    match : callable, optional
        The catalogue's matching: see :class:`Match`. Without it the columns of indicators and themes are null.

    Returns
    -------
    DataFrame
        The observations table: one row a quantity, in text order, columns as in :data:`chengxi_analysis.tables.OBSERVATIONS`.

    Examples
    --------
    >>> from chengxi_analysis.reading import document_from_text
    >>> report = document_from_text("全年清理垃圾150多吨,问题整改率达98.5%。", "example", {"period": "2022"})
    >>> extract_observations(report)[["label", "value", "unit", "bound"]].values.tolist()
    [['清理垃圾', 150.0, 't', 'ge'], ['问题整改率', 98.5, 'pct', 'exact']]
    """
    folded = fold(document.text)
    found = _read(folded, document.text)
    bounds = _annotate(document, folded.replace(PINYIN_FILLER, " "), found)
    return _frame(document, folded, found.quantities, bounds, match)


def extract_refused(document: Document) -> pd.DataFrame:
    """Every numeral that is no observation, with the reason (date, ordinal, name, list number ...)."""
    folded = fold(document.text)
    found = _read(folded, document.text)
    sentences = Sentences(folded)
    text = document.text
    rows: dict[str, list[Any]] = {name: [] for name in tables.columns("refused")}
    for refusal in settle(folded, found.refusals):
        start, end = sentences.bounds(refusal.start)
        rows["report_id"].append(document.report_id)
        rows["start"].append(refusal.start)
        rows["end"].append(refusal.end)
        rows["text"].append(text[refusal.start : refusal.end])
        rows["reason"].append(refusal.reason)
        rows["sentence"].append(text[start:end])
    return tables.frame("refused", rows)


def _read(folded: str, raw: str) -> Scan:
    """Scan the prose; where a table was flattened to text, its own reading takes the place of the scanner's."""
    found = scan(folded)
    cells = read_tables(folded, raw)
    if cells:
        taken = {offset for q in cells for offset in range(q.start, q.end)}
        kept = [q for q in found.quantities if q.start not in taken and q.end - 1 not in taken]
        found.quantities = sorted(kept + cells, key=lambda q: q.start)
        found.refusals = [r for r in found.refusals if r.start not in taken and r.end - 1 not in taken]
    return found


def _annotate(document: Document, folded: str, found: Scan) -> list[tuple[int, int]]:
    """Give every quantity its role, period and label; returns the sentence bounds of each."""
    sentences = Sentences(folded)
    period = document.metadata.period or ""
    calendar = Calendar(*_years(document), span=period if _YEARS.fullmatch(period) else None)
    quantities = found.quantities
    time_starts = [t.start for t in found.times]
    bounds: list[tuple[int, int]] = []
    sections = document.sections
    section_at, future_section, announced = 0, -1, -1
    i = 0
    while i < len(quantities):
        start, end = sentences.bounds(quantities[i].start)
        j = i + 1
        while j < len(quantities) and quantities[j].start < end:
            j += 1
        while section_at + 1 < len(sections) and sections[section_at + 1].start <= quantities[i].start:
            section_at += 1
        marks = found.times[bisect_left(time_starts, start) : bisect_left(time_starts, end)]
        going_on = future_section == section_at and not speaks_of_the_past(folded, start, end)
        going_on = going_on or (sections[section_at].kind != "problems" and _under_future_line(folded, start))
        going_on = going_on or (i > 0 and quantities[i - 1].role == "target" and start - bounds[-1][1] < 4 and folded.startswith("其中", start) and not _RESULT.search(folded, start, end))
        going_on = going_on or (announced >= 0 and sections[section_at].level > announced)
        future = _annotate_sentence(document.text, folded, quantities[i:j], start, end, sections[section_at], calendar, marks, going_on)
        future_section = section_at if future else -1
        if future and folded[end - 1] == ":":
            announced = sections[section_at].level
        elif announced >= 0 and sections[section_at].level <= announced and not future:
            announced = -1
        bounds.extend([(start, end)] * (j - i))
        i = j
    return bounds


def _annotate_sentence(
    raw: str, folded: str, quantities: list[Quantity], start: int, end: int, section: Section, calendar: Calendar, marks: list[Any], going_on: bool
) -> bool:
    anchors = calendar.anchors(folded, start, end, marks)
    future = going_on or speaks_of_the_future(folded, start, quantities[0].start)
    spent: set[int] = set()
    mark = start
    roles = RoleReader(folded, section.kind == "plan", future)
    labels = LabelReader(raw, folded, start)
    previous: Quantity | None = None
    for k, q in enumerate(quantities):
        following = quantities[k + 1] if k + 1 < len(quantities) else None
        left_start = previous.outer_end if previous is not None else start
        clause_start = left_start
        for m in _CLAUSE_MARK.finditer(folded, left_start, q.start):
            clause_start = mark = m.end()
        roles.mark = mark
        at = anchor_before(anchors, q.start)
        if calendar.year is not None and at >= 0 and not anchors[at].compared:
            year = anchors[at].year
            ahead = year is not None and year > calendar.year and not _is_done(folded, anchors[at].end, q.start)
            roles.future = future or ahead
        if q.table_role is None:
            q.role = roles.read(q, clause_start, previous, following)
            q.period = _period(q, anchors, at, left_start, previous, spent, folded)
        else:
            _settle_cell(q, calendar)
        if not q.label:
            q.label = labels.read(q, left_start, previous, following, end)
        previous = q
    return bool(roles.future)


def _is_done(folded: str, start: int, end: int) -> bool:
    return _DONE_SINCE.search(folded, start, end) is not None or _BRACKET_LEFT.match(folded, start, end) is not None


def _settle_cell(q: Quantity, calendar: Calendar) -> None:
    """A table's column names the role and the year; an earlier year's column is a baseline."""
    q.role = q.table_role or "actual"
    year = None if q.period is None else int(q.period)
    if year is not None and calendar.year is not None:
        if year < calendar.year and q.role == "actual":
            q.role = "baseline"
        q.period = None if year == calendar.year else str(year)


def _period(q: Quantity, anchors: list[Any], at: int, left_start: int, previous: Quantity | None, spent: set[int], folded: str) -> str | None:
    """The named time that governs the number; one that set off a comparison (去年为368起) is spent with it."""
    if q.role == "baseline":
        if at >= 0 and anchors[at].start >= left_start:
            spent.add(at)
            return anchors[at].iso
        return previous.period if previous is not None and previous.role == "baseline" else None
    while at >= 0 and (anchors[at].compared or at in spent):
        at -= 1
    if at < 0 or q.role == "threshold" or (q.role == "change" and "年均" in folded[left_start : q.start]):
        return None
    iso = anchors[at].iso
    if q.role == "change" and anchors[at].end < left_start and previous is not None and previous.role != "change":
        return None
    if iso is not None and q.role == "target" and "-" in iso:
        return None
    several_years = iso is not None and "/" in iso and "-" not in iso
    return None if several_years and folded.find(";", anchors[at].end, q.start) >= 0 else iso


def _under_future_line(folded: str, start: int) -> bool:
    """A short line of its own above (今年预期目标) sets what follows in the future."""
    line_end = folded.rfind("\n", max(0, start - 6), start)
    if line_end < 0 or folded[line_end:start].strip(" \n\u3000■●◆·-"):
        return False
    head = folded[max(0, line_end - 24) : line_end].rstrip(" \n\u3000:").rpartition("\n")[2]
    return 0 < len(head) <= 20 and speaks_of_the_future(head, 0, len(head))


def _years(document: Document) -> tuple[int | None, int | None]:
    """The year reviewed, and the year in which the text speaks."""
    period = document.metadata.period
    found = _YEAR.findall(period) if period else []
    if not found:
        return None, None
    year = int(found[-1])
    head = _SPEECH_DATE.search(document.text, 0, 600)
    spoken = int(head.group()[:4]) if head else year
    return year, spoken if spoken == year + 1 else year


def _frame(
    document: Document, folded: str, quantities: list[Quantity], bounds: list[tuple[int, int]], match: Match | None
) -> pd.DataFrame:
    text, report_id = document.text, document.report_id
    same = folded == text
    period = document.metadata.period
    codes = [units.code_of(q.unit) if q.unit != "度" else _degrees(folded, q) for q in quantities]
    labels = [q.label for q in quantities]
    roles = [q.role for q in quantities]
    sentences = [text[a:b] for a, b in bounds]
    periods = [q.period or period for q in quantities]
    offsets = [q.start - b[0] for q, b in zip(quantities, bounds, strict=True)]
    indicators, themes = _matched(match, labels, codes, roles, sentences, offsets, periods, same)
    sections = _sections_of(document.sections, quantities)
    lowers, uppers = _intervals(quantities, codes)
    columns: dict[str, Any] = {
        "obs_id": [f"{report_id}#{q.start}-{q.end}" for q in quantities],
        "report_id": [report_id] * len(quantities),
        "ref_area": [document.metadata.ref_area] * len(quantities),
        "time_period": periods,
        "period_stated": [q.period for q in quantities],
        "section": [s.path for s in sections],
        "section_title": [s.title for s in sections],
        "section_kind": [s.kind for s in sections],
        "theme": themes,
        "indicator": indicators,
        "label": labels,
        "role": roles,
        "value": [q.value for q in quantities],
        "value_high": [q.high for q in quantities],
        "unit_text": [q.unit for q in quantities] if same else [_stated_unit(text, folded, q) for q in quantities],
        "unit": codes,
        "decimals": [q.decimals for q in quantities],
        "bound": [q.bound for q in quantities],
        "lower": lowers,
        "upper": uppers,
        "start": [q.start for q in quantities],
        "end": [q.end for q in quantities],
        "text": [text[q.start : q.end] for q in quantities],
        "sentence_start": [b[0] for b in bounds],
        "sentence": sentences,
    }
    return tables.frame_of_columns("observations", columns)


def _matched(
    match: Match | None, labels: list[str], codes: list[str], roles: list[str], sentences: list[str], offsets: list[int], periods: list[str | None], same: bool
) -> tuple[list[str | None], list[str | None]]:
    """Indicator ids and themes; the catalogue speaks simplified half-width characters, so labels and sentences are folded for it."""
    if match is None:
        return [None] * len(labels), [None] * len(labels)
    if same:
        return match(labels, codes, roles, sentences, offsets=offsets, periods=periods)
    folded = {text: fold(text) for text in dict.fromkeys(sentences)}
    return match([fold(label) for label in labels], codes, roles, [folded[s] for s in sentences], offsets=offsets, periods=periods)


def _degrees(folded: str, q: Quantity) -> str:
    """度 counts kilowatt-hours, unless the clause speaks of warmth or of an angle."""
    around = folded[max(0, q.start - 8) : q.end + 6]
    return "degC" if _WARMTH.search(around) else "degree" if _ANGLE.search(around) else units.code_of(q.unit)


def _stated_unit(text: str, folded: str, q: Quantity) -> str:
    """The unit as the text writes it (畝, ㎡), only the percent sign is made one."""
    at = folded.rfind(q.unit, q.start, q.end) if q.unit else -1
    return q.unit if at < 0 or q.unit in ("%", "‰") else text[at : at + len(q.unit)]


def _sections_of(sections: Sequence[Section], quantities: list[Quantity]) -> list[Section]:
    out = []
    at = 0
    for q in quantities:
        while at + 1 < len(sections) and sections[at + 1].start <= q.start:
            at += 1
        out.append(sections[at])
    return out


def _intervals(quantities: list[Quantity], codes: list[str]) -> tuple[list[float | None], list[float | None]]:
    """Same as rounding.printed_interval, written out for columns: half a unit of the last printed digit either way."""
    lowers: list[float | None] = []
    uppers: list[float | None] = []
    for q, code in zip(quantities, codes, strict=True):
        low, high = q.value, q.value if q.high is None else q.high
        if q.bound == "ge":
            lowers.append(low)
            uppers.append(None)
        elif q.bound == "le":
            lowers.append(None)
            uppers.append(high)
        elif q.bound == "exact" and q.magnitude == 1 and not q.decimals and units.unit(code).discrete:
            lowers.append(low)
            uppers.append(high)
        else:
            slack = _slack(q)
            lowers.append(round(low - slack, 10))
            uppers.append(round(high + slack, 10))
    return lowers, uppers


def _slack(q: Quantity) -> float:
    if q.bound == "approx":
        return last_significant_unit(q.value / q.magnitude, q.decimals) * q.magnitude
    return rounding_unit(q.decimals, q.magnitude) / 2

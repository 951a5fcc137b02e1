"""How a row of the comparisons table is named and dated: whose figure it is, of whom, when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from chengxi_analysis.reporting.english import in_language
from chengxi_analysis.reporting.i18n import code, period_name, say
from chengxi_analysis.reporting.numbers import bound_word, computed, in_ten_thousands, missing, unit_word

_PLACE_COLUMNS = ("reference_area", "area", "issuer")
_SIGNS = {">=": "≥", "<=": "≤"}
_PROVINCE = re.compile(r"^[^省市区]{2,8}?(?:省|自治区|特别行政区)(?=.)")
_BRACKET = re.compile(r"[(（][^)）]*[)）]")


def place(row: Mapping[str, Any], *, short: bool = False, language: str = "zh") -> str:
    """Whose figure it is: the area or issuer where the table says so, else the first words of the source; its English name where known.

    Examples
    --------
    >>> place({"reference_area": "广东省广州市花都区"}, short=True)
    '广州市花都区'
    >>> place({"source": "国家疾控局传防司，国务院联防联控机制新闻发布会 2022-11-05；央视新闻"})
    '国家疾控局传防司'
    """
    named = next((str(row[c]) for c in _PLACE_COLUMNS if c in row and not missing(row[c]) and row[c]), "")
    if not named:
        named = re.split(r"[，,；;。 ]", str(row.get("source") or ""))[0]
    english = in_language(named, language)
    if english is not None:
        return english
    named = _BRACKET.sub("", named).strip()
    return _PROVINCE.sub("", named) if short else named


def group_name(row: Mapping[str, Any], language: str) -> str:
    """Whom a reference is about, or what it measures; in English where its name is known; empty where the table does not say."""
    if missing(row["population"]):
        return ""
    return in_language(str(row["population"]), language) or str(row["population"])


def national(row: Mapping[str, Any]) -> bool:
    """True for a figure of the whole country."""
    return str(row.get("reference_level", "")) == "national" or place(row) == "全国"


def is_confirmed(row: Mapping[str, Any]) -> bool:
    """False for a figure that was found on one page only."""
    known = row.get("confirmed")
    return missing(known) or bool(known)


def is_peer(row: Mapping[str, Any]) -> bool:
    """True for the one figure of a place that stands beside the report's: of its time, and of the same or a similar definition."""
    known = row.get("peer")
    return row["kind"] == "benchmark" and row["comparability"] in ("same", "similar") and (missing(known) or bool(known))


def value_words(row: Mapping[str, Any], language: str) -> str:
    """The reference as a text: 90%, at least 653 yuan, between 3 and 5%."""
    own = row.get("unit_text")
    sign = _SIGNS.get(str(row.get("comparator")), "")
    if row.get("reference_bound") == "approx" and row.get("kind") != "benchmark" and missing(row.get("reference_high")):
        printed = row.get("printed_reference")
        return say("word.about", language, value=printed if not missing(printed) else number_words(row["reference"], row["unit"], language))
    if not missing(row.get("printed_reference")):
        return sign + str(row["printed_reference"])
    number = number_words(float(row["reference"]), row["unit"], language, own)
    if not missing(row.get("reference_high")):
        low, high = float(row["reference"]), float(row["reference_high"])
        return f"{number_words(low, '', language)}–{number_words(high, row['unit'], language, own)}"
    return sign + number


def number_words(value: float, unit: Any, language: str, unit_text: Any = None) -> str:
    """A number as far as it was printed (four decimals at most, no zeros behind), with its unit.

    Examples
    --------
    >>> number_words(6.1, "pct", "zh"), number_words(3860000.0, "CNY", "zh"), number_words(-3.5, "pct", "en")
    ('6.1%', '386万元', '−3.5%')
    """
    if unit == "CNY" and abs(value) >= 1e4:
        return computed(value, unit, language).replace("-", "−")
    scaled = in_ten_thousands(value) if language == "zh" else None
    text = scaled or (f"{value:,.4f}" if language == "en" else f"{value:.4f}").rstrip("0").rstrip(".").replace("-", "−")
    word = unit_word(unit, language, unit_text) if unit else ""
    return text + ((" " if language == "en" and word not in ("%", "‰") else "") + word if word else "")


def actual_words(row: Mapping[str, Any], language: str) -> str:
    """The report's own value in a comparison: as stated, with its bound; a derived one with its interval where that is wide.

    Examples
    --------
    >>> row = {"actual": 2.7, "actual_lower": 2.65, "actual_upper": 2.75, "derived": False, "unit": "pct"}
    >>> actual_words(row, "zh"), actual_words(row | {"derived": True, "actual_lower": 2.5}, "en")
    ('2.7%', '2.5–2.8%')
    >>> actual_words({"actual": 1.3e7, "actual_lower": 1.3e7, "actual_upper": None, "derived": False, "unit": "t"}, "zh")
    '至少1300万吨'
    >>> actual_words(row | {"actual": 4.5, "actual_lower": 4.45, "actual_upper": 5.05}, "zh")
    '4.5–5%'
    """
    value, low, high = row["actual"], row["actual_lower"], row["actual_upper"]
    if missing(value):
        return "—"
    if not missing(row.get("printed")):
        return str(row["printed"])
    value = float(value)
    if missing(low) or missing(high):
        bound = "exact" if missing(low) and missing(high) else "le" if missing(low) else "ge"
        return bound_word(bound, language) + number_words(round(value, 2), row["unit"], language, row.get("unit_text"))
    low, high = float(low), float(high)
    if row["derived"]:
        wide = high - low > 0.02 * abs(value)
        ends = (low, high, 0 if high - low >= 2 else 1) if wide else None
    else:
        top = round(high - (value - low), 6)  # the high end as printed: what lies below the value is rounding alone
        ends = (value, top, 2) if top > value * 1.0001 and low < value else None
    if ends is None:
        return number_words(round(value, 2), row["unit"], language, row.get("unit_text"))
    return f"{number_words(round(ends[0], ends[2]), '', language)}–{number_words(round(ends[1], ends[2]), row['unit'], language)}"


def reference_label(row: Mapping[str, Any], language: str, *, measure: bool = False) -> str:
    """Name of a reference for a row of a picture: place, population, and the date with what it is the date of.

    Of another place's figure the population is only said with `measure`.

    Examples
    --------
    >>> row = {"kind": "target", "reference_area": "阳江市", "population": "阳江市农村低保对象"}
    >>> row |= {"as_of": "2022-06-06", "deadline": "2022-12"}
    >>> reference_label(row, "zh"), reference_label(row | {"deadline": None}, "en")
    ('阳江市，农村低保对象，期限2022年12月', '阳江市, 农村低保对象, issued 6 June 2022')
    """
    whose = place(row, language=language) if row["kind"] != "own" else _own_words(row, language)
    parts = [whose]
    if (measure or row["kind"] != "benchmark") and not missing(row["population"]):
        parts.append(group_name(row, language).removeprefix(whose).lstrip("，, "))
    due = row["kind"] != "benchmark" and not missing(row["deadline"])
    when = row["deadline"] if due else row["as_of"]
    if not missing(when):
        dated = "date" if row["kind"] == "benchmark" else "due" if due else "issued"
        parts.append(say(f"reference.{dated}", language, when=period_name(str(when), language)))
    return ("，" if language == "zh" else ", ").join(p for p in parts if p)


def _own_words(row: Mapping[str, Any], language: str) -> str:
    """A plan of the report's own, one that an earlier report made, or a task that somebody handed down to it."""
    by = row.get("handed_down")
    if not missing(by) and by:
        return say("kind.handed_down", language, by=code("level", by, language))
    return code("kind", "earlier" if said_elsewhere(row) else "own", language)


def said_elsewhere(row: Mapping[str, Any]) -> str:
    """The report that states a plan, where it is another than the one that answers it; else an empty text."""
    said_in, mark, _ = str(row.get("reference_id", "")).removeprefix("own:").partition("#")
    return said_in if mark and said_in != row.get("report_id", said_in) else ""


def reference_labels(rows: Sequence[Mapping[str, Any]], language: str) -> list[str]:
    """Names of references that stand together: where two would be called alike, what is measured is said as well.

    Examples
    --------
    >>> row = {"kind": "benchmark", "reference_area": "某市", "as_of": "2022"}
    >>> reference_labels([row | {"population": "管控率"}, row | {"population": "执行率"}, row | {"as_of": "2021"}], "zh")
    ['某市，管控率，2022年', '某市，执行率，2022年', '某市，2021年']
    """
    labels = [reference_label(row, language) for row in rows]
    return [reference_label(r, language, measure=True) if labels.count(t) > 1 else t for r, t in zip(rows, labels, strict=True)]


def span(when: Any) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date or period; None where it is unknown.

    Examples
    --------
    >>> span("2022-10")
    (datetime.date(2022, 10, 1), datetime.date(2022, 10, 31))
    >>> span("2022-01/2022-06")[1]
    datetime.date(2022, 6, 30)
    """
    if missing(when) or not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", str(when)):
        return None
    first, _, last = str(when).partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def _ends(text: str) -> tuple[date, date]:
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return date(parts[0], parts[1], 1), following - timedelta(days=1)


def standing(row: Mapping[str, Any], language: str) -> str:
    """Status, and how alike the two are where that limits it; what cannot be compared is not called partly comparable as well.

    Examples
    --------
    >>> row = {"kind": "target", "comparability": "partial"}
    >>> [standing(row | {"status": s}, "zh") for s in ("not_comparable", "undecidable")], standing(row | {"kind": "benchmark"}, "zh")
    (['不可比', '无法判断，部分可比'], '他地，部分可比')
    """
    alike = code("comparability", row["comparability"], language)
    mark = say("word.comma", language)
    if row["kind"] == "benchmark":
        return mark.join((code("kind", "benchmark", language), alike))
    plain = row["kind"] == "own" or row["status"] in ("not_comparable", "no_actual")
    return status_word(row, language) if plain else mark.join((status_word(row, language), alike))


def status_word(row: Mapping[str, Any], language: str) -> str:
    """The status in words."""
    return code("status", row["status"], language)


def series_value(row: Mapping[str, Any], language: str) -> str:
    """A value of a series in words, its bound said: as printed where the report states it, at a sensible precision where it is derived."""
    if not missing(row.get("printed")):
        return str(row["printed"])
    value = float(row["value"])
    words = computed(value, row["unit"], language) if row["derived"] else number_words(value, row["unit"], language)
    return bound_word(row["bound"], language) + words


def axis_number(value: float, unit: Any, language: str) -> str:
    """A number at a tick: short, with 万 or 亿 in Chinese and K, M, B, T in English, and with its percent sign.

    Examples
    --------
    >>> axis_number(50, "pct", "zh"), axis_number(2.5e8, "CNY", "zh"), axis_number(2.5e8, "CNY", "en"), axis_number(300, "person", "zh")
    ('50%', '2.5亿', '250M', '300')
    """
    if unit == "pct":
        return f"{value:g}%".replace("-", "−")
    scales = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")) if language == "zh" else ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "K"))
    size, word = next(((s, w) for s, w in scales if abs(value) >= s), (1.0, ""))
    size = 1e3 if word == "K" else size
    return f"{value / size:g}{word}".replace("-", "−")


def gap_words(row: Mapping[str, Any], language: str) -> str:
    """The report's value minus the other, signed; of percentages in points; empty where there is none, or none may be taken."""
    if missing(row["gap"]) or not row["gap"]:
        return ""
    sign = "+" if float(row["gap"]) > 0 else ""
    unit = "pct_point" if row["unit"] == "pct" else row["unit"]
    return sign + computed(float(row["gap"]), unit, language, decimals=2 if row["unit"] in ("pct", "CNY") else None)


def shortfall_words(row: Mapping[str, Any], language: str) -> str:
    """How many persons or cases are missing to a target that is not met, as a range where the base leaves one."""
    low, high = row["shortfall_low"], row["shortfall_high"]
    if row["status"] == "met" or (missing(low) and missing(high)) or row["shortfall_unit"] == row["unit"]:
        return ""  # of counts the gap itself says how many are missing
    unit = row["shortfall_unit"]
    if missing(low) or missing(high) or low == high:
        amount = computed(float(low if not missing(low) else high), unit, language)
    else:
        amount = f"{computed(float(low), '', language)}–{computed(float(high), unit, language)}"
    return say("word.shortfall", language, amount=amount)

"""Why a comparison has its status, as a sentence in Chinese and in English. Numbers as printed where they are, bounds always said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from chengxi_analysis.analysis.catalogue import Indicator
from chengxi_analysis.analysis.judging import Actual, Reference
from chengxi_analysis.analysis.number import half_width
from chengxi_analysis.analysis.phrases import (
    Printed,
    about,
    amount,
    counted,
    date_words,
    directed,
    full_width,
    last_day,
    number,
    printed,
    said,
)
from chengxi_analysis.model import Interval

_FILE = Path(__file__).with_name("reasons.yml")
_STOP, _SEMICOLON, _COMMA, _COLON = ("。", "."), (";", "; "), (",", ", "), (":", ". ")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may need besides the two numbers; empty where it does not apply.

    `texts` are actual and reference as the reports print them; `around` is the count from which the shortfall is known, where the base is
    not stated, and `at_most` says that it gives the high end alone; `no_base` that nothing about it is known.
    """

    indicator: Indicator
    why: str
    period: str | None = None
    until: str | None = None
    gap: float | None = None
    shortfall: Interval | None = None
    shortfall_unit: tuple[str, str] = ("", "")
    around: tuple[str, str] | None = None
    at_most: bool = False
    no_base: bool = False
    note: tuple[str, str] = ("", "")
    population: str = ""
    task: tuple[str, str] = ("", "")
    handed_down: str = ""
    texts: tuple[str | None, str | None] = (None, None)
    counted: float | None = None
    other_value: float | None = None
    derived: bool = False
    unconfirmed: bool = False
    copied: bool = False


def explain(actual: Actual | None, reference: Reference, facts: Facts) -> tuple[str, str]:
    """The sentence of a comparison, (zh, en).

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> rate = Catalogue.load()["drug_control_rate"]
    >>> actual = Actual(64.95, Interval(64.945, 64.955), None, None)
    >>> facts = Facts(rate, "missed", gap=-30.05, shortfall=Interval(32, 32), shortfall_unit=("人", "persons"))
    >>> explain(actual, Reference("a", "target", 95, comparator=">=", deadline="2022"), facts)[0]
    '报告数为64.95%，未达到不低于95%的目标，低30.05个百分点，还差32人。'
    """
    return _sentence(actual, reference, facts, 0), _sentence(actual, reference, facts, 1)


@cache
def _texts(part: str) -> dict[str, tuple[str, str]]:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))[part]
    return {key: (text["zh"], text["en"]) for key, text in raw.items()}


def _piece(key: str, language: int, *values: str, **named: str) -> str:
    return _texts("pieces")[key][language].format(*values, **named)


def _sentence(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> str:
    names = {
        "date": date_words(reference.deadline or reference.as_of, language),
        "period": date_words(facts.period, language),
        "name": _name(facts.indicator, language),
        "population": facts.population or date_words(None, language),
    }
    value = "" if actual is None else said(actual.value, actual.interval, facts.indicator, language, facts.texts[0])
    text = _texts("sentences")[_key(facts, reference)][language].format(
        **names,
        actual=value,
        gives=_piece("gives_change" if value.startswith(("下降", "上升")) else "gives", language, value),
        interval="" if actual is None else _range(actual.interval, facts.indicator, language),
        target=_target(reference, facts, language),
        plain=directed(reference.value, facts.indicator, language, facts.texts[1]),
        planned=_planned(reference, facts, language),
        due=last_day(reference.deadline, language),
        due_year=date_words(reference.deadline, language),
        until=last_day(facts.until, language),
        nearer=date_words(reference.nearer, language),
        note=_note(facts, names, language),
        distance=_distance(actual, reference, facts, language),
        tolerance=_piece("tolerance", language, width=_width(reference, facts, language)) if reference.slack is not None else "",
        width=_width(reference, facts, language),
        counted="" if facts.counted is None else _piece("counted", language, f"{number(facts.counted, language, 4)}%"),
        task=facts.task[language],
        setter=_piece("set_above" if facts.handed_down else "set_here", language, facts.handed_down),
    )
    joined = _SEMICOLON[language].join([text, *_afterthoughts(actual, reference, facts, language)])
    return (joined[:1].upper() + joined[1:] + _STOP[1]) if language else full_width(joined + _STOP[0])


def _name(indicator: Indicator, language: int) -> str:
    """What is measured; a target whose clause names nothing has its unit for a label."""
    if indicator.id.startswith("label:") and indicator.zh == indicator.unit_name("zh"):
        return _piece("unnamed", language)
    return indicator.zh if language == 0 else indicator.en


def _planned(reference: Reference, facts: Facts, language: int) -> str:
    """The figure of a plan, with its vague words; a label says itself which way a change goes."""
    named = facts.indicator.id.startswith("label:")
    plain = half_width(facts.texts[1]) if language == 0 and facts.texts[1] else amount(reference.value, facts.indicator, language)
    plain = plain if named else directed(reference.value, facts.indicator, language, facts.texts[1])
    return plain if reference.slack is None else _about(plain, language)


def _about(plain: str, language: int) -> str:
    return about(plain) if language == 0 else _piece("about", language, plain)


def _key(facts: Facts, reference: Reference) -> str:
    """An expected figure is exceeded, no target missed."""
    return "exceeded" if facts.why == "missed" and reference.ceiling else facts.why


def _note(facts: Facts, names: dict[str, str], language: int) -> str:
    """Why a reference is as comparable as it is, behind all that is said of the numbers."""
    text = facts.note[language] or _texts("without_note").get(facts.why, ("", ""))[language].format(**names)
    text = text.rstrip("。. ")
    if not text:
        return ""
    return f"{_COLON[language]}{text if language == 0 else text[:1].upper() + text[1:]}"


def _target(reference: Reference, facts: Facts, language: int) -> str:
    """What is asked for, its limit said once: 5%左右, 不低于95%."""
    if reference.comparator == "between" and reference.high is not None:
        low, high = (amount(end, facts.indicator, language) for end in (reference.value, reference.high))
        return _piece("range", language, low=low, high=high)
    value = directed(reference.value, facts.indicator, language, facts.texts[1])
    if reference.slack is not None:
        return _about(value, language)
    if reference.ceiling:
        return value
    if facts.indicator.decline and reference.value >= 0:
        key = "at_most" if reference.comparator == "<=" else "at_least"
        size = _piece(key, language, amount(reference.value, facts.indicator, language))
        return f"降幅{size}" if language == 0 else f"a decline of {size}"
    bound = {">=": "at_least", "<=": "at_most"}.get(reference.comparator or "=")
    if bound is None:
        return value
    if reference.value < 0 and facts.indicator.growth:  # 不超过-10% is a fall of at least 10%
        size = amount(-reference.value, facts.indicator, language)
        turned = _piece("at_least" if bound == "at_most" else "at_most", language, size)
        return f"降幅{turned}" if language == 0 else f"a fall of {turned}"
    return _piece(bound, language, value)


def _width(reference: Reference, facts: Facts, language: int) -> str:
    """How far 左右 reaches: in points for percentages, else in percent of the figure."""
    half = reference.edges[1] - reference.value
    if facts.indicator.unit in ("pct", "pct_point"):
        return _piece("width_points", language, size=number(half, language))
    return _piece("width_percent", language, size=number(100 * half / abs(reference.value), language) if reference.value else "0")


def _range(interval: Interval, indicator: Indicator, language: int) -> str:
    unit = indicator.unit_name("zh" if language == 0 else "en")
    space = "" if language == 0 or unit == "%" else " "
    low, high = (None if end is None else number(end, language, 4) for end in (interval.low, interval.high))
    if low is None or high is None:
        bound = ("以上" if high is None else "以下") if language == 0 else (" or more" if high is None else " or less")
        return f"{low or high}{space}{unit}{bound}"
    return f"{_piece('range', language, low=low, high=high)}{space}{unit}"


def _distance(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> str:
    """How far off, in the unit and in persons; nothing where it cannot be said."""
    parts = []
    if facts.gap:
        parts.append(_piece(_side(reference, facts), language, _size(actual, reference, facts, language)))
    short = facts.shortfall
    if short is not None and short.high:
        low, high = (number(end or 0, language) for end in (short.low, short.high))
        count = high if low == high or facts.at_most else _piece("range", language, low=low, high=high)
        key = "short_at_most" if facts.at_most else "short_by" if facts.around else "short"
        around = facts.around[language] if facts.around else ""
        parts.append(_piece(key, language, count=count, unit=counted(count, facts.shortfall_unit[language]), around=around))
    return "".join(_COMMA[language] + part for part in parts)


def _side(reference: Reference, facts: Facts) -> str:
    """Above or below is only said of the same definition, and not of falls, of which the larger is the lower number."""
    if facts.why in ("similar", "peer"):
        return "apart"
    if facts.indicator.decline or (facts.indicator.growth and reference.value < 0):
        return "turned"
    return "above" if (facts.gap or 0.0) > 0 else "below"


def _size(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> str:
    """The gap in words: in points, or in the unit in which the report prints both figures."""
    gap = abs(facts.gap or 0.0)
    if facts.indicator.unit == "pct":
        size = number(gap, language)
        return _piece("one_point" if size == "1" else "points", language, size)
    if language == 0 and actual is not None:
        one, other = printed(facts.texts[0], actual.value), printed(facts.texts[1], reference.value)
        if one is not None and other is not None and _one_unit(one, other):
            return f"{number(gap / one.scale, 0, max(one.decimals, other.decimals))}{one.unit}"
    return amount(gap, facts.indicator, language)


def _one_unit(a: Printed, b: Printed) -> bool:
    return a.unit == b.unit and abs(a.scale - b.scale) <= 1e-6 * a.scale


def _afterthoughts(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> list[str]:
    out = []
    if facts.no_base:
        out.append(_piece("no_base", language))
    if reference.derived:
        out.append(_piece("step", language))
    if facts.other_value is not None and actual is not None:
        values = (facts.other_value, actual.value) if facts.derived else (actual.value, facts.other_value)
        stated, computed = (amount(v, facts.indicator, language) for v in values)
        out.append(_piece("disagree", language, stated=stated, computed=computed))
    elif facts.derived:
        out.append(_piece("derived", language))
    if reference.bound == "ge":
        out.append(_piece("lower_bound", language))
    if reference.deadline is None and reference.as_of is None and reference.kind != "own" and facts.why != "undated":
        out.append(_piece("undated", language))
    if facts.unconfirmed:
        out.append(_piece("copied" if facts.copied else "unconfirmed", language))
    return out

"""Why a comparison has its status, as a sentence in Chinese and in English. Numbers as the tables hold them, bounds always said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from chengxi_analysis.analysis.catalogue import Indicator
from chengxi_analysis.analysis.judging import Actual, Reference
from chengxi_analysis.model import Interval

_FILE = Path(__file__).with_name("reasons.yml")
_WIDE = {",": "，", ";": "；", ":": "："}
_MARK = re.compile(r"(?<=[^\x00-\x7f])[,;:]|[,;:](?=[^\x00-\x7f])")
_BRACKETS = re.compile(r"(?<![A-Za-z0-9])\(([^()]*)\)")
_UNSAID = ("未注明", "not said")
_COMPARATORS = {">=": ("不低于{}", "at least {}"), "<=": ("不超过{}", "at most {}"), "=": ("{}", "{}")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may need besides the two numbers; empty where it does not apply."""

    indicator: Indicator
    why: str
    period: str | None = None
    gap: float | None = None
    shortfall: Interval | None = None
    shortfall_unit: tuple[str, str] = ("", "")
    note: tuple[str, str] = ("", "")
    population: str = ""
    task: tuple[str, str] = ("", "")
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


def full_width(text: str) -> str:
    """Marks of a Chinese sentence in their full width; those inside numbers, times, addresses and Latin words stay.

    Examples
    --------
    >>> full_width("该地为91.5%(2022-11),低于1,234人:见 http://a.cn/b,c;无")
    '该地为91.5%（2022-11），低于1,234人：见 http://a.cn/b,c；无'
    """
    text = _BRACKETS.sub(r"（\1）", text)
    return _MARK.sub(lambda found: _WIDE[found.group()], text)


def amount(value: float, indicator: Indicator, language: int) -> str:
    """A value with its unit; in Chinese money and large round numbers are in 万 and 亿.

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> catalogue = Catalogue.load()
    >>> amount(8046000, catalogue["welfare_dibao_paid"], 0), amount(98.0, catalogue["mediation_success_rate"], 1)
    ('804.6万元', '98%')
    >>> amount(13000000, catalogue["farmland_grain_output"], 0), amount(14496, catalogue["housing_selfbuilt_checked"], 0)
    ('1300万吨', '14496间')
    >>> amount(1, catalogue["petitions_new_cases"], 1), amount(22, catalogue["petitions_new_cases"], 1)
    ('1 case', '22 cases')
    """
    unit = indicator.unit_name("zh" if language == 0 else "en")
    scale, word = (1e8, "亿") if abs(value) >= 1e8 else (1e4, "万")
    large = abs(value) >= (1e4 if indicator.unit == "CNY" else 1e5)
    if language == 0 and large and (indicator.unit == "CNY" or round(value / scale, 4) * scale == value):
        return f"{_number(value / scale, 0, 4)}{word}{unit}"
    space = "" if language == 0 or unit == "%" else " "
    count = _number(value, language)
    return f"{count}{space}{unit if language == 0 else _counted(count, unit)}"


def _counted(count: str, unit: str) -> str:
    """The singular where there is one: 1 case, 2 cases."""
    return unit.removesuffix("s") if count == "1" and not unit.endswith("ss") else unit


@cache
def _texts(part: str) -> dict[str, tuple[str, str]]:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))[part]
    return {key: (text["zh"], text["en"]) for key, text in raw.items()}


def _number(value: float, language: int, digits: int = 2) -> str:
    text = f"{value:,.{digits}f}" if language and abs(value) >= 1e4 else f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sentence(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> str:
    stop = "。" if language == 0 else "."
    names = {
        "date": reference.deadline or reference.as_of or _UNSAID[language],
        "period": facts.period or _UNSAID[language],
        "name": facts.indicator.zh if language == 0 else facts.indicator.en,
        "population": facts.population or _UNSAID[language],
    }
    without_note = _texts("without_note").get(facts.why, ("", ""))[language]
    note = (facts.note[language] or without_note.format(**names)).rstrip("。. ")
    text = _texts("sentences")[facts.why][language].format(
        **names,
        actual="" if actual is None else _said(actual, facts.indicator, language),
        interval="" if actual is None else _range(actual.interval, facts.indicator, language),
        target=_target(reference, facts.indicator, language),
        plain=amount(reference.value, facts.indicator, language),
        deadline=reference.deadline or "",
        due=_year(reference.deadline, language),
        year=_year(facts.period, language),
        note=note,
        note_after=f"{':' if language == 0 else ': '}{note}" if note else "",
        distance=_distance(facts, language),
        task=facts.task[language],
    )
    text = text.rstrip(":： ")
    parts = [text, *_afterthoughts(actual, reference, facts, language)]
    joined = (";" if language == 0 else "; ").join(parts)
    return (joined[:1].upper() + joined[1:] + stop) if language else full_width(joined + stop)


def _year(period: str | None, language: int) -> str:
    """A period in words: 2023年 where it is a year."""
    return _UNSAID[language] if period is None else f"{period}年" if language == 0 and len(period) == 4 else period


def _said(actual: Actual, indicator: Indicator, language: int) -> str:
    value = amount(actual.value, indicator, language)
    if actual.interval.high is None:
        return f"至少{value}" if language == 0 else f"at least {value}"
    if actual.interval.low is None:
        return f"至多{value}" if language == 0 else f"at most {value}"
    return value


def _target(reference: Reference, indicator: Indicator, language: int) -> str:
    value = amount(reference.value, indicator, language)
    if reference.comparator == "between" and reference.high is not None:
        return f"{value}{'至' if language == 0 else ' to '}{amount(reference.high, indicator, language)}"
    if reference.slack is not None:
        value = f"{value}左右" if language == 0 else f"about {value}"
    return _COMPARATORS.get(reference.comparator or "=", _COMPARATORS["="])[language].format(value)


def _range(interval: Interval, indicator: Indicator, language: int) -> str:
    low, high = (None if end is None else _number(end, language, 4) for end in (interval.low, interval.high))
    unit = indicator.unit_name("zh" if language == 0 else "en")
    if low is None or high is None:
        bound = ("以上" if high is None else "以下") if language == 0 else ("or more" if high is None else "or less")
        return f"{low or high}{unit}{'' if language == 0 else ' '}{bound}"
    return f"{low}至{high}{unit}" if language == 0 else f"{low} to {high}{unit}"


def _distance(facts: Facts, language: int) -> str:
    """How far off, in the unit and in persons; nothing where it cannot be said."""
    parts = []
    if facts.gap:
        if facts.indicator.unit == "pct":
            size = f"{_number(abs(facts.gap), language)}{'个百分点' if language == 0 else ' points'}"
        else:
            size = amount(abs(facts.gap), facts.indicator, language)
        parts.append(_apart(facts, size)[language])
    short = facts.shortfall
    if short is not None and short.high:
        low, high = (_number(end or 0, language) for end in (short.low, short.high))
        count = low if low == high else f"{low}至{high}" if language == 0 else f"{low} to {high}"
        unit = facts.shortfall_unit[language]
        parts.append(f"还差{count}{unit}" if language == 0 else f"{count} {_counted(count, unit)} missing")
    mark = "," if language == 0 else ", "
    return mark + mark.join(parts) if parts else ""


def _apart(facts: Facts, size: str) -> tuple[str, str]:
    """Above or below is only said of the same definition; a base counted in another way can be worth more than the gap."""
    if facts.why in ("similar", "peer"):
        return f"与报告数相差{size}", f"{size} from the report's figure"
    return (f"高{size}", f"{size} above") if (facts.gap or 0) > 0 else (f"低{size}", f"{size} below")


def _afterthoughts(actual: Actual | None, reference: Reference, facts: Facts, language: int) -> list[str]:
    out = []
    if facts.other_value is not None and actual is not None:
        stated, computed = (facts.other_value, actual.value) if facts.derived else (actual.value, facts.other_value)
        one, other = (amount(v, facts.indicator, language) for v in (stated, computed))
        out.append(
            f"报告自述{one},按其所列数推算为{other},两者不一致"
            if language == 0
            else f"the report states {one}, its own counts give {other}: these do not agree"
        )
    elif facts.derived:
        out.append("报告数系据其所列数推算" if language == 0 else "the report's value is derived from its own figures")
    if reference.bound == "ge":
        out.append("参照数为下限,不计算差距" if language == 0 else "the reference is a lower bound, so no gap is taken")
    if reference.deadline is None and reference.as_of is None and reference.kind != "own":
        out.append("参照数日期未注明" if language == 0 else "the reference bears no date")
    if facts.unconfirmed:
        seen = ("参照数据转载页面,", "the reference was read in a copy, ") if facts.copied else ("参照数", "the reference was ")
        out.append(seen[language] + ("未经第二来源核实", "not confirmed on a second page")[language])
    return out

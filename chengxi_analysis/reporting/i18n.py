"""The fixed words of the write-ups, in Chinese and English: ``messages.yml`` holds every template once, both languages side by side."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chengxi_analysis import resources
from chengxi_analysis.errors import ParameterError

LANGUAGES = ("zh", "en")

_FILE = Path(__file__).with_name("messages.yml")


class _Plural(string.Formatter):
    """``{n:figure|figures}`` picks the form that belongs to the number; the number itself is written by ``{n}``."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" in format_spec:
            one, other = format_spec.split("|")
            return one if value == 1 else other
        return super().format_field(value, format_spec)


@cache
def _messages() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def check_language(language: str) -> str:
    """Return a known language, or say which are known.

    Raises
    ------
    ParameterError
        The language is neither zh nor en.
    """
    if language not in LANGUAGES:
        raise ParameterError("A language must be zh or en", f"it is {language!r}", "choose one of the two")
    return language


def say(key: str, language: str, **fields: Any) -> str:
    """A template of ``messages.yml`` in one language, filled in.

    Examples
    --------
    >>> say("word.numbers", "en", n=1), say("word.numbers", "en", n=99), say("word.numbers", "zh", n=99)
    ('1 figure', '99 figures', '99个数')
    """
    return _Plural().format(_messages()[key][check_language(language)], **fields)


def code(group: str, value: Any, language: str) -> str:
    """The name of a code of a code list (a role, a status, a check); an unlisted code stands for itself."""
    entry = _messages().get(f"{group}.{value}")
    return entry[check_language(language)] if entry else str(value)


def within_sentence(name: str, language: str) -> str:
    """A name as it stands inside an English sentence: its first letter small, unless the word is an acronym.

    Examples
    --------
    >>> within_sentence("Cumulative first doses", "en"), within_sentence("GDP of the area", "en"), within_sentence("首针接种", "zh")
    ('cumulative first doses', 'GDP of the area', '首针接种')
    """
    return name[:1].lower() + name[1:] if language == "en" and name[1:2].islower() else name


def joined(items: list[str], language: str) -> str:
    """A list as a sentence writes it.

    Examples
    --------
    >>> joined(["a", "b", "c"], "en"), joined(["甲", "乙"], "zh")
    ('a, b and c', '甲、乙')
    """
    if language == "zh" or len(items) < 2:
        return "、".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


@cache
def _catalogue() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Themes and indicators of the catalogue by id: here only their names are of interest."""
    path = resources.reference_path("indicators.yml")
    if not path.exists():
        return {}, {}
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    themes, indicators = ({str(entry["id"]): entry for entry in raw.get(key, [])} for key in ("themes", "indicators"))
    return themes, indicators


def catalogue_name(indicator: str, language: str) -> str:
    """Name of an indicator of the catalogue, or the report's own words for a target that has none; an unknown one stands for itself.

    Examples
    --------
    >>> catalogue_name("label:灭螺/mu", "en")
    '灭螺'
    """
    if indicator.startswith("label:"):
        return indicator.removeprefix("label:").rpartition("/")[0]
    return str(_catalogue()[1].get(indicator, {}).get(language) or indicator)


def theme_ids() -> list[str]:
    """The themes of the catalogue, in its order."""
    return list(_catalogue()[0])


def theme_name(theme: str, language: str) -> str:
    """Name of a theme of the catalogue; an unknown one stands for itself."""
    entry = _catalogue()[0].get(theme, {})
    return str(entry.get(language) or theme)


def period_name(period: str | None, language: str) -> str:
    """An ISO 8601 period as people write it.

    Examples
    --------
    >>> period_name("2022", "zh"), period_name("2022-01/2022-10", "zh"), period_name("2022-01/2022-10", "en")
    ('2022年', '2022年1—10月', 'January–October 2022')
    >>> period_name("2022-11-04", "zh"), period_name("2022-11-04", "en")
    ('2022年11月4日', '4 November 2022')
    """
    if not period or period != period:
        return ""
    first, _, last = str(period).partition("/")
    if last and first[:4] == last[:4] and len(first) == len(last) == 7:
        if language == "zh":
            return f"{int(first[:4])}年{int(first[5:])}—{int(last[5:])}月"
        return f"{_MONTHS[int(first[5:]) - 1]}–{_MONTHS[int(last[5:]) - 1]} {first[:4]}"
    if last:
        return (
            f"{_point(first, language)}—{_point(last, language)}" if language == "zh" else f"{_point(first, 'en')} to {_point(last, 'en')}"
        )
    return _point(first, language)


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _point(date: str, language: str) -> str:
    parts = date.split("-")
    if not all(p.isdigit() for p in parts) or not 1 <= len(parts) <= 3:
        return date
    if language == "zh":
        return "".join(f"{int(p)}{mark}" for p, mark in zip(parts, "年月日", strict=False))
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1] if 1 <= int(parts[1]) <= 12 else parts[1]
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{month} {parts[0]}"


def straight_quotes(text: str, language: str) -> str:
    """English sentences take straight quotes: the curly ones of a Chinese font are as wide as a character.

    Examples
    --------
    >>> straight_quotes("“a” b", "en"), straight_quotes("“甲”", "zh")
    ('"a" b', '“甲”')
    """
    return text if language == "zh" else text.replace("“", '"').replace("”", '"')

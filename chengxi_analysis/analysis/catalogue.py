"""The catalogue of indicators: what the numbers of work reports are called, and how one is known again in another report.

The facts are in ``data/reference/indicators.yml``, which an analyst edits; this module reads and checks that file.
How a label finds its indicator is in :mod:`chengxi_analysis.analysis.matching`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from chengxi_analysis import tables, units
from chengxi_analysis.analysis import derived, limits
from chengxi_analysis.analysis.matching import Matcher, Rule, kin
from chengxi_analysis.analysis.scope import NOWHERE, Home
from chengxi_analysis.errors import ParameterError, ReferenceDataError
from chengxi_analysis.resources import reference_path

_LEVEL_ROLES = ("actual", "baseline", "target")
_GROWTH_ROLES = ("change", "actual", "baseline", "target")
_FIELDS = {
    "id", "zh", "en", "theme", "unit", "counter", "direction", "growth", "decline", "ceiling", "roles", "project", "task", "numerator",
    "denominator", "held_within", "formula", "restates", "breaks", "patterns",
}  # fmt: skip
_PATTERN_FIELDS = {"words", "without", "context", "not_context", "clause", "units"}
_TEXT_FIELDS = ("id", "zh", "en", "theme", "unit", "direction", "formula", "restates", "task", "numerator", "denominator", "held_within")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: id, names, its place in the order of tables and write-ups, and whether its figures are of the whole area only."""

    id: str
    zh: str
    en: str
    order: int
    whole_area: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which the definition of an indicator is another one."""

    year: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure, with the ways in which reports say it (see the head of ``indicators.yml`` for the fields)."""

    id: str
    zh: str
    en: str
    theme: str
    unit: str
    direction: str
    counter: tuple[str, str] | None = None
    growth: bool = False
    decline: bool = False
    ceiling: bool = False
    roles: tuple[str, ...] = _LEVEL_ROLES
    project: bool = False
    task: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    held_within: str | None = None
    formula: str | None = None
    restates: str | None = None
    breaks: tuple[Break, ...] = ()
    rules: tuple[Rule, ...] = ()

    def unit_name(self, language: str = "zh") -> str:
        """The unit in words: the counter that reports use, else the code's own name.

        Examples
        --------
        >>> Catalogue.load()["work_safety_hazards_found"].unit_name("zh")
        '处'
        """
        if self.counter:
            return self.counter[0 if language == "zh" else 1]
        known = units.unit(self.unit)
        return known.zh if language == "zh" else known.en


@dataclass(frozen=True)
class Catalogue:
    """All themes and indicators, and the index that finds the indicator of a label.

    Examples
    --------
    >>> catalogue = Catalogue.load()
    >>> catalogue.match_columns(["吸毒人员管控率", "耕地面积"], ["pct", "mu"], ["actual", "actual"])
    (['drug_control_rate', 'farmland_area_total'], ['drug_control', 'farmland'])
    """

    themes: dict[str, Theme]
    indicators: dict[str, Indicator]
    limits: dict[str, limits.Limit] = field(default_factory=dict)
    problems: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def load(cls, path: str | Path | None = None, *, strict: bool = True) -> Catalogue:
        """Read a catalogue file.

        Parameters
        ----------
        path : str or Path, optional
            A file in the form of ``indicators.yml``; without it, the catalogue that travels with the package.
        strict : bool
            Raise when the file breaks its rules; otherwise keep what is wrong for :meth:`check`.

        Raises
        ------
        ReferenceDataError
            The file is missing, no YAML, or breaks its rules: all breaches in one error.
        """
        file = reference_path("indicators.yml") if path is None else Path(path)
        catalogue = _read(file)
        if strict and catalogue.problems:
            raise ReferenceDataError(
                "a catalogue must keep the rules at the head of indicators.yml",
                f"{len(catalogue.problems)} breaches: " + "; ".join(catalogue.problems),
                "correct these entries",
                where=file,
            )
        return catalogue

    def check(self) -> list[str]:
        """Everything in which the file breaks its rules: duplicate ids, unknown themes, units, directions, formulas, words."""
        return list(self.problems)

    def __getitem__(self, indicator: str) -> Indicator:
        if indicator in self.indicators:
            return self.indicators[indicator]
        near = self.suggest(indicator)
        raise ParameterError(
            "an indicator must be one of the catalogue",
            f"there is no {indicator!r}" + (f", did you mean {near}?" if near else ""),
            "choose an id of indicators.yml",
        )

    def __contains__(self, indicator: object) -> bool:
        return indicator in self.indicators

    def suggest(self, indicator: str) -> str | None:
        """The id that looks most like `indicator`, or None when none does.

        Examples
        --------
        >>> Catalogue.load().suggest("drug_controll_rate")
        'drug_control_rate'
        """
        near = difflib.get_close_matches(indicator, self.indicators, n=1, cutoff=0.6)
        return near[0] if near else None

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher([(i.id, i.rules) for i in self.indicators.values()])

    def match_columns(
        self,
        labels: Sequence[str],
        codes: Sequence[str],
        roles: Sequence[str],
        sentences: Sequence[str] | None = None,
        *,
        offsets: Sequence[int] | None = None,
        periods: Sequence[str | None] | None = None,
        home: Home = NOWHERE,
    ) -> tuple[list[str | None], list[str | None]]:
        """Indicator id and theme of each quantity.

        Parameters
        ----------
        labels, codes, roles : sequence of str
            Label, canonical unit and role of each quantity.
        sentences : sequence of str, optional
            The sentence of each: lets short labels (结案率) be known by the words around them. Without it the label is all there is.
        offsets : sequence of int, optional
            Where each number stands in its sentence: lets its own clause be told from others. Without it, behind its label.
        periods : sequence of str, optional
            ISO 8601 period of each: growth over several years is no indicator of one year.
        home : Home, optional
            The report's year and the names of its area.

        Returns
        -------
        tuple of two lists
            Ids and themes; None where nothing fits.
        """
        ids = self._matcher.match(labels, codes, roles, sentences, offsets=offsets, periods=periods, home=home)
        return ids, [None if i is None else self.indicators[i].theme for i in ids]


def _read(file: Path) -> Catalogue:
    try:
        text = file.read_text(encoding="utf-8-sig")
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        remedy = "give the path of a file like data/reference/indicators.yml"
        raise ReferenceDataError("a catalogue must be a readable YAML file", " ".join(str(error).split()), remedy, where=file) from error
    if not isinstance(raw, dict) or not all(isinstance(raw.get(k), list) for k in ("themes", "indicators")):
        raise ReferenceDataError("a catalogue must hold the lists themes and indicators", "it does not", "see data/reference", where=file)
    problems: list[str] = []
    themes = _themes(raw["themes"], problems)
    entries = [e for e in raw["indicators"] if isinstance(e, dict)]
    if len(entries) < len(raw["indicators"]):
        problems.append("an indicator is no mapping")
    for entry in entries:
        problems.extend(f"{_where(entry, text)}: {p}" for p in _breaches(entry, themes, entries))
    kept = [_indicator(e, themes) for e in entries if not problems or _buildable(e)]
    indicators = {i.id: i for i in kept}
    problems.extend(f"formula of {i}: {p}" for i, p in derived.breaches({k: v.formula for k, v in indicators.items()}))
    problems.extend(_duplicates([str(e.get("id")) for e in entries]))
    ranges = raw.get("ranges") or []
    wrong = limits.breaches(ranges, indicators)
    problems.extend(wrong)
    return Catalogue(themes, indicators, {} if wrong else limits.read(ranges, {i.id: i.unit for i in kept}), tuple(problems))


@cache
def own() -> Catalogue:
    """The catalogue that travels with the package, read once."""
    return Catalogue.load()


def _themes(raw: list[Any], problems: list[str]) -> dict[str, Theme]:
    themes = {}
    for order, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict) or not all(entry.get(k) for k in ("id", "zh", "en")):
            problems.append(f"theme {order} needs id, zh and en")
        elif entry["id"] in themes:
            problems.append(f"theme {entry['id']} stands twice")
        else:
            themes[entry["id"]] = Theme(entry["id"], entry["zh"], entry["en"], order, bool(entry.get("whole_area")))
    return themes


def _duplicates(ids: list[str]) -> list[str]:
    return [f"indicator {i} stands {ids.count(i)} times" for i in dict.fromkeys(ids) if ids.count(i) > 1]


def _where(entry: dict[str, Any], text: str) -> str:
    """Id and line of an entry, for messages."""
    found = re.search(rf"\bid: {re.escape(str(entry.get('id')))}\b", text)
    line = f" (line {text.count(chr(10), 0, found.start()) + 1})" if found else ""
    return f"{entry.get('id', 'an indicator without id')}{line}"


def _breaches(entry: dict[str, Any], themes: dict[str, Theme], entries: list[dict[str, Any]]) -> list[str]:
    """What is wrong with one entry, apart from its formula."""
    out = [f"{name} is missing" for name in ("id", "zh", "en", "theme", "unit", "direction") if not entry.get(name)]
    out += [f"unknown field {name}" for name in entry if name not in _FIELDS]
    out += [f"{name} must be text" for name in _TEXT_FIELDS if name in entry and not isinstance(entry[name], str)]
    if entry.get("theme") and entry["theme"] not in themes:
        out.append(f"unknown theme {entry['theme']}")
    if isinstance(entry.get("unit"), str) and not _known_unit(entry["unit"]):
        out.append(f"unknown unit {entry['unit']}")
    if entry.get("direction") and entry["direction"] not in tables.DIRECTIONS:
        out.append(f"unknown direction {entry['direction']} (one of {', '.join(tables.DIRECTIONS)})")
    ids = {e.get("id") for e in entries}
    out += [f"{name} names the unknown indicator {entry[name]}" for name in ("task", "numerator", "denominator", "held_within", "restates")
            if isinstance(entry.get(name), str) and entry[name] not in ids]  # fmt: skip
    out += [f"a break must have from, zh and en and nothing else: {b}" for b in entry.get("breaks") or ()
            if not isinstance(b, dict) or set(b) != {"from", "zh", "en"}]  # fmt: skip
    if not entry.get("patterns") and not entry.get("formula"):
        out.append("neither patterns nor a formula")
    for pattern in entry.get("patterns") or []:
        out += _pattern_breaches(pattern)
    return out


def _pattern_breaches(pattern: Any) -> list[str]:
    if not isinstance(pattern, dict):
        return ["a pattern is no mapping"]
    out = [f"a pattern has the unknown field {name}" for name in pattern if name not in _PATTERN_FIELDS]
    lists = {name: pattern[name] for name in _PATTERN_FIELDS if name in pattern}
    out += [f"{name} of a pattern must be a list of words" for name, value in lists.items()
            if not isinstance(value, list) or not all(isinstance(w, str) and w for w in value)]  # fmt: skip
    words = pattern.get("words")
    if not words:
        out.append("a pattern has no words")
    elif isinstance(words, list) and isinstance(words[0], str) and any(len(w) < 2 for w in words[0].split("|")):
        out.append(f"the first group of words must have two characters or more: {words[0]}")
    out += [f"a pattern has the unknown unit {u}" for u in pattern.get("units") or [] if not _known_unit(u)]
    return out


def _known_unit(code: str) -> bool:
    """A code of units.yml, or a compound of such codes."""
    listed = set(units.surfaces().values())
    return code in listed or all(part in listed for part in code.split("/"))


def _buildable(entry: dict[str, Any]) -> bool:
    """True when an entry of a faulty file still has the parts that an indicator is made of."""
    patterns = entry.get("patterns") or []
    named = all(isinstance(entry.get(k), str) for k in ("id", "zh", "en", "theme", "unit", "direction"))
    return named and isinstance(patterns, list) and not any(_pattern_breaches(p) for p in patterns)


def _indicator(entry: dict[str, Any], themes: dict[str, Theme]) -> Indicator:
    growth = bool(entry.get("growth"))
    whole_area = entry["theme"] in themes and themes[entry["theme"]].whole_area and not entry.get("project")
    roles = _GROWTH_ROLES if growth else (*_LEVEL_ROLES, *(r for r in entry.get("roles") or () if r not in _LEVEL_ROLES))
    counter = entry.get("counter")
    return Indicator(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        theme=entry["theme"],
        unit=entry["unit"],
        direction=entry["direction"],
        counter=(str(counter[0]), str(counter[1])) if counter else None,
        growth=growth,
        decline=bool(entry.get("decline")),
        ceiling=bool(entry.get("ceiling")),
        roles=roles,
        project=bool(entry.get("project")),
        task=entry.get("task"),
        numerator=entry.get("numerator"),
        denominator=entry.get("denominator"),
        held_within=entry.get("held_within"),
        formula=entry.get("formula"),
        restates=entry.get("restates"),
        breaks=tuple(Break(str(b["from"]), b["zh"], b["en"]) for b in entry.get("breaks") or ()),
        rules=tuple(_rule(p, entry["unit"], roles, growth, whole_area) for p in entry.get("patterns") or ()),
    )


def _rule(pattern: dict[str, Any], unit: str, roles: tuple[str, ...], growth: bool, whole_area: bool) -> Rule:
    return Rule(
        words=tuple(tuple(group.split("|")) for group in pattern["words"]),
        without=tuple(pattern.get("without") or ()),
        context=tuple(pattern.get("context") or ()),
        not_context=tuple(pattern.get("not_context") or ()),
        clause=tuple(pattern.get("clause") or ()),
        units=frozenset(pattern["units"]) if pattern.get("units") else kin(unit),
        roles=frozenset(roles),
        growth=growth,
        whole_area=whole_area,
    )

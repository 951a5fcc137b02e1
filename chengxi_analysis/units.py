"""Canonical units: what a stated unit is called in the tables, its dimension, and its factor to the dimension's base.

Compound units are built from parts: ``元/人`` is ``CNY/person`` of dimension ``money/count``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("units.yml")


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit. `factor` turns a value into the base unit of `dimension`; `discrete` marks counted things."""

    code: str
    zh: str
    en: str
    dimension: str
    factor: float
    discrete: bool = False


@cache
def _table() -> tuple[dict[str, Unit], dict[str, str]]:
    raw = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    units = {
        code: Unit(code, d["zh"], d["en"], d["dimension"], float(d["factor"]), bool(d.get("discrete", False))) for code, d in raw.items()
    }
    surfaces: dict[str, str] = {}
    for code, d in raw.items():
        for surface in d["surfaces"]:
            if surface in surfaces:
                raise ValueError(f"{_FILE.name}: {surface} stands under {surfaces[surface]} and under {code}")
            surfaces[surface] = code
    return units, surfaces


@cache
def surfaces() -> dict[str, str]:
    """Every listed surface (simplified, half-width) with its canonical code."""
    return dict(_table()[1])


@cache
def code_of(unit_text: str) -> str:
    """Canonical code of a stated unit.

    Examples
    --------
    >>> code_of("平方米"), code_of("元/人"), code_of("县(市、区)"), code_of("眼镜"), code_of("")
    ('m2', 'CNY/person', 'jurisdiction', 'count:眼镜', '')
    """
    if not unit_text:
        return ""
    known = _table()[1].get(unit_text)
    if known is not None:
        return known
    if unit_text.endswith(")") and not unit_text.startswith("("):
        return code_of(unit_text.partition("(")[0])
    if "/" in unit_text.strip("/"):
        return "/".join(code_of(part) for part in unit_text.split("/"))
    return f"count:{unit_text}"


@cache
def unit(code: str) -> Unit:
    """The unit of a canonical code; compound and unlisted counters are built.

    Examples
    --------
    >>> unit("t").factor / unit("kg").factor
    1000.0
    >>> unit("kg/mu").dimension
    'mass/area'
    >>> unit("count:眼镜").discrete
    True
    """
    units = _table()[0]
    if code in units:
        return units[code]
    if code.startswith("count:"):
        word = code.removeprefix("count:")
        return Unit(code, word, word, "count", 1.0, True)
    if "/" in code:
        parts = [unit(p) for p in code.split("/")]
        factor = parts[0].factor
        for p in parts[1:]:
            factor /= p.factor
        return Unit(code, "/".join(p.zh for p in parts), "/".join(p.en for p in parts), "/".join(p.dimension for p in parts), factor)
    return Unit(code, code, code, "none", 1.0)

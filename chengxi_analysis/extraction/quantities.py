"""The nouns of extraction: a quantity that was read, a numeral that was refused, and a named time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(slots=True)
class Quantity:
    """A number that states a fact: what is printed, and what the words around it make of it.

    `start` and `end` hold the surface; `outer_end` lies behind a bound word that follows it (以上, 左右).
    """

    start: int
    end: int
    outer_end: int
    value: float
    high: float | None
    unit: str
    decimals: int
    magnitude: float
    bound: str
    role: str = "actual"
    period: str | None = None
    label: str = ""
    attributive: bool = False
    table_role: str | None = None


class Refusal(NamedTuple):
    """A numeral that states no fact, with the reason."""

    start: int
    end: int
    reason: str


class TimeMark(NamedTuple):
    """A calendar expression: a year, a month, a range of them."""

    start: int
    end: int
    unit: str
    low: float
    high: float | None

"""The nouns that all rooms share: a report's text with its structure, and the closed interval.

Offsets are Python slice offsets into the text exactly as stored; nothing in this package ever edits that text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

SectionKind = Literal["preamble", "summary", "problems", "plan", "appendix"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of real numbers; an open end is None.

    Examples
    --------
    >>> Interval(64.945, 64.955) & Interval(63.0, 64.0)
    >>> Interval(1, 3) + Interval(2, None)
    Interval(low=3, high=None)
    >>> Interval(1, 3).overlaps(Interval(3, 4))
    True
    """

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low} > {self.high}")

    @property
    def _low(self) -> float:
        return -math.inf if self.low is None else self.low

    @property
    def _high(self) -> float:
        return math.inf if self.high is None else self.high

    def contains(self, value: float) -> bool:
        """True when `value` lies in the interval, ends included."""
        return self._low <= value <= self._high

    def overlaps(self, other: Interval) -> bool:
        """True when the two have at least one number in common."""
        return self._low <= other._high and other._low <= self._high

    def __and__(self, other: Interval) -> Interval | None:
        if not self.overlaps(other):
            return None
        return _interval(max(self._low, other._low), min(self._high, other._high))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + Interval(
            None if other.high is None else -other.high,
            None if other.low is None else -other.low,
        )


def _interval(low: float, high: float) -> Interval:
    return Interval(None if low == -math.inf else low, None if high == math.inf else high)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it.

    Attributes
    ----------
    path : str
        Place in the tree, numbers as in the text's own levels: ``"一/(三)/1"``; ``""`` for what stands before the first heading.
    title : str
        The heading's words without its number.
    level : int
        1 for 一、, 2 for (一), 3 for 1. ; 0 for the preamble.
    kind : str
        preamble | summary | problems | plan | appendix. Inherited from the enclosing section.
    start, end : int
        The section reaches from its heading to the next heading of any level.
    """

    path: str
    title: str
    level: int
    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report besides its text; every field may be unknown (None).

    `period` is ISO 8601 ("2022", "2022-01/2022-10"); `period_source` says where it is from: sidecar, title, text or None.
    `as_of` is the day up to which the figures reach, where that is before the end of the period (see ``reading.cutoff``).
    `ref_area` is the twelve-digit code of the National Bureau of Statistics, as text.
    """

    area: str | None = None
    ref_area: str | None = None
    area_code_edition: str | None = None
    period: str | None = None
    period_source: str | None = None
    as_of: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    note: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: its stored text, the tree of sections, and its metadata."""

    report_id: str
    text: str
    sections: tuple[Section, ...]
    metadata: Metadata = field(default_factory=Metadata)
    source: str | None = None
    encoding: str | None = None

    def section_at(self, offset: int) -> Section:
        """The innermost section that holds `offset`."""
        found = self.sections[0]
        for section in self.sections:
            if section.start > offset:
                break
            found = section
        return found

    def walk(self, kind: SectionKind | None = None) -> Iterator[Section]:
        """All sections in text order, or only those of one kind."""
        return (s for s in self.sections if kind is None or s.kind == kind)

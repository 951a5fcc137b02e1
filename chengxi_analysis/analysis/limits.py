"""What an indicator can be at all: the ranges at the end of ``indicators.yml``, each with the source of its ends.

A range by definition admits nothing else (a share of 0 to 100 %). A range by record holds what has been observed with a wide margin:
a value outside it is more likely a slip of the unit or of a digit than a new record, and it is for a person to say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chengxi_analysis.model import Interval

KINDS = ("definition", "record")
_FIELDS = {"of", "low", "high", "by", "source"}
#: A value up to so many times beyond the end of a record may still be a record.
_STRETCH = 2.0


@dataclass(frozen=True, slots=True)
class Limit:
    """The range of an indicator, in its unit; an open end is None."""

    low: float | None
    high: float | None
    unit: str
    by: str
    source: str

    @property
    def interval(self) -> Interval:
        """The range as a closed interval."""
        return Interval(self.low, self.high)

    def severity(self, value: Interval) -> str | None:
        """How grave a value outside the range is; None where a part of its interval lies inside.

        Examples
        --------
        >>> share, income = Limit(0, 100, "pct", "definition", "a share"), Limit(20, 500_000, "CNY", "record", "a yearbook")
        >>> share.severity(Interval(99.5, 100.5)), share.severity(Interval(104, 106))
        (None, 'error')
        >>> income.severity(Interval(600_000, 600_000)), income.severity(Interval(152_310_000, 152_310_000))
        ('note', 'warning')
        """
        if value.overlaps(self.interval):
            return None
        if self.by == "definition":
            return "error"
        above = self.high is not None and value.low is not None and value.low > self.high
        near = value.low <= _STRETCH * self.high if above else self._little_below(value)  # type: ignore[operator]
        return "note" if near else "warning"

    def _little_below(self, value: Interval) -> bool:
        assert self.low is not None
        assert value.high is not None
        return value.high >= (self.low / _STRETCH if self.low > 0 else self.low * _STRETCH)


def read(entries: Iterable[Mapping[str, Any]], units: Mapping[str, str]) -> dict[str, Limit]:
    """Ranges by indicator, from entries without breaches and the unit of each indicator."""
    return {i: Limit(e.get("low"), e.get("high"), units[i], e["by"], e["source"]) for e in entries for i in e["of"]}


def breaches(entries: Any, known: Iterable[str]) -> list[str]:
    """Everything that is wrong with the ranges of a catalogue file.

    Examples
    --------
    >>> breaches([{"of": ["rate"], "low": 100, "high": 0, "by": "hearsay"}], ["rate"])
    ['range 1: by is none of definition, record', 'range 1: source is missing', 'range 1: low lies above high']
    """
    if not isinstance(entries, list):
        return ["ranges must be a list"]
    ids, seen, out = set(known), set(), []
    for k, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("of"), list):
            out.append(f"range {k} names no indicators")
            continue
        out += [f"range {k}: {problem}" for problem in _problems(entry)]
        out += [f"range {k}: unknown indicator {i}" for i in entry["of"] if i not in ids]
        out += [f"range {k}: {i} has a range already" for i in entry["of"] if i in seen]
        seen.update(entry["of"])
    return out


def _problems(entry: Mapping[str, Any]) -> list[str]:
    out = [f"unknown field {name}" for name in entry if name not in _FIELDS]
    if entry.get("by") not in KINDS:
        out.append(f"by is none of {', '.join(KINDS)}")
    if not isinstance(entry.get("source"), str) or not entry["source"].strip():
        out.append("source is missing")
    ends = [entry[name] for name in ("low", "high") if entry.get(name) is not None]
    if not ends or any(isinstance(x, bool) or not isinstance(x, int | float) for x in ends):
        out.append("low and high must be numbers, one of them may be open")
    elif len(ends) == 2 and ends[0] > ends[1]:
        out.append("low lies above high")
    return out

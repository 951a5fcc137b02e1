"""The audit audited: print another number in the text, read the text again, run the checks, and count what is found.

Reading and linking are tested with it: a changed number may be read otherwise, or no longer be tied to what it was tied to, and that is a
miss. So is a relation that is still there but only as a weaker one (a total that has become a mere part). The unchanged report is the
control: a change only counts as found when a disagreement that the control does not have holds the changed number. Left out are changes
after which the very same relation still holds within its rounding (9,214 instead of 9,213 gives the same 92.9 %): nobody could find them.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from chengxi_analysis.analysis.audit import run_checks
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.analysis.number import half_width
from chengxi_analysis.model import Document

#: Families whose relations hold between numbers that the text states; a range or a claim is held against something else.
_FAMILIES = ("rate", "granularity", "total", "complement", "part", "order", "growth", "share", "repetition")
_SIZES = ("digit", "swap", "+10%", "-10%", "+1", "-1", "extra digit")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GRAVE = ("error", "warning")
_RANK = {"error": 0, "warning": 1, "note": 2}

#: A text read anew: its observations, and the document.
Reader = Callable[[str], tuple[pd.DataFrame, Document]]
_Places = tuple[int, ...]
_Key = tuple[str, _Places]


@dataclass(frozen=True, slots=True)
class _Change:
    """Another numeral at a place of the text."""

    start: int
    end: int
    printed: str

    def text(self, text: str) -> str:
        return text[: self.start] + self.printed + text[self.end :]

    def moved(self, start: int) -> int:
        """Where a number of the unchanged text begins in the changed one."""
        return start if start <= self.start else start + len(self.printed) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The findings of a text by verdict, each as its check and the places of its numbers."""

    wrong: dict[_Key, str]
    right: frozenset[_Key]


def self_test(observations: pd.DataFrame, document: Document, read: Reader, seed: int = 0) -> pd.DataFrame:
    """Share of changed numbers that the audit finds, by family.

    Parameters
    ----------
    observations : DataFrame
        The observations table of one report.
    document : Document
        The report they were read from.
    read : callable
        Reads a text as the report was read.
    seed : int
        Picks the digits that are changed: the same seed changes the same digits.

    Returns
    -------
    DataFrame
        family; mutated (numbers changed in the text), found (by an error or a warning), noted (by a note only), missed, recall
        (found / mutated); still_holds (changes that were left out, since the same relation holds with them within rounding). The last row
        is the whole.
    """
    control = run_checks(Passage(observations, document))
    known = _reading(control)
    pick = random.Random(seed)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    readings: dict[_Change, _Reading] = {}
    for finding in control:
        if not _testable(finding, known):
            continue
        for number in finding.ordered:
            for change in _changes(document.text, number, pick):
                if change not in readings:
                    readings[change] = _reading(run_checks(Passage(*read(change.text(document.text)))))
                counts[finding.check][_outcome(finding, number, change, known, readings[change])] += 1
    return _table(counts)


def _testable(finding: Finding, known: _Reading) -> bool:
    """A relation that holds between numbers of the text, and is not part of a disagreement already."""
    if finding.verdict != "consistent" or finding.check not in _FAMILIES or len(finding.numbers) < 2:
        return False
    return not any(set(_places(finding)) <= set(places) for _, places in known.wrong)


def _places(finding: Finding) -> _Places:
    return tuple(n.start for n in finding.ordered)


def _reading(findings: list[Finding]) -> _Reading:
    wrong: dict[_Key, str] = {}
    for f in findings:
        if f.verdict == "inconsistent":
            key = (f.check, _places(f))
            wrong[key] = min(wrong.get(key, f.severity or "note"), f.severity or "note", key=_RANK.__getitem__)
    return _Reading(wrong, frozenset((f.check, _places(f)) for f in findings if f.verdict == "consistent"))


def _outcome(finding: Finding, number: Number, change: _Change, known: _Reading, changed: _Reading) -> str:
    """found, noted, missed; or still_holds, where the same check still calls the same numbers consistent."""
    old = {(check, tuple(map(change.moved, places))) for check, places in known.wrong}
    here = change.moved(number.start)
    new = [severity for key, severity in changed.wrong.items() if key not in old and here in key[1]]
    if any(severity in _GRAVE for severity in new):
        return "found"
    if new:
        return "noted"
    same = (finding.check, tuple(map(change.moved, _places(finding))))
    return "still_holds" if same in changed.right else "missed"


def _changes(text: str, number: Number, pick: random.Random) -> Iterator[_Change]:
    """Other numerals in the place of a printed one, one for each size of change; the manner of printing stays."""
    numeral = _NUMERAL.search(half_width(text[number.start : number.end]))
    if numeral is None:
        return
    start, end = number.start + numeral.start(), number.start + numeral.end()
    digits = re.sub(r"\D", "", numeral.group())
    seen = {digits}
    for size in _SIZES:
        other = _change(digits, size, pick)
        if other is not None and other not in seen and other.strip("0"):
            seen.add(other)
            yield _Change(start, end, _printed(numeral.group(), other))


def _change(digits: str, size: str, pick: random.Random) -> str | None:
    """The digits of a changed numeral, leading zeros kept where nothing but a decimal follows."""
    if size == "digit":
        at = pick.randrange(len(digits))
        return digits[:at] + pick.choice([d for d in "123456789" if d != digits[at]]) + digits[at + 1 :]
    if size == "swap":
        if len(digits) < 2:
            return None
        at = pick.randrange(len(digits) - 1)
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if size == "extra digit":
        return digits + str(pick.randrange(10))
    value = int(digits)
    other = {"+10%": round(value * 1.1), "-10%": round(value * 0.9), "+1": value + 1, "-1": value - 1}[size]
    return str(other).zfill(len(digits)) if other >= 0 else None


def _printed(numeral: str, digits: str) -> str:
    """Digits with the decimals and the thousands separators of a printed numeral."""
    decimals = len(numeral.partition(".")[2])
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    whole = whole.lstrip("0") or "0"
    if "," in numeral:
        whole = f"{int(whole):,}"
    return f"{whole}.{rest}" if rest else whole


def _table(counts: dict[str, Counter[str]]) -> pd.DataFrame:
    """One row a family, and the whole."""
    rows = []
    whole: Counter[str] = Counter()
    for family in (f for f in _FAMILIES if counts[f]):
        whole.update(counts[family])
        rows.append(_row(family, counts[family]))
    rows.append(_row("all", whole))
    return pd.DataFrame(rows, columns=["family", "mutated", "found", "noted", "missed", "recall", "still_holds"])


def _row(family: str, c: Counter[str]) -> tuple[str, int, int, int, int, float, int]:
    mutated = c["found"] + c["noted"] + c["missed"]
    return family, mutated, c["found"], c["noted"], c["missed"], c["found"] / mutated if mutated else float("nan"), c["still_holds"]

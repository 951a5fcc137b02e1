"""The audit audited: change one number inside each testable relation, run the checks again, and count what is found.

The unchanged report is the control: a change only counts as found when the changed number stands in a disagreement that the
control does not have. Changes that the relation's own arithmetic cannot show (a count of 9,214 instead of 9,213 gives the same
92.9 %) are left out: nobody could find them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from chengxi_analysis.analysis.audit import run_checks
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import Number, Passage
from chengxi_analysis.model import Document

_FAMILIES = ("rate", "total", "complement", "part", "order", "growth", "share", "repetition")
_SIZES = ("digit", "swap", "+10%", "-10%", "+1", "-1", "extra digit")
_Key = tuple[str, tuple[int, ...]]


def self_test(observations: pd.DataFrame, document: Document, seed: int = 0) -> pd.DataFrame:
    """Share of changed numbers that the audit finds, by family.

    Parameters
    ----------
    observations : DataFrame
        The observations table of one report.
    document : Document
        The report they were read from.
    seed : int
        Picks the digits that are changed: the same seed changes the same digits.

    Returns
    -------
    DataFrame
        family, mutated (numbers changed), found, recall (found / mutated); the last row is the whole.
    """
    passage = Passage(observations, document)
    control = run_checks(passage)
    known = {_key(f) for f in control if f.verdict == "inconsistent"}
    mutated: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    pick = random.Random(seed)
    for finding in control:
        if finding.verdict != "consistent" or finding.check not in _FAMILIES or len(finding.numbers) < 2:
            continue
        if any(set(_key(finding)[1]) <= set(places) for _, places in known):
            continue
        for number in finding.ordered:
            for value in _values(number, pick):
                outcome = _outcome(passage, finding, number, value, known)
                if outcome is not None:
                    mutated[finding.check] += 1
                    found[finding.check] += outcome
    families = [f for f in _FAMILIES if mutated[f]]
    rows = [(f, mutated[f], found[f], found[f] / mutated[f]) for f in families]
    changed, caught = sum(mutated.values()), sum(found.values())
    rows.append(("all", changed, caught, caught / changed if changed else float("nan")))
    return pd.DataFrame(rows, columns=["family", "mutated", "found", "recall"])


def _key(f: Finding) -> _Key:
    return f.check, tuple(n.start for n in f.ordered)


def _values(number: Number, pick: random.Random) -> Iterator[float]:
    """Other values for a printed number, one for each size of change."""
    printed = round(abs(number.value) / number.step)
    digits = str(printed)
    for size in _SIZES:
        other = _change(digits, printed, size, pick)
        if other is not None and other != printed and other > 0:
            yield other * number.step


def _change(digits: str, printed: int, size: str, pick: random.Random) -> int | None:
    """One changed numeral in units of its last printed digit."""
    if size == "digit":
        at = pick.randrange(len(digits))
        return int(digits[:at] + pick.choice([d for d in "0123456789" if d != digits[at]]) + digits[at + 1 :])
    if size == "swap":
        if len(digits) < 2:
            return None
        at = pick.randrange(len(digits) - 1)
        return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    if size == "extra digit":
        return printed * 10 + pick.randrange(10)
    return {"+10%": round(printed * 1.1), "-10%": round(printed * 0.9), "+1": printed + 1, "-1": printed - 1}[size]


class _Changed:
    """A number with another value while the block runs; its interval keeps its width."""

    def __init__(self, number: Number, value: float) -> None:
        self.number, self.value = number, value
        self.before = (number.value, number.low, number.high, number.text)

    def __enter__(self) -> None:
        n, shift = self.number, self.value - self.number.value
        n.value, n.low, n.high = self.value, n.low + shift, n.high + shift
        n.text = n.printed(self.value)

    def __exit__(self, *_: object) -> None:
        n = self.number
        n.value, n.low, n.high, n.text = self.before


def _outcome(passage: Passage, finding: Finding, number: Number, value: float, known: set[_Key]) -> bool | None:
    """True: found. False: missed. None: the same relation still holds with the changed number, so that nobody could find it."""
    with _Changed(number, value):
        again = run_checks(passage)
        if any(f.verdict == "inconsistent" and number in f.numbers and _key(f) not in known for f in again):
            return True
        still = any(f.verdict == "consistent" and _key(f)[1] == _key(finding)[1] for f in again)
        return None if still else False

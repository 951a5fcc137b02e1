"""How the numbers of a report hang together in its own language: clauses, brackets, lists, units, earlier and later values.

``Passage`` reads a text once and gives every number what stands around it. The checks walk from a number to its neighbors
a bounded number of steps back, so the whole audit is linear in the number of observations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pandas as pd

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.catalogue import own
from chengxi_analysis.analysis.limits import Limit
from chengxi_analysis.analysis.number import (
    CLAUSE,
    HALF_STOP,
    LISTED,
    STOP,
    TIGHT,
    Number,
    complementary,
    half_width,
    same_unit,
    shared_words,
)
from chengxi_analysis.analysis.ratios import ratios
from chengxi_analysis.analysis.scan import Scan, classify, numbers_of, tie_from_to
from chengxi_analysis.model import Document

__all__ = [
    "CLAUSE", "HALF_STOP", "LISTED", "STOP", "TIGHT", "Number", "Passage", "complementary", "half_width", "same_unit", "shared_words",
]  # fmt: skip
_LOOK_BACK = 10
_OTHERS = 7


class Passage:
    """A report's numbers in text order, each with its surroundings.

    Parameters
    ----------
    observations : DataFrame
        The observations table of one report.
    document : Document
        The report they were read from.
    limits : mapping of str to Limit, optional
        What each indicator can be; the ranges of the package's own catalogue where not given.
    """

    def __init__(self, observations: pd.DataFrame, document: Document, limits: Mapping[str, Limit] | None = None) -> None:
        self.limits = own().limits if limits is None else limits
        self.report_id = document.report_id
        self.text = half_width(document.text)
        self.numbers = numbers_of(observations)
        self.starts = [n.start for n in self.numbers]
        self._totals: list[Number] | None = None
        self._ratios: list[tuple[Number, ...]] | None = None
        self._by_subject: dict[str, list[Number]] | None = None
        self._by_words: dict[re.Pattern[str], list[Number]] = {}
        self.year = _report_year(document, observations, self.text)
        #: The year was only inferred from years that the text names.
        self.year_inferred = document.metadata.period_source == "text"
        Scan(self.text, self.numbers).run()
        for n in self.numbers:
            classify(n, self.numbers)
        for n in self.numbers:
            tie_from_to(n, self.numbers)
        for n, following in pairwise(self.numbers):
            n.base_of_share = n.kind == "amount" and following.kind != "amount" and self.text[n.end : following.start].strip() == "的"

    def before(self, n: Number, sentence: bool = True, limit: int = _LOOK_BACK) -> Iterator[Number]:
        """Numbers before `n`, nearest first, of its sentence (or paragraph); what stands in a closed bracket is left out."""
        for q in reversed(self.numbers[max(0, n.place - limit) : n.place]):
            if q.sentence != n.sentence and (sentence or q.paragraph != n.paragraph):
                return
            if not q.brackets or all(b in n.brackets for b in q.brackets):
                yield q

    def previous(self, n: Number) -> Number | None:
        """The number right before `n`, wherever it stands."""
        return self.numbers[n.place - 1] if n.place else None

    def after(self, n: Number, limit: int = _LOOK_BACK) -> Iterator[Number]:
        """Numbers behind `n` in its sentence."""
        for q in self.numbers[n.place + 1 : n.place + 1 + limit]:
            if q.sentence != n.sentence:
                return
            yield q

    def inside(self, n: Number, limit: int = 30) -> list[Number]:
        """Numbers of the bracket that opens right behind `n`."""
        found = []
        for q in self.numbers[n.place + 1 : n.place + 1 + limit]:
            if len(q.brackets) <= len(n.brackets):
                break
            if q.opener == n.place and len(q.brackets) == len(n.brackets) + 1:
                found.append(q)
        return found

    def of_another_time(self, n: Number) -> bool:
        """`n` stands in a bracket that speaks of another time than the number in front of it (3件(去年为5件，其中…))."""
        return n.opener >= 0 and bool(w.ANOTHER_TIME.search(self.numbers[n.opener + 1].lead))

    def other_pairs(self, n: Number, known: tuple[Number, ...]) -> Iterator[tuple[Number, Number]]:
        """Pairs of amounts of one unit in front of `n` in its sentence, in text order, that are not the pair already linked with it."""
        near = [q for q in self.numbers[max(0, n.place - _OTHERS) : n.place] if q.sentence == n.sentence and q.kind == "amount"]
        for k, later in enumerate(near):
            for earlier in near[:k]:
                if earlier.unit == later.unit and not (earlier in known and later in known):
                    yield earlier, later

    def between(self, start: int, end: int) -> list[Number]:
        """Numbers that stand in a span of the text."""
        left = bisect_right(self.starts, start - 1)
        return [n for n in self.numbers[left : left + 40] if n.end <= end]

    def area_totals(self) -> list[Number]:
        """The largest number of households and of persons that the text gives for the whole area."""
        if self._totals is None:
            found: dict[str, Number] = {}
            for n in self.numbers:
                counted = n.unit in ("household", "person") and n.level
                larger = counted and (n.unit not in found or found[n.unit].value < n.value)
                if larger and w.WHOLE_AREA.search(self.sentence_before(n, 40)):
                    found[n.unit] = n
            self._totals = list(found.values())
        return self._totals

    def ratios(self) -> list[tuple[Number, ...]]:
        """Ratios of the three industries, read once."""
        if self._ratios is None:
            self._ratios = ratios(self.text, self.numbers, self.starts, self.report_id)
        return self._ratios

    def measuring(self, subject: str) -> list[Number]:
        """Numbers with one subject (see ``labels.subject``), from an index that is made once."""
        if self._by_subject is None:
            self._by_subject = {}
            for n in self.numbers:
                self._by_subject.setdefault(labels.subject(n), []).append(n)
        return self._by_subject.get(subject, [])

    def levels_named(self, words: re.Pattern[str]) -> list[Number]:
        """Levels whose label or preceding words match; looked up once a pattern."""
        if words not in self._by_words:
            self._by_words[words] = [n for n in self.numbers if n.level and (words.search(n.phrase) or words.search(n.label))]
        return self._by_words[words]

    def sentence_before(self, n: Number, reach: int = 60) -> str:
        """Up to `reach` characters of text in front of a number."""
        return self.text[max(0, n.start - reach) : n.start]


def _report_year(document: Document, observations: pd.DataFrame, text: str) -> int | None:
    """The year the report is about (the last of several): metadata, else the observations' period, else its opening lines."""
    period = document.metadata.period
    if not period and len(observations):
        period = next((p for p in observations["time_period"].head(1) if isinstance(p, str)), None)
    if not period:
        found = w.FIRST_YEAR.search(text[:300])
        period = found.group(1) if found else None
    last = period.rpartition("/")[2][:4] if period else ""
    return int(last) if last.isdigit() else None

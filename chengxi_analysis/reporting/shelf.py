"""Several reports beside the one that a book is opened on: their tables one below the other, and how each place is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chengxi_analysis.reporting.book import Book, ReportTables, metadata_of, source_line
from chengxi_analysis.reporting.english import in_language
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.printed import with_printed
from chengxi_analysis.reporting.privacy import mask_tables

#: So many sources can be named in full below a picture.
_FEW = 3


@dataclass(frozen=True)
class Shelf:
    """Tables of several reports, names of private persons masked.

    Attributes
    ----------
    indicators, observations : DataFrame
    places : dict
        Name of the place of every report_id; where two places have one name, with its code.
    labels : dict
        Place and period of every report_id, the report that the book is opened on first.
    cutoffs : dict
        Day up to which each report's figures reach, None where that is the end of its period.
    sources : dict
        Source line of every report.
    """

    indicators: pd.DataFrame
    observations: pd.DataFrame
    places: dict[str, str]
    labels: dict[str, str]
    cutoffs: dict[str, str | None]
    sources: dict[str, str]

    @classmethod
    def of(cls, book: Book, reports: Iterable[ReportTables] = ()) -> Shelf:
        """Put reports beside a book: those of its own place first, by period, then the others as they are given."""
        frames = [{"indicators": book.indicators, "observations": book.observations}]
        about: list[dict[str, Any]] = [book.metadata]
        here = book.metadata.get("ref_area")

        def distance(report: ReportTables) -> tuple[bool, str]:
            about = report.document.metadata
            return (False, about.period or "") if here and about.ref_area == here else (True, "")

        for report in sorted(reports, key=distance):
            frames.append(mask_tables({"indicators": report.indicators(), "observations": report.observations()}))
            about.append(metadata_of(report.document))
        places = place_names(about, book.language)
        return cls(
            pd.concat([f["indicators"] for f in frames], ignore_index=True),
            pd.concat([f["observations"] for f in frames], ignore_index=True),
            places,
            {str(a["report_id"]): _label(places[str(a["report_id"])], a, book.language) for a in about},
            {str(a["report_id"]): a.get("as_of") for a in about},
            {str(a["report_id"]): source_line(a, book.language) for a in about},
        )

    def own(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of the report that the book is opened on."""
        return frame.loc[frame["report_id"] == next(iter(self.labels))]

    def printed(self, frame: pd.DataFrame, language: str) -> pd.DataFrame:
        """The same rows with the numbers as their reports print them; see :mod:`.printed`."""
        return with_printed(frame, self.observations, language)

    def source(self, language: str) -> str:
        """Source line of a picture over all reports: each of a few, the number, places and periods of many."""
        named = list(dict.fromkeys(self.sources.values()))
        mark = "；" if language == "zh" else "; "
        if len(named) <= _FEW:
            return mark.join(named)
        return say("word.reports", language, n=len(self.sources), names=("、" if language == "zh" else ", ").join(self.labels.values()))


def _label(place: str, about: dict[str, Any], language: str) -> str:
    """Place and period of a report; the period runs on behind a Chinese name, and stands apart behind a code or an id."""
    return ("" if language == "zh" and not place[-1].isascii() else " ").join((place, period_name(about.get("period"), language))).strip()


def place_names(about: list[dict[str, Any]], language: str = "zh") -> dict[str, str]:
    """Name of the place of each report: a name that several places share is told apart by the code, or the report's id.

    In English the English name where one is known.

    Examples
    --------
    >>> west = {"area": "城西街道"}
    >>> place_names([west | {"report_id": "a", "ref_area": "441702009000"}, west | {"report_id": "b", "ref_area": "630104005000"},
    ...              {"report_id": "c", "area": None, "ref_area": None}])
    {'a': '城西街道 441702009000', 'b': '城西街道 630104005000', 'c': 'c'}
    """
    codes: dict[str, set[str]] = {}
    for a in about:
        codes.setdefault(str(a.get("area") or a["report_id"]), set()).add(str(a.get("ref_area") or a["report_id"]))
    out = {}
    for a in about:
        name = str(a.get("area") or a["report_id"])
        shown = in_language(name, language) or name
        out[str(a["report_id"])] = shown if len(codes[name]) == 1 else f"{shown} {a.get('ref_area') or a['report_id']}"
    return out

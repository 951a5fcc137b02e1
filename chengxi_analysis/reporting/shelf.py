"""Several reports beside the one that a book is opened on: their tables one below the other, and how each place is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chengxi_analysis.reporting.book import Book, ReportTables
from chengxi_analysis.reporting.privacy import mask_tables


@dataclass(frozen=True)
class Shelf:
    """Tables of several reports, names of private persons masked.

    Attributes
    ----------
    indicators, observations : DataFrame
    places : dict
        Name of the place of every report_id; where two places have one name, with its code.
    cutoffs : dict
        Day up to which each report's figures reach, None where that is the end of its period.
    """

    indicators: pd.DataFrame
    observations: pd.DataFrame
    places: dict[str, str]
    cutoffs: dict[str, str | None]

    @classmethod
    def of(cls, book: Book, reports: Iterable[ReportTables] = ()) -> Shelf:
        """Put reports beside a book."""
        frames = [{"indicators": book.indicators, "observations": book.observations}]
        about: list[dict[str, Any]] = [book.metadata]
        for report in reports:
            frames.append(mask_tables({"indicators": report.indicators(), "observations": report.observations()}))
            known = report.document.metadata
            about.append({"report_id": report.document.report_id, "area": known.area, "ref_area": known.ref_area, "as_of": known.as_of})
        return cls(
            pd.concat([f["indicators"] for f in frames], ignore_index=True),
            pd.concat([f["observations"] for f in frames], ignore_index=True),
            place_names(about),
            {str(a["report_id"]): a.get("as_of") for a in about},
        )


def place_names(about: list[dict[str, Any]]) -> dict[str, str]:
    """Name of the place of each report: a name that several places share is told apart by the code, or the report's id.

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
        out[str(a["report_id"])] = name if len(codes[name]) == 1 else f"{name} {a.get('ref_area') or a['report_id']}"
    return out

"""Where reading and the others meet: which reports there are, how their numbers get indicators, and a changed text read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chengxi_analysis.analysis.scope import Home
from chengxi_analysis.extraction.fold import fold
from chengxi_analysis.model import Document
from chengxi_analysis.reading.document import report_id_of
from chengxi_analysis.resources import reports_path

if TYPE_CHECKING:
    import pandas as pd

    from chengxi_analysis.analysis.catalogue import Catalogue
    from chengxi_analysis.extraction.observations import Match

_OPENING = 120


def reread(document: Document, catalogue: Catalogue, text: str) -> tuple[pd.DataFrame, Document]:
    """Observations and document of another text, read as a report was read: what the self-test of the audit changes.

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> from chengxi_analysis.reading import document_from_text
    >>> document = document_from_text("粮食总产量2万吨。", "example", {"period": "2022"})
    >>> reread(document, Catalogue.load(), "粮食总产量3万吨。")[0]["value"].tolist()
    [30000.0]
    """
    from chengxi_analysis.extraction import extract_observations
    from chengxi_analysis.reading import document_from_text

    changed = replace(document_from_text(text, document.report_id, document.metadata), metadata=document.metadata)
    return extract_observations(changed, catalogue_matching(changed, catalogue)), changed


def ids_at_hand(documents: Iterable[Document]) -> set[str]:
    """Ids of the reports that there are: those given, their neighbors in the same folders, and the stored ones.

    Examples
    --------
    >>> "chengxi-2022" in ids_at_hand([])
    True
    """
    given = list(documents)
    folders = {Path(d.source).parent for d in given if d.source} | {reports_path()}
    return {d.report_id for d in given} | {report_id_of(file) for folder in sorted(folders) for file in folder.glob("*.txt")}


def catalogue_matching(document: Document, catalogue: Catalogue) -> Match:
    """The catalogue's matching, with the year and the names of the area that the report is about.

    Examples
    --------
    >>> from chengxi_analysis.analysis.catalogue import Catalogue
    >>> from chengxi_analysis.reading import document_from_text
    >>> match = catalogue_matching(document_from_text("粮食总产量2万吨。", "example", {"period": "2022"}), Catalogue.load())
    >>> match(["粮食总产量"], ["t"], ["actual"], ["粮食总产量2万吨。"], offsets=[5], periods=["2022"])
    (['farmland_grain_output'], ['farmland'])
    """
    known = document.metadata
    years = [int(part[:4]) for part in (known.period or "").split("/") if part[:4].isdigit()]
    names = fold(" ".join(filter(None, (known.area, known.title, document.text[:_OPENING]))))
    return partial(catalogue.match_columns, home=Home(max(years, default=None), names))

"""The library's five verbs - extract, indicators, audit, compare, run - and the report that they work on.

Each verb takes one report or several, as paths, documents or `Report` objects, and returns one tidy frame whose columns
:mod:`chengxi_analysis.tables` defines. Heavy parts are imported where they are first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from chengxi_analysis import tables
from chengxi_analysis.errors import ParameterError, ReportError
from chengxi_analysis.model import Document, Section
from chengxi_analysis.reading import read_document
from chengxi_analysis.resources import reference_path
from chengxi_analysis.views import only, own_catalogue, per_head, results, scorecard, series

__all__ = [
    "Report", "audit", "compare", "compare_tables", "extract", "indicators", "only", "per_head", "read_report", "refused", "reports",
    "require_numbers", "results", "run", "scorecard", "series",
]  # fmt: skip

if TYPE_CHECKING:
    import pandas as pd

    from chengxi_analysis.analysis.catalogue import Catalogue
    from chengxi_analysis.reporting.runner import RunResult

    Source: TypeAlias = "str | Path | Document | Report"


class Report:
    """A report and the tables made from it, each computed when first asked for.

    Parameters
    ----------
    document : Document
        The report as read; see :func:`read_report`.
    catalogue : Catalogue, optional
        The indicators that labels are matched with; the package's own where not given.

    Examples
    --------
    >>> from chengxi_analysis.reading import document_from_text
    >>> report = Report(document_from_text("全年清理垃圾150多吨。", "example", {"period": "2022"}))
    >>> report.observations()[["label", "value", "unit", "bound"]].values.tolist()
    [['清理垃圾', 150.0, 't', 'ge']]
    """

    def __init__(self, document: Document, catalogue: Catalogue | None = None) -> None:
        self.document = document
        self._catalogue = catalogue
        self._tables: dict[str, pd.DataFrame] = {}

    def __repr__(self) -> str:
        return f"<Report {self.report_id}: {len(self.text)} characters, {len(self.sections)} sections, period {self._period}>"

    def _repr_html_(self) -> str:
        from html import escape

        known = self.document.metadata
        rows = {"area": known.area, "period": known.period, "title": known.title, "characters": f"{len(self.text):,}"}
        cells = "".join(f"<tr><th>{name}</th><td>{escape(str(value))}</td></tr>" for name, value in rows.items() if value)
        return f"<table><caption>{escape(self.report_id)}</caption>{cells}</table>"

    @property
    def report_id(self) -> str:
        """Name of the report in all tables."""
        return self.document.report_id

    @property
    def text(self) -> str:
        """The text exactly as stored; all offsets point into it."""
        return self.document.text

    @property
    def sections(self) -> tuple[Section, ...]:
        """The tree of headings, in text order."""
        return self.document.sections

    @property
    def _period(self) -> str:
        return self.document.metadata.period or "unknown"

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of indicators, loaded when first asked for."""
        if self._catalogue is None:
            self._catalogue = own_catalogue()
        return self._catalogue

    def observations(self) -> pd.DataFrame:
        """Every number that the report states as a fact (table observations)."""
        from chengxi_analysis.extraction import extract_observations
        from chengxi_analysis.naming import catalogue_matching

        return self._table("observations", lambda: extract_observations(self.document, catalogue_matching(self.document, self.catalogue)))

    def refused(self) -> pd.DataFrame:
        """Every numeral that is no observation, with the reason (table refused)."""
        from chengxi_analysis.extraction import extract_refused

        return self._table("refused", lambda: extract_refused(self.document))

    def indicators(self) -> pd.DataFrame:
        """The catalogue's indicators that the report gives or that follow from it (table indicators)."""
        from chengxi_analysis.analysis.indicators import indicators

        return self._table("indicators", lambda: indicators(self.observations(), self.catalogue))

    def findings(self) -> pd.DataFrame:
        """Every check of the report's own arithmetic, not only the bad ones (table findings)."""
        from chengxi_analysis.analysis.audit import audit

        return self._table("findings", lambda: audit(self.observations(), self.document, catalogue=self.catalogue))

    def comparisons(self) -> pd.DataFrame:
        """The indicators beside the package's targets and benchmarks (table comparisons)."""
        return self._table("comparisons", lambda: compare(self))

    def _table(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if name not in self._tables:
            self._tables[name] = make()
        # Copy on write: whatever a caller does to the frame, the one kept here stays as it is.
        return self._tables[name].copy(deep=False)


def read_report(path: str | Path) -> Report:
    """Read a report from a text file; see :func:`chengxi_analysis.reading.read_document` for encodings, sidecar and errors.

    Examples
    --------
    >>> from chengxi_analysis.resources import reports_path
    >>> read_report(reports_path() / "chengxi-2022.txt")
    <Report chengxi-2022: 4165 characters, 39 sections, period 2022>
    """
    return Report(read_document(path))


def reports(sources: Source | Iterable[Source]) -> list[Report]:
    """One report or several as `Report` objects.

    Raises
    ------
    ReportError
        A report cannot be read, or two have the same id, so that their rows could not be told apart.
    """
    several = [sources] if isinstance(sources, str | Path | Document | Report) else sources
    found = [_report(source) for source in several]
    seen: dict[str, Report] = {}
    for report in found:
        if report.report_id in seen:
            both = f"{seen[report.report_id].document.source} and {report.document.source} are both {report.report_id}"
            raise ReportError("Reports must have different ids (the stems of their file names)", both, "rename one of them")
        seen[report.report_id] = report
    if not found:
        raise ParameterError("At least one report must be given", "there is none", "name the text file of a report")
    return found


def extract(sources: Source | Iterable[Source]) -> pd.DataFrame:
    """Numbers of one report or several as the observations table.

    Examples
    --------
    >>> from chengxi_analysis.resources import reports_path
    >>> observations = extract(reports_path() / "chengxi-2022.txt")
    >>> observations.loc[observations["text"] == "13.2万人次", ["value", "unit"]].values.tolist()
    [[132000.0, 'person_time']]
    """
    return _stacked("observations", [r.observations() for r in reports(sources)])


def refused(sources: Source | Iterable[Source]) -> pd.DataFrame:
    """Numerals of one report or several that are no observations, as the refused table."""
    return _stacked("refused", [r.refused() for r in reports(sources)])


def indicators(sources: Source | Iterable[Source]) -> pd.DataFrame:
    """Indicators of one report or several, stated and derived, as the indicators table."""
    return _stacked("indicators", [r.indicators() for r in reports(sources)])


def audit(sources: Source | Iterable[Source]) -> pd.DataFrame:
    """Checks of the figures of one report or several, as the findings table.

    Within each report its own figures are checked against each other. Between reports of one area, last year's figure as the
    later report recalls it is checked against the earlier report. Between a place and the places inside it, the figures of one period
    are added up.
    """
    from chengxi_analysis.analysis.between import audit_between
    from chengxi_analysis.analysis.corrections import require_known
    from chengxi_analysis.naming import ids_at_hand

    chosen = reports(sources)
    require_known(ids_at_hand([r.document for r in chosen]))
    found = [r.findings() for r in chosen]
    if len(chosen) > 1:
        found.append(audit_between(_stacked("observations", [r.observations() for r in chosen]), [r.report_id for r in chosen]))
    return _stacked("findings", found)


def compare(
    sources: Source | Iterable[Source],
    targets: str | Path | Sequence[str | Path] = (),
    benchmarks: str | Path | Sequence[str | Path] = (),
    *,
    alone: bool = False,
    as_of: str | None = None,
    about: tuple[float, float] = (0.5, 5.0),
) -> pd.DataFrame:
    """Indicators of one report or several beside targets and benchmarks, as the comparisons table.

    Parameters
    ----------
    sources : path, Document, Report, or several of them
        The reports.
    targets, benchmarks : path or sequence of path
        CSV files in the form of ``data/reference/targets.csv`` and ``benchmarks.csv``, read beside these two.
    alone : bool
        Where files are given, read only them and not the package's own of their kind.
    as_of : str, optional
        ISO 8601 date up to which the figures reach; by default every report's own (`find_cutoff` in
        :mod:`chengxi_analysis.reading.cutoff`). A target that is due later is on the way and not missed, with its distance.
    about : tuple of two numbers
        How far the 左右 of a target reaches: in points for percentages, in percent for all else; printed wherever it matters.

    Raises
    ------
    ReferenceDataError
        A file breaks its rules; all failures are named at once.
    ParameterError
        `as_of` is no date.

    Examples
    --------
    >>> from chengxi_analysis.resources import reports_path
    >>> comparisons = compare(reports_path() / "chengxi-2022.txt")
    >>> "land_pension_allocation_rate" in set(comparisons["indicator"])
    True
    """
    chosen = reports(sources)
    return compare_tables(
        _stacked("indicators", [r.indicators() for r in chosen]),
        _stacked("observations", [r.observations() for r in chosen]),
        targets,
        benchmarks,
        alone=alone, as_of=as_of or {r.report_id: r.document.metadata.as_of for r in chosen}, about=about,
    )  # fmt: skip


def compare_tables(
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    targets: str | Path | Sequence[str | Path] = (),
    benchmarks: str | Path | Sequence[str | Path] = (),
    *,
    alone: bool = False,
    as_of: str | Mapping[str, str | None] | None = None,
    about: tuple[float, float] = (0.5, 5.0),
) -> pd.DataFrame:
    """The same from the tables of reports; `as_of` is one day, or each report's by its report_id. See :func:`compare`."""
    from chengxi_analysis.analysis.comparison import compare as compare_indicators
    from chengxi_analysis.analysis.references import load_benchmarks, load_targets

    return compare_indicators(
        indicators,
        observations, load_targets(*_reference_files("targets.csv", targets, alone)),
        load_benchmarks(*_reference_files("benchmarks.csv", benchmarks, alone)), as_of, about=about,
    )  # fmt: skip


def run(
    sources: Source | Iterable[Source], output: str | Path = "outputs", *, beside: Iterable[Report] = (), **options: Any
) -> list[RunResult]:
    """Write reports up: executed notebooks, HTML pages, figures and tables, one folder a report.

    Reports that are given together are compared with each other: the page ``compare`` of each holds all of them, and on all its pages
    last year's plans are answered where last year's report is among them.

    Parameters
    ----------
    sources : path, Document, Report, or several of them
        The reports. All are read before the first is written up.
    output : path
        Folder for the results; made where it does not exist. Each report gets a folder of its id in it.
    beside : iterable of Report
        Further reports to compare with, that are not written up themselves. Only a report that was read from a file is set beside another.
    **options
        See :func:`chengxi_analysis.reporting.runner.run_report`: languages, notebooks, theme, parameters, progress, workers.

    Returns
    -------
    list of RunResult
        Folder, page to open (index) and wall time, one a report.

    Raises
    ------
    ReportError
        A report cannot be read, or states no number.
    ParameterError, OutputError, NotebookError
        See the runner.
    """
    from chengxi_analysis.reporting.runner import run_report

    chosen = require_numbers(reports(sources))
    every = {r.report_id: r for r in [*chosen, *beside]}
    together = {i: r for i, r in every.items() if r.document.source}
    compared = compare(together.values()) if len(together) > 1 else None
    written = []
    for report in chosen:
        others = [o for o in together.values() if o.report_id != report.report_id]
        own = None if compared is None or report.report_id not in together else _of_report(compared, report)
        written.append(run_report(report, output, beside=others, comparisons=own, **options))
    return written


def _of_report(frame: pd.DataFrame, report: Report) -> pd.DataFrame:
    return frame.loc[frame["report_id"] == report.report_id].reset_index(drop=True)


def require_numbers(chosen: list[Report], *, ratios: bool = False) -> list[Report]:
    """The same reports, when each of them states a number; with `ratios` one of 12.5:48.3:41.2 is enough, which the audit can add up.

    Raises
    ------
    ReportError
        A report states none.
    """
    for report in chosen:
        if report.observations().empty and not (ratios and (report.refused()["reason"] == "ratio").any()):
            numerals = len(report.refused())
            found = f"none of its {numerals} numerals states a fact" if numerals else "there is no numeral in it"
            where = report.document.source or report.report_id
            raise ReportError("A report must state numbers", found, "check that this is the right text", where=where)
    return chosen


def _report(source: Source) -> Report:
    if isinstance(source, Report):
        return source
    return Report(source) if isinstance(source, Document) else read_report(source)


def _reference_files(own: str, given: str | Path | Sequence[str | Path], alone: bool) -> list[str | Path]:
    files = [given] if isinstance(given, str | Path) else [*given]
    return files if files and alone else [reference_path(own), *files]


def _stacked(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    kept = [frame for frame in frames if len(frame)]
    return pd.concat(kept, ignore_index=True) if kept else tables.frame(table, [])

"""Errors that a person can act on: what must be, what is, what to do.

Every error keeps its fields and pickles, so that it survives the way back from a worker process.
"""

from __future__ import annotations

from pathlib import Path


class ChengxiError(Exception):
    """Base of all errors that this package raises on purpose.

    Parameters
    ----------
    expected : str
        What must be.
    found : str
        What is.
    remedy : str
        What to do about it.
    where : str or Path, optional
        The file (and line or row) concerned.

    Examples
    --------
    >>> print(ChengxiError("A report must be a file", "there is none", "check the path", where="a.txt"))
    a.txt: A report must be a file; there is none; check the path.
    """

    def __init__(self, expected: str, found: str, remedy: str, where: str | Path | None = None) -> None:
        self.expected = expected
        self.found = found
        self.remedy = remedy
        self.where = None if where is None else str(where)
        super().__init__(expected, found, remedy, self.where)

    def __str__(self) -> str:
        prefix = f"{self.where}: " if self.where else ""
        return f"{prefix}{self.expected}; {self.found}; {self.remedy}."


class ReportError(ChengxiError):
    """A report cannot be read: missing, empty, binary, of unknown encoding, or without numbers."""


class ReferenceDataError(ChengxiError):
    """A reference file (catalogue, targets, benchmarks, corrections) breaks its own rules."""


class ParameterError(ChengxiError):
    """A parameter, theme, language, indicator or table name is unknown or of the wrong kind."""


class OutputError(ChengxiError):
    """The place for outputs cannot be written."""


class NotebookError(ChengxiError):
    """A notebook failed while it was executed."""


class TableError(ChengxiError):
    """A frame does not keep the column contract of its table."""

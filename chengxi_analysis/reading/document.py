"""The two ways to a `Document`: from a file, and from a text at hand."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chengxi_analysis.errors import ReportError
from chengxi_analysis.model import Document, Metadata
from chengxi_analysis.reading.cutoff import find_cutoff
from chengxi_analysis.reading.encodings import decode
from chengxi_analysis.reading.headings import find_headings
from chengxi_analysis.reading.kinds import Context
from chengxi_analysis.reading.outline import build_sections, plain_headings
from chengxi_analysis.reading.periods import find_period, find_title, last_year
from chengxi_analysis.reading.sidecar import checked, load_sidecar, sidecar_path

_EXPECTED = "A report must be a text file that can be read"


def read_document(path: str | Path) -> Document:
    """Read a report: its text as stored, its sections, and its metadata from the sidecar beside it or from the text.

    Parameters
    ----------
    path : str or Path
        A .txt file in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030. The file's stem is the report's id,
        blanks replaced by hyphens. A YAML file of the same name (``report.yml`` beside ``report.txt``) may give the metadata.

    Raises
    ------
    ReportError
        The file is missing, empty, binary or of unknown encoding; the sidecar is malformed, or its sha256 is of another file.

    Examples
    --------
    >>> from chengxi_analysis.resources import reports_path
    >>> document = read_document(reports_path() / "chengxi-2022.txt")
    >>> document.metadata.period, document.section_at(800).path
    ('2022', '一/(一)/4')
    """
    file = Path(path)
    data = _read_bytes(file)
    text, encoding = decode(data, str(file))
    sidecar = sidecar_path(file)
    stated = load_sidecar(sidecar)
    sha256 = hashlib.sha256(data).hexdigest()
    if stated.get("sha256", sha256) != sha256:
        found = f"the text's sha256 is {sha256}"
        remedy = f"obtain the original text again, or describe the new one in {sidecar.name}"
        raise ReportError(f"The text must be the one that {sidecar.name} describes (sha256 {stated['sha256']})", found, remedy, where=file)
    return _document(text, report_id_of(file), {**stated, "sha256": sha256}, str(file), encoding)


def document_from_text(text: str, report_id: str, metadata: Mapping[str, Any] | Metadata | None = None) -> Document:
    """A report from a text at hand.

    Parameters
    ----------
    text : str
        The report's text; kept as it is.
    report_id : str
        Name of the report in all tables.
    metadata : mapping or Metadata, optional
        Fields of a sidecar (area, ref_area, period, ...); what is missing is looked for in the text.

    Examples
    --------
    >>> report = document_from_text("某镇2021年工作总结\\n一、经济\\n新增企业12家。\\n二、明年打算\\n力争15家。", "demo")
    >>> [(s.path, s.kind) for s in report.sections]
    [('', 'preamble'), ('一', 'summary'), ('二', 'plan')]
    >>> report.metadata.period, report.metadata.period_source
    ('2021', 'title')
    """
    if isinstance(metadata, Metadata):
        metadata = {name: getattr(metadata, name) for name in Metadata.__dataclass_fields__ if name != "period_source"}
    return _document(text, report_id, checked(dict(metadata or {})), None, None)


def report_id_of(path: Path) -> str:
    """Id of a report: the stem of its file name, blanks and # replaced, since ids are joined by blanks in CSV files.

    Examples
    --------
    >>> report_id_of(Path("reports/my town 2022.txt"))
    'my-town-2022'
    """
    return re.sub(r"[\s#]+", "-", path.stem)


def _document(text: str, report_id: str, stated: Mapping[str, str], source: str | None, encoding: str | None) -> Document:
    headings = find_headings(text)
    title = stated.get("title") or find_title(text)
    period, period_source = stated.get("period"), "sidecar"
    if period is None:
        period, found_in = find_period(text, title, [h.title for h in headings if h.form in ("part", "chinese", "bracket")])
        period_source = found_in or ""
    context = Context(last_year(period), title or "", first_half=(period or "").endswith("-06"))
    sections = build_sections(text, [*headings, *plain_headings(text, headings, context)], context)
    results = "".join(text[s.start : s.end] for s in sections if s.kind != "plan")
    as_of = stated.get("as_of") or find_cutoff(results, period, stated.get("published"))
    known = {**stated, "title": title, "period": period, "period_source": period_source or None, "as_of": as_of}
    return Document(report_id, text, sections, Metadata(**known), source, encoding)


def _read_bytes(file: Path) -> bytes:
    if file.is_dir():
        raise ReportError(_EXPECTED, "this is a folder", "name the files in it, one by one", where=file)
    try:
        return file.read_bytes()
    except FileNotFoundError:
        near = difflib.get_close_matches(file.name, [p.name for p in file.parent.glob("*.txt")], 1) if file.parent.is_dir() else []
        remedy = f"did you mean {near[0]}?" if near else "check the path"
        raise ReportError(_EXPECTED, "there is no such file", remedy.rstrip("?"), where=file) from None
    except OSError as error:
        raise ReportError(_EXPECTED, f"the system says: {error.strerror}", "check the file's permissions", where=file) from error

"""From a file with its sidecar to a document, and what is said when that cannot be."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from chengxi_analysis.errors import ReportError
from chengxi_analysis.reading import read_document
from tests.support import SEED

TEXT = "一、工作情况\r\n办结5件。\r\n"


def report(folder: Path, sidecar: str | None = None, data: bytes = TEXT.encode()) -> Path:
    path = folder / "town.txt"
    path.write_bytes(data)
    if sidecar is not None:
        path.with_suffix(".yml").write_text(sidecar, encoding="utf-8")
    return path


def test_the_text_is_kept_exactly_and_offsets_point_into_it(tmp_path: Path) -> None:
    document = read_document(report(tmp_path, data=b"\xef\xbb\xbf" + TEXT.encode()))
    assert document.text == TEXT
    assert document.text[document.sections[0].start :].startswith("一、")
    assert document.metadata.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + TEXT.encode()).hexdigest()


def test_the_id_is_the_stem_without_blanks(tmp_path: Path) -> None:
    path = tmp_path / "my town 2022.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_document(path).report_id == "my-town-2022"


def test_the_seed_has_its_sidecar() -> None:
    known = read_document(SEED).metadata
    assert (known.area, known.ref_area, known.area_code_edition) == ("阳江市江城区城西街道", "441702009000", "2023")
    assert (known.period, known.period_source) == ("2022", "sidecar")
    assert known.url == "http://www.jiangcheng.gov.cn/zfxxgkml/qcxjdbsc/qt/ghjh/content/post_679323.html"
    assert known.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()


def test_a_sidecar_may_be_sparse_or_written_by_hand(tmp_path: Path) -> None:
    known = read_document(
        report(tmp_path, "\ufeffarea: 某镇\nref_area: 441702009000\nperiod: 2022\npublished: 2022-12-30\nnote:\n")
    ).metadata
    assert (known.area, known.ref_area, known.period, known.published, known.note) == ("某镇", "441702009000", "2022", "2022-12-30", None)


@pytest.mark.parametrize(
    ("sidecar", "found"),
    [
        ("aera: 某镇", r"unknown field aera \(did you mean area\?\)"),
        ("ref_area: 4417", "ref_area is 4417 and must be twelve digits"),
        ("period: last year", "period is last year and must be an ISO 8601 period"),
        ("period: 2022-13", "period is 2022-13"),
        ("published: 30.12.2022", "published is 30.12.2022 and must be a date"),
        ("- a\n- b", "it holds a list"),
        ("area: [", "cannot be read"),
        ("sha256: '" + "0" * 64 + "'", "the text's sha256 is"),
        ("aera: 某镇\nperiod: never", "aera.*; period is never"),
    ],
)
def test_a_bad_sidecar_is_named_with_all_its_failures(tmp_path: Path, sidecar: str, found: str) -> None:
    with pytest.raises(ReportError, match=found) as caught:
        read_document(report(tmp_path, sidecar))
    assert str(caught.value).startswith(str(tmp_path / "town."))


def test_a_missing_report_is_named_and_a_near_one_offered(tmp_path: Path) -> None:
    report(tmp_path)
    with pytest.raises(ReportError, match=r"there is no such file; did you mean town\.txt"):
        read_document(tmp_path / "twon.txt")
    with pytest.raises(ReportError, match="there is no such file; check the path"):
        read_document(tmp_path / "nowhere" / "town.txt")


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="this is a folder; name the files in it"):
        read_document(tmp_path)

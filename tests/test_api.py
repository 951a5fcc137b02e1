"""The library's verbs: one report or several in, one tidy frame out."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import chengxi_analysis as ca
from chengxi_analysis import tables
from chengxi_analysis.errors import ParameterError, ReportError
from chengxi_analysis.reading import document_from_text, read_document
from tests.support import ROOT, SEED, report_path

TOWN = report_path("town-2005")


@pytest.fixture(scope="module")
def seed() -> ca.Report:
    return ca.read_report(SEED)


@pytest.mark.parametrize("table", ["observations", "refused", "indicators", "findings", "comparisons"])
def test_every_table_keeps_its_contract(seed: ca.Report, table: str) -> None:
    frame = getattr(seed, table)()
    assert list(frame.columns)[: len(tables.columns(table))] == tables.columns(table)
    assert len(frame)
    tables.conform(frame, table)


def test_offsets_are_slices_of_the_stored_text(seed: ca.Report) -> None:
    for frame in (seed.observations(), seed.refused()):
        assert [seed.text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()


def test_a_caller_cannot_spoil_the_tables_of_a_report(seed: ca.Report) -> None:
    mine = seed.observations()
    mine["value"] = 0.0
    assert seed.observations()["value"].max() > 0


def test_paths_documents_and_reports_are_taken_alike(seed: ca.Report) -> None:
    expected = seed.observations()["obs_id"].tolist()
    for source in (str(SEED), SEED, read_document(SEED), seed, [seed]):
        assert ca.extract(source)["obs_id"].tolist() == expected


def test_several_reports_stand_one_behind_the_other(seed: ca.Report) -> None:
    both = ca.extract([SEED, TOWN])
    assert both["report_id"].unique().tolist() == ["chengxi-2022", "town-2005"]
    assert len(both) == len(seed.observations()) + len(ca.extract(TOWN))
    assert both.index.is_unique


@pytest.mark.parametrize("verb", [ca.extract, ca.indicators, ca.audit, ca.compare])
def test_a_report_without_numbers_gives_an_empty_table_of_the_right_columns(verb: object) -> None:
    frame = verb(document_from_text("工作扎实有序。", "empty"))  # type: ignore[operator]
    assert len(frame) == 0
    assert "report_id" in frame.columns


def test_two_reports_of_one_id_are_refused(tmp_path: Path) -> None:
    other = tmp_path / TOWN.name
    other.write_bytes(TOWN.read_bytes())
    with pytest.raises(ReportError, match="are both town-2005; rename one"):
        ca.extract([TOWN, other])


def test_no_report_is_too_few() -> None:
    with pytest.raises(ParameterError, match="At least one report"):
        ca.extract([])


def test_a_report_shows_itself_shortly(seed: ca.Report) -> None:
    assert repr(seed) == f"<Report chengxi-2022: {len(seed.text)} characters, {len(seed.sections)} sections, period 2022>"
    page = ca.Report(document_from_text("5户", "a<b", {"area": "某镇 & 某乡"}))._repr_html_()
    assert "a&lt;b" in page
    assert "某镇 &amp; 某乡" in page
    assert len(page) < 1000


def test_the_readme_tells_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8").failed == 0


def test_own_targets_are_read_beside_the_packages_or_alone(seed: ca.Report, tmp_path: Path) -> None:
    from chengxi_analysis.resources import reference_path

    header, first = reference_path("targets.csv").read_text(encoding="utf-8").splitlines()[:2]
    mine = tmp_path / "mine.csv"
    mine.write_text(f"{header}\nmy-own-{first}\n", encoding="utf-8")
    chosen = {alone: set(ca.compare(seed, [mine], alone=alone).query("kind == 'target'")["reference_id"]) for alone in (False, True)}
    assert chosen[True] < chosen[False]
    assert all(name.startswith("my-own-") for name in chosen[True])
    assert ca.compare(seed, str(mine), alone=True).equals(ca.compare(seed, [mine], alone=True)), "one path is a path and no list of letters"

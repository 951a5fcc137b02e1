"""The gold reports, read by the real extraction: facts as two careful readers agreed on them."""

from __future__ import annotations

from typing import Any

import pytest

from chengxi_analysis.extraction import extract_observations, extract_refused
from chengxi_analysis.reading import document_from_text, read_document
from tests.extraction.specs import character_f1
from tests.support import GOLD_IDS, SEED, gold_rows, report_path


def read(report_id: str) -> list[dict[str, Any]]:
    observations = extract_observations(read_document(report_path(report_id)))
    return observations.astype(object).where(observations.notna(), None).to_dict("records")


@pytest.mark.parametrize("report_id", GOLD_IDS)
def test_facts_are_exactly_the_annotated_ones(report_id: str) -> None:
    optional = {g["start"] for g in gold_rows(report_id) if g.get("optional")}
    expected = {
        (g["start"], g["surface"], float(g["value"]), g["unit"], g["bound"]) for g in gold_rows(report_id) if g["start"] not in optional
    }
    found = {(f["start"], f["text"], f["value"], f["unit_text"], f["bound"]) for f in read(report_id) if f["start"] not in optional}
    assert found == expected


@pytest.mark.parametrize(("report_id", "roles", "periods", "labels"), [(g, 1.0, 0.97, 0.93) for g in GOLD_IDS])
def test_roles_periods_and_labels_agree(report_id: str, roles: float, periods: float, labels: float) -> None:
    found = {f["start"]: f for f in read(report_id)}
    rows = [g for g in gold_rows(report_id) if g["start"] in found and not g.get("optional")]

    def share(agrees: Any) -> float:
        return sum(bool(agrees(found[g["start"]], g)) for g in rows) / len(rows)

    assert share(lambda f, g: f["role"] in g.get("roles", [g["role"]])) >= roles
    assert share(lambda f, g: f["period_stated"] in g.get("periods", [g["period"]])) >= periods
    assert share(lambda f, g: max(character_f1(f["label"], x) for x in g["labels"]) >= 0.5) >= labels


def test_surfaces_are_slices_of_the_stored_text() -> None:
    text = SEED.read_bytes().decode("utf-8")
    for f in read("chengxi-2022"):
        assert text[f["start"] : f["end"]] == f["text"]
        assert f["sentence_start"] <= f["start"]
        assert text[f["sentence_start"] :].startswith(f["sentence"])


def test_no_numeral_of_the_seed_is_dropped_silently() -> None:
    document = read_document(SEED)
    covered = [(f["start"], f["end"]) for f in read("chengxi-2022")] + [
        (r["start"], r["end"]) for r in extract_refused(document).to_dict("records")
    ]
    for offset, char in enumerate(document.text):
        if char.isascii() and char.isdigit():
            assert any(a <= offset < b for a, b in covered), document.text[max(0, offset - 10) : offset + 10]


def test_a_plan_section_gives_targets() -> None:
    text = "某镇2022年工作总结\n一、2022年工作总结\n完成造林300亩。\n二、2023年工作计划\n完成造林500亩。\n"
    roles = extract_observations(document_from_text(text, "made-up"))["role"].tolist()
    assert roles == ["actual", "target"]

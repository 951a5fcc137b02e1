"""Known discrepancies are marked, and an entry that matches nothing stops the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from chengxi_analysis.analysis import corrections
from chengxi_analysis.analysis.audit import audit, audit_summary
from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.extraction import extract_observations
from chengxi_analysis.reading import document_from_text

TEXT = "全年受理案件48宗,办结42宗,办结率85.7%。"
ENTRY = """corrections:
  - id: late-case
    report: case
    match: {{check: rate, stated: "48宗 | 42宗 | {rate}"}}
    action: accept
    reason: One case was taken over after the rate had been worked out.
    status: explained
    expected: {expected}
"""


def run(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    document = document_from_text(TEXT, "case", {"period": "2022"})
    observations = extract_observations(document)
    return audit(observations, document, path), observations


def test_a_known_discrepancy_keeps_its_verdict_and_gets_the_id(tmp_path: Path) -> None:
    findings, observations = run(tmp_path, ENTRY.format(rate="85.7%", expected=87.5))
    row = findings.set_index("check").loc["rate"]
    assert (row["verdict"], row["correction"]) == ("inconsistent", "late-case")
    assert audit_summary(findings, observations)["accepted"] == 1


@pytest.mark.parametrize(("rate", "expected"), [("85.8%", 87.5), ("85.7%", 90)])
def test_an_entry_that_matches_nothing_fails_loudly(tmp_path: Path, rate: str, expected: float) -> None:
    with pytest.raises(ReferenceDataError, match="late-case"):
        run(tmp_path, ENTRY.format(rate=rate, expected=expected))


def test_an_entry_for_another_report_is_left_alone(tmp_path: Path) -> None:
    findings, _ = run(tmp_path, ENTRY.format(rate="1%", expected=1).replace("report: case", "report: elsewhere"))
    assert findings["correction"].isna().all()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entries: []", "list named corrections"),
        ("corrections:\n  - id: x\n    report: case", "missing"),
        (ENTRY.format(rate="85.7%", expected=87.5).replace("accept", "delete"), "action"),
        (ENTRY.format(rate="85.7%", expected=87.5).replace("check: rate", "family: rate"), "match"),
        ("corrections: [", "readable YAML"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReferenceDataError, match=message):
        run(tmp_path, text)


def test_the_file_of_the_package_is_sound() -> None:
    assert isinstance(corrections.load(), list)

"""Known discrepancies are marked, and an entry that matches nothing stops the audit."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from chengxi_analysis.analysis import corrections
from chengxi_analysis.analysis.audit import audit, audit_summary
from chengxi_analysis.analysis.between import audit_between
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
    assert (row["verdict"], row["correction"], row["correction_action"]) == ("inconsistent", "late-case", "accept")
    assert row["correction_reason"].startswith("One case")
    assert corrections.accepted(findings).tolist() == (findings["check"].eq("rate") & findings["verdict"].eq("inconsistent")).tolist()
    assert audit_summary(findings, observations)["accepted"] == 1


def test_what_was_only_asked_about_is_not_accepted(tmp_path: Path) -> None:
    findings, _ = run(tmp_path, ENTRY.format(rate="85.7%", expected=87.5).replace("accept", "ask"))
    assert not corrections.accepted(findings).any()


@pytest.mark.parametrize("expected", ["81.82", "81.8", "82"])
def test_an_expected_value_is_compared_as_it_is_printed(tmp_path: Path, expected: str) -> None:
    path = tmp_path / "corrections.yml"
    entry = ENTRY.format(rate="85.7%", expected=expected).replace("48宗 | 42宗", "22宗 | 18宗")
    path.write_text(entry, encoding="utf-8")
    document = document_from_text("受理案件22宗,办结18宗,办结率85.7%。", "case", {"period": "2022"})
    assert audit(extract_observations(document), document, path)["correction"].notna().sum() == 1
    path.write_text(entry.replace(f"expected: {expected}", "expected: 81.84"), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="late-case"):
        audit(extract_observations(document), document, path)


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
        (ENTRY.format(rate="85.7%", expected="about 87"), "expected of entry late-case must be a number"),
        (re.sub(r"match: .*", "match: rate", ENTRY.format(rate="85.7%", expected=87.5)), "must name .*it is 'rate'"),
        (ENTRY.format(rate="85.7%", expected=88) + ENTRY.format(rate="85.7%", expected=88).partition("\n")[2], "late-case stands twice"),
        (ENTRY.format(rate="85.7%", expected=87.5) + "    besides: other\n", "unknown fields"),
        ("corrections: rate", "must be a list"),
        ("corrections: [", "readable YAML"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReferenceDataError, match=message):
        run(tmp_path, text)


def test_an_entry_for_a_report_that_is_nowhere_fails_loudly(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text(ENTRY.format(rate="85.7%", expected=87.5), encoding="utf-8")
    corrections.require_known({"case", "other"}, path)
    with pytest.raises(ReferenceDataError, match="case is neither given nor stored"):
        corrections.require_known({"other"}, path)


BETWEEN = """corrections:
  - id: revised
    report: case-2016
    beside: case-2015
    match: {check: repetition, stated: "368起 | 386起"}
    action: accept
    reason: The figure was revised.
    status: confirmed
"""


def several(tmp_path: Path, entry: str, ids: list[str], recalled: str = "386起"):  # type: ignore[no-untyped-def]
    path = tmp_path / "corrections.yml"
    path.write_text(entry, encoding="utf-8")
    texts = {"case-2015": "诈骗案件立案368起。", "case-2016": f"诈骗案件立案412起(去年为{recalled})。"}
    frames = []
    for name, text in texts.items():
        document = document_from_text(text, name, {"period": name[-4:], "ref_area": "330000000000"})
        observations = extract_observations(document)
        frames.append(observations)
        audit(observations, document, path)
    return audit_between(pd.concat(frames, ignore_index=True), ids, path)


def test_a_discrepancy_between_reports_can_be_accepted_where_both_are_given(tmp_path: Path) -> None:
    assert several(tmp_path, BETWEEN, ["case-2015", "case-2016"])["correction"].tolist() == ["revised"]
    assert several(tmp_path, BETWEEN, ["case-2016"])["correction"].isna().all()
    with pytest.raises(ReferenceDataError, match="revised"):
        several(tmp_path, BETWEEN, ["case-2015", "case-2016"], recalled="368起")


def test_the_file_of_the_package_is_sound() -> None:
    assert isinstance(corrections.load(), list)

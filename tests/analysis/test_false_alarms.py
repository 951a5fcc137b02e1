"""What looks like a discrepancy and is none, each beside a near neighbor that is one and must stay.

The cases say what is objected to, word for word, and which checks must agree; what they do not name must not be objected to.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analysis.test_audit import audited, lines

CASES = [json.loads(line) for line in Path(__file__).with_name("false_alarm_cases.jsonl").read_text(encoding="utf-8").splitlines()]


def objections(text: str) -> set[str]:
    """Errors and warnings; a note is only a hint."""
    return {line for line in lines(audited(text), "inconsistent") if line.split()[1] != "note"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_only_real_discrepancies_are_objected_to(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert objections(text) == set(case.get("inconsistent", []))  # type: ignore[call-overload]
    assert lines(audited(text), "consistent") >= set(case.get("consistent", []))  # type: ignore[call-overload]


def test_a_change_from_nothing_is_untestable() -> None:
    findings = audited("年末结余0万元,与上年相比,增加0万元,增长0%。")
    assert "base is zero" in set(findings["reason"])

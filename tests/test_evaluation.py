"""The measure of the extraction: what counts as found, as right, and as a miss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chengxi_analysis.errors import ReferenceDataError
from chengxi_analysis.evaluation import Scores, evaluate, likeness, load_gold
from tests.support import GOLD, GOLD_IDS, gold_rows

Row = dict[str, Any]


def gold(**changes: Any) -> Row:
    row = {
        "doc": "a",
        "start": 7,
        "surface": "13.2万人次",
        "value": 132000,
        "unit": "人次",
        "bound": "exact",
        "role": "actual",
        "period": None,
    }
    return {**row, "labels": ["核酸采样"], **changes}


def found(**changes: Any) -> Row:
    row = {"report_id": "a", "start": 7, "text": "13.2万人次", "value": 132000.0, "unit_text": "人次", "bound": "exact", "role": "actual"}
    return {**row, "label": "完成核酸采样", "period_stated": None, "value_high": float("nan"), **changes}


def score(asked: list[Row], given: list[Row]) -> tuple[Scores, list[str]]:
    """The scores of document a, and what is wrong."""
    scores, misses = evaluate(asked, given)
    return scores["a"], [miss.what for miss in misses]


def test_the_gold_agrees_with_itself_entirely() -> None:
    rows = [row for report_id in GOLD_IDS for row in gold_rows(report_id)]
    mine = [
        {
            **g,
            "report_id": g["doc"],
            "text": g["surface"],
            "unit_text": g["unit"],
            "period_stated": g.get("period"),
            "label": (g.get("labels") or [g["label"]])[0],
        }
        for g in rows
    ]
    scores, misses = evaluate(rows, mine)
    assert misses == []
    assert all(rate == 1 for s in scores.values() for rate in s.rates().values())
    assert list(scores) == list(GOLD_IDS)


def test_a_row_that_is_right_in_all_is_a_fact() -> None:
    assert score([gold()], [found()]) == (Scores(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), [])


@pytest.mark.parametrize(
    ("change", "wrong", "is_fact"),
    [
        ({"value": 13.2}, "value", False),
        ({"value_high": 140000.0}, "value", False),
        ({"unit_text": "人"}, "unit", False),
        ({"bound": "ge"}, "bound", False),
        ({"role": "target"}, "role", True),
        ({"period_stated": "2021"}, "period", True),
        ({"label": "低保"}, "label", True),
        ({"label": None}, "label", True),
    ],
)
def test_each_aspect_is_judged_by_itself(change: Row, wrong: str, is_fact: bool) -> None:
    scores, misses = score([gold()], [found(**change)])
    assert misses == [wrong]
    assert scores.facts == is_fact
    assert scores.spans == 1


def test_a_span_must_agree_exactly() -> None:
    scores, misses = score([gold()], [found(text="13.2万")])
    assert (scores.gold, scores.found, scores.spans) == (1, 1, 0)
    assert misses == ["missed"]


def test_missing_and_extra_rows_cost_recall_and_precision() -> None:
    scores, misses = score([gold(), gold(start=20)], [found(), found(start=40), found(start=50)])
    assert misses == ["missed", "extra", "extra"]
    assert (scores.rates()["recall"], scores.rates()["precision"], scores.rates()["f1"]) == (1 / 2, 1 / 3, 2 / 5)


def test_optional_rows_are_neither_asked_for_nor_counted_against() -> None:
    asked = [gold(), gold(start=20, optional=True)]
    assert score(asked, [found()]) == score(asked, [found(), found(start=20, value=1.0)])


def test_several_answers_may_be_accepted() -> None:
    asked = gold(roles=["actual", "change"], periods=["2021", None])
    assert score([asked], [found(role="change", period_stated="2021")])[1] == []


def test_missing_cells_of_a_frame_are_no_answers() -> None:
    assert score([gold()], [found(period_stated=float("nan"))])[1] == []
    assert score([gold()], [found(label=float("nan"))])[1] == ["label"]


def test_percent_signs_of_both_widths_are_one_unit() -> None:
    assert score([gold(unit="%")], [found(unit_text="％")])[1] == []


def test_reports_without_annotations_are_ignored() -> None:
    assert score([gold()], [found(), found(report_id="b")])[0].found == 1


def test_no_rate_is_made_of_nothing() -> None:
    assert Scores().rates()["precision"] is None


def test_labels_are_alike_by_their_characters() -> None:
    assert likeness("核酸采样", "完成核酸采样") == 0.8
    assert likeness("", "") == 0.0


def test_a_folder_of_gold_is_read_in_the_order_of_names() -> None:
    assert list(dict.fromkeys(row["doc"] for row in load_gold(GOLD))) == list(GOLD_IDS)


def test_all_bad_lines_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold()) + "\nnot json\n\n" + json.dumps({"doc": "a"}) + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"line 2 is no JSON.*line 4 lacks start, surface"):
        load_gold(path)


def test_missing_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="there is none; check the path"):
        load_gold(tmp_path)

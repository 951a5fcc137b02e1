"""Targets that no catalogue knows, and the results that answer them in the words of a report."""

from __future__ import annotations

import pandas as pd
import pytest

from chengxi_analysis import api
from chengxi_analysis.reading import document_from_text


def report(text: str, year: int = 2021, report_id: str = "r", **more: str) -> api.Report:
    metadata = {"ref_area": "441702009000", "period": str(year)} | more
    return api.Report(document_from_text(f"某镇{year}年工作总结\n一、主要工作\n{text}", report_id, metadata))


def own(*reports: api.Report, **more: str) -> list[list[object]]:
    table = api.compare(list(reports), **more)
    rows = table[table["kind"] == "own"].astype(object)
    return rows[["actual", "reference", "status"]].where(rows[["actual", "reference", "status"]].notna(), None).values.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划灭螺1200亩,实际完成1150亩。", [1150, 1200, "missed"]),
        ("今年计划灭螺1200亩，已完成1300亩。", [1300, 1200, "met"]),
        ("区下达任务804.6万元,完成804.6万元。", [8046000, 8046000, "met"]),
        ("市下达我镇植树任务500亩,实际植树520亩。", [520, 500, "met"]),
        ("全年计划培训农民2000人次,完成1800人次。", [1800, 2000, "missed"]),
        ("县里下达招商引资任务3亿元,已到位24000万元。", [2.4e8, 3e8, "missed"]),
        ("全年完成植树520亩,占计划任务500亩的104%。", [520, 500, "met"]),
        ("县下达植树任务500亩,已完成任务的80%。", [80, 100, "missed"]),
        ("完成固定资产投资12.5亿元,占年计划的104.2%。", [104.2, 100, "met"]),
        ("某路项目计划总投资3000万元,已完成投资1000万元。", [1e7, 3e7, "not_comparable"]),
        ("某路项目年度计划投资3000万元,已完成投资1000万元。", [1e7, 3e7, "missed"]),
        ("某路项目2021年计划投资3000万元,已完成投资1000万元。", [1e7, 3e7, "missed"]),
        ("拟修建水渠30公里,目前已完成12公里。", [12, 30, "on_the_way"]),
    ],
)
def test_a_target_finds_its_result_in_its_own_sentence(text: str, expected: list[object]) -> None:
    assert own(report(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "县下达灭螺任务1200亩,其中甲村完成300亩。",
        "计划灭螺1200亩,种植油菜300亩。",
        "计划灭螺1200亩,培训农民300人。",
        "年初确定灭螺任务1200亩。\n二、其他\n灭螺600亩。\n三、补充\n灭螺700亩。",
    ],
)
def test_a_number_that_may_answer_something_else_is_no_result(text: str) -> None:
    assert [row[2] for row in own(report(text)) if row[1] == 1200] == ["no_actual"]


def test_equal_labels_join_a_plan_and_a_result_in_other_sections() -> None:
    assert own(report("年初确定灭螺任务1200亩。\n二、其他工作\n全年灭螺1250亩。")) == [[1250, 1200, "met"]]


def test_last_year_s_plan_is_answered_by_this_year_s_report_of_the_same_area_code() -> None:
    before = report("灭螺900亩。\n二、明年计划\n计划灭螺1000亩。", 2021, "r2021")
    after = report("灭螺1050亩。", 2022, "r2022")
    elsewhere = report("灭螺400亩。", 2022, "other", ref_area="330102003000")
    table = api.compare([before, after, elsewhere])
    rows = table[table["kind"] == "own"]
    assert rows[["report_id", "actual", "status"]].values.tolist() == [
        ["r2022", 1050, "met"],
    ]
    assert own(before) == [[900, 1000, "not_comparable"]]


def test_a_plan_without_a_result_yet_says_so() -> None:
    table = api.compare(report("一年来工作顺利。\n二、明年计划\n拟新建文化广场3个。"))
    row = table[table["kind"] == "own"].iloc[0]
    assert (row["status"], row["reason_zh"]) == ("no_actual", "计划新建文化广场3个，属2022年，在报告期（2021年）之后，尚无结果。")


def test_an_unlisted_target_bears_the_report_s_own_words() -> None:
    table = api.compare(report("计划灭螺1200亩,实际完成1150亩。"))
    row = table[table["kind"] == "own"].iloc[0]
    assert (row["indicator"], row["label"], row["unit"], row["gap"]) == ("label:灭螺/mu", "灭螺", "mu", -50)
    assert row["evidence"] == "计划灭螺1200亩,实际完成1150亩。"
    assert pd.isna(row["theme"])


def test_the_catalogue_itself_is_left_as_it_is() -> None:
    here = report("计划灭螺1200亩,实际完成1150亩。")
    before = len(here.catalogue.indicators)
    api.compare(here)
    assert len(here.catalogue.indicators) == before


def test_before_the_deadline_a_target_is_on_the_way() -> None:
    assert own(report("年初确定植树任务500亩,截至11月底已植树420亩。")) == [[420, 500, "on_the_way"]]
    text = "年初确定植树任务500亩,已植树420亩。广场可望在12月完工。"
    assert own(report(text)) == [[420, 500, "on_the_way"]]
    assert own(report(text), as_of="2021-12-31") == [[420, 500, "missed"]]
    assert own(report("全年植树任务500亩,上半年完成220亩。", period="2021-01/2021-06")) == [[220, 500, "on_the_way"]]


def test_an_own_target_that_stated_and_recomputed_rate_answer_differently_is_undecidable() -> None:
    text = "受理信访案件100宗,办结97宗,结案率98.5%。年初计划信访结案率98%以上。"
    assert own(report(text)) == [[98.5, 98, "undecidable"], [97, 98, "undecidable"]]
    assert own(report(text.replace("98.5", "97"))) == [[97, 98, "missed"]]

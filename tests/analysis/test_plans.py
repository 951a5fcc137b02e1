"""A plan of one report and the next report's answer: sentence -> verdict, in made-up sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chengxi_analysis import api
from chengxi_analysis.analysis.indicators import indicators
from chengxi_analysis.analysis.judging import Tolerance
from chengxi_analysis.analysis.pairs import nearest
from chengxi_analysis.analysis.scorecard import Thresholds, scorecard
from chengxi_analysis.analysis.spans import span
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.reading import document_from_text

AREA = "431128000000"


def report(name: str, period: str, results: str, plans: str = "") -> api.Report:
    planned = f"\n二、下一步工作安排\n{plans}" if plans else ""
    return api.Report(document_from_text(f"一、工作回顾\n{results}{planned}\n", name, {"ref_area": AREA, "period": period}))


def answered(plans: str, results: str, *, before: str = "全年工作平稳。", period: str = "2022", **more: Any) -> pd.DataFrame:
    """Own targets of a report of 2021, beside the report that comes after it."""
    table = api.compare([report("y2021", "2021", before, plans), report("y2022", period, results)], **more)
    return table[table["kind"] == "own"].reset_index(drop=True)


#: What a plan says, what the next report says, and what can be said of the two: indicator, status, gap.
PLANS: list[tuple[str, str, str, str, float | None]] = [
    # a rise of what is to fall
    ("单位GDP能耗下降2%以上。", "单位GDP能耗上升3%。", "environment_energy_intensity_change", "missed", -5.0),
    ("单位GDP能耗下降2%以上。", "单位GDP能耗由升转降,下降2.4%。", "environment_energy_intensity_change", "met", 0.4),
    ("单位生产总值能耗降低3%。", "单位生产总值能耗同比升高0.5%。", "environment_energy_intensity_change", "missed", -3.5),
    ("进出口总额增长6%以上。", "进出口总额下降1.5%。", "economy_trade_growth", "missed", -7.5),
    # a measure inside a longer name is not that measure
    ("亿元GDP生产安全事故死亡率下降8%。", "地区生产总值增长5.5%。", "label:亿元GDP生产安全事故死亡率下降/pct", "no_actual", None),
    ("万元GDP用水量下降4%。", "地区生产总值增长5.5%。", "label:万元GDP用水量下降/pct", "no_actual", None),
    # an expected figure for prices or unemployment is a limit
    ("居民消费价格涨幅3%左右。", "居民消费价格上涨0.4%。", "economy_cpi_growth", "met", -2.6),
    ("居民消费价格涨幅3%左右。", "居民消费价格上涨3.2%。", "economy_cpi_growth", "undecidable", 0.2),
    ("居民消费价格涨幅3%左右。", "居民消费价格上涨4.6%。", "economy_cpi_growth", "missed", 1.6),
    ("居民消费价格涨幅控制在3%以内。", "居民消费价格上涨3.1%。", "economy_cpi_growth", "missed", 0.1),
    ("城镇调查失业率5.5%左右。", "城镇调查失业率5.1%。", "people_surveyed_unemployment_rate", "met", -0.4),
    ("城镇调查失业率5.5%左右。", "城镇调查失业率6.3%。", "people_surveyed_unemployment_rate", "missed", 0.8),
    # vague words reach as far as the parameter says
    ("地区生产总值增长6.5%左右。", "地区生产总值增长6.2%。", "economy_gdp_growth", "undecidable", -0.3),
    ("地区生产总值增长6.5%左右。", "地区生产总值增长6.5%。", "economy_gdp_growth", "met", 0.0),
    ("地区生产总值增长6.5%左右。", "地区生产总值增长5.4%。", "economy_gdp_growth", "missed", -1.1),
    ("城镇新增就业5000人左右。", "城镇新增就业4800人。", "people_new_urban_jobs", "undecidable", -200),
    ("城镇新增就业5000人左右。", "城镇新增就业4700人。", "people_new_urban_jobs", "missed", -300),
    # a plan whose sentence does not say what it is of, known by the result's sentence
    ("调处成功率达到97%以上。", "受理各类矛盾纠纷200件,调处成功率96%。", "mediation_success_rate", "missed", -1),
    ("隐患整改率95%以上。", "排查安全隐患300处,整改279处,整改率93%。", "work_safety_rectification_rate", "missed", -2),
    ("整改率95%以上。", "排查安全隐患300处,整改279处,整改率93%。", "work_safety_rectification_rate", "missed", -2),
    ("信访案件结案率90%。", "新接访40宗,办结35宗,结案率87.5%。", "petitions_closing_rate", "missed", -2.5),
    # a change that no catalogue lists, said with another word or gone the other way
    ("亡人交通事故再降5%。", "亡人交通事故下降6.2%。", "label:亡人交通事故再降/pct", "met", 1.2),
    ("亡人交通事故下降5%。", "亡人交通事故上升3%。", "label:亡人交通事故下降/pct", "missed", -8),
    ("电商交易额增长10%。", "电商交易额降低2%。", "label:电商交易额增长/pct", "missed", -12),
    # a neutral measure with a verb, and one without
    ("城镇化率提高到60%。", "城镇化率61.2%。", "people_urbanization_rate", "met", 1.2),
    ("城镇化率60%。", "城镇化率61.2%。", "people_urbanization_rate", "undecidable", 1.2),
]  # fmt: skip


@pytest.mark.parametrize(("plans", "results", "indicator", "status", "gap"), PLANS, ids=lambda v: str(v)[:24])
def test_a_plan_is_answered_by_the_next_report(plans: str, results: str, indicator: str, status: str, gap: float | None) -> None:
    table = answered(plans, results)
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["report_id"], row["indicator"], row["status"]) == ("y2022", indicator, status)
    assert pd.isna(row["gap"]) if gap is None else row["gap"] == pytest.approx(gap)


def reason(plans: str, results: str, **more: Any) -> str:
    return str(answered(plans, results, **more)["reason_zh"].iloc[0])


def test_the_sentences_say_what_was_judged_and_how() -> None:
    assert reason("居民消费价格涨幅3%左右。", "居民消费价格上涨0.4%。") == (
        "报告数为0.4%，在3%左右的预期目标之内，低2.6个百分点；这类预期数按上限看待，低于它不算未达到。"
    )
    assert reason("居民消费价格涨幅3%左右。", "居民消费价格上涨4.6%。") == (
        "报告数为4.6%，高于3%左右的预期目标，高1.6个百分点（“左右”按±0.5个百分点计）。"
    )
    assert reason("地区生产总值增长6.5%左右。", "地区生产总值增长6.2%。") == (
        "报告数为6.2%，目标为6.5%左右，低0.3个百分点；计划未说明“左右”有多宽，按±0.5个百分点计尚在其内，不能判定。"
    )
    assert reason("单位GDP能耗下降2%以上。", "单位GDP能耗上升3%。") == "报告数上升3%，未达到降幅不低于2%的目标，相差5个百分点。"
    assert reason("亡人交通事故下降5%。", "亡人交通事故上升3%。") == "报告数上升3%，未达到降幅不低于5%的目标，相差8个百分点。"
    assert reason("亡人交通事故再降5%。", "全年修水泥路8公里。") == (
        "此前的报告计划2022年亡人交通事故再降5%，本报告没有给出可与之相比的结果数，不能判定。"
    )
    assert reason("粮食产量稳定在61亿斤以上。", "粮食产量60.4亿斤。") == "报告数为60.4亿斤，未达到不低于61亿斤的目标，低0.6亿斤。"
    assert reason("基本养老保险参保率达到96%以上。", "基本养老保险参保率达95.2%。").endswith("报告未写明基数，所差数量无法推算。")


def test_the_width_of_vague_words_is_a_parameter_and_a_column() -> None:
    wide = answered("城镇新增就业5000人左右。", "城镇新增就业4700人。", about=(0.5, 10))
    assert wide[["status", "tolerance", "reference_bound", "shortfall_low", "shortfall_high"]].values.tolist() == [
        ["undecidable", 500, "approx", 0, 300]
    ]
    assert "按±10%计" in wide["reason_zh"].iloc[0]
    with pytest.raises(ParameterError, match="tolerance"):
        Tolerance(points=-1)


def test_an_ambition_behind_a_target_is_a_target_of_its_own_and_no_failure() -> None:
    table = answered("一般公共预算收入增长6%以上,力争8%。", "一般公共预算收入增长6.5%。")
    assert table[["indicator", "reference", "status", "ambition"]].values.tolist() == [
        ["economy_budget_revenue_growth", 6, "met", False],
        ["economy_budget_revenue_growth", 8, "missed", True],
    ]
    assert "较高目标" in table["reason_zh"].iloc[1]
    assert scorecard(table)[["met", "missed", "light"]].values.tolist() == [[1, 0, "green"]]
    alone = answered("一般公共预算收入力争突破10亿元。", "一般公共预算收入9.2亿元。")
    assert alone[["status", "ambition"]].values.tolist() == [["missed", False]]


def test_an_ambition_may_be_a_lower_limit() -> None:
    table = answered("城镇登记失业率控制在4%以内,力争控制在3.5%以内。", "城镇登记失业率3.8%。")
    assert table[["reference", "status", "ambition"]].values.tolist() == [[4, "met", False], [3.5, "missed", True]]


def test_two_targets_of_one_indicator_in_one_plan_stay_two() -> None:
    table = answered("地区生产总值增长6%以上,力争增长8%。", "地区生产总值增长8.3%。")
    assert table[["reference", "status", "ambition"]].values.tolist() == [[6, "met", False], [8, "met", True]]


def test_a_step_in_points_needs_last_year_s_level() -> None:
    known = answered("森林覆盖率提高0.5个百分点。", "森林覆盖率58.3%。", before="森林覆盖率58.0%。")
    assert known[["indicator", "reference", "actual", "status"]].values.tolist() == [["environment_forest_coverage", 58.5, 58.3, "missed"]]
    assert "目标系上年水平加计划变动推算" in known["reason_zh"].iloc[0]
    unknown = answered("森林覆盖率提高0.5个百分点。", "森林覆盖率58.3%。").iloc[0]
    assert (unknown["report_id"], unknown["status"]) == ("y2022", "no_actual")
    assert "须有上年水平" in unknown["reason_zh"]
    elsewhere = answered("海滨镇森林覆盖率提高0.5个百分点。", "森林覆盖率58.3%。", before="森林覆盖率58.0%。")
    assert elsewhere["status"].tolist() == ["no_actual"]
    said = answered("森林覆盖率提高0.5个百分点。", "森林覆盖率提高0.3个百分点。")
    assert said[["actual", "reference", "status"]].values.tolist() == [[0.3, 0.5, "missed"]]


def test_a_part_of_the_year_is_on_the_way_to_the_year_s_plan() -> None:
    row = answered("信访案件结案率达到90%。", "今年1-10月,新接访案件40宗,办结34宗,结案率85%。").iloc[0]
    assert (row["report_id"], row["time_period"], row["status"]) == ("y2022", "2022-01/2022-10", "on_the_way")
    assert (row["shortfall_low"], row["shortfall_high"], row["shortfall_unit"]) == (2, 2, "case")
    assert row["reason_zh"] == "目标期限为2022年底，报告数据截至2022年10月底；报告数为85%，目标为不低于90%，低5个百分点，还差2宗。"
    half = answered("城镇新增就业3000人。", "城镇新增就业1700人。", period="2022-01/2022-06")
    assert half[["status", "gap"]].values.tolist() == [["on_the_way", -1300]]


def test_growth_in_a_part_of_the_year_is_not_yet_the_year_s() -> None:
    row = answered("地区生产总值增长6%。", "地区生产总值增长6.4%。", period="2022-01/2022-09").iloc[0]
    assert row["status"] == "on_the_way"
    assert "全年尚未结束" in row["reason_zh"]


def test_a_month_in_between_is_no_part_of_the_way() -> None:
    row = answered("信访案件结案率达到90%。", "今年8月,新接访案件6宗,办结3宗,结案率50%。").iloc[0]
    assert (row["status"], pd.isna(row["actual"])) == ("no_actual", True)


def test_a_plan_that_the_next_report_does_not_mention_stands_under_that_report() -> None:
    row = answered("新建文化广场3个。", "全年修水泥路8公里。").iloc[0]
    assert (row["report_id"], row["status"]) == ("y2022", "no_actual")
    assert row["reason_zh"] == "此前的报告计划2022年新建文化广场3个，本报告没有给出可与之相比的结果数，不能判定。"
    assert row["source"] == "y2021 报告自述"


def test_a_plan_for_the_report_s_own_year_stays_with_its_report() -> None:
    first, second = report("a", "2022", "计划新建文化广场3个。"), report("b", "2022", "全年修水泥路8公里。")
    table = api.compare([first, second])
    assert table.loc[table["kind"] == "own", ["report_id", "status"]].values.tolist() == [["a", "no_actual"]]


def test_a_town_s_figure_answers_no_county_s_plan() -> None:
    def of(name: str, period: str, text: str) -> api.Report:
        opening = f"甲县{period}年工作总结\n" + "各位代表,现将全年工作报告如下。" * 12  # names in the opening are the report's own
        return api.Report(document_from_text(f"{opening}\n{text}\n", name, {"ref_area": AREA, "area": "甲县", "period": period}))

    before = of("y2021", "2021", "一、工作回顾\n全县工作平稳。\n二、2022年工作安排\n地区生产总值增长6%,粮食产量达到20万吨。")
    after = of("y2022", "2022", "一、工作回顾\n海滨镇生产总值增长3%,海滨镇粮食产量2万吨。")
    table = api.compare([before, after])
    assert table.loc[table["kind"] == "own", "status"].tolist() == ["no_actual", "no_actual"]


def test_several_results_that_could_be_meant_answer_nothing() -> None:
    table = answered("整改率95%以上。", "排查安全隐患300处,整改率93%;安全生产大检查整改率97%。")
    assert table[["actual", "status"]].values.tolist() == [[93, "undecidable"], [97, "undecidable"]]
    assert answered("达标率95%以上。", "断面达标率93%,水源达标率99%。")["status"].tolist() == ["no_actual"]


def test_the_report_s_own_counts_decide_where_rounding_leaves_a_target_open() -> None:
    results = "今年1-12月,新接访案件22宗,办结18宗,结案率81.8%。"
    statuses = {goal: answered(f"信访案件结案率{goal}%以上。", results)["status"].iloc[0] for goal in ("81.8", "81.81", "81.82")}
    assert statuses == {"81.8": "met", "81.81": "met", "81.82": "missed"}


def test_a_task_handed_down_names_who_set_it() -> None:
    table = api.compare(report("town", "2022", "区下达植树任务500亩,已植树420亩。"))
    row = table[table["kind"] == "own"].iloc[0]
    assert (row["handed_down"], row["status"]) == ("区", "missed")


# --- targets of a file


def targets(folder: Path, *lines: str) -> Path:
    file = folder / "targets.csv"
    file.write_text("\n".join(["target_id,indicator,comparator,value,unit,source,deadline,comparability", *lines]), encoding="utf-8")
    return file


def judged(file: Path | str, results: str) -> pd.DataFrame:
    table = api.compare(report("r", "2022", results), file, alone=True)
    return table[table["kind"] == "target"].reset_index(drop=True)


def test_one_file_is_given_as_a_path_or_as_text(tmp_path: Path) -> None:
    file = targets(tmp_path, "t,mediation_success_rate,>=,95,%,某机关,2022-12-31,same")
    said = "受理矛盾纠纷100件,调处成功率96%。"
    assert judged(file, said)["status"].tolist() == judged(str(file), said)["status"].tolist() == ["met"]


@pytest.mark.parametrize("comparator", [">=", "="])
def test_equal_printed_figures_have_one_status_before_and_after_the_deadline(tmp_path: Path, comparator: str) -> None:
    rows = [f"t{k},mediation_success_rate,{comparator},96,%,某机关,{due},same" for k, due in enumerate(("2022-12-31", "2023-06-30"))]
    table = judged(targets(tmp_path, *rows), "受理各类矛盾纠纷,调处成功率96%。")
    assert table["status"].tolist() == ["met", "met"]
    assert set(table["reason_zh"]) == {"报告数与目标写法相同，均为96%，按写法计为达到。"}


def test_a_percentage_stored_as_a_fraction_is_not_judged(tmp_path: Path) -> None:
    file = targets(tmp_path, "t,mediation_success_rate,>=,0.95,%,某机关,2022-12-31,same")
    row = judged(file, "受理矛盾纠纷100件,调处成功率96%。").iloc[0]
    assert (row["status"], pd.isna(row["gap"])) == ("undecidable", True)
    assert "以小数保存的百分数" in row["reason_zh"]
    small = judged(targets(tmp_path, "t,economy_research_intensity,>=,0.9,%,某机关,2022-12-31,same"), "全社会研发经费投入强度1.1%。")
    assert small["status"].tolist() == ["met"]


def test_a_base_that_is_not_stated_is_bound_by_the_count_around_the_rate(tmp_path: Path) -> None:
    file = targets(tmp_path, "t,vaccination_elderly60_full_rate,>=,95,%,某机关,2022-12-31,same")
    row = judged(file, "累计接种新冠疫苗,其中第一针接种8000剂次;60岁以上人群全程接种率80.0%。").iloc[0]
    assert (row["shortfall_low"], row["shortfall_high"], row["shortfall_unit"]) == (1, 1505, "person")
    assert "还差至多1505人（基数未写明，按累计第一针接种剂次推算上限）" in row["reason_zh"]
    this_year = judged(file, "今年新冠疫苗接种第一针800剂次;60岁以上人群全程接种率80.0%。").iloc[0]
    assert pd.isna(this_year["shortfall_high"])
    assert "报告未写明基数" in this_year["reason_zh"]


def test_a_base_that_is_not_stated_follows_from_the_count_and_the_rate(tmp_path: Path) -> None:
    file = targets(tmp_path, "t,people_medical_insurance_rate,>=,98,%,某机关,2022-12-31,same")
    row = judged(file, "城乡居民基本医疗保险参保人数19200人,基本医疗保险参保率96%。").iloc[0]
    # 19,200 persons are 95.5 to 96.5% of 19,897 to 20,104; 98% of these are 19,499 to 19,703
    assert (row["shortfall_low"], row["shortfall_high"], row["shortfall_unit"]) == (299, 503, "person")
    assert "还差299至503人（基数未写明，按基本医疗保险参保人数推算）" in row["reason_zh"]


# --- what is not due, and peers


def test_a_theme_of_which_nothing_is_due_is_grey() -> None:
    rows = [{"report_id": "r", "indicator": "mediation_success_rate", "kind": "target", "reference_id": i, "status": s}
            for i, s in enumerate(["on_the_way", "on_the_way", "no_actual"])]  # fmt: skip
    card = scorecard(pd.DataFrame(rows), thresholds=Thresholds(amber=0.6))
    assert card[["on_the_way", "judged", "light"]].values.tolist() == [[2, 2, "grey"]]


def peer(as_of: str | None, note: str = "", area: str = "甲市") -> dict[str, Any]:
    return {"area": area, "as_of": as_of, "comparability": "similar", "note": note}


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        (["2022-03-01", "2022-09-01"], "2022-09-01"),
        (["2022-09-01", "2022-12-20"], "2022-09-01"),  # what is known before the report's end comes first
        (["2022-12-20", "2023-02-01"], "2022-12-20"),
        (["2021-12-31"], None),  # over before the period began
        (["2020/2024"], None),  # a mean of five years
        ([None], None),
    ],
)
def test_of_one_place_the_figure_nearest_to_the_report_stands_for_it(dates: list[str | None], chosen: str | None) -> None:
    points = nearest([peer(d) for d in dates], span("2022-01/2022-11"))
    assert [p["as_of"] for p in points.values()] == ([] if chosen is None else [chosen])


def test_a_confirmed_figure_is_taken_before_one_a_month_nearer_that_is_not() -> None:
    points = nearest([peer("2022-11-20", "Not confirmed on a second page."), peer("2022-11-01")], span("2022-01/2022-11"))
    assert [p["as_of"] for p in points.values()] == ["2022-11-01"]


def test_peers_of_other_times_are_context_without_gap() -> None:
    table = api.compare(report("later", "2023", "60岁以上人群全程接种率91%。"))
    peers = table[table["kind"] == "benchmark"]
    assert len(peers) > 5
    assert peers["gap"].isna().all()
    assert not peers["peer"].any()


# --- the sign of a change


@pytest.mark.parametrize(
    ("said", "indicator", "value"),
    [
        ("单位GDP能耗下降2.1%。", "environment_energy_intensity_change", 2.1),
        ("单位GDP能耗上升0.6%。", "environment_energy_intensity_change", -0.6),
        ("单位地区生产总值二氧化碳排放增加1.2%。", "environment_carbon_intensity_change", -1.2),
        ("进出口总额下降3.2%。", "economy_trade_growth", -3.2),
    ],
)
def test_a_change_has_the_sign_of_its_indicator(said: str, indicator: str, value: float) -> None:
    table = indicators(report("r", "2022", said).observations())
    assert table.set_index("indicator").loc[indicator, "value"] == value

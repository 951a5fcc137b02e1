"""Actuals beside targets, peers and plans: what can be said, and why the rest cannot."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from chengxi_analysis.analysis import areas
from chengxi_analysis.analysis.comparison import compare
from chengxi_analysis.analysis.indicators import indicators
from chengxi_analysis.analysis.references import load_benchmarks, load_targets
from chengxi_analysis.analysis.scorecard import Thresholds, distribution, scorecard
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.tables import columns
from tests.analysis.frames import CATALOGUE, observation, observations, seed_observations

OBSERVATIONS = seed_observations()
INDICATORS = indicators(OBSERVATIONS)
SEED = compare(INDICATORS, OBSERVATIONS)
NONE = load_benchmarks().iloc[:0]


def target(indicator: str, value: float, comparator: str = ">=", **more: Any) -> pd.DataFrame:
    row = {"target_id": "t", "indicator": indicator, "comparator": comparator, "value": value, "unit": CATALOGUE[indicator].unit,
           "source": "某机关", "comparability": "same", "deadline": "2022-12-31"}  # fmt: skip
    return load_targets().iloc[:0].reindex(range(1)).assign(**(row | more))


def one(rows: list[dict[str, Any]], targets: pd.DataFrame, **more: Any) -> pd.Series:
    table = observations(*rows)
    compared = compare(indicators(table), table, targets, NONE, **more)
    return compared[compared["reference_id"] == "t"].iloc[0]


def judged(indicator: str, value: float, targets: pd.DataFrame, half: float = 0.005, **more: Any) -> pd.Series:
    return one([observation(indicator, value, lower=value - half, upper=value + half)], targets, **more)


# --- the seed report against the targets and peers that were found


def statuses(kind: str) -> dict[str, str]:
    rows = SEED[SEED["kind"] == kind]
    return {r.reference_id: r.status for r in rows.itertuples() if not (r.derived and r.indicator.endswith("recomputed"))}


def test_no_outside_target_can_be_called_met_or_missed() -> None:
    assert statuses("target") == {
        "vax-80plus-first-2023": "not_comparable",
        "vax-80plus-full-2023": "not_comparable",
        "vax-60to79-full-2023": "not_comparable",
        "vax-older-who-2022": "undecidable",
        "drug-control-fuzhou-2014": "not_comparable",
        "drug-exec-zhanjiang-2016": "not_comparable",
        "petition-once-linyi": "not_comparable",
        "sewage-guangdong-2023": "undecidable",
        "sewage-guangdong-2025": "undecidable",
        "fallow-guangdong-2022": "no_actual",
        "housing-check-national-2022": "no_actual",
        "dibao-topup-urban-guangdong-2022": "undecidable",
        "dibao-topup-rural-guangdong-2022": "undecidable",
        "dibao-topup-urban-yangjiang-2022": "undecidable",
        "dibao-topup-rural-yangjiang-2022": "undecidable",
        "dibao-standard-urban-yangjiang-2022": "not_comparable",
        "dibao-standard-rural-yangjiang-2022": "not_comparable",
    }


def test_a_chinese_reason_has_chinese_marks() -> None:
    assert not SEED["reason_zh"].str.contains(r"[,;:(](?=[一-鿿])|(?<=[一-鿿])[,;:)]").any()


def test_the_one_task_whose_completion_the_report_states_is_met() -> None:
    own = SEED[SEED["kind"] == "own"].set_index("indicator")
    assert own.loc[own["status"] == "met", "reason_zh"].to_dict() == {
        "land_pension_allocation_rate": "区下达的任务804.6万元，报告自述完成100%。"
    }
    assert own.loc[own["status"] == "not_comparable", "reason_zh"].to_dict() == {
        "investment_project_done_ytd": "15亿元为项目的总投资，不是某一年的目标，不与报告数1.4299亿元相比。"
    }
    assert set(own["status"]) == {"met", "not_comparable", "no_actual"}


def test_peers_are_never_judged_and_a_lower_bound_gives_no_gap() -> None:
    peers = SEED[SEED["kind"] == "benchmark"]
    assert set(peers["status"]) == {"undecidable", "not_comparable"}
    assert peers.loc[peers["reference_bound"] == "ge", "gap"].isna().all()
    cut = compare(INDICATORS, OBSERVATIONS, as_of="2022-11-30")
    nearest = cut.set_index("reference_id").loc["vaccination_elderly60_full_rate@全国@2022-11-04"]
    assert round(nearest["gap"], 2) == 0.8
    assert nearest["peer"]
    assert "报告未写明基数" in nearest["reason_zh"]
    assert "相差0.8个百分点" in nearest["reason_zh"]
    assert not peers["reason_zh"].str.contains("[高低][0-9.]+个百分点", regex=True).any()


def test_a_stated_and_a_recomputed_rate_that_differ_are_both_shown() -> None:
    rows = SEED[SEED["reference_id"] == "drug-control-fuzhou-2014"]
    assert rows["actual"].round(2).tolist() == [64.95, 63.64]
    assert rows["derived"].tolist() == [False, True]
    assert rows["reason_zh"].str.contains("报告自述64.95%，按其所列数推算为63.64%，两者不一致").all()


def test_a_recomputed_rate_that_agrees_is_not_shown_again() -> None:
    assert "petitions_closing_rate_recomputed" not in set(SEED["indicator"])


def test_other_definitions_and_populations_have_no_gap() -> None:
    assert SEED.loc[SEED["comparability"].isin(["different", "partial"]), "gap"].isna().all()


def test_every_row_has_its_reason_in_both_languages_and_its_source() -> None:
    assert SEED[["reason_zh", "reason_en", "source"]].notna().all().all()
    assert SEED["reason_zh"].str.endswith("。").all()
    assert not SEED["reason_zh"].str.contains(r"\{|None|nan", regex=True).any()
    assert not SEED["reason_en"].str.contains(r"\{|None|nan|\.\.$", regex=True).any()
    assert list(SEED.columns[: len(columns("comparisons"))]) == columns("comparisons")


def test_a_note_written_for_one_report_is_not_said_of_another() -> None:
    table = observations(observation("drug_control_rate", 97.3, time_period="2018", ref_area="330100000000"))
    compared = compare(indicators(table), table).set_index("reference_id")
    reason = compared.loc["drug_control_rate@湖南省醴陵市明月镇@2019", "reason_zh"]
    assert "三年前" not in reason
    assert "参照数为吸毒人员管控率（2019年），报告为管控率（2018年）" in reason


# --- judging


@pytest.mark.parametrize(
    ("value", "comparator", "reference", "status"),
    [
        (96, ">=", 95, "met"),
        (94, ">=", 95, "missed"),
        (95, ">=", 95.003, "undecidable"),
        (95, ">=", 95, "met"),
        (95, "<=", 95, "met"),
        (3, "<=", 4, "met"),
        (5, "<=", 4, "missed"),
        (100, "=", 100, "met"),
        (100, ">=", 100, "met"),
        (99, "=", 100, "missed"),
    ],
)
def test_an_interval_is_judged_not_a_point(value: float, comparator: str, reference: float, status: str) -> None:
    assert judged("mediation_success_rate", value, target("mediation_success_rate", reference, comparator))["status"] == status


@pytest.mark.parametrize(("value", "status"), [(4, "missed"), (5, "met"), (6.002, "undecidable"), (7, "missed")])
def test_between(value: float, status: str) -> None:
    assert judged("economy_gdp_growth", value, target("economy_gdp_growth", 4.5, "between", value_high=6.0))["status"] == status


def test_a_lower_bound_meets_a_target_and_never_misses_one() -> None:
    row = [observation("mediation_success_rate", 95, bound="ge", upper=None)]
    assert one(row, target("mediation_success_rate", 90))["status"] == "met"
    assert one(row, target("mediation_success_rate", 98))["status"] == "undecidable"


def test_before_the_deadline_a_target_is_on_the_way_and_the_distance_is_said() -> None:
    row = judged("vaccination_elderly60_full_rate", 87.15, target("vaccination_elderly60_full_rate", 95, deadline="2023-01-31"))
    assert (row["status"], round(row["gap"], 2)) == ("on_the_way", -7.85)
    assert row["reason_zh"] == (
        "目标期限为2023年1月底，报告数据截至2022年底；报告数为87.15%，目标为不低于95%，低7.85个百分点；报告未写明基数，所差数量无法推算。"
    )
    early = judged("vaccination_elderly60_full_rate", 96, target("vaccination_elderly60_full_rate", 95, deadline="2023-01-31"))
    assert early["status"] == "met"


def test_a_report_written_before_its_year_ended_is_not_late() -> None:
    due = target("vaccination_elderly60_full_rate", 95)
    assert judged("vaccination_elderly60_full_rate", 87.15, due)["status"] == "missed"
    assert judged("vaccination_elderly60_full_rate", 87.15, due, as_of="2022-11")["status"] == "on_the_way"
    with pytest.raises(ParameterError, match="as_of"):
        judged("vaccination_elderly60_full_rate", 87.15, due, as_of="soon")


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"comparability": "different"}, "not_comparable", "口径不同"),
        ({"comparability": "partial"}, "undecidable", "只有部分相同"),
        ({"comparability": "similar"}, "undecidable", "相近但不相同"),
        ({"applies_to": "3501"}, "not_comparable", "约束其他地区"),
        ({"applies_to": "44"}, "missed", "未达到"),
        ({"deadline": "2016"}, "not_comparable", "不相合"),
        ({"deadline": "2035"}, "not_comparable", "不相合"),
    ],
)
def test_only_a_target_of_the_same_people_place_and_time_is_judged(more: dict[str, Any], status: str, said: str) -> None:
    row = judged("mediation_success_rate", 90, target("mediation_success_rate", 95, **more))
    assert row["status"] == status
    assert said in row["reason_zh"]


def test_a_report_of_unknown_place_is_not_held_to_a_province_s_target() -> None:
    row = one([observation("mediation_success_rate", 90, ref_area=None)], target("mediation_success_rate", 95, applies_to="44"))
    assert (row["status"], "代码未知" in row["reason_zh"]) == ("undecidable", True)


def test_growth_of_one_year_is_no_progress_towards_the_next_year_s() -> None:
    row = judged("economy_gdp_growth", 4, target("economy_gdp_growth", 5, deadline="2023"))
    assert row["status"] == "not_comparable"


# --- persons missing


def test_persons_missing_to_reach_a_target_are_counted_from_the_report_s_own_base() -> None:
    rows = OBSERVATIONS[OBSERVATIONS["indicator"].fillna("").str.startswith("drug_")]
    compared = compare(indicators(rows), rows, target("drug_control_rate", 95), NONE)
    compared = compared[compared["reference_id"] == "t"]
    assert compared[["shortfall_low", "shortfall_high", "shortfall_unit"]].values.tolist() == [[31, 32, "person"], [32, 32, "person"]]
    assert "还差31至32人" in compared["reason_zh"].iloc[0]
    assert "还差32人" in compared["reason_zh"].iloc[1]


def test_an_unsure_base_gives_a_range_and_an_unknown_one_nothing() -> None:
    rate = observation("correction_help_rate", 90, lower=89.5, upper=90.5)
    about = observation("correction_persons_registered", 200, bound="approx", lower=190, upper=210, start=9)
    row = one([rate, about], target("correction_help_rate", 100))
    assert (row["shortfall_low"], row["shortfall_high"]) == (19, 23)
    unknown = one([rate], target("correction_help_rate", 100))
    assert pd.isna(unknown["shortfall_low"])
    assert "报告未写明基数，所差数量无法推算" in unknown["reason_zh"]


def test_counts_fall_short_in_their_own_unit() -> None:
    row = one([observation("legal_lectures", 4)], target("legal_lectures", 10))
    assert (row["shortfall_low"], row["shortfall_unit"], row["status"]) == (6, "event", "missed")


def test_a_target_that_the_stated_and_the_recomputed_rate_answer_differently_is_undecidable_in_both_rows() -> None:
    rows = OBSERVATIONS[OBSERVATIONS["indicator"].fillna("").str.startswith("drug_")]
    compared = compare(indicators(rows), rows, target("drug_control_rate", 64.5), NONE)
    compared = compared[compared["reference_id"] == "t"]
    assert compared["actual"].round(2).tolist() == [64.95, 63.64]
    assert compared["status"].tolist() == ["undecidable", "undecidable"]
    assert compared["reason_zh"].str.contains("结论不同，不能判定；报告自述64.95%，按其所列数推算为63.64%，两者不一致").all()
    card = scorecard(compared)
    assert card[["undecidable", "judged", "light"]].values.tolist() == [[1, 0, "grey"]]


# --- the report's own plans, and several reports


def plan(indicator: str, value: float, **more: Any) -> dict[str, Any]:
    return observation(indicator, value, role="target", section_kind="plan", start=99, **more)


def own(*rows: dict[str, Any]) -> pd.DataFrame:
    table = observations(*rows)
    return compare(indicators(table), table, load_targets().iloc[:0], NONE)


@pytest.mark.parametrize("value", [84, 98.2])
def test_a_plan_for_the_coming_year_is_not_judged_by_this_year_s_figure(value: float) -> None:
    row = own(observation("people_coop_medical_rate", value), plan("people_coop_medical_rate", 95, bound="ge", upper=None)).iloc[0]
    assert (row["kind"], row["status"], row["comparator"], row["deadline"]) == ("own", "not_comparable", ">=", "2023")
    assert pd.isna(row["gap"])
    assert row["reason_zh"] == f"目标属2023年，本报告的数{value}%属2022年，尚不能判定。"


def test_with_next_year_s_report_that_one_judges_the_plan() -> None:
    here = observation("people_coop_medical_rate", 98.2, report_id="r2022")
    promised = plan("people_coop_medical_rate", 98, report_id="r2022", bound="ge", upper=None)
    table = own(here, promised, observation("people_coop_medical_rate", 97.2, report_id="r2023", time_period="2023"))
    assert table[["report_id", "actual", "status"]].values.tolist() == [["r2023", 97.2, "missed"]]


def test_a_plan_of_several_years_is_on_the_way_within_them() -> None:
    wide = plan("people_coop_medical_rate", 95, bound="ge", upper=None, time_period="2021/2025", period_stated="2021/2025")
    row = own(observation("people_coop_medical_rate", 84), wide).iloc[0]
    assert (row["status"], row["gap"]) == ("on_the_way", -11)


def test_last_year_s_plan_judges_this_year_s_report_of_the_same_area_code() -> None:
    before = plan("people_coop_medical_rate", 95, report_id="r2021", time_period="2021")
    here = observation("people_coop_medical_rate", 96, report_id="r2022")
    elsewhere = observation("people_coop_medical_rate", 50, report_id="other", ref_area="330102003000")
    table = own(before, here, elsewhere)
    assert table[["report_id", "status", "deadline"]].values.tolist() == [["r2022", "met", "2022"]]


def test_a_target_in_vague_words_is_not_missed_by_a_hair() -> None:
    about = plan("people_coop_medical_rate", 95, bound="approx", lower=94, upper=96, time_period="2021", report_id="r2021")
    rows = {v: own(about, observation("people_coop_medical_rate", v))["status"].iloc[0] for v in (90, 94.5, 95.5)}
    assert rows == {90: "missed", 94.5: "undecidable", 95.5: "met"}


def test_the_direction_of_an_indicator_gives_a_bare_plan_its_sense() -> None:
    table = own(plan("people_registered_unemployment_rate", 4), plan("people_coop_medical_rate", 95) | {"obs_id": "r#1-2"})
    assert dict(zip(table["indicator"], table["comparator"], strict=True)) == {
        "people_registered_unemployment_rate": "<=",
        "people_coop_medical_rate": ">=",
    }


def test_a_target_that_another_report_could_not_know_is_not_held_against_it() -> None:
    table = observations(observation("people_coop_medical_rate", 84, time_period="2005"))
    assert len(compare(indicators(table), table)) == 0


def test_nothing_to_compare_gives_an_empty_table_of_the_same_columns() -> None:
    assert list(compare(indicators(observations())).columns) == list(SEED.columns)


# --- scorecard and peers


def test_the_scorecard_counts_what_cannot_be_judged_like_the_rest() -> None:
    card = scorecard(SEED).set_index("theme")
    assert card.loc["vaccination", ["not_comparable", "undecidable", "judged", "light"]].tolist() == [3, 1, 0, "grey"]
    assert card.loc["land", ["met", "no_actual", "light"]].tolist() == [1, 1, "green"]
    assert card["targets"].sum() == len(SEED.loc[SEED["kind"] != "benchmark", "reference_id"].unique())
    assert list(card.index) == [t for t in CATALOGUE.themes if t in card.index]


def test_the_lights_follow_the_thresholds() -> None:
    rows = [{"report_id": "r", "indicator": "mediation_success_rate", "kind": "target", "reference_id": i, "status": s}
            for i, s in enumerate(["met", "missed", "on_the_way"])]  # fmt: skip
    lights = [scorecard(pd.DataFrame(rows), thresholds=t).loc[0, "light"]
              for t in (Thresholds(), Thresholds(green=0.5), Thresholds(amber=0.6), Thresholds(minimum=4))]  # fmt: skip
    assert lights == ["amber", "green", "red", "grey"]
    with pytest.raises(ParameterError, match="thresholds"):
        Thresholds(green=0.2, amber=0.5)


def test_peers_are_a_distribution_with_n_each_place_once_and_no_rank_of_a_few() -> None:
    peers = distribution(load_benchmarks(), "vaccination_elderly60_first_rate", "2022", value=92.08).set_index("comparability")
    assert (peers.loc["similar", "n"], peers.loc["partial", "n"], peers.loc["partial", "bounds"]) == (5, 1, 2)
    assert peers["share_below"].isna().all()
    assert distribution(load_benchmarks(), "drug_control_rate", "2022")["n"].sum() == 0


def test_enough_peers_have_quartiles_and_a_share() -> None:
    many = load_benchmarks().iloc[:1].loc[[0] * 12].reset_index(drop=True)
    many = many.assign(area=[f"甲{k}" for k in range(12)], value=[float(k) for k in range(12)])
    row = distribution(many, many.loc[0, "indicator"], value=6).iloc[0]
    assert (row["n"], row["median"], row["share_below"]) == (12, 5.5, 0.5)


# --- areas


def test_a_name_is_no_key_and_a_code_is() -> None:
    assert len(areas.find("城西街道")) == 24
    assert [a.code for a in areas.find("江城区城西街道")] == ["441702009000"]
    found = areas.lookup("441702009")
    assert found is not None
    assert (found.level, found.path) == ("township", ("广东省", "阳江市", "江城区", "城西街道"))
    assert areas.lookup("441702010999") is None
    assert areas.find(" ") == []
    with pytest.raises(ParameterError, match="twelve digits"):
        areas.lookup("44x")

"""From observations to indicators: one row a measure and period, nothing chosen silently, derived values said to be derived."""

from __future__ import annotations

import math

import pytest

from chengxi_analysis.analysis import derived
from chengxi_analysis.analysis.indicators import indicators
from chengxi_analysis.analysis.series import normalize, timeseries
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.tables import columns
from tests.analysis.frames import observation, observations, seed_observations

SEED = indicators(seed_observations())


def test_the_seed_states_95_indicators_each_once() -> None:
    stated = SEED[~SEED["derived"]]
    assert len(stated) == 95
    assert stated["indicator"].is_unique
    assert set(stated["n_stated"]) == {1}
    assert stated["formula"].isna().all()
    assert list(SEED.columns[: len(columns("indicators"))]) == columns("indicators")


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("sewage_collection_rate", 96.08),
        ("sewage_treatment_rate", 82.35),
        ("drug_control_rate_recomputed", 63.64),
        ("petitions_closing_rate_recomputed", 81.82),
        ("petitions_online_share", 77.27),
        ("work_safety_on_spot_share", 8.62),
        ("housing_unsafe_share", 0.40),
        ("farmland_paddy_share", 88.90),
        ("welfare_dibao_per_person", 5624.64),
        ("welfare_tekun_per_person", 10958.49),
        ("welfare_paid_total", 4847600),
        ("vaccination_booster_to_second", 74.47),
        ("welfare_dibao_per_person_month", 468.72),
        ("drug_users_not_controlled", 36),
        ("drug_users_to_control_share", 30.94),
    ],
)
def test_values_derived_from_the_seed(indicator: str, value: float) -> None:
    row = SEED.set_index("indicator").loc[indicator]
    assert round(row["value"], 2) == value
    assert row["derived"]
    assert row["formula"]
    assert row["n_stated"] == 0
    assert len(row["obs_ids"]) >= 2


def test_a_month_s_relief_carries_both_the_rounding_and_the_unsaid_number_of_months() -> None:
    row = SEED.set_index("indicator").loc["welfare_dibao_per_person_month"]
    assert (round(row["lower"]), round(row["upper"])) == (469, 511)


def test_the_period_of_the_parts_is_the_period_of_the_derived() -> None:
    assert SEED.set_index("indicator").loc["petitions_online_share", "time_period"] == "2022-01/2022-10"


def test_two_statements_that_agree_are_one_row_and_two_that_differ_stay_two() -> None:
    rate = "mediation_success_rate"
    table = indicators(
        observations(
            observation(rate, 98, start=0, lower=97.5, upper=98.5),
            observation(rate, 98.2, start=10, lower=98.15, upper=98.25),
            observation(rate, 96, start=20, lower=95.5, upper=96.5),
        )
    )
    assert table[["value", "statement", "n_stated"]].values.tolist() == [[98, 1, 3], [96, 2, 3]]
    assert table["obs_ids"].tolist() == [["r#0-2", "r#10-14"], ["r#20-22"]]


def test_values_come_in_the_catalogue_s_unit() -> None:
    table = indicators(observations(observation("farmland_area_total", 100, unit="ha", lower=99.5, upper=100.5)))
    assert [round(x) for x in table.loc[0, ["value", "lower", "upper"]]] == [1500, 1492, 1507]
    assert table.loc[0, "unit"] == "mu"


def test_baselines_and_thresholds_make_no_indicator_and_targets_stay_apart() -> None:
    rows = [
        observation("welfare_dibao_persons", v, role=r, start=s) for s, (v, r) in enumerate([(1, "baseline"), (2, "actual"), (3, "target")])
    ]
    table = indicators(observations(*rows))
    assert table[["value", "role"]].values.tolist() == [[2, "actual"], [3, "target"]]


def test_a_plan_s_target_is_for_the_year_to_come() -> None:
    table = indicators(observations(observation("drug_control_rate", 98, role="target", section_kind="plan")))
    assert table.loc[0, "time_period"] == "2023"


@pytest.mark.parametrize(
    ("label", "before", "value"),
    [
        ("地区生产总值增长", "地区生产总值增长", 2.5),
        ("地区生产总值下降", "地区生产总值下降", -2.5),
        ("地区生产总值", "地区生产总值同比下降", -2.5),
        ("地区生产总值增长", "投资下降3%,地区生产总值增长", 2.5),
    ],
)
def test_a_decline_of_a_growth_rate_is_negative(label: str, before: str, value: float) -> None:
    row = observation(
        "economy_gdp_growth", 2.5, role="change", label=label, lower=2.45, upper=2.55, sentence=f"{before}2.5%", start=len(before)
    )
    table = indicators(observations(row))
    assert table.loc[0, "value"] == value
    assert table.loc[0, "lower"] < value < table.loc[0, "upper"]


def test_nothing_is_derived_from_what_may_be_zero_or_is_missing() -> None:
    rows = [observation("drug_users_controlled", 0), observation("drug_users_to_control", 0, start=9)]
    assert not indicators(observations(*rows))["indicator"].str.contains("recomputed").any()
    assert len(indicators(observations(rows[0]))) == 1


def test_a_lower_bound_stays_one_through_a_formula() -> None:
    rows = [observation("housing_selfbuilt_unsafe", 50, bound="ge", upper=None), observation("housing_selfbuilt_checked", 1000, start=9)]
    row = indicators(observations(*rows)).set_index("indicator").loc["housing_unsafe_share"]
    assert (row["value"], row["lower"], row["bound"]) == (5, 5, "ge")
    assert math.isnan(row["upper"])


def test_a_stated_value_is_not_derived_again() -> None:
    rows = [observation("sewage_treatment_rate", 80), observation("sewage_villages_treated", 42, start=9)]
    table = indicators(observations(*rows, observation("rural_natural_villages_total", 51, start=19)))
    assert table.loc[table["indicator"] == "sewage_treatment_rate", "derived"].tolist() == [False]


def test_an_observation_of_another_catalogue_is_refused() -> None:
    row = observation("drug_control_rate", 1) | {"indicator": "nonsense"}
    with pytest.raises(ParameterError, match="r#0-1 names 'nonsense'"):
        indicators(observations(row))


def test_no_observations_give_no_indicators() -> None:
    assert len(indicators(observations())) == 0


@pytest.mark.parametrize("formula", ["a +", "a ** 2", "__import__('os')", "a.b", "a if b else c", "'a'"])
def test_a_formula_holds_arithmetic_only(formula: str) -> None:
    with pytest.raises(ValueError, match=r"formula|may hold"):
        derived.ids_of(formula)


def test_a_series_is_joined_by_area_and_broken_where_the_measure_is_another() -> None:
    rows = [
        observation("people_urban_income", v, report_id=f"r{y}", time_period=y, ref_area=a)
        for y, v, a in [("2011", 100, "1"), ("2012", 110, "1"), ("2013", 120, "1"), ("2013", 500, "2")]
    ]
    series = timeseries(indicators(observations(*rows)), "people_urban_income")
    assert series[["ref_area", "time_period", "break"]].values.tolist() == [
        ["1", "2011", False],
        ["1", "2012", False],
        ["1", "2013", True],
        ["2", "2013", False],
    ]
    assert series["change"].fillna(-1).tolist() == [-1, 10, -1, -1]
    assert series.loc[2, "break_en"]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (("2022", 600), ("2022", 900), "同一时期有两个不同的数"),
        (("2021", 600), ("2022-01/2022-10", 600), "时期长短不同，不计变化"),
        (("2021", 600), (None, 600), "报告期未知"),
    ],
)
def test_steps_that_are_no_change(first: tuple[str, int], second: tuple[str, int], reason: str) -> None:
    rows = [observation("welfare_dibao_persons", v, report_id=i, time_period=p) for i, (p, v) in (("a", first), ("b", second))]
    assert timeseries(indicators(observations(*rows)), "welfare_dibao_persons")["break_zh"].tolist()[1] == reason


def recalled(*rows: dict[str, object]) -> list[list[object]]:
    table = observations(*rows)
    series = timeseries(indicators(table), "welfare_dibao_persons", observations=table).astype(object)
    columns = ["time_period", "role", "value", "change", "break_zh"]
    return series[columns].where(series[columns].notna(), None).values.tolist()


def test_last_year_s_value_as_a_report_recalls_it_is_an_earlier_point() -> None:
    now = observation("welfare_dibao_persons", 633)
    then = observation("welfare_dibao_persons", 600, role="baseline", period_stated="2021", time_period="2021", start=9)
    assert recalled(now, then) == [["2021", "baseline", 600, None, None], ["2022", "actual", 633, 33, None]]


def test_a_value_that_a_later_report_restates_is_shown_beside_the_first_with_a_break() -> None:
    first = observation("welfare_dibao_persons", 610, report_id="r2021", time_period="2021")
    now = observation("welfare_dibao_persons", 633)
    then = observation("welfare_dibao_persons", 600, role="baseline", period_stated="2021", time_period="2021", start=9)
    points = recalled(first, now, then)
    assert [p[:3] for p in points] == [["2021", "actual", 610], ["2021", "baseline", 600], ["2022", "actual", 633]]
    assert points[1][4] == "后来的报告对同一时期另有一数"


def test_an_earlier_value_without_a_date_stands_before_its_report_and_is_not_joined() -> None:
    now = observation("welfare_dibao_persons", 633)
    then = observation("welfare_dibao_persons", 600, role="baseline", start=9)
    assert recalled(now, then) == [[None, "baseline", 600, None, None], ["2022", "actual", 633, None, "原先的数未注明时期"]]


def test_two_reports_that_agree_on_one_period_are_no_change() -> None:
    rows = [observation("welfare_dibao_persons", 600, report_id=i) for i in "ab"]
    assert [p[3:] for p in recalled(*rows)] == [[None, None], [None, None]]


def test_figures_of_named_projects_are_never_joined() -> None:
    rows = [observation("land_signed_area", 5, report_id=y, time_period=y) for y in ("2021", "2022")]
    assert timeseries(indicators(observations(*rows)), "land_signed_area")["break"].tolist() == [False, True]


def test_reports_of_unknown_area_are_not_joined() -> None:
    rows = [observation("welfare_dibao_persons", 5, report_id=y, time_period=y, ref_area=None) for y in ("2021", "2022")]
    assert timeseries(indicators(observations(*rows)), "welfare_dibao_persons")["change"].isna().all()


def test_counts_per_ten_thousand_inhabitants_and_no_rates() -> None:
    facts = observations().reindex(columns=[]).assign()
    facts = facts.reindex(range(1)).assign(ref_area="441702009000", as_of="2020", population=20000.0, source="普查")
    table = normalize(SEED, facts)
    assert "drug_control_rate" not in set(table["indicator"])
    assert table.set_index("indicator").loc["welfare_dibao_persons", "normalized"] == 316.5

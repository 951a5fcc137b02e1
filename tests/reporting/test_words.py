"""Numbers and sentences: as printed first, the bound always said, both languages from one template, no judging words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from chengxi_analysis import api, resources
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.extraction import extract_refused
from chengxi_analysis.reading import document_from_text
from chengxi_analysis.reporting import display, english, i18n, names, numbers, prose, references, sentences
from chengxi_analysis.reporting.printed import with_printed
from chengxi_analysis.reporting.relations import fitting_fraction, rate_parts, sum_parts
from tests.reporting import made_up
from tests.support import GOLD_IDS, report_path

OBS, IND, FIND, COMP = made_up.observations(), made_up.indicators(), made_up.findings(), made_up.comparisons()
KNOWN = {row["obs_id"]: row for row in OBS.to_dict("records")}
SPECS = Path(__file__).parents[1] / "specs"
MESSAGES = yaml.safe_load(Path(i18n.__file__).with_name("messages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("surface", "zh", "en"),
    [
        ("98户", "98户", "98"),
        ("120万元", "约120万元", "about 1.20 million yuan"),
        ("65.00%", "65.00%", "65.00%"),
        ("150多吨", "至少150吨", "at least 150 t"),
    ],
)
def test_a_number_is_written_as_printed_with_its_bound(surface, zh, en):
    row = next(r for r in KNOWN.values() if r["text"] == surface)
    assert numbers.stated(row, "zh") == zh
    assert numbers.stated(row, "en") == en


@pytest.mark.parametrize("key", MESSAGES)
def test_a_template_has_both_languages_with_the_same_fields(key):
    assert set(MESSAGES[key]) == {"zh", "en"}
    fields = {language: set(re.findall(r"{(\w+)[}:]", text)) for language, text in MESSAGES[key].items()}
    assert fields["zh"] <= fields["en"] or not fields["zh"] - fields["en"] - {"n"}


@pytest.mark.parametrize("key", MESSAGES)
def test_no_template_judges(key):
    assert not re.search(
        "高达|仅有|惊人|优秀|令人|竟|only |merely |impressive|poor|excellent", "".join(MESSAGES[key].values()).replace("is merely the", "")
    )


def spec_texts() -> list[str]:
    return [json.loads(line)["text"] for file in sorted(SPECS.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_reason_why_a_numeral_is_no_figure_has_words_in_both_languages():
    documents = [document_from_text("\n".join(spec_texts()), "specs"), *(api.read_report(report_path(r)).document for r in GOLD_IDS)]
    reasons = {reason for document in documents for reason in extract_refused(document)["reason"]}
    assert {"rank", "vague", "no unit", "time"} <= reasons
    assert [reason for reason in sorted(reasons) if f"refused.{reason}" not in MESSAGES] == []


def test_growth_without_an_earlier_value_lacks_no_denominator():
    untestable = FIND.iloc[:2].assign(check=["growth", "range"], verdict="untestable", reason="base not stated")
    assert display.untestable_reasons(untestable, "zh")["原因"].tolist() == ["未写明基期数", "未写明分母"]
    assert display.untestable_reasons(untestable, "en")["Reason"].tolist() == ["earlier value not stated", "base not stated"]


def test_an_earlier_value_of_an_indicator_has_the_indicator_s_name_in_both_languages():
    row = OBS.loc[OBS["indicator"].notna()].iloc[[0]].assign(obs_id="made-up#0-1", role="baseline")
    name = IND.loc[IND["indicator"] == row["indicator"].iloc[0]].iloc[0]
    for language in ("zh", "en"):
        assert names.observation_names(row, IND, language) == {"made-up#0-1": name[f"name_{language}"]}


def test_a_fall_that_is_printed_without_a_sign_is_called_one():
    report = api.Report(document_from_text("全年农业总产值19亿元，下降0.5%；固定资产投资增长6%。", "r", {"period": "2022"}))
    for language, fall, rise in (
        ("zh", "农业总产值增速（下降）", "固定资产投资增速"),
        ("en", "Growth of gross output of agriculture (a fall)", "Growth of investment in fixed assets"),
    ):
        named = names.observation_names(report.observations(), report.indicators(), language)
        assert list(named.values())[1:] == [fall, rise]


def test_the_headline_counts_each_place_once():
    assert prose.headline(OBS, IND, FIND, "zh") == "报告共有12个数，其中10项可作指标，3处（4项检验）彼此对不上"
    assert (
        prose.headline(OBS, IND, FIND.iloc[:0], "en")
        == "12 figures in the report, 10 of them indicators; nothing among them could be checked"
    )


def test_the_verdict_gives_the_denominators_first():
    assert sentences.audit_verdict(OBS, FIND, "zh") == "读到12个数，找到6项可核对的关系，其中5项可检验，3处（4项检验）不一致。"


def test_parts_without_a_number_are_named():
    from chengxi_analysis.reporting.book import sections_frame

    assert sentences.silent_sections(OBS, sections_frame(made_up.DOCUMENT), "zh") == "“存在问题”没有一个数。"


def test_a_rate_finds_its_part_and_whole_by_the_arithmetic():
    parts = rate_parts(FIND.to_dict("records")[0], KNOWN)
    assert parts is not None
    assert (parts.part["text"], parts.whole["text"], round(parts.recomputed, 2)) == ("40人", "60人", 66.67)


def test_a_total_finds_its_parts():
    parts = sum_parts(FIND.to_dict("records")[3], KNOWN)
    assert parts is not None
    assert (parts.total["text"], parts.gap) == ("1000剂次", 100.0)


def test_no_fraction_is_offered_where_none_fits():
    assert fitting_fraction(33.3, 6, 10, reach=3) is None


def test_derived_values_are_never_among_the_stated():
    stated = display.key_figures(OBS, IND, "zh")
    assert "户均低保金" not in set(stated["项目"])
    derived = display.derived_figures(IND, "zh")
    assert derived.to_dict("records") == [{"项目": "户均低保金", "推算值": "约12244.90元/户", "算法": "低保金发放额 ÷ 低保户数"}]


def a_month() -> pd.DataFrame:
    """The one derived value, divided by months that the report leaves open."""
    values = {"value": 468.72, "lower": 468.71, "upper": 511.34, "unit": "CNY/month", "bound": "exact"}
    return IND.loc[IND["derived"]].assign(**values, formula="welfare_dibao_paid / welfare_dibao_persons / months")


def test_a_monthly_value_of_an_unknown_number_of_months_is_a_range_that_says_so():
    zh, en = (display.derived_figures(a_month(), language).iloc[0].tolist() for language in ("zh", "en"))
    assert zh[1] == "469–511元/月"
    assert zh[2].endswith("÷ 月数（报告未写明截至几月，按11至12个月计）")
    assert en[1].startswith("469–511 ")
    assert en[2].endswith("÷ months (the report does not say how many months it covers: 11 to 12)")
    known = a_month().assign(lower=468.71, upper=468.73, time_period="2022-01/2022-10")
    assert display.derived_figures(known, "zh").iloc[0].tolist()[1:] == ["468.72元/月", zh[2].partition("（")[0] + "（10个月）"]


def test_what_became_of_the_figures_and_of_the_rates_adds_up():
    report = api.read_report(report_path("chengxi-2022"))
    tables_ = report.observations(), report.indicators()
    for sentence in (sentences.figures_sentence(*tables_, "zh"), sentences.rates_sentence(*tables_, report.findings(), "zh")):
        whole, *parts = map(int, re.findall(r"(\d+)[个项]", sentence))
        assert whole == sum(parts) > 0
    untestable = (report.findings()["verdict"] == "untestable").sum()
    assert f"{untestable}项未写明分子或分母" in sentences.rates_sentence(*tables_, report.findings(), "zh")


def test_what_the_report_sets_itself_has_the_report_for_a_source():
    own = COMP.head(1).assign(kind="own", source="made-up-2022 报告自述")
    assert "来源：报告自述" in str(display.comparison_table(own, IND, "zh"))
    assert "made-up-2022" not in str(display.comparison_table(own, IND, "en"))
    plan = own.assign(reference_id="own:made-up-2021#4-7")
    labels = {"made-up-2021": "某县某镇2021年"}
    assert "来源：某县某镇2021年报告" in str(display.comparison_table(plan, IND, "zh", labels=labels))


def test_the_footer_says_that_figures_of_other_places_have_a_source_of_their_own():
    assert "各附来源" in i18n.say("page.footer", "zh")
    assert "carry their source" in i18n.say("page.footer", "en")


def test_no_severity_contradicts_that_a_disagreement_need_not_be_an_error():
    assert i18n.code("severity", "error", "zh") == "无法同时成立"
    assert i18n.code("severity", "error", "en") == "cannot all hold"

def test_thresholds_are_no_key_figures_and_targets_are_called_targets():
    table = display.key_figures(OBS.assign(role=["threshold", *OBS["role"][1:]]), IND, "zh")
    assert len(table) == len(OBS) - 1
    assert table["说明"].iloc[-1].startswith("目标")


def test_marks_stand_on_the_numbers_of_the_sentence():
    marked = str(display.passages(OBS, FIND))
    assert re.findall(r'<mark class="cx-wrong">([^<]*)</mark>', marked) == ["40人", "60人", "65.00%", "1000剂次", "400剂次", "500剂次"]


def test_table_cells_are_escaped():
    assert "<script>" not in str(display.html_table(pd.DataFrame({"a": ["<script>"]})))


def test_the_country_of_the_same_time_is_the_one_nearest_to_the_cutoff():
    rows = COMP.loc[COMP["indicator"] == "petitions_closing_rate"]
    assert prose.nearest_national(rows, "2022-09-30")["as_of"] == "2022-09-15"
    assert prose.nearest_national(rows, None)["as_of"] == "2022-12-15"


def test_a_confirmed_figure_of_the_country_comes_before_a_nearer_one_that_is_not():
    rows = COMP.loc[COMP["indicator"] == "petitions_closing_rate"]
    unsure = rows.assign(confirmed=rows["as_of"] != "2022-09-15")
    found = {day: prose.nearest_national(unsure, day)["as_of"] for day in ("2022-09-20", "2022-06-30")}
    assert found == {"2022-09-20": "2022-09-15", "2022-06-30": "2022-06-15"}, "but not one of three months before"
    late = rows.assign(as_of=rows["as_of"].replace("2022-09-15", "2022-12-28"), confirmed=rows["as_of"] != "2022-09-15")
    assert prose.nearest_national(late, "2022-12-31")["as_of"] == "2022-12-15"


def test_a_gap_that_the_base_alone_can_make_is_called_near_and_the_base_is_named():
    row = {"indicator": "vaccination_elderly60_first_rate", "actual": 92.0}
    country = {"reference": 90.0, "unit": "pct", "as_of": "2022-11", "comparator": None, "confirmed": False}
    said = prose.beside_the_country(row, country, "zh")
    assert said == "与同期全国水平（90%，2022年11月，未经第二来源核实）相近，相差2.00个百分点，而分母口径不同即可差4.6个百分点"
    assert "相近" not in prose.beside_the_country(row, country | {"reference": 80.0}, "zh"), "further off than the base explains"
    assert "相近" not in prose.beside_the_country(row | {"indicator": "drug_control_rate"}, country, "zh"), "nothing is known of its base"


def test_a_task_that_was_handed_down_is_no_plan_of_the_report_s_own():
    row = {"kind": "own", "population": None, "deadline": "2022", "as_of": None}
    labels = [references.reference_label(row | {"handed_down": by}, language) for by in ("区", "", None) for language in ("zh", "en")]
    assert labels == [
        "区下达任务，期限2022年", "task handed down by the district, due 2022", *("自定目标，期限2022年", "own target, due 2022") * 2,
    ]  # fmt: skip


def test_a_plan_of_an_earlier_report_is_called_so():
    row = {"kind": "own", "population": None, "deadline": "2022", "as_of": None, "handed_down": None, "report_id": "town-2022"}
    ids = ("own:town-2022#3-8", "own:town-2021#3-8")
    here, earlier = (references.reference_label(row | {"reference_id": plan}, "zh") for plan in ids)
    assert (here, earlier) == ("自定目标，期限2022年", "此前报告所定目标，期限2022年")


def test_a_judged_target_is_said_with_its_number_and_how_far_off_it_is():
    row = COMP.loc[COMP["reference_id"] == "t1"].assign(kind="own", gap=-10.0, shortfall_low=3.0, shortfall_high=3.0, shortfall_unit="case")
    said = {s: sentences.comparison_sentences(row.assign(status=s), IND, "zh") for s in ("met", "missed", "on_the_way", "undecidable")}
    assert said["met"] == ["办结率80%：达到≥90%的目标。"]
    assert said["missed"] == ["办结率80%：未达到≥90%的目标（−10.00个百分点，尚缺3宗）。"]
    assert said["on_the_way"] == ["办结率80%：≥90%的目标未到期（−10.00个百分点，尚缺3宗）。"]
    assert said["undecidable"] == ["办结率80%：目标1项，1项无法判断。"]
    about = row.assign(status="missed", reference_bound="approx")
    assert "未达到90%左右的目标" in sentences.comparison_sentences(about, IND, "zh")[0], "左右 is no lower limit"


def test_an_upper_limit_is_kept_or_passed_and_counts_do_not_say_their_gap_twice():
    row = COMP.loc[COMP["reference_id"] == "t1"].assign(kind="own", gap=-10.0, shortfall_low=3.0, shortfall_high=3.0, shortfall_unit="case")
    ceiling = row.assign(comparator="<=")
    assert sentences.comparison_sentences(ceiling.assign(status="met"), IND, "zh") == ["办结率80%：符合≤90%的目标。"]
    assert "不符合≤90%的目标" in sentences.comparison_sentences(ceiling.assign(status="missed"), IND, "zh")[0]
    counted = row.assign(status="missed", shortfall_unit=row["unit"])
    assert sentences.comparison_sentences(counted, IND, "zh") == ["办结率80%：未达到≥90%的目标（−10.00个百分点）。"]


def test_other_places_are_counted_once_and_said_once():
    rows = COMP.loc[COMP["indicator"] == "petitions_closing_rate"]
    peers = rows.loc[rows["kind"] == "benchmark"]
    assert sentences.comparison_sentences(peers, IND, "zh", "2022-12-31") == [
        "办结率80%：未见目标；与2022年12月15日全国的82%相差2.00个百分点；口径相同或相近的数见于他地1处，为91.5%。"
    ]


@pytest.mark.parametrize(
    ("said", "unit", "value", "zh", "en"),
    [
        (("613.6亿斤", 6.136e10, 1, "jin", "exact"), "t", 3.068e7, "613.6亿斤（合3068万吨）", "61.36 billion jin (30,680,000 t)"),
        (("126万亿元", 1.26e14, 0, "CNY", "ge"), "CNY", 1.26e14, "至少126万亿元", "at least 126 trillion yuan"),
        (("49条", 49.0, 0, "count:条", "exact"), "village", 49.0, "49条", "49"),
        (("3.2%", 3.2, 1, "pct", "exact"), "pct", -3.2, None, None),  # 下降3.2%: the sign is in the words
    ],
)  # fmt: skip
def test_a_page_writes_a_number_as_its_report_does(said, unit, value, zh, en):
    row = {"obs_ids": ["r#1-2"], "derived": False, "unit": unit, "value": value}
    columns = ["text", "value", "decimals", "unit", "bound"]
    observations = pd.DataFrame([said], columns=columns).assign(obs_id="r#1-2", value_high=None)
    for language, words in (("zh", zh), ("en", en)):
        assert with_printed(pd.DataFrame([row]), observations, language)["printed"].tolist() == [words]
    derived = pd.DataFrame([row | {"derived": True}])
    assert with_printed(derived, observations, "zh")["printed"].tolist() == [None], "nobody printed it"


def test_a_plan_of_last_year_s_report_is_written_as_that_report_does():
    row = {"obs_ids": ["b#1-2"], "derived": False, "unit": "mu", "actual": 52000.0, "actual_lower": 0, "actual_upper": 0}
    row |= {"reference": 50000.0, "reference_id": "own:a#3-4", "comparator": ">="}
    said = {"bound": "ge", "value_high": None, "unit": "mu"}
    observations = pd.DataFrame([
        said | {"obs_id": "b#1-2", "text": "5.2万亩", "value": 52000.0, "decimals": 1, "bound": "exact"},
        said | {"obs_id": "a#3-4", "text": "5万亩", "value": 50000.0, "decimals": 0},
    ])  # fmt: skip
    made = with_printed(pd.DataFrame([row]), observations, "zh").to_dict("records")[0]
    assert (references.actual_words(made, "zh"), references.value_words(made, "zh")) == ("5.2万亩", "≥5万亩")


def test_every_name_of_the_reference_data_has_an_english_one_and_sources_stay_as_they_are():
    reference = resources.reference_path("")
    named = {
        "targets.csv": ("issuer", "population"),
        "benchmarks.csv": ("area", "stated_indicator"),
    }
    for file, columns in named.items():
        rows = pd.read_csv(reference / file, dtype=str)
        for column in columns:
            without = [name for name in rows[column].dropna().unique() if english.in_language(name, "en") is None]
            assert without == [], f"add to names_en.csv: {file}, {column}"
    row = {"kind": "target", "reference_area": "国务院办公厅", "population": "自然村", "as_of": "2022", "deadline": None}
    assert references.reference_label(row, "en") == "General Office of the State Council, natural villages, issued 2022"
    assert references.reference_label(row, "zh") == "国务院办公厅，自然村，2022年发布"
    assert references.reference_label(row | {"reference_area": "某机关"}, "en").startswith("某机关, "), "nothing is made up"


def test_an_unknown_language_is_named_with_the_known_ones():
    with pytest.raises(ParameterError, match="zh or en"):
        i18n.say("word.numbers", "fr", n=1)

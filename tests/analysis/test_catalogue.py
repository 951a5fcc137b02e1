"""The catalogue: its file keeps its rules, and labels find their indicator - and only theirs."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.analysis.scope import Home
from chengxi_analysis.errors import ParameterError, ReferenceDataError
from chengxi_analysis.tables import DIRECTIONS
from tests.support import GOLD_IDS, gold_observations

HERE = Path(__file__).parent
CATALOGUE = Catalogue.load()


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = rows("expected_matches.csv")


@pytest.mark.parametrize("report", GOLD_IDS)
def test_gold_labels_find_exactly_the_indicators_that_a_reader_gave_them(report: str) -> None:
    observations = gold_observations(report)
    offsets = (observations["start"] - observations["sentence_start"]).tolist()
    ids, _ = CATALOGUE.match_columns(*(observations[c].tolist() for c in ("label", "unit", "role", "sentence")), offsets=offsets)
    found = {int(s): i for s, i in zip(observations["start"], ids, strict=True) if i}
    assert found == {int(r["start"]): r["indicator"] for r in EXPECTED if r["report"] == report and r["indicator"]}


def test_the_seed_report_gives_95_indicators_and_a_baseline_of_one_of_them() -> None:
    seed = Counter(r["indicator"] for r in EXPECTED if r["report"] == "chengxi-2022" and r["indicator"])
    assert len(seed) == 95
    assert [i for i, n in seed.items() if n > 1] == ["party_school_training_area"]


@pytest.mark.parametrize("case", rows("scope_cases.csv"), ids=lambda c: f"{c['text']} of {c['sentence'][:24]}")
def test_the_number_s_own_clause_says_of_which_years_and_of_whom_it_is(case: dict[str, str]) -> None:
    home = Home(2025, case["home"])
    offset = case["sentence"].index(case["text"])
    ids, _ = CATALOGUE.match_columns([case["label"]], [case["unit"]], [case["role"]], [case["sentence"]], offsets=[offset], home=home)
    assert ids == [case["indicator"] or None], case["why"]


def test_growth_of_a_period_of_several_years_is_no_year_s_growth() -> None:
    columns = (["地区生产总值增长"] * 2, ["pct"] * 2, ["change"] * 2, ["地区生产总值增长40%"] * 2)
    assert CATALOGUE.match_columns(*columns, periods=["2025", "2021/2025"])[0] == ["economy_gdp_growth", None]


@pytest.mark.parametrize("case", rows("match_cases.csv"), ids=lambda c: f"{c['label']}-{c['unit']}-{c['role']}")
def test_wording_of_other_reports(case: dict[str, str]) -> None:
    ids, themes = CATALOGUE.match_columns([case["label"]], [case["unit"]], [case["role"]], [case["sentence"] or case["label"]])
    assert ids == [case["indicator"] or None], case["why"]
    assert themes == [CATALOGUE[ids[0]].theme if ids[0] else None]


def test_a_label_may_be_broken_by_the_line_ends_of_a_page() -> None:
    assert CATALOGUE.match_columns(["森林\n覆盖率"], ["pct"], ["actual"])[0] == ["environment_forest_coverage"]


def test_an_unlisted_counter_counts_things() -> None:
    assert CATALOGUE.match_columns(["清理卫生死角"], ["count:堆"], ["actual"])[0] == ["city_dead_corners_cleared"]
    assert CATALOGUE.match_columns(["清理卫生死角"], ["person"], ["actual"])[0] == [None]


def test_the_label_alone_is_the_context_where_no_sentence_is_given() -> None:
    assert CATALOGUE.match_columns(["结案率", "新接访案件结案率"], ["pct", "pct"], ["actual", "actual"])[0] == [
        None,
        "petitions_closing_rate",
    ]


def test_every_indicator_has_names_in_both_languages_a_theme_and_a_direction() -> None:
    for indicator in CATALOGUE.indicators.values():
        assert indicator.zh
        assert indicator.en.isascii() or "µ" in indicator.en
        assert indicator.theme in CATALOGUE.themes
        assert indicator.direction in DIRECTIONS
        assert indicator.unit_name("zh")
        assert indicator.unit_name("en")


def test_the_package_s_catalogue_breaks_none_of_its_rules() -> None:
    assert CATALOGUE.check() == []


THEMES = "themes: [{id: t, zh: 甲, en: A}]\nindicators:\n"
GOOD = "{id: a, zh: 甲, en: A, theme: t, unit: pct, direction: neutral, patterns: [{words: [甲乙]}]}"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (GOOD, "indicator a stands 2 times"),
        (GOOD.replace("id: a", "id: b").replace("unit: pct", "unit: parsec"), "b (line 4): unknown unit parsec"),
        (GOOD.replace("id: a", "id: b").replace("theme: t", "theme: x"), "unknown theme x"),
        (GOOD.replace("id: a", "id: b").replace("neutral", "sideways"), "unknown direction sideways"),
        (GOOD.replace("id: a", "id: b").replace("甲乙", "甲"), "two characters or more: 甲"),
        (GOOD.replace("id: a", "id: b").replace("en: A, ", ""), "en is missing"),
        (
            GOOD.replace("id: a", "id: b").replace("patterns: [{words: [甲乙]}]", "formula: a / c"),
            "formula of b: names the unknown indicator c",
        ),
        (GOOD.replace("id: a", "id: b").replace("patterns: [{words: [甲乙]}]", "formula: a / b"), "formula of b: goes in a circle"),
        (
            GOOD.replace("id: a", "id: b").replace("patterns: [{words: [甲乙]}]", "formula: a.b()"),
            "ids, numbers, + - * / and parentheses only",
        ),
        (GOOD.replace("id: a", "id: b").replace("patterns", "paterns"), "unknown field paterns"),
        (GOOD.replace("id: a", "id: b, restates: z"), "restates names the unknown indicator z"),
    ],
)
def test_a_faulty_catalogue_is_refused_with_the_entry_and_the_fault(tmp_path: Path, entry: str, said: str) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(f"{THEMES}- {GOOD}\n- {entry}\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError) as caught:
        Catalogue.load(file)
    assert said in str(caught.value)
    assert said in "; ".join(Catalogue.load(file, strict=False).check())


def test_all_faults_of_a_catalogue_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    bad = GOOD.replace("unit: pct", "unit: parsec").replace("neutral", "sideways").replace("theme: t", "theme: x")
    file.write_text(f"{THEMES}- {bad}\n- {GOOD}\n", encoding="utf-8")
    assert len(Catalogue.load(file, strict=False).check()) == 4


@pytest.mark.parametrize("content", ["a: [", "[]", ""])
def test_what_is_no_catalogue_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"mine\.yml: a catalogue must"):
        Catalogue.load(file)


def test_an_unknown_indicator_is_answered_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match="did you mean drug_control_rate"):
        CATALOGUE["drug_contrl_rate"]


def test_every_range_has_a_source_and_an_indicator_of_the_catalogue() -> None:
    assert CATALOGUE.limits
    assert set(CATALOGUE.limits) <= set(CATALOGUE.indicators)
    assert all(limit.source and limit.by in ("definition", "record") for limit in CATALOGUE.limits.values())


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{of: [party_school], low: 0, high: 1, by: record, source: x}", "unknown indicator party_school"),
        ("{of: [r], low: 2, high: 1, by: record, source: x}", "low lies above high"),
        ("{of: [r], by: record, source: x}", "low and high must be numbers"),
        ("{of: [r], low: 0, by: hearsay, source: x}", "by is none of"),
        ("{of: [r], low: 0, by: record}", "source is missing"),
    ],
)
def test_a_range_that_breaks_its_rules_is_named(tmp_path: Path, entry: str, said: str) -> None:
    file = tmp_path / "indicators.yml"
    file.write_text(
        "themes:\n- {id: t, zh: 题, en: t}\nindicators:\n"
        "- {id: r, zh: 率, en: r, theme: t, unit: pct, direction: neutral, patterns: [{words: [达标率]}]}\n"
        f"ranges:\n- {entry}\n",
        encoding="utf-8",
    )
    with pytest.raises(ReferenceDataError, match=said):
        Catalogue.load(file)

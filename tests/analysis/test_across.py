"""Last year's result against this year's word on last year, and a county against its towns."""

from __future__ import annotations

import pandas as pd
import pytest

from chengxi_analysis.analysis.across import audit_years
from chengxi_analysis.analysis.areas import inside
from chengxi_analysis.analysis.catalogue import own
from chengxi_analysis.analysis.levels import audit_levels
from chengxi_analysis.extraction import extract_observations
from chengxi_analysis.reading import document_from_text


def report(year: int, text: str, area: str = "330000000000") -> pd.DataFrame:
    document = document_from_text(text, f"case-{year}-{area[:2]}", {"period": str(year), "ref_area": area})
    return extract_observations(document)


@pytest.mark.parametrize(("said", "verdict"), [("368起", "consistent"), ("386起", "inconsistent")])
def test_the_base_of_this_year_is_the_result_of_last_year(said: str, verdict: str) -> None:
    both = pd.concat([report(2015, "诈骗案件立案368起。"), report(2016, f"诈骗案件立案412起(去年为{said})。")], ignore_index=True)
    findings = audit_years(both)
    assert findings["verdict"].tolist() == [verdict]
    assert len(findings["obs_ids"].iloc[0]) == 2


def test_other_places_and_other_years_are_not_compared() -> None:
    elsewhere = report(2015, "诈骗案件立案368起。", "110000000000")
    long_ago = report(2012, "诈骗案件立案300起。")
    now = report(2016, "诈骗案件立案412起(去年为386起)。")
    assert audit_years(pd.concat([elsewhere, long_ago, now], ignore_index=True)).empty


COUNTY = "654004000000"
TOWNS = tuple(f"{code}000" for code in inside(COUNTY, 9))


def of_places(whole: str, parts: list[str], towns: tuple[str, ...] = TOWNS, period: str = "2022") -> pd.DataFrame:
    """Reports of a county and its towns, each with one sentence."""
    reports = [("county", COUNTY, whole, "2022")]
    reports += [(f"town{k}", code, text, period) for k, (code, text) in enumerate(zip(towns, parts, strict=False))]
    frames = []
    for name, area, text, year in reports:
        document = document_from_text(text, name, {"period": year, "ref_area": area})
        frames.append(extract_observations(document, match=own().match_columns))
    return pd.concat(frames, ignore_index=True)


def judged(observations: pd.DataFrame) -> list[list[object]]:
    findings = audit_levels(observations)
    return (
        findings[["check", "verdict", "severity"]]
        .astype(object)
        .where(findings[["check", "verdict", "severity"]].notna(), None)
        .values.tolist()
    )


def test_all_towns_of_a_county_add_up_to_it() -> None:
    parts = [f"常住人口{100 + k}人。" for k in range(len(TOWNS))]
    added = sum(100 + k for k in range(len(TOWNS)))
    assert judged(of_places(f"常住人口{added}人。", parts)) == [["total", "consistent", None]]
    assert judged(of_places(f"常住人口{added - 10}人。", parts)) == [["total", "inconsistent", "warning"]]
    assert judged(of_places(f"常住人口{added + 10}人。", parts)) == [["total", "inconsistent", "note"]]


def test_towns_that_round_leave_slack() -> None:
    parts = ["常住人口1.2万人。"] * len(TOWNS)
    almost = len(TOWNS) * 12000 + 400 * len(TOWNS)
    assert judged(of_places(f"常住人口{almost}人。", parts)) == [["total", "consistent", None]]


def test_some_towns_of_a_county_may_only_not_exceed_it() -> None:
    two = ["常住人口300人。", "常住人口400人。"]
    assert judged(of_places("常住人口9000人。", two)) == [["part", "consistent", None]]
    assert judged(of_places("常住人口600人。", two)) == [["part", "inconsistent", "note"]]


def test_what_does_not_add_up_over_places_is_left_alone() -> None:
    two = ["森林覆盖率61%,农民人均纯收入9000元。", "森林覆盖率62%,农民人均纯收入9500元。"]
    assert judged(of_places("森林覆盖率63%,农民人均纯收入9200元。", two)) == []


def test_places_elsewhere_and_other_years_are_left_alone() -> None:
    assert judged(of_places("常住人口600人。", ["常住人口700人。"], towns=("110101001000",))) == []
    assert judged(of_places("常住人口600人。", ["常住人口700人。"], period="2021")) == []


def test_a_town_with_two_figures_is_left_out() -> None:
    twice = ["常住人口300人。年末常住人口900人。", "常住人口400人。"]
    assert judged(of_places("常住人口600人。", twice)) == [["part", "consistent", None]]

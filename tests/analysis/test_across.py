"""Last year's result against this year's word on last year."""

from __future__ import annotations

import pandas as pd
import pytest

from chengxi_analysis.analysis.across import audit_years
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

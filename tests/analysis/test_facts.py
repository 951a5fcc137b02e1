"""Population and size of places: checked on load, and the date nearest to a value divides it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from chengxi_analysis.analysis.facts import load_facts
from chengxi_analysis.analysis.series import normalize
from chengxi_analysis.errors import ParameterError, ReferenceDataError


def test_all_that_is_wrong_with_files_of_places_is_told_at_once(tmp_path: Path) -> None:
    one, other = tmp_path / "mine.csv", tmp_path / "excel.csv"
    one.write_text("ref_area,as_of,population,area_km2,source\n441702,2020,-5,,\n441702000000,2020-13,,,census\n", encoding="utf-8")
    other.write_bytes("ref_area;as_of;population;source\n441702000000;2020/11/1;67万;普查\n441702000000;2020/11/1;5;普查\n".encode("gb18030"))
    with pytest.raises(ReferenceDataError) as caught:
        load_facts([one, other, tmp_path / "absent.csv"])
    for words in (
        "mine.csv row 2: ref_area 441702: a code has twelve digits",
        "mine.csv row 2: no source",
        "mine.csv row 2: population '-5' is no number above zero",
        "mine.csv row 3: as_of '2020-13' is no date",
        "mine.csv row 3: neither population nor area_km2",
        "excel.csv row 2: population '67万' is no number above zero",
        "excel.csv row 3: place and date stand already in row 2",
        "absent.csv: there is no such file",
        "8 mistakes",
    ):
        assert words in str(caught.value)


def test_facts_of_an_analyst_stand_beside_the_package_s_and_the_nearest_date_counts(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("ref_area,as_of,population,area_km2,source\n441702000000,2022-12-31,700000,400,a yearbook\n", encoding="utf-8")
    facts = load_facts(file)
    assert facts["as_of"].tolist() == ["2020-11-01", "2022-12-31"]
    row = {"ref_area": "441702000000", "unit": "case", "value": 1400, "lower": 1400, "upper": 1400}
    rows = pd.DataFrame([row | {"time_period": year} for year in ("2018", "2022")] + [row | {"time_period": "2022", "unit": "CNY"}])
    heads, sizes = normalize(rows, facts), normalize(rows, facts, "area_km2")
    assert heads["normalized_as_of"].tolist() == ["2020-11-01", "2022-12-31", "2022-12-31"]
    assert heads["normalized"].iloc[1:].tolist() == [20.0, 0.002], "cases for ten thousand, money for each"
    assert sizes["normalized"].tolist() == [3.5, 3.5, 3.5]
    with pytest.raises(ParameterError, match="by must be one of population, area_km2"):
        normalize(rows, facts, "size")

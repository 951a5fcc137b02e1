"""Target and benchmark files: read as analysts save them, refused with every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chengxi_analysis.analysis.references import load_benchmarks, load_targets
from chengxi_analysis.errors import ReferenceDataError

HEAD = "target_id,indicator,population,comparator,value,value_high,unit,deadline,published,source,comparability\n"
GOOD = "a,drug_control_rate,吸毒人员,>=,95,,%,2023-01-31,2022,区禁毒委,same\n"


def write(folder: Path, *lines: str, name: str = "mine.csv", encoding: str = "utf-8", head: str = HEAD) -> Path:
    file = folder / name
    file.write_bytes((head + "".join(lines)).encode(encoding))
    return file


def faults(*files: Path) -> str:
    with pytest.raises(ReferenceDataError) as caught:
        load_targets(*files)
    return str(caught.value)


def test_the_package_s_own_files_keep_their_rules_and_every_figure_has_a_source() -> None:
    assert len(load_targets()) == 17
    benchmarks = load_benchmarks()
    assert len(benchmarks) == 44
    assert benchmarks["source"].notna().all()
    assert benchmarks["benchmark_id"].is_unique
    assert (benchmarks["bound"] == "ge").sum() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_may_be_saved_by_excel(tmp_path: Path, encoding: str) -> None:
    targets = load_targets(write(tmp_path, GOOD, encoding=encoding))
    assert targets.loc[0, ["target_id", "population", "unit"]].tolist() == ["a", "吸毒人员", "pct"]


def test_semicolons_tabs_crlf_and_excel_dates_are_understood(tmp_path: Path) -> None:
    row = GOOD.replace("2023-01-31", "2023/1/31").replace(">=", "≥")
    file = write(tmp_path, row.replace(",", ";").replace("\n", "\r\n"), head=HEAD.replace(",", ";"))
    assert load_targets(file).loc[0, ["comparator", "deadline"]].tolist() == [">=", "2023-01-31"]


def test_blank_rows_are_no_targets(tmp_path: Path) -> None:
    assert len(load_targets(write(tmp_path, GOOD, ",,,,,,,,,,\n"))) == 1


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    text = faults(write(tmp_path, "\n", ",,,,,,,,,,\n", GOOD.replace("区禁毒委", "")))
    assert "mine.csv row 4: no source" in text
    assert "1 mistake:" in text


def test_a_comma_that_shifts_the_cells_is_told(tmp_path: Path) -> None:
    assert "mine.csv row 2: 12 cells under 11 columns" in faults(write(tmp_path, GOOD.replace("区禁毒委", "区禁毒委,会议")))


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert "mine.csv: the file is empty" in faults(write(tmp_path, head=""))


def test_several_files_are_merged(tmp_path: Path) -> None:
    second = write(tmp_path, GOOD.replace("a,", "b,", 1), name="second.csv")
    assert load_targets(write(tmp_path, GOOD), second)["target_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("区禁毒委", ""), "mine.csv row 2: no source"),
        (GOOD.replace("%", ""), "mine.csv row 2: no unit"),
        (GOOD.replace(">=", ""), "mine.csv row 2: no comparator"),
        (GOOD.replace(">=", "about"), "comparator about (one of >= <= = between)"),
        (GOOD.replace(",95,", ",950,"), "a percentage of 950"),
        (GOOD.replace(",95,", ",九成,"), "value '九成' is no number"),
        (GOOD.replace(",95,", ",nan,"), "value 'nan' is no number"),
        (GOOD.replace("drug_control_rate", "drug_controll_rate"), "unknown indicator drug_controll_rate, did you mean drug_control_rate?"),
        (GOOD.replace("2023-01-31", "2023-02-30"), "deadline '2023-02-30' is no date"),
        (GOOD.replace("2023-01-31", "明年"), "deadline '明年' is no date"),
        (GOOD.replace("%", "人"), "unit 人 is not that of drug_control_rate"),
        (GOOD.replace("same", "alike"), "comparability alike"),
        (GOOD.replace(">=", "between"), "between needs value_high"),
        (GOOD.replace(",95,,", ",95,90,").replace(">=", "between"), "value 95 is above value_high 90"),
    ],
)
def test_a_fault_is_told_with_file_and_row(tmp_path: Path, row: str, said: str) -> None:
    assert said in faults(write(tmp_path, row))


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD, GOOD.replace("区禁毒委", "").replace(",95,", ",950,").replace("a,", "b,", 1))
    second = write(tmp_path, GOOD, name="second.csv")
    absent = tmp_path / "absent.csv"
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\x81\xff\xfe\x00")
    headless = write(tmp_path, "x,y\n", name="headless.csv", head="target_id,indicator\n")
    told = faults(first, second, absent, broken, headless)
    assert told.count("row 3:") == 2
    assert "second.csv row 2: the id a stands already in mine.csv row 2" in told
    assert "absent.csv: there is no such file" in told
    assert "broken.csv: cannot be read" in told
    assert "headless.csv row 1: no column comparator, value, unit, source" in told
    assert "6 mistakes" in told


def test_growth_may_be_negative_and_a_share_may_not(tmp_path: Path) -> None:
    growth = GOOD.replace("drug_control_rate", "economy_gdp_growth").replace(",95,", ",-3,")
    assert load_targets(write(tmp_path, growth)).loc[0, "value"] == -3
    assert "a percentage of -3" in faults(write(tmp_path, GOOD.replace(",95,", ",-3,")))


def test_a_benchmark_may_be_of_a_period_and_its_id_is_made_of_what_it_says(tmp_path: Path) -> None:
    head = "area,indicator,value,unit,as_of,source,bound\n"
    file = write(tmp_path, "某县,petitions_closing_rate,99,%,2021-01/2022-06,县信访局,\n" * 2, head=head)
    assert load_benchmarks(file)["benchmark_id"].tolist() == [
        "petitions_closing_rate@某县@2021-01/2022-06",
        "petitions_closing_rate@某县@2021-01/2022-06#2",
    ]
    with pytest.raises(ReferenceDataError, match="bound above"):
        load_benchmarks(write(tmp_path, "某县,petitions_closing_rate,99,%,2021,县信访局,above\n", head=head))


WIDE = HEAD.replace("\n", ",applies_to,source_kind,url\n")


def wide(applies_to: str = "", source_kind: str = "", url: str = "") -> str:
    return GOOD.replace("\n", f",{applies_to},{source_kind},{url}\n")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (wide("广东省"), "row 2: applies_to 广东省 is no area code"),
        (wide("99"), "row 2: applies_to 99 is no area code"),
        (wide(source_kind="hearsay"), "row 2: source_kind hearsay (one of official, press, copy)"),
        (wide(url="see the archive"), "row 2: url 'see the archive' is no address"),
    ],
)
def test_an_unknown_area_kind_of_source_or_address_is_told(tmp_path: Path, row: str, said: str) -> None:
    assert said in faults(write(tmp_path, row, head=WIDE))


@pytest.mark.parametrize(("written", "meant"), [("441702000000", "441702"), ("44", "44"), ("CN", "CN")])
def test_an_area_code_binds_all_places_inside_it_however_long_it_is_written(tmp_path: Path, written: str, meant: str) -> None:
    targets = load_targets(write(tmp_path, wide(written, "press", "http://example.org/a"), head=WIDE))
    assert targets.loc[0, "applies_to"] == meant


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    told = faults(tmp_path / "absent.csv")
    assert "a reference file must exist" in told
    assert "absent.csv: there is no such file; correct its path" in told

"""Ten reports of other levels and years, side by side: the command, the tables, the notebook."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from chengxi_analysis import api
from chengxi_analysis.cli import main
from tests import ten_reports


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return ten_reports.write(tmp_path_factory.mktemp("ten"))


@pytest.fixture(scope="module")
def own(paths: list[Path]) -> pd.DataFrame:
    table = api.compare(paths)
    return table[table["kind"] == "own"]


def test_every_report_is_compared_under_its_own_id(own: pd.DataFrame) -> None:
    assert set(own["report_id"]) == set(ten_reports.REPORTS) - {"bureau-2021", "town-2020"}  # plans of 2020 stand under the report of 2021


def test_plans_of_the_year_before_are_answered_by_code_and_never_by_name(own: pd.DataFrame) -> None:
    answered = own[own["source"].str.startswith("town-2020") & (own["deadline"] == "2021") & own["actual"].notna()]
    assert answered[["report_id", "indicator", "status"]].values.tolist() == [
        ["town-2021", "people_medical_insurance_rate", "met"],
        ["town-2021", "label:灭螺/mu", "met"],
    ]


def test_a_target_said_behind_its_result_is_judged(own: pd.DataFrame) -> None:
    row = own[own["report_id"] == "county-2018"].iloc[0]
    assert (row["indicator"], row["actual"], row["comparator"], row["reference"], row["status"]) == (
        "people_registered_unemployment_rate", 2.3, "<=", 3, "met",
    )  # fmt: skip


def test_half_a_year_is_on_the_way_to_the_year_s_task(own: pd.DataFrame) -> None:
    row = own[own["report_id"] == "town-2022-half"].iloc[0]
    assert (row["status"], row["deadline"], row["gap"]) == ("on_the_way", "2022", -280)


def test_series_keep_places_of_one_name_apart_and_show_breaks_and_recalled_values(paths: list[Path]) -> None:
    series = api.series(api.results(api.indicators(paths)), api.extract(paths))
    relief = series[series["indicator"] == "welfare_dibao_persons"]
    assert relief.groupby("ref_area")["value"].apply(list).to_dict() == {
        "230921005000": [1180], "441700000000": [61000], "441702000000": [5200, 4980], "441702009000": [600, 605, 620, 633],
    }  # fmt: skip
    assert relief.loc[relief["role"] == "baseline", "break_zh"].tolist() == ["后来的报告对同一时期另有一数"]
    land = series[(series["indicator"] == "farmland_area_total") & (series["ref_area"] == "441702000000")]
    assert land["break_zh"].iloc[1] == "第三次全国国土调查以2019年末为时点，此前各年的耕地面积口径不同"
    budget = series[(series["indicator"] == "economy_gdp") & (series["ref_area"] == "441702000000")]
    assert budget["change"].iloc[1] == pytest.approx(4205e7 - 3865e7)  # 万元 and 亿元


def test_per_head_only_where_the_population_is_known(paths: list[Path]) -> None:
    table = api.per_head(api.results(api.indicators(paths)))
    assert set(table["ref_area"]) == {"441702000000"}
    relief = table[table["indicator"] == "welfare_dibao_persons"]
    assert relief["normalized"].round(2).tolist() == [77.15, 73.89]


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    """A file of places, as an analyst keeps it."""
    path = tmp_path / "my-areas.csv"
    path.write_text("ref_area,as_of,population,area_km2,source\n441702009000,2020-11-01,50000,40,某统计年鉴\n", encoding="utf-8")
    return path


def test_an_own_file_of_places_gives_values_per_head_and_per_square_kilometre(paths: list[Path], areas: Path, tmp_path: Path) -> None:
    town = next(p for p in paths if p.stem == "town-2021")
    out = tmp_path / "per.csv"
    for per, households in (("head", 124.0), ("km2", 15.5)):
        done = CliRunner().invoke(main, ["indicators", str(town), "--per", per, "--areas", str(areas), "-o", str(out)])
        assert done.exit_code == 0, done.stderr
        table = pd.read_csv(out).set_index("indicator")
        assert table.loc["welfare_dibao_persons", "normalized"] == households
        assert table.loc["welfare_dibao_persons", "normalized_source"] == "某统计年鉴"
    command = ["run", str(town), "--notebook", "compare", "--lang", "zh", "--areas", str(areas), "--output", str(tmp_path), "-q"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.stderr
    page = (tmp_path / "town-2021" / "compare.zh.html").read_text(encoding="utf-8")
    given = ["<td>124人（据此推算）</td><td>15.50人（据此推算）</td>", "<td>68元/人（据此推算）</td>", "早于报告期1年；面积40平方公里"]
    for words in [*given, "某统计年鉴"]:
        assert words in page
    assert str(tmp_path) not in (tmp_path / "town-2021" / "run.json").read_text(encoding="utf-8")


def test_a_wrong_file_of_places_is_refused_before_anything_is_made(paths: list[Path], areas: Path, tmp_path: Path) -> None:
    areas.write_text(areas.read_text(encoding="utf-8").replace("50000,40", "-5,"), encoding="utf-8")
    done = CliRunner().invoke(main, ["run", str(paths[0]), "--areas", str(areas), "--output", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "my-areas.csv row 2: population '-5' is no number above zero" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_rate_that_is_recomputed_alike_is_not_given_twice(paths: list[Path]) -> None:
    assert "petitions_closing_rate_recomputed" in set(api.indicators(paths)["indicator"])
    assert "petitions_closing_rate_recomputed" not in set(api.results(api.indicators(paths))["indicator"])


def test_the_command_takes_ten_reports_and_gives_a_scorecard(paths: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "card.csv"
    done = CliRunner().invoke(main, ["compare", *map(str, paths), "--scorecard", "--green", "0.9", "--amber", "0.4", "-o", str(out)])
    assert done.exit_code == 0
    assert "green from 0.9, amber from 0.4" in done.stderr
    card = pd.read_csv(out).set_index(["report_id", "theme"])
    assert card.loc[("town-2020", "welfare"), "light"] == "grey"
    assert card["targets"].sum() == card[["met", "missed", "on_the_way", "undecidable", "no_actual", "not_comparable"]].sum().sum()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notebook_sets_them_side_by_side(paths: list[Path], tmp_path: Path, language: str) -> None:
    first = next(p for p in paths if p.stem == "town-2021")
    rest = [str(p) for p in paths if p != first]
    done = api.run(first, tmp_path, languages=(language,), notebooks=("compare",), progress=False,
                   parameters={"reports": rest, "green": 0.8, "amber": 0.3})[0]  # fmt: skip
    page = done.pages[0].read_text(encoding="utf-8")
    assert "441702009000" in page, "places of one name are told apart"
    assert ("80%及以上为绿,30%及以上为黄" if language == "zh" else "green from 80%, amber from 30%") in page.replace("，", ",")
    made = {p.name for p in (done.folder / "figures").glob("*.svg")}
    assert made == {f"{name}.{language}.svg" for name in ("across", "history", "lights", "peers")}
    notebook = nbformat.read(next((done.folder / "notebooks").glob("compare*")), as_version=4)
    assert not any(o.output_type == "error" for c in notebook.cells if c.cell_type == "code" for o in c.outputs)


def test_reports_given_together_are_compared_with_each_other(paths: list[Path], tmp_path: Path) -> None:
    chosen = [p for p in paths if p.stem in ("town-2020", "town-2021")]
    command = ["run", *map(str, chosen), "--notebook", "compare", "--lang", "zh", "--output", str(tmp_path), "-q"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.stderr
    for path, other in (chosen, chosen[::-1]):
        folder = tmp_path / path.stem
        page = (folder / "compare.zh.html").read_text(encoding="utf-8")
        assert "2份报告" in page, "both are in the picture of the shared indicators"
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        assert record["parameters"]["compare.zh"]["reports"] == [other.name]
        assert other.name in record["inputs_sha256"]
        assert str(path.parent) not in (folder / "notebooks" / "compare.zh.ipynb").read_text(encoding="utf-8")


def test_all_pages_of_one_run_answer_last_year_s_plan_alike(paths: list[Path], tmp_path: Path) -> None:
    chosen = [p for p in paths if p.stem in ("town-2020", "town-2021")]
    done = {r.folder.name: r for r in api.run(chosen, tmp_path, languages=("zh",), notebooks=("targets", "compare"), progress=False)}
    table = pd.read_parquet(done["town-2021"].folder / "tables" / "comparisons.parquet")
    assert set(table["report_id"]) == {"town-2021"}
    insured = table[(table["indicator"] == "people_medical_insurance_rate") & (table["kind"] == "own")]
    assert insured[["reference", "status"]].values.tolist() == [[97.0, "met"]], "the plan stands in the report on 2020"
    for page in done["town-2021"].pages:
        assert "报告数为97.6%，达到不低于97%的目标" in page.read_text(encoding="utf-8")


def test_no_report_is_held_to_another_s_targets_in_the_scorecard(paths: list[Path]) -> None:
    chosen = [p for p in paths if p.stem in ("town-2021", "other-town-2021")]
    compared = api.compare(chosen)
    together, alone = api.scorecard(compared), api.scorecard(compared[compared["report_id"] == "town-2021"])
    mine = together[together["report_id"] == "town-2021"].reset_index(drop=True)
    assert mine.equals(alone)
    assert set(together["report_id"]) == {"town-2021", "other-town-2021"}


def test_a_list_that_is_no_list_is_refused_with_its_form(paths: list[Path], tmp_path: Path) -> None:
    command = ["run", str(paths[0]), "--notebook", "compare", "-p", "reports", str(paths[1]), "--output", str(tmp_path)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert "give a list, such as -p reports \"['a', 'b']\", or name the reports one behind the other" in done.stderr

"""Ten reports of five places, two years each: every plan of the first year is judged by the second as a careful reader would."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from chengxi_analysis import api
from chengxi_analysis.cli import main
from tests import ten_plans, ten_reports


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return ten_reports.write(tmp_path_factory.mktemp("plans"), ten_plans.REPORTS)


@pytest.fixture(scope="module")
def own(paths: list[Path]) -> pd.DataFrame:
    table = api.compare(paths)
    return table[table["kind"] == "own"]


def test_every_plan_has_the_verdict_that_a_careful_reader_gives(own: pd.DataFrame) -> None:
    columns = ["report_id", "indicator", "actual", "reference", "status"]
    rows = own[columns].astype(object).where(own[columns].notna(), None)
    assert sorted(map(repr, rows.itertuples(index=False, name=None))) == sorted(map(repr, _as_rows()))


def _as_rows() -> list[tuple[object, ...]]:
    return [(r, i, None if a is None else float(a), float(t), s) for r, i, a, t, s in ten_plans.VERDICTS]


def test_what_is_missing_is_counted_where_the_report_says_of_how_many(own: pd.DataFrame) -> None:
    town = own[own["report_id"] == "town-2022"].set_index("indicator")
    assert town.loc["petitions_closing_rate", ["shortfall_low", "shortfall_high"]].tolist() == [2, 2]
    assert town.loc["work_safety_rectification_rate", ["shortfall_low", "shortfall_high"]].tolist() == [5, 5]


def test_every_report_with_a_plan_has_its_own_lights(paths: list[Path]) -> None:
    card = api.scorecard(api.compare([p for p in paths if p.stem.startswith("town")])).set_index("theme")
    assert card["light"].to_dict() == {"work_safety": "red", "mediation": "green", "petitions": "grey"}


def test_a_missed_ambition_alone_fails_no_scheduled_run(paths: list[Path], tmp_path: Path) -> None:
    texts = {"2021": "二、2022年工作安排\n一般公共预算收入增长6%以上,力争8%。", "2022": "一般公共预算收入增长6.4%。"}
    files = []
    for year, text in texts.items():
        file = tmp_path / f"r{year}.txt"
        file.write_text(f"一、工作回顾\n全县工作平稳,开展培训3次。\n{text}\n", encoding="utf-8")
        file.with_suffix(".yml").write_text(f'ref_area: "431128000000"\nperiod: "{year}"\n', encoding="utf-8")
        files.append(str(file))
    assert CliRunner().invoke(main, ["compare", *files, "--fail-on", "missed"]).exit_code == 0
    county = [str(p) for p in paths if p.stem.startswith("county")]
    assert CliRunner().invoke(main, ["compare", *county, "--fail-on", "missed"]).exit_code == 1


def test_the_reach_of_about_is_an_option_of_the_command(paths: list[Path], tmp_path: Path) -> None:
    def statuses(reach: float) -> pd.Series:
        out = tmp_path / f"{reach}.jsonl"
        args = ["compare", *map(str, paths), "--about", str(reach), str(reach), "-o", str(out)]
        assert CliRunner().invoke(main, args).exit_code == 0
        table = pd.read_json(out, lines=True)
        return table.loc[(table["reference_bound"] == "approx") & (table["kind"] == "own"), "status"]

    assert (statuses(5.0) == "undecidable").sum() > (statuses(0.0) == "undecidable").sum()

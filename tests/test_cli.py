"""The command line as a person, a pipe and a scheduler meet it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from chengxi_analysis import api, tables
from chengxi_analysis.analysis import corrections
from chengxi_analysis.cli import main
from chengxi_analysis.cli.terminal import word as terminal_word
from chengxi_analysis.reporting import names
from tests.support import GOLD, SEED, report_path

TOWN = report_path("town-2005")
TABLES = {"extract": "observations", "indicators": "indicators", "audit": "findings", "compare": "comparisons"}


def chengxi(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments])


def written(command: str, path: Path, *more: str) -> Path:
    """A table of the seed report as a file."""
    result = chengxi(command, SEED, "-o", path, *more)
    assert result.exit_code in (0, 1), result.stderr
    assert f"written to {path}" in result.stderr
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report whose figures agree."""
    path = tmp_path / "small.txt"
    path.write_text("某镇2021年工作总结\n一、信访\n全年受理信访案件20宗,办结18宗,结案率90%。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", [*TABLES, "run", "evaluate"])
def test_every_command_explains_itself_with_examples(command: str) -> None:
    help_text = chengxi(command, "--help").stdout
    assert "Examples:" in help_text
    assert f"chengxi {command} " in help_text


def test_help_lists_all_commands() -> None:
    assert [c for c in (*TABLES, "run", "evaluate") if f"\n  {c} " not in chengxi("--help").stdout] == []


@pytest.mark.parametrize(("command", "table"), TABLES.items())
def test_json_lines_are_exactly_the_contract(command: str, table: str, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in written(command, tmp_path / "t.jsonl").read_text(encoding="utf-8").split("\n") if line]
    kinds = {c.name: c.kind for c in tables.TABLES[table]}
    allowed = {"string": str, "number": int | float, "integer": int, "boolean": bool, "list": list}
    assert rows
    for row in rows:
        assert list(row)[: len(kinds)] == list(kinds)
        assert [n for n, kind in kinds.items() if row[n] is not None and not isinstance(row[n], allowed[kind])] == []
        assert [c.name for c in tables.TABLES[table] if c.required and row[c.name] is None] == []


def test_json_lines_hold_what_the_library_gives(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in written("extract", tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    text = SEED.read_bytes().decode()
    assert [row["obs_id"] for row in rows] == api.extract(SEED)["obs_id"].tolist()
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {row["value_high"] for row in rows} == {None}


@pytest.mark.parametrize("command", TABLES)
def test_all_forms_hold_the_same_table(command: str, tmp_path: Path) -> None:
    lines = written(command, tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [{k: " ".join(v) if isinstance(v, list) else v for k, v in json.loads(line).items()} for line in lines]
    csv = pd.read_csv(written(command, tmp_path / "t.csv"), dtype=str, keep_default_na=False)
    sheet = load_workbook(written(command, tmp_path / "t.xlsx")).active
    assert sheet is not None
    excel = [dict(zip(csv.columns, line, strict=True)) for line in sheet.iter_rows(min_row=2, values_only=True)]
    parquet = pd.read_parquet(written(command, tmp_path / "t.parquet"))
    assert csv.to_dict("records") == [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
    for line, row in zip(excel, rows, strict=True):
        assert line == {
            k: pytest.approx(v, rel=1e-14) if isinstance(v, float) else v or None if isinstance(v, str) else v for k, v in row.items()
        }
    assert list(parquet.columns) == list(csv.columns)
    assert len(parquet) == len(rows)


def test_csv_opens_in_excel(tmp_path: Path) -> None:
    assert written("extract", tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_same_report_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    first, second = (written("audit", tmp_path / f"{n}.{ending}").read_bytes() for n in (1, 2))
    assert first == second


def test_ids_are_a_list_in_parquet(tmp_path: Path) -> None:
    ids = pd.read_parquet(written("audit", tmp_path / "t.parquet"))["obs_ids"]
    assert all(i.startswith("chengxi-2022#") for cell in ids for i in cell)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "sum.txt"
    path.write_text("=1+1项工作\n=SUM(A1)共接待5人。\n", encoding="utf-8")
    chengxi("extract", path, "-o", tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_in_a_pipe_a_row_is_a_line_of_tab_separated_cells() -> None:
    lines = chengxi("extract", TOWN).stdout.splitlines()
    assert lines[0].split("\t") == tables.columns("observations")
    assert {line.count("\t") for line in lines} == {len(tables.columns("observations")) - 1}
    assert len(lines) == 1 + len(api.extract(TOWN))


def on_a_terminal(*arguments: str, width: int = 140) -> tuple[int, list[str], str]:
    """Exit code, lines of the screen, and what was said beside them, on a Chinese terminal of so many columns."""
    front, back = os.openpty()
    code = "from chengxi_analysis.cli import main; main()"
    env = os.environ | {"COLUMNS": str(width), "TERM": "xterm", "LANG": "zh_CN.UTF-8", "LC_ALL": "", "NO_COLOR": "1"}
    child = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=back, stderr=subprocess.PIPE, env=env)
    os.close(back)
    shown = b""
    while True:
        try:
            shown += os.read(front, 65536)
        except OSError:  # the other end is closed
            break
    os.close(front)
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines() if line.strip()]
    _, said = child.communicate()
    return child.returncode, lines, said.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_columns_of_chinese_text_are_aligned() -> None:
    from rich.cells import cell_len

    exit_code, lines, _ = on_a_terminal("indicators", str(TOWN))
    assert exit_code == 0
    assert lines[0].split()[:2] == ["主题", "名称"]
    assert any("人均纯收入" in line for line in lines)
    assert len({cell_len(line) for line in lines}) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_chinese_terminal_is_told_everything_in_chinese_the_gravest_first() -> None:
    _, lines, said = on_a_terminal("audit", str(SEED))
    assert lines[0].split() == ["结果", "程度", "核对", "原文", "说明"]
    firsts = [line.split()[:2] for line in lines if line.lstrip().startswith("不一致")]
    assert [word for _, word in firsts] == ["无法同时成立", "无法同时成立", "不一致", "提示"]
    assert "不一致3处（4项检验）" in said
    assert not re.search("[a-z]{5,}", said.replace("chengxi", ""))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("width", [60, 100])
def test_comparisons_fit_the_terminal_and_say_target_status_and_reason(width: int) -> None:
    from rich.cells import cell_len

    exit_code, lines, _ = on_a_terminal("compare", str(SEED), width=width)
    assert exit_code == 0
    assert max(cell_len(line) for line in lines) <= width
    whole = "".join("".join(lines).split())
    assert re.search("^chengxi-2022.{0,6}[0-9]+项目标：", whole)
    at = whole.index("被征地农民养老保险资金分配完成率100%")
    assert "期限2022年" in whole[at : at + 100]
    assert "达到" in whole[at : at + 100]
    assert "804.6万元" in whole[at : at + 160], "the reason stands below"
    assert "-o文件名" in whole
    assert not re.search(r"\b(vaccination|drug_control)_", whole), "indicators have names, not ids"


def test_refused_numerals_are_given_with_their_reasons() -> None:
    lines = [line.split("\t") for line in chengxi("extract", SEED, "--refused").stdout.splitlines()]
    reasons = {line[3]: line[4] for line in lines}
    assert reasons["2022年"] == "date"
    assert lines[0] == tables.columns("refused")


def test_several_reports_make_one_table(tmp_path: Path) -> None:
    path = tmp_path / "both.parquet"
    assert chengxi("extract", SEED, TOWN, "-o", path).exit_code == 0
    assert pd.read_parquet(path)["report_id"].unique().tolist() == ["chengxi-2022", "town-2005"]


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_audit_fails_on_the_severity_that_was_chosen(level: str, code: int) -> None:
    assert chengxi("audit", SEED, "--fail-on", level).exit_code == code


def test_audit_passes_a_report_whose_figures_agree(report: Path) -> None:
    result = chengxi("audit", report, "--fail-on", "note")
    assert result.exit_code == 0
    assert " 0 inconsistent" in result.stderr


def test_audit_always_gives_the_denominators() -> None:
    assert "99 figures read" in chengxi("audit", SEED).stderr


def test_the_terminal_counts_disagreements_as_the_pages_do() -> None:
    report = api.read_report(SEED)
    assert names.places_words(report.findings(), "en") == "3 places (4 checks)"
    assert "3 places (4 checks) inconsistent" in chengxi("audit", SEED).stderr


def test_audit_tests_itself() -> None:
    lines = [line.split("\t") for line in chengxi("audit", "--self-test", SEED).stdout.splitlines()]
    assert lines[0] == ["report_id", "family", "mutated", "found", "noted", "missed", "recall", "still_holds"]
    whole = dict(zip(lines[0], lines[-1], strict=True))
    assert int(whole["mutated"]) == sum(int(whole[name]) for name in ("found", "noted", "missed"))
    assert float(whole["recall"]) >= 0.95


def test_the_self_test_says_its_outcome_also_where_the_table_goes_to_a_file(tmp_path: Path) -> None:
    result = chengxi("audit", "--self-test", SEED, "-o", tmp_path / "self.csv")
    whole = pd.read_csv(tmp_path / "self.csv", encoding="utf-8-sig").iloc[-1]
    assert f"{whole['mutated']} figures of testable relations changed in the text and read anew, {whole['found']} found" in result.stderr


def test_families_have_the_names_of_the_table_of_checks() -> None:
    assert terminal_word("family", "order", "zh") == terminal_word("check", "order", "zh") == "先后大小"
    assert terminal_word("family", "order", "en") == "Order"


def test_all_that_is_wrong_with_a_target_file_is_told_at_once_however_it_was_saved(report: Path, tmp_path: Path) -> None:
    rows = [
        "target_id,indicator,comparator,value,unit,source,deadline",
        "a,petitions_closing_rate,>=,95,%,,2022",
        "b,petitions_closing_rate,>=,95,,某县,2022",
        "c,petitions_closing_rate,,95,%,某县,2022",
        "d,petitions_closing_rate,>=,950,%,某县,2022",
        "d,petitions_closing_rate,>=,95,%,某县,2022",
        "e,petition_closing_rate,>=,95,%,某县,2022",
        "f,petitions_closing_rate,>=,95,%,某县,2022-02-30",
    ]
    faults = (
        "row 2: no source",
        "row 3: no unit",
        "row 4: no comparator",
        "row 5: a percentage of 950",
        "row 6: the id d stands already",
        "row 7: unknown indicator petition_closing_rate, did you mean petitions_closing_rate?",
        "row 8: deadline '2022-02-30' is no date",
    )
    for k, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030")):
        mine = tmp_path / f"mine{k}.csv"
        text = "\n".join(rows)
        mine.write_bytes((text if k < 2 else text.replace(",", ";")).encode(encoding))
        result = chengxi("compare", report, "--targets", mine, "--alone")
        assert result.exit_code == 2
        assert [f for f in faults if f"{mine.name} {f}" not in result.stderr] == []


def test_compare_judges_at_the_report_s_own_cutoff_or_at_a_given_day(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_text("某镇2021年工作总结\n一、林业\n县下达植树任务500亩,已植树420亩。广场可望在12月完工。\n", encoding="utf-8")
    assert chengxi("compare", path, "--fail-on", "missed").exit_code == 0
    assert chengxi("compare", path, "--fail-on", "missed", "--as-of", "2021-12-31").exit_code == 1


def test_compare_fails_only_on_demand(report: Path, tmp_path: Path) -> None:
    from chengxi_analysis.resources import reference_path

    header = reference_path("targets.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    report.with_suffix(".yml").write_text("ref_area: '441702009000'\n", encoding="utf-8")
    target = {
        "applies_to": "4417",
        "target_id": "t",
        "indicator": "petitions_closing_rate",
        "comparator": ">=",
        "value": "95",
        "unit": "%",
        "source": "某县",
    }
    target |= {
        "population": "信访案件",
        "deadline": "2021-12-31",
        "published": "2021-01-05",
        "comparability": "same",
        "source_kind": "official",
    }
    mine = tmp_path / "targets.csv"
    mine.write_text(",".join(header) + "\n" + ",".join(target.get(name, "") for name in header) + "\n", encoding="utf-8-sig")
    codes = {level: chengxi("compare", report, "--targets", mine, "--alone", "--fail-on", level).exit_code for level in ("never", "missed")}
    assert codes == {"never": 0, "missed": 1}


def test_evaluate_measures_the_gold_with_its_texts_at_hand() -> None:
    lines = [line.split("\t") for line in chengxi("evaluate", GOLD).stdout.splitlines()]
    overall = dict(zip(lines[0], lines[-1], strict=True))
    assert (overall["document"], overall["gold"]) == ("all", "365")
    assert min(float(overall[name]) for name in ("precision", "recall", "f1", "fact_f1")) >= 0.98


def test_evaluate_takes_what_extract_wrote_and_lists_the_misses(tmp_path: Path) -> None:
    gold = GOLD / "town-2005.quantities.jsonl"
    path = tmp_path / "found.jsonl"
    chengxi("extract", TOWN, "-o", path)
    assert chengxi("evaluate", gold, path).stdout == chengxi("evaluate", gold, TOWN).stdout == chengxi("evaluate", gold, GOLD).stdout
    kept = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(kept[1:]), encoding="utf-8")
    assert "\tmissed\t14个\t" in chengxi("evaluate", gold, path, "--show").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["extract", "nowhere.txt"], "nowhere.txt: A report must be a text file that can be read; there is no such file; check the path."),
        (["extract", "."], "this is a folder"),
        (["audit", SEED, SEED], "are both chengxi-2022; rename one of them."),
        (["extract", SEED, "-o", "table.pdf"], "must end in .csv, .jsonl, .parquet, .xlsx; table.pdf ends in .pdf"),
        (["extract", SEED, "-o", "table"], "table has no ending"),
        (["extract", SEED, "-o", "no/such/folder/t.csv"], "The output's folder must exist"),
        (["compare", SEED, "--targets", "nowhere.csv"], "nowhere.csv"),
        (["compare", SEED, "--as-of", "autumn"], "as_of must be an ISO 8601 date; it is 'autumn'"),
        (["run", SEED, "--theme", "weather"], "A theme must be one of "),
        (["run", SEED, "--lang", "fr"], "A language must be zh or en; it is 'fr'"),
        (["run", SEED, "--lang", ","], "At least one language must be given"),
        (["run", SEED, "--notebook", "poem"], "Notebooks must be among "),
        (["run", "nowhere.txt"], "there is no such file"),
        (["evaluate", "nowhere.jsonl"], "GOLD must be a .jsonl file"),
        (["evaluate", GOLD / "town-2005.quantities.jsonl", "."], "The annotated text town-2005.txt must be at hand"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    arguments: list[str | Path], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = chengxi(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.startswith("chengxi: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize("command", [*TABLES, "run"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.4", "the file is a PDF document"),
        ("工作扎实有序。".encode(), "there is no numeral in it"),
        ("2022年，召开“三会一课”。".encode(), "numerals states a fact"),
    ],
)
def test_files_without_a_report_are_refused_by_every_command(command: str, data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    result = chengxi(command, path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize(("data", "sentence"), [(b"", "the file is empty"), ("工作扎实有序。".encode(), "there is no numeral in it")])
def test_a_report_that_cannot_be_used_is_left_out_by_name_and_the_others_are_done(
    command: str, data: bytes, sentence: str, report: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    alone, both = (chengxi(command, *paths, "-o", tmp_path / "t.csv") for paths in ((report,), (bad, report)))
    assert (alone.exit_code, both.exit_code) == (0, 3)
    assert f"{bad}: " in both.stderr
    assert sentence in both.stderr
    assert "1 of 2 reports left out" in both.stderr
    assert set(pd.read_csv(tmp_path / "t.csv")["report_id"]) == {"small"}


def test_where_no_report_can_be_used_each_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text("工作扎实有序。", encoding="utf-8")
    result = chengxi("extract", *paths, "-o", tmp_path / "t.csv")
    assert result.exit_code == 2
    assert [str(path) in result.stderr for path in paths] == [True, True]
    assert not (tmp_path / "t.csv").exists()


def test_what_the_checks_find_outweighs_a_report_left_out(tmp_path: Path) -> None:
    assert chengxi("audit", SEED, tmp_path / "nowhere.txt").exit_code == 1


def test_run_refuses_what_no_notebook_knows_and_where_nothing_can_be_written(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    unknown = chengxi("run", SEED, "--output", tmp_path / "out", "--notebook", "audit", "-p", "tone", "cheerful", "-q")
    unwritable = chengxi("run", SEED, "--output", taken, "-q")
    assert (unknown.exit_code, unwritable.exit_code) == (2, 2)
    assert "A parameter of audit must be one of report; it is 'tone'" in unknown.stderr
    assert "The output folder must be one that can be written" in unwritable.stderr
    assert sorted(tmp_path.iterdir()) == [taken]
    assert taken.read_text(encoding="utf-8") == "mine"


def test_what_was_there_is_kept_when_the_command_fails(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("mine", encoding="utf-8")
    assert chengxi("extract", tmp_path / "nowhere.txt", "-o", path).exit_code == 2
    assert path.read_text(encoding="utf-8") == "mine"


def test_nothing_half_made_is_left_where_the_table_cannot_be_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    result = chengxi("extract", TOWN, "-o", tmp_path / "t.csv")
    assert result.exit_code == 2
    assert "Permission denied" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_option_or_no_report_is_a_usage_error() -> None:
    assert chengxi("extract", SEED, "--frobnicate").exit_code == 2
    assert chengxi("extract").exit_code == 2


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "chengxi_analysis", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("chengxi, version ")


def corrected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entry: str) -> None:
    """Let the audit read other corrections than the package's own."""
    path = tmp_path / "corrections.yml"
    path.write_text(entry, encoding="utf-8")
    monkeypatch.setattr(corrections, "reference_path", lambda _: path)


ACCEPTED = """corrections:
  - id: one-more
    report: small
    match: {check: rate}
    action: accept
    reason: One case was closed after the rate had been worked out.
    status: explained
"""


def test_what_is_known_and_accepted_is_said_and_no_longer_fails_a_scheduled_run(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report.write_text(report.read_text(encoding="utf-8").replace("90%", "93%"), encoding="utf-8")
    assert chengxi("audit", report).exit_code == 1
    corrected(monkeypatch, tmp_path, ACCEPTED)
    result = chengxi("audit", report)
    assert result.exit_code == 0
    assert "known as one-more (accepted, no longer counted for the exit code): One case was closed" in result.stderr
    assert "inconsistent" in result.stdout
    corrected(monkeypatch, tmp_path, ACCEPTED.replace("action: accept", "action: ask"))
    assert chengxi("audit", report).exit_code == 1


def test_an_entry_for_a_report_that_is_nowhere_stops_the_audit(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected(monkeypatch, tmp_path, ACCEPTED.replace("report: small", "report: smal"))
    result = chengxi("audit", report)
    assert result.exit_code == 2
    assert "one-more" in result.stderr
    assert "smal is neither given nor stored" in result.stderr


def test_the_summary_counts_what_stands_between_reports(tmp_path: Path) -> None:
    for year, text in ((2011, "接待游客86.2万人次。"), (2012, "接待游客98.5万人次,上年为82.6万人次。")):
        (tmp_path / f"y{year}.txt").write_text(f"河东县{year}年工作总结\n全年{text}\n", encoding="utf-8")
        (tmp_path / f"y{year}.yml").write_text(f'ref_area: "130123000000"\nperiod: "{year}"\n', encoding="utf-8")
    result = chengxi("audit", tmp_path / "y2011.txt", tmp_path / "y2012.txt")
    assert result.exit_code == 1
    assert "y2012: 2 figures read, 1 relation found, 1 tested, 0 consistent, 1 place (1 check) inconsistent (1 warning)" in result.stderr


def test_a_report_that_only_states_a_ratio_can_be_audited(tmp_path: Path) -> None:
    (tmp_path / "ratio.txt").write_text("某县工作总结\n三次产业结构比为12.5:48.3:41.2。\n", encoding="utf-8")
    assert chengxi("audit", tmp_path / "ratio.txt").exit_code == 1
    (tmp_path / "words.txt").write_text("某县工作总结\n各项工作稳步推进。\n", encoding="utf-8")
    assert chengxi("audit", tmp_path / "words.txt").exit_code == 2

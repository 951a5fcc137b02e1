"""A run from tables to the published folder, and what is left when one fails."""

from __future__ import annotations

import csv
import json
import re

import nbformat
import pandas as pd
import pytest

from chengxi_analysis import resources, tables
from chengxi_analysis.errors import NotebookError, OutputError, ParameterError
from chengxi_analysis.reporting.kernels import execute
from chengxi_analysis.reporting.outputs import hashes, staging
from chengxi_analysis.reporting.runner import NOTEBOOKS, declared_parameters, run_report
from tests.reporting.made_up import MadeUpReport


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """One run of all notebooks in both languages."""
    return run_report(MadeUpReport(), tmp_path_factory.mktemp("outputs"), progress=False)


def test_a_run_publishes_pages_notebooks_pictures_tables_and_its_record(done):
    made = {p.relative_to(done.folder).as_posix() for p in done.folder.rglob("*") if p.is_file()}
    expected = {"index.html", "run.json", "tables/datapackage.json", "tables/observations.csv", "tables/observations.parquet"}
    expected |= {f"{n}.{lang}.html" for n in NOTEBOOKS for lang in ("zh", "en")}
    expected |= {f"notebooks/{n}.{lang}.ipynb" for n in NOTEBOOKS for lang in ("zh", "en")}
    expected |= {f"figures/ribbon.{lang}.{fmt}" for lang in ("zh", "en") for fmt in ("svg", "pdf", "png")}
    assert expected <= made
    assert [p.name for p in done.folder.parent.iterdir()] == ["made-up-2022"]


def test_a_page_asks_for_nothing_and_runs_nothing(done):
    for page in done.folder.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.findall(r'(?:src|srcset|href)="(?:https?:)?//', re.sub(r"<a [^>]*>", "", text))
        assert "font/woff2;base64" in text
        assert 'name="viewport"' in text


def test_a_page_speaks_one_language(done):
    english = (done.folder / "audit.en.html").read_text(encoding="utf-8")
    assert "Figures that do not agree" in english
    assert "彼此对不上的数" not in english


def test_every_picture_of_a_page_says_what_it_shows(done):
    page = (done.folder / "overview.en.html").read_text(encoding="utf-8")
    images = re.findall(r"<img [^>]*>", page)
    assert images
    assert all(re.search(r'alt="[^"]{10,}"', image) for image in images)


def test_nothing_published_names_a_private_person_or_a_path_of_this_machine(done):
    for path in done.folder.rglob("*"):
        if path.suffix in (".html", ".csv", ".json", ".ipynb"):
            text = path.read_text(encoding="utf-8")
            assert "何强" not in text, path.name
            assert str(done.folder.parent) not in text, path.name


def test_the_data_package_describes_every_column(done):
    package = json.loads((done.folder / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["name"] for r in package["resources"]} == {*tables.TABLES, "sections"}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with (done.folder / "tables" / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [f["name"] for f in fields]
        assert all(f["description"] for f in fields)


def test_parquet_tables_keep_their_contract(done):
    for name in tables.TABLES:
        frame = pd.read_parquet(done.folder / "tables" / f"{name}.parquet")
        assert list(frame.columns)[: len(tables.columns(name))] == tables.columns(name)


def test_the_record_lists_versions_parameters_and_the_hash_of_every_output(done):
    record = json.loads((done.folder / "run.json").read_text(encoding="utf-8"))
    assert record["parameters"]["theme.zh"]["theme"] == "welfare"
    assert set(record["outputs_sha256"]) == set(hashes(done.folder)) - {"run.json"}
    assert record["versions"]["papermill"]


def test_the_same_tables_give_the_same_bytes(done, tmp_path):
    again = run_report(MadeUpReport(), tmp_path, notebooks=NOTEBOOKS, progress=False)
    assert {k: v for k, v in hashes(again.folder).items() if k != "run.json"} == {
        k: v for k, v in hashes(done.folder).items() if k != "run.json"
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"languages": ("fr",)}, "zh or en"),
        ({"notebooks": ("overveiw",)}, "overview"),
        ({"theme": "welfair"}, "welfare"),
        ({"parameters": {"colour": "red"}}, "colour"),
        ({"parameters": {"theme": 5}, "notebooks": ("theme",)}, "must be str"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_made(options, words, tmp_path):
    with pytest.raises(ParameterError, match=words):
        run_report(MadeUpReport(), tmp_path / "outputs", progress=False, **options)
    assert not (tmp_path / "outputs").exists()


def test_a_run_that_fails_leaves_the_previous_results_and_nothing_half_done(done):
    before = hashes(done.folder)
    with pytest.raises(RuntimeError, match="comparisons cannot be made"):
        run_report(MadeUpReport(breaks="comparisons"), done.folder.parent, progress=False)
    assert hashes(done.folder) == before
    assert [p.name for p in done.folder.parent.iterdir()] == ["made-up-2022"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "a-file").write_text("")
    with pytest.raises(OutputError, match="output folder"), staging(tmp_path / "a-file" / "made-up"):
        pass


def test_a_notebook_that_stops_names_itself_its_cell_and_the_error(tmp_path):
    cells = [nbformat.v4.new_code_cell("1"), nbformat.v4.new_code_cell("raise ValueError('no such figure')")]
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}),
        tmp_path / "broken.ipynb",
    )
    with pytest.raises(NotebookError, match=r"broken.*cell 2 stopped with ValueError: no such figure"):
        execute(tmp_path / "broken.ipynb", tmp_path / "out.ipynb", {})


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_committed_notebook_is_thin_parameterized_bilingual_and_executed(name):
    notebook = nbformat.read(resources.notebooks_path() / f"{name}.ipynb", as_version=4)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert {"report", "language", "tables", "pictures"} <= set(declared_parameters(resources.notebooks_path() / f"{name}.ipynb"))
    assert not any(re.search(r"^\s*(def|class) ", c.source, re.MULTILINE) for c in code)
    assert all(c.execution_count for c in code)
    assert not any(o.output_type in ("error", "stream") for c in code for o in c.outputs)
    assert [c.id for c in notebook.cells] == [f"{name}-{i:02d}" for i in range(1, len(notebook.cells) + 1)]
    tags = [c.metadata.get("tags") for c in notebook.cells if c.cell_type == "markdown"]
    assert tags == [["zh"], ["en"]] * (len(tags) // 2)
    assert "何强" not in nbformat.writes(notebook)

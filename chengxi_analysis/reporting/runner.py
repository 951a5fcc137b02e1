"""From a report's tables to the finished folder: notebooks executed by papermill in worker processes, pages, pictures, tables, run.json."""

from __future__ import annotations

import json
import os
import platform
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from chengxi_analysis import resources
from chengxi_analysis.errors import ChengxiError, NotebookError, ParameterError
from chengxi_analysis.reporting.book import ReportTables, metadata_of, tables_of
from chengxi_analysis.reporting.datapackage import write_tables
from chengxi_analysis.reporting.i18n import LANGUAGES, check_language, say, theme_ids
from chengxi_analysis.reporting.outputs import hashes, sha256, staging
from chengxi_analysis.reporting.style import LEAN_FONT_VARIABLE, lean_font

NOTEBOOKS = ("overview", "targets", "audit", "theme", "explore", "compare")
#: Notebooks that set the reports of one run beside each other: all of them judge a plan of last year alike.
_COMPARING = ("compare", "targets")
#: Parameters that name files.
_FILES = ("reports", "targets", "areas")
_GIVEN_BY_RUNNER = ("language", "tables", "pictures")
_VERSIONS = ("chengxi-analysis", "jupyterlab", "matplotlib", "nbconvert", "numpy", "pandas", "papermill", "pyarrow", "seaborn")


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook in one language."""

    notebook: str
    language: str
    source: Path
    folder: Path
    parameters: dict[str, Any]
    links: tuple[Any, ...]

    @property
    def stem(self) -> str:
        """Name of what it makes, without ending."""
        return f"{self.notebook}.{self.language}"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run made.

    Attributes
    ----------
    folder : Path
        ``<output>/<report_id>``.
    index : Path
        The page to open.
    seconds : float
        Wall time.
    pages : tuple of Path
    """

    folder: Path
    index: Path
    seconds: float
    pages: tuple[Path, ...] = field(default=())


def run_report(
    report: ReportTables,
    output: str | Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    notebooks: Sequence[str] | None = None,
    parameters: dict[str, Any] | None = None,
    theme: str | None = None,
    beside: Sequence[ReportTables] = (),
    comparisons: pd.DataFrame | None = None,
    progress: bool = True,
    workers: int = 2,
) -> RunResult:
    """Write a report up.

    Parameters
    ----------
    report : ReportTables
        A report that was read: its document and its tables.
    output : path
        Folder for results; the report gets a folder of its id in it, replaced as a whole when everything has been made.
    languages : sequence of {"zh", "en"}
    notebooks : sequence of str, optional
        Which notebooks; all of them where not given.
    parameters : dict, optional
        Further parameters of the notebooks, checked by name and type before a kernel starts.
    theme : str, optional
        Theme of the notebook ``theme``; the one with most figures where not given.
    beside : sequence of ReportTables
        Further reports, read from files, that the notebooks ``compare`` and ``targets`` set beside this one.
    comparisons : DataFrame, optional
        The report's comparisons where these reports were compared together; its own otherwise.
    progress : bool
        Show a progress bar.
    workers : int
        Notebooks executed at the same time, each in a process of its own.

    Raises
    ------
    ParameterError
        An unknown language, notebook, theme or parameter, or a parameter of the wrong type.
    OutputError
        The folder cannot be written.
    NotebookError
        A notebook stopped with an error; the previous results are still there.
    """
    began = time.perf_counter()
    chosen = _chosen(notebooks)
    languages = tuple(dict.fromkeys(check_language(x) for x in languages))
    if not languages:
        raise ParameterError("At least one language must be given", "there is none", "give zh, en or both")
    known_theme = _known_theme(theme)
    for name in chosen:
        _check_parameters(name, _own_parameters(name, parameters, chosen))
    document = report.document
    others = [str(Path(r.document.source).resolve()) for r in beside if r.document.source]
    target = Path(output) / document.report_id
    with staging(target) as folder, _bar(len(chosen) * len(languages) + 1, progress) as bar:
        bar.set_description(say("run.tables", languages[0]))
        frames = tables_of(report, comparisons)
        write_tables(frames, metadata_of(document), folder / "tables")
        bar.update()
        themes = {"theme": known_theme or _largest_theme(frames["observations"])}
        jobs = [
            _job(
                name,
                language,
                folder,
                document.report_id,
                _with_reports(_own_parameters(name, parameters, chosen) | (themes if name == "theme" else {}), name, others),
                chosen,
                languages,
            )
            for name in chosen
            for language in languages
        ]
        with tempfile.TemporaryDirectory(prefix="cx-") as private:
            font = lean_font(_characters(frames), Path(private) / "font.ttf")
            timings = _run_jobs(jobs, workers, font, bar)
        _write_index(folder, frames, metadata_of(document), chosen, languages)
        record = _record(report, folder, jobs, timings, time.perf_counter() - began)
        (folder / "run.json").write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    pages = tuple(target.resolve() / f"{job.stem}.html" for job in jobs)
    return RunResult(target.resolve(), target.resolve() / "index.html", time.perf_counter() - began, pages)


def _chosen(notebooks: Sequence[str] | None) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(notebooks)) if notebooks is not None else NOTEBOOKS
    unknown = [n for n in chosen if n not in NOTEBOOKS]
    if unknown or not chosen:
        raise ParameterError(
            f"Notebooks must be among {', '.join(NOTEBOOKS)}", f"given: {', '.join(unknown) or 'none'}", "choose from these"
        )
    return chosen


def _known_theme(theme: str | None) -> str | None:
    if theme is not None and theme not in theme_ids():
        raise ParameterError(f"A theme must be one of {', '.join(theme_ids())}", f"it is {theme!r}", "choose one of these")
    return theme


def _largest_theme(observations: pd.DataFrame) -> str:
    counts = observations["theme"].dropna().value_counts()
    order = {t: i for i, t in enumerate(theme_ids())}
    return str(min(counts.index, key=lambda t: (-counts[t], order.get(t, len(order))))) if len(counts) else theme_ids()[0]


def declared_parameters(notebook: Path) -> dict[str, str]:
    """Parameters of a notebook with their declared types, read from its tagged cell without a kernel."""
    import papermill

    found = papermill.inspect_notebook(str(notebook))
    return {name: str(about["inferred_type_name"]) for name, about in found.items()}


def _own_parameters(name: str, parameters: dict[str, Any] | None, chosen: Iterable[str]) -> dict[str, Any]:
    """The given parameters that this notebook declares; one that no chosen notebook declares goes to all, to be refused by name."""
    if not parameters:
        return {}
    parameters = {k: _absolute(v) if k in _FILES else v for k, v in parameters.items()}
    declared = {n: declared_parameters(resources.notebooks_path() / f"{n}.ipynb") for n in chosen}
    anywhere = {p for names in declared.values() for p in names}
    return {k: v for k, v in parameters.items() if k in declared[name] or k not in anywhere}


def _absolute(paths: Any) -> Any:
    """Paths that a kernel finds from its own folder, too; what is no list is refused later, with the form it must have."""
    return [str(Path(path).resolve()) for path in paths] if isinstance(paths, list) else paths


def _with_reports(own: dict[str, Any], name: str, others: list[str]) -> dict[str, Any]:
    """The parameters, and for the notebooks that compare the reports that were given together."""
    together = list(dict.fromkeys([*own.get("reports", []), *others]))
    return own | {"reports": together} if name in _COMPARING and together else own


def _check_parameters(name: str, given: dict[str, Any]) -> None:
    path = resources.notebooks_path() / f"{name}.ipynb"
    if not path.exists():
        raise NotebookError(f"The notebook {name} must be there", "it is not", "reinstall the package", where=path)
    if not given:
        return
    declared = declared_parameters(path)
    for key, value in given.items():
        if key in _GIVEN_BY_RUNNER or key not in declared:
            free = [p for p in declared if p not in _GIVEN_BY_RUNNER]
            raise ParameterError(f"A parameter of {name} must be one of {', '.join(free)}", f"it is {key!r}", "correct its name")
        if type(value).__name__ != declared[key]:
            raise ParameterError(
                f"Parameter {key} of {name} must be {declared[key]}", f"it is {value!r} ({type(value).__name__})", _form(key, declared[key])
            )


def _form(key: str, kind: str) -> str:
    """How a parameter of this type is written."""
    if kind != "list":
        return "give one"
    several = ", or name the reports one behind the other: chengxi run a.txt b.txt --notebook compare" if key == "reports" else ""
    return f"""give a list, such as -p {key} "['a', 'b']"{several}"""


def _job(
    name: str, language: str, folder: Path, report_id: str, own: dict[str, Any], chosen: Sequence[str], languages: Sequence[str]
) -> Job:
    declared = declared_parameters(resources.notebooks_path() / f"{name}.ipynb")
    ours = {"report": report_id, "language": language, "tables": str(folder / "tables"), "pictures": str(folder / "figures")}
    parameters = {k: v for k, v in (ours | own).items() if k in declared}
    return Job(name, language, resources.notebooks_path() / f"{name}.ipynb", folder, parameters, links(chosen, languages, name, language))


def links(chosen: Sequence[str], languages: Sequence[str], current: str, language: str) -> tuple[Any, ...]:
    """The bar of a page: the index, the other notebooks in this language, this one in the other languages."""
    from chengxi_analysis.reporting.page import Link

    bar = [Link("index.html", say("page.index", language))]
    bar += [Link(f"{n}.{language}.html", say(f"page.{n}", language), n == current) for n in chosen]
    bar += [Link(f"{current}.{x}.html", {"zh": "中文", "en": "English"}[x]) for x in languages if x != language]
    return tuple(bar)


def _characters(frames: dict[str, pd.DataFrame]) -> str:
    """All characters that the write-ups can hold: those of the tables, the fixed words, the units, the catalogue, the notebooks."""
    package = Path(__file__).parent
    files = [package / "messages.yml", package.parent / "units.yml", resources.reference_path("indicators.yml")]
    files += sorted(resources.notebooks_path().glob("*.ipynb"))
    texts = [f.read_text(encoding="utf-8") for f in files if f.exists()]
    texts += [frame.to_csv(index=False) for frame in frames.values()]
    return "".join(sorted(set("".join(texts))))


def _use_font(font: str) -> None:
    os.environ[LEAN_FONT_VARIABLE] = font


def _run_jobs(jobs: list[Job], workers: int, font: Path, bar: Any) -> dict[str, float]:
    timings: dict[str, float] = {}
    pool = ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn"), _use_font, (str(font),))
    try:
        waiting = {pool.submit(write_up, job): job for job in jobs}
        for done in as_completed(waiting):
            job = waiting[done]
            try:
                timings[job.stem] = round(done.result(), 3)
            except ChengxiError:
                raise
            except Exception as error:
                raise NotebookError(
                    f"The notebook {job.notebook} must be written up", f"{type(error).__name__}: {error}", "run it alone in JupyterLab"
                ) from error
            bar.set_description(say(f"page.{job.notebook}", job.language))
            bar.update()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return {job.stem: timings[job.stem] for job in jobs}


def write_up(job: Job) -> float:
    """Execute one notebook in one language and make its page; returns the seconds it took. Runs in a worker process."""
    from chengxi_analysis.reporting.kernels import execute
    from chengxi_analysis.reporting.page import in_language, notebook_page

    began = time.perf_counter()
    target = job.folder / "notebooks" / f"{job.stem}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    (job.folder / "figures").mkdir(exist_ok=True)
    executed = in_language(execute(job.source, target, job.parameters), job.language)
    executed = portable(executed, job.folder, _files_of(job))
    nbformat.write(executed, target)
    page = notebook_page(executed, job.notebook, job.language, job.folder / "figures", job.links)
    (job.folder / f"{job.stem}.html").write_text(page, encoding="utf-8")
    return time.perf_counter() - began


def _files_of(job: Job) -> list[str]:
    return [path for name in _FILES for path in job.parameters.get(name, [])]


def portable(notebook: nbformat.NotebookNode, folder: Path, files: Iterable[str] = ()) -> nbformat.NotebookNode:
    """The executed notebook without times, paths of this machine and widgets (they need a kernel): its tables are found beside it.

    Of the `files` that were given to it the names are kept.
    """
    text = nbformat.writes(notebook)
    for path in files:
        text = text.replace(json.dumps(path)[1:-1], json.dumps(Path(path).name)[1:-1])
    clean = nbformat.reads(text.replace(json.dumps(str(folder))[1:-1], ".."), as_version=4)
    for key in ("papermill", "widgets"):
        clean.metadata.pop(key, None)
    for cell in clean.cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if not any("vnd.jupyter.widget" in kind for kind in o.get("data", {}))]
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"  # papermill draws it by chance
    return clean


def _write_index(
    folder: Path, frames: dict[str, pd.DataFrame], about: dict[str, Any], chosen: Sequence[str], languages: Sequence[str]
) -> None:
    import shutil

    from chengxi_analysis.reporting.index import index_page

    shutil.rmtree(folder / "figures" / "narrow", ignore_errors=True)
    (folder / "index.html").write_text(index_page(frames, about, chosen, languages), encoding="utf-8")


def _record(report: ReportTables, folder: Path, jobs: list[Job], timings: dict[str, float], seconds: float) -> dict[str, Any]:
    source = report.document.source
    inputs = {Path(source).name: sha256(Path(source))} if source and Path(source).is_file() else {}
    reference = sorted(resources.reference_path("").iterdir())
    inputs |= {f"reference/{p.name}": sha256(p) for p in reference if p.is_file()}
    inputs |= {f"notebooks/{n}.ipynb": sha256(resources.notebooks_path() / f"{n}.ipynb") for n in dict.fromkeys(j.notebook for j in jobs)}
    others = list(dict.fromkeys(path for j in jobs for path in _files_of(j)))
    inputs |= {Path(path).name: sha256(Path(path)) for path in others if Path(path).is_file()}
    given = {j.stem: {k: v for k, v in j.parameters.items() if k not in ("tables", "pictures")} for j in jobs}
    for parameters in given.values():
        parameters |= {name: [Path(path).name for path in parameters[name]] for name in _FILES if name in parameters}
    return {
        "report_id": report.document.report_id,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "versions": {"python": platform.python_version(), **{v: _version(v) for v in _VERSIONS}},
        "parameters": given,
        "inputs_sha256": inputs,
        "outputs_sha256": hashes(folder),
        "seconds": {"total": round(seconds, 3), **timings},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _bar(total: int, progress: bool) -> Any:
    from tqdm import tqdm

    return tqdm(total=total, disable=not progress, unit="", bar_format="{l_bar}{bar:24}| {n_fmt}/{total_fmt} {elapsed}")

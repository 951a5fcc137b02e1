"""The commands. Each reads its arguments, calls one verb of :mod:`chengxi_analysis.api`, and shows or writes one table.

Exit codes: 0 all well; 1 the command did its work and found what ``--fail-on`` names; 2 bad input, with one sentence on stderr;
3 some reports were left out, each named on stderr, and the others done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chengxi_analysis.cli.batch import LEFT_OUT, left_out, usable
from chengxi_analysis.cli.parameters import places_of, typed
from chengxi_analysis.errors import ChengxiError, NotebookError

if TYPE_CHECKING:
    import pandas as pd


_F = TypeVar("_F", bound=Callable[..., Any])
_SEVERITIES = ("error", "warning", "note")


class _Command(click.Command):
    """Turns errors that a user can act on into one sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            done = super().invoke(ctx)
        except ChengxiError as error:
            click.echo(f"chengxi: {' '.join(str(error).split())}", err=True)
            ctx.exit(1 if isinstance(error, NotebookError) else 2)
        if left_out(ctx):
            ctx.exit(LEFT_OUT)
        return done


class _Group(click.Group):
    command_class = _Command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="chengxi-analysis", prog_name="chengxi")
def main() -> None:
    """Chinese government work reports as trustworthy data.

    A REPORT is a text file (.txt in UTF-8, UTF-16 with byte order mark, or GB18030). A file of the same name with the ending
    .yml may say what the text does not: area, ref_area (twelve digits), period, title, publisher, url. Without it the period is
    looked for in the text.

    \b
    First steps:
      chengxi extract data/reports/chengxi-2022.txt
      chengxi audit data/reports/chengxi-2022.txt
      chengxi run data/reports/chengxi-2022.txt --output outputs
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows code page must neither break nor garble Chinese
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def _reports(command: _F) -> _F:
    """The arguments of every command that reads reports."""
    return click.argument("reports", nargs=-1, required=True, metavar="REPORT...", type=click.Path(path_type=Path))(command)


def _output(command: _F) -> _F:
    """The option of every command that gives a table."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write the table to FILE instead of showing it; its ending says the form: .csv (opens in Excel), .jsonl, .parquet or .xlsx.",
    )(command)


@main.command()
@_reports
@_output
@click.option(
    "--refused", is_flag=True, help="Give the numerals that are NO facts instead, each with its reason (date, ordinal, name ...)."
)
def extract(reports: tuple[Path, ...], output: Path | None, refused: bool) -> None:
    """Every number that the reports state as a fact.

    One row a number: what it measures (label), value, unit, bound (exact, approx, ge, le), role (actual, baseline, change,
    target, threshold), period, and where it stands in the text. Ranges keep both ends; rounding and bounds are in lower and upper.

    \b
    Examples:
      chengxi extract report.txt                      a table on the terminal
      chengxi extract report.txt -o report.csv        for Excel
      chengxi extract 2021.txt 2022.txt -o all.parquet
      chengxi extract report.txt --refused            what was not taken, and why
      chengxi extract report.txt | cut -f10,12        tab-separated, all columns, in a pipe
    """
    from chengxi_analysis import api

    _check_output(output)
    chosen = usable(reports, with_numbers=not refused)
    if refused:
        _give(api.refused(chosen), "refused", output, "numerals that are no facts")
    else:
        _give(api.extract(chosen), "observations", output, "observations")


def _areas(command: _F) -> _F:
    """The option of commands that divide by population or size."""
    return click.option(
        "--areas",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="CSV of population and size of places, in the form of data/reference/areas.csv, beside it; may be repeated.",
    )(command)


@main.command()
@_reports
@_output
@click.option(
    "--per",
    type=click.Choice(["head", "km2"]),
    help="Give counts per 10,000 inhabitants and money per inhabitant, or both per square kilometre, of places that are known.",
)
@_areas
def indicators(reports: tuple[Path, ...], output: Path | None, per: str | None, areas: tuple[Path, ...]) -> None:
    """The catalogue's indicators, stated and derived.

    Derived values (rates, sums, differences) say their formula and are never shown as stated by the report. The catalogue is
    data/reference/indicators.yml. With --per or --areas only what can be divided is given, with population or size, its date and source.

    \b
    Examples:
      chengxi indicators report.txt
      chengxi indicators 2021.txt 2022.txt -o indicators.xlsx
      chengxi indicators report.txt --per km2 --areas my-areas.csv
    """
    from chengxi_analysis import api

    _check_output(output)
    chosen = usable(reports)
    found = api.indicators(chosen)
    if per or areas:
        by = "area_km2" if per == "km2" else "population"
        _give(api.per_head(api.results(found), areas, by), "normalized", output, "indicators")
    else:
        _give(found, "indicators", output, "indicators")


@main.command()
@_reports
@_output
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 when there are inconsistencies of this severity or a graver one.",
)
@click.option("--all", "everything", is_flag=True, help="On a terminal, show the consistent and the untestable checks, too.")
@click.option(
    "--self-test", is_flag=True, help="Change figures of testable relations in the text, read it again, and say how many changes are found."
)
def audit(reports: tuple[Path, ...], output: Path | None, fail_on: str, everything: bool, self_test: bool) -> None:
    """Check the figures of each report against each other.

    Every relation that the text states or implies among its own numbers is recomputed as an interval and called consistent,
    inconsistent or untestable. A finding never says which of two figures is wrong.

    \b
    Severities of what is inconsistent:
      error     cannot all hold
      warning   does not agree
      note      worth a look
    \b
    What an entry of corrections.yml accepts is shown with its reason and no longer counts for --fail-on.

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 something (also where reports were left out), 2 bad input,
    3 nothing, but some reports left out.
    \b
    Examples:
      chengxi audit report.txt
      chengxi audit report.txt --fail-on error -o findings.jsonl
      chengxi audit report.txt --self-test
    """
    from chengxi_analysis import api
    from chengxi_analysis.analysis.corrections import accepted
    from chengxi_analysis.cli.summary import audit_words, corrections_words, self_test_of, self_test_words, terminal_language

    _check_output(output)
    chosen = usable(reports, ratios=True)
    language = terminal_language()
    if self_test:
        outcome = self_test_of(chosen)
        _give(outcome, "self_test", output, "families of checks")
        for line in self_test_words(outcome, language):
            click.echo(line, err=True)
        return
    findings = api.audit(chosen)
    bad = findings[findings["verdict"] == "inconsistent"]
    shown = findings if output or everything or not sys.stdout.isatty() else bad
    _give(shown, "findings", output, "checks")
    for line in (*corrections_words(bad, language), *(audit_words(report, findings, language) for report in chosen)):
        click.echo(line, err=True)
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if bad.loc[~accepted(bad), "severity"].isin(grave).any():
        click.get_current_context().exit(1)


@main.command()
@_reports
@_output
@click.option(
    "--targets",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="CSV of targets, beside the package's own; may be repeated.",
)
@click.option(
    "--benchmarks", metavar="FILE", multiple=True, type=click.Path(path_type=Path), help="CSV of benchmarks, beside the package's own."
)
@click.option(
    "--alone",
    is_flag=True,
    help="Of targets, or of benchmarks, use only the files given and not the package's own; a kind without a file keeps the package's.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    help="Date up to which the figures reach (2022-11); a target due later is on the way.  [default: as each report says, else its end]",
)
@click.option(
    "--fail-on", type=click.Choice(["missed", "never"]), default="never", show_default=True, help="Exit with 1 when a target is missed."
)
@click.option("--about", type=click.FloatRange(min=0), nargs=2, default=(0.5, 5.0), show_default=True, help="Reach of 左右 (points, %).")
@click.option("--scorecard", is_flag=True, help="Give the targets by theme with a light (green, amber, red, grey) instead of one by one.")
@click.option("--green", type=float, default=1.0, show_default=True, help="Share of the judged targets from which a theme is green.")
@click.option("--amber", type=float, default=0.5, show_default=True, help="Share from which it is amber; below it is red.")
def compare(
    reports: tuple[Path, ...],
    output: Path | None,
    targets: tuple[Path, ...],
    benchmarks: tuple[Path, ...],
    alone: bool,
    as_of: str | None,
    fail_on: str,
    about: tuple[float, float],
    scorecard: bool,
    green: float,
    amber: float,
) -> None:
    """Set indicators beside targets and benchmarks.

    A target is only called met or missed where population, base and date are the same and the interval of the printed figure lies on
    one side (or both are printed alike); otherwise the table says why not. The form of the files is that of data/reference/targets.csv
    and benchmarks.csv; all failures of a file are named at once.

    \b
    Exit codes: 0 all well, 1 a target is missed and --fail-on missed was given, 2 bad input, 3 some reports left out.
    \b
    Examples:
      chengxi compare report.txt
      chengxi compare 2021.txt 2022.txt --targets my-targets.csv -o comparisons.csv
      chengxi compare report.txt --targets my-targets.csv --alone --fail-on missed
      chengxi compare report.txt --scorecard --green 0.8 --amber 0.4
    """
    from chengxi_analysis import api

    _check_output(output)
    chosen = usable(reports)
    comparisons = api.compare(chosen, targets, benchmarks, alone=alone, as_of=as_of, about=about)
    if scorecard:
        _give(api.scorecard(comparisons, green=green, amber=amber), "scorecard", output, "themes")
        click.echo(f"green from {green:g}, amber from {amber:g} of the judged targets; grey: none is met or has fallen due", err=True)
    else:
        _give(comparisons, "comparisons", output, "comparisons")
    if fail_on == "missed" and ((comparisons["status"] == "missed") & comparisons["ambition"].ne(True)).any():
        click.get_current_context().exit(1)


@main.command()
@_reports
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder for the results; each report gets its own in it.",
)
@click.option(
    "--lang", default="zh,en", show_default=True, metavar="LANGUAGES", help="Languages of the write-up, joined by commas: zh, en."
)
@click.option("--theme", metavar="THEME", help="Theme of the notebook on one theme in depth: an id of the catalogue, such as drug_control.")
@click.option(
    "--notebook", "notebooks", multiple=True, metavar="NAME", help="Only this notebook, such as audit; may be repeated. [default: all]"
)
@click.option(
    "-p", "--parameter", "parameters", type=(str, str), multiple=True, metavar="NAME VALUE", help="Another parameter of a notebook."
)
@_areas
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def run(
    reports: tuple[Path, ...],
    output: Path,
    lang: str,
    theme: str | None,
    notebooks: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    areas: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Write the reports up: notebooks, HTML pages, figures, tables.

    Prints the page to open, DIR/<report>/index.html. What was there before is only replaced when everything is done.
    Reports given together are compared with each other: the page compare of each holds all of them.

    \b
    Exit codes: 0 all well, 1 a notebook failed, 2 bad input, 3 some reports left out.
    \b
    Examples:
      chengxi run report.txt
      chengxi run 2021.txt 2022.txt --output results --lang en
      chengxi run report.txt --notebook theme --theme drug_control
      chengxi run 2021.txt 2022.txt --notebook compare --areas my-areas.csv
      chengxi run report.txt --notebook targets -p targets "['/home/me/my-targets.csv']"
    """
    from chengxi_analysis import api

    options: dict[str, Any] = {
        "languages": tuple(part.strip() for part in lang.split(",") if part.strip()),
        "notebooks": notebooks or None,
        "theme": theme,
        "parameters": typed(dict(parameters), notebooks) | places_of(areas),
        "progress": not quiet,
    }
    chosen = usable(reports)
    for report in chosen:
        for result in api.run(report, output, beside=chosen, **options):
            click.echo(result.index)


@main.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("reports", nargs=-1, metavar="[REPORTS]...", type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="List every disagreement: missed and extra spans, and what of the matched ones is wrong.")
def evaluate(gold: Path, reports: tuple[Path, ...], show: bool) -> None:
    """Measure the extraction against hand annotations.

    GOLD is a .jsonl file of annotations (form: tests/gold/GUIDE.md), or a folder with such files. REPORTS are the annotated texts, a folder
    with them, or a .jsonl file that `chengxi extract` wrote; without it the texts are looked for beside GOLD and in data/reports.

    \b
    precision, recall, f1   spans: start and surface exactly as annotated
    fact_f1                 span, value, unit and bound all right
    value ... label         share that is right among the matched spans; a label is right at a character F1 of 0.5
    \b
    Examples:
      chengxi evaluate tests/gold
      chengxi evaluate tests/gold/chengxi-2022.quantities.jsonl data/reports/chengxi-2022.txt --show
    """
    from chengxi_analysis import evaluation
    from chengxi_analysis.cli.gold import found_rows, misses_table, scores_table
    from chengxi_analysis.cli.terminal import show as show_table

    annotations = evaluation.load_gold(gold)
    scores, misses = evaluation.evaluate(annotations, found_rows(annotations, gold, reports))
    show_table(scores_table(scores), "evaluation")
    if show and misses:
        click.echo()
        show_table(misses_table(misses), "evaluation")


def _check_output(output: Path | None) -> None:
    if output is not None:
        from chengxi_analysis.cli.files import check_ending

        check_ending(output)


def _give(frame: pd.DataFrame, table: str, output: Path | None, noun: str) -> None:
    """Show a table, or write it and say so."""
    if output is None:
        from chengxi_analysis.cli.terminal import show

        show(frame, table)
    else:
        from chengxi_analysis.cli.files import write_table

        write_table(frame, output)
        click.echo(f"{len(frame)} {noun} written to {output}", err=True)

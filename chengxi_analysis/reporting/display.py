"""Tables and passages as a write-up shows them: plain HTML that also reads well in JupyterLab.

Every function takes tables of the contract and gives a frame of words (for `html_table`) or a piece of HTML; cells are
escaped unless they are markup already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from chengxi_analysis.reporting.i18n import code, period_name, say, straight_quotes, theme_ids, theme_name
from chengxi_analysis.reporting.names import correction_words, inconsistent_ids, indicator_names, observation_names
from chengxi_analysis.reporting.numbers import bound_word, computed, missing, stated
from chengxi_analysis.reporting.references import (
    actual_words,
    gap_words,
    reference_label,
    said_elsewhere,
    shortfall_words,
    span,
    standing,
    value_words,
)
from chengxi_analysis.reporting.rows import records

#: As in the comparisons: an interval wider than this share of its value is given as a range.
_WIDE = 0.02


def html_table(frame: pd.DataFrame, caption: str = "") -> Markup:
    """A frame of words as an HTML table that scrolls sideways on a narrow page.

    Examples
    --------
    >>> print(html_table(pd.DataFrame({"a<b": ["x & y"]}), "A caption"))
    <div class="cx-scroll"><table class="cx-table"><caption>A caption</caption><thead><tr><th scope="col">a&lt;b</th></tr></thead><tbody><tr><td>x &amp; y</td></tr></tbody></table></div>
    """  # noqa: E501
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(c) for c in frame.columns)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_cell(x)) for x in row))
        for row in frame.itertuples(index=False)
    )
    title = Markup("<caption>{}</caption>").format(caption) if caption else Markup("")
    return Markup('<div class="cx-scroll"><table class="cx-table">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        title, head, rows
    )


def _cell(x: Any) -> Any:
    return x if isinstance(x, Markup) else "" if missing(x) else str(x)


def details(summary: str, body: Markup) -> Markup:
    """A part that is folded until the reader opens it."""
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, body)


def theme_order(themes: Iterable[Any]) -> list[str]:
    """Themes in the order of the catalogue, those it does not know behind, unmatched (null) ones left out."""
    found = [str(t) for t in dict.fromkeys(themes) if not missing(t)]
    known = {t: i for i, t in enumerate(theme_ids())}
    return sorted(found, key=lambda t: (known.get(t, len(known)), found.index(t)))


def key_figures(observations: pd.DataFrame, indicators: pd.DataFrame, language: str, *, period: str | None = None) -> pd.DataFrame:
    """Name, value as printed with its bound in words, period where it differs, and a link to the sentence."""
    named = observation_names(observations, indicators, language)
    rows = []
    for row in records(observations.loc[observations["role"] != "threshold"]):
        own = row["period_stated"] if not missing(row["period_stated"]) else None
        notes = [code("role", row["role"], language)] if row["role"] != "actual" else []
        value = stated(row, language)
        notes += [say("word.printed", language, text=row["text"])] if value != row["text"] else []
        notes += [period_name(own, language)] if own and own != period else []
        rows.append(
            {
                say("column.name", language): named[row["obs_id"]],
                say("column.value", language): value,
                say("column.remark", language): say("word.comma", language).join(notes),
                say("column.place", language): Markup('<a href="#s{}">{}</a>').format(row["sentence_start"], row["section"] or "¶"),
            }
        )
    return pd.DataFrame(rows, dtype=object)


def theme_tables(observations: pd.DataFrame, indicators: pd.DataFrame, language: str, *, period: str | None = None) -> Markup:
    """One small table a theme, in the order of the catalogue; figures without a theme stand last."""
    out = Markup("")
    for theme in [*theme_order(observations["theme"]), None]:
        here = observations.loc[observations["theme"].isna() if theme is None else observations["theme"] == theme]
        table = key_figures(here, indicators, language, period=period)
        if len(table):
            out += html_table(table, theme_name(theme, language) if theme else say("word.unmatched", language))
    return out


def derived_figures(indicators: pd.DataFrame, language: str) -> pd.DataFrame:
    """Derived values with their formulas in words; never shown as stated."""
    named = indicator_names(indicators, language)
    rows = []
    for row in records(indicators.loc[indicators["derived"] & indicators["value"].notna()]):
        rows.append(
            {
                say("column.name", language): named[row["indicator"]],
                say("column.derived", language): _derived_value(row, language),
                say("column.formula", language): formula_words(row["formula"], named, language) + _months_note(row, language),
            }
        )
    return pd.DataFrame(rows)


def _open(row: dict[str, Any]) -> bool:
    """The interval of a derived value is so wide that one number would say too much."""
    ends = (row["lower"], row["upper"])
    return not any(map(missing, ends)) and float(ends[1]) - float(ends[0]) > _WIDE * abs(float(row["value"]))


def _derived_value(row: dict[str, Any], language: str) -> str:
    """A derived value in words, as the comparisons give it: a range where what it rests on leaves one open."""
    if _open(row):
        return actual_words(row | {"actual": row["value"], "actual_lower": row["lower"], "actual_upper": row["upper"]}, language)
    return bound_word(row["bound"], language) + computed(float(row["value"]), row["unit"], language)


def _months_note(row: dict[str, Any], language: str) -> str:
    """By how many months a monthly value was divided: a report on a year is written before its end, and seldom says how many it covers."""
    period = span(row["time_period"])
    if "months" not in str(row["formula"]) or period is None:
        return ""
    most = 12 * (period[1].year - period[0].year) + period[1].month - period[0].month + 1
    if not _open(row):
        return say("formula.months_known", language, n=most)
    return say("formula.months_open", language, least=round(most * float(row["value"]) / float(row["upper"])), most=most)


def formula_words(formula: Any, named: dict[str, str], language: str) -> str:
    """A formula with the names of its indicators in place of their ids."""
    if missing(formula):
        return ""
    parts = str(formula).replace("(", "( ").replace(")", " )").split()
    words = [say("formula.months", language) if part == "months" else named[part] for part in parts]
    return " ".join(words).replace("( ", "(").replace(" )", ")").replace(" / ", " ÷ ").replace(" * ", " × ")


def passages(observations: pd.DataFrame, findings: pd.DataFrame, *, anchors: bool = False, only: Iterable[str] | None = None) -> Markup:
    """Sentences with their numbers marked; those of an inconsistency are marked apart.

    Parameters
    ----------
    anchors : bool
        Give every sentence an id that tables can link to.
    only : iterable of str, optional
        Mark only these obs_ids.
    """
    flagged, wanted = inconsistent_ids(findings), None if only is None else set(only)
    out = Markup("")
    for start, here in observations.groupby("sentence_start", sort=True):
        text, at, body = str(here["sentence"].iloc[0]), 0, Markup("")
        for row in records(here.sort_values("start")):
            if wanted is not None and row["obs_id"] not in wanted:
                continue
            left, right = row["start"] - start, row["end"] - start
            kind = "wrong" if row["obs_id"] in flagged else row["role"]
            body += escape(text[at:left]) + Markup('<mark class="cx-{}">{}</mark>').format(kind, text[left:right])
            at = right
        body += escape(text[at:])
        anchor = Markup(' id="s{}"').format(start) if anchors else Markup("")
        out += Markup('<p class="cx-quote"{}><span class="cx-path">{}</span>{}</p>').format(anchor, here["section"].iloc[0] or "", body)
    return out


def sections_in_full(observations: pd.DataFrame, findings: pd.DataFrame, language: str) -> Markup:
    """All sentences that hold a number, folded by section, with anchors."""
    out = Markup("")
    rows = observations.assign(_section=observations["section"].fillna(""))
    for section, here in rows.groupby("_section", sort=False):
        title = here["section_title"].iloc[0]
        name = f"{section} {'' if missing(title) else title}".strip() or say("ribbon.preamble", language)
        summary = say("word.section", language, name=name, n=len(here))
        out += details(summary, passages(here, findings, anchors=True))
    return out


def check_counts(findings: pd.DataFrame, language: str) -> pd.DataFrame:
    """How many checks of each family were consistent, inconsistent and untestable."""
    rows = []
    for check, here in findings.groupby("check", sort=False):
        row = {say("column.check", language): code("check", check, language), say("column.all", language): len(here)}
        rows.append(
            row | {code("verdict", v, language): int((here["verdict"] == v).sum()) for v in ("consistent", "inconsistent", "untestable")}
        )
    return pd.DataFrame(rows)


def untestable_reasons(findings: pd.DataFrame, language: str) -> pd.DataFrame:
    """Why relations could not be tested, counted."""
    untested = findings.loc[findings["verdict"] == "untestable"]
    reasons = Counter(_reason(f["check"], f["reason"] or "", language) for f in records(untested))
    rows = [{say("column.reason", language): r, say("column.count", language): n} for r, n in reasons.items()]
    return pd.DataFrame(rows).sort_values(say("column.count", language), ascending=False, kind="stable") if rows else pd.DataFrame()


def _reason(check: str, reason: str, language: str) -> str:
    """A reason in words: what is called a base is an earlier value for growth, and a denominator elsewhere."""
    own = code(f"reason.{check}", reason, language)
    return code("reason", reason, language) if own == reason else own


def finding_table(findings: pd.DataFrame, language: str) -> pd.DataFrame:
    """Every check that was made, with its verdict and its explanation."""
    rows = [
        {
            say("column.check", language): code("check", f["check"], language),
            say("column.printed", language): str(f["stated"]).replace(" | ", say("word.comma", language)),
            say("column.verdict", language): code("verdict", f["verdict"], language),
            say("column.explanation", language): f"{f[f'explanation_{language}']}{correction_words(f, language)}",
        }
        for f in records(findings)
    ]
    return pd.DataFrame(rows)


def comparison_table(
    comparisons: pd.DataFrame, indicators: pd.DataFrame, language: str, places: dict[str, str] | None = None,
    labels: dict[str, str] | None = None,
) -> Markup:  # fmt: skip
    """Actual, reference, gap, persons missing and status, one row a comparison; reason and source stand below each row.

    With `places` (by report_id) every row says whose report it is; `labels` (place and period by report_id) name last year's report
    where a plan is from that.
    """
    if comparisons.empty:
        return Markup("")
    named = indicator_names(indicators, language)
    heads = [say(f"column.{c}", language) for c in ("name", "actual", "reference", "gap", "status")]
    body = Markup("")
    for row in records(comparisons):
        actual = actual_words(row, language) + (say("word.derived_mark", language) if row["derived"] else "")
        gap = say("word.comma", language).join(x for x in (gap_words(row, language), shortfall_words(row, language)) if x)
        status = standing(row, language)
        reference = f"{value_words(row, language)} {reference_label(row, language)}"
        whose = "" if places is None else f"{places.get(row['report_id'], row['report_id'])} "
        when = "" if places is None or missing(row["time_period"]) else f"{period_name(row['time_period'], language)} "
        cells = (f"{whose}{when}{named[row['indicator']]}", actual, reference, gap, status)
        under = [row[f"reason_{language}"], _source(row, labels or {}, language)]
        note = straight_quotes(" ".join(str(x) for x in under if not missing(x) and x), language)
        body += Markup('<tr class="cx-first">{}</tr><tr class="cx-note"><td colspan="5">{}</td></tr>').format(
            Markup("").join(Markup("<td>{}</td>").format(c) for c in cells), note
        )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(h) for h in heads)
    return Markup('<div class="cx-scroll"><table class="cx-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        head, body
    )


def _source(row: dict[str, Any], labels: dict[str, str], language: str) -> str:
    """Where a target or a figure of another place is from; a plan is from the report itself, or from last year's."""
    if row["kind"] == "own":
        earlier = said_elsewhere(row)
        words = say("word.earlier_source", language, name=labels.get(earlier, earlier)) if earlier else say("word.own_source", language)
        return say("word.source", language) + words
    return "" if missing(row["source"]) else say("word.source", language) + str(row["source"])

"""The first page of a run: both languages, the finding in one sentence, and where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from chengxi_analysis.reporting.book import source_line
from chengxi_analysis.reporting.i18n import period_name, say
from chengxi_analysis.reporting.page import Link, full_page
from chengxi_analysis.reporting.prose import headline

_FILES = (
    ("file_tables", "tables/datapackage.json"),
    ("file_figures", "figures/"),
    ("file_notebooks", "notebooks/"),
    ("file_run", "run.json"),
)


def index_page(frames: dict[str, pd.DataFrame], about: dict[str, Any], chosen: Sequence[str], languages: Sequence[str]) -> str:
    """The index with one part a language."""
    parts = [_part(frames, about, chosen, language) for language in languages]
    links = [Link(f"#{x}", {"zh": "中文", "en": "English"}[x]) for x in languages]
    title = str(about.get("title") or about["report_id"])
    return full_page(str(Markup("").join(parts)), title, languages[0], links)


def _part(frames: dict[str, pd.DataFrame], about: dict[str, Any], chosen: Sequence[str], language: str) -> Markup:
    place = " ".join(x for x in (about.get("area") or about["report_id"], period_name(about.get("period"), language)) if x)
    cards = Markup("").join(
        Markup('<li><a href="{0}.{1}.html"><strong>{2}</strong><span>{3}</span></a></li>').format(
            n, language, say(f"page.{n}", language), say(f"page.about_{n}", language)
        )
        for n in chosen
    )
    files = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(path, say(f"page.{key}", language)) for key, path in _FILES)
    return Markup(
        '<section id="{0}" lang="{0}"><h1>{1}</h1><p>{2}{8}</p><p>{3}{4}</p><ul class="cx-cards">{5}</ul><h3>{6}</h3><ul>{7}</ul></section>'
    ).format(
        language, place, headline(frames["observations"], frames["indicators"], frames["findings"], language), say("word.source", language),
        source_line(about, language), cards, say("page.files", language), files, "。" if language == "zh" else ".",
    )  # fmt: skip

"""From an executed notebook to one self-contained page: no script, no request, the font and the pictures inside.

nbconvert's template `basic` makes the body; the page around it is ours. A picture is put in twice, at the width of
a desk and of a telephone, and the browser takes the one that fits.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from markupsafe import Markup
from nbconvert import HTMLExporter

from chengxi_analysis.reporting.i18n import LANGUAGES, say
from chengxi_analysis.reporting.webfont import font_face

_TEMPLATES = Path(__file__).with_name("templates")
_TAG = re.compile(r"<[^>]+>")
SHOWS_CODE = ("explore",)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the bar at the top of a page."""

    href: str
    text: str
    current: bool = False


def in_language(notebook: nbformat.NotebookNode, language: str) -> nbformat.NotebookNode:
    """The notebook without the cells that are tagged with another language."""
    others = set(LANGUAGES) - {language}
    kept = [c for c in notebook.cells if not others & set(c.metadata.get("tags", []))]
    return nbformat.from_dict({**notebook, "cells": kept})


def notebook_page(notebook: nbformat.NotebookNode, name: str, language: str, pictures: Path, links: Sequence[Link]) -> str:
    """An executed notebook as a page.

    Parameters
    ----------
    notebook : NotebookNode
        Executed.
    name : str
        Its name; the guided tour shows its code, the others do not.
    language : {"zh", "en"}
    pictures : Path
        Folder with the SVG files that the notebook wrote, and their narrow forms in ``narrow/``.
    links : sequence of Link
    """
    shown = in_language(notebook, language)
    for cell in shown.cells:
        for output in cell.get("outputs", []):
            _place_picture(output, pictures)
    exporter = HTMLExporter(
        template_name="basic", exclude_input=name not in SHOWS_CODE, exclude_input_prompt=True, exclude_output_prompt=True
    )
    exporter.anchor_link_text = ""
    body, _ = exporter.from_notebook_node(shown)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    return full_page(body, _TAG.sub("", heading[1]) if heading else name, language, links)


def _place_picture(output: Any, pictures: Path) -> None:
    about = output.get("metadata", {}).get("image/png", {})
    stem = about.get("picture")
    if not stem or not (pictures / f"{stem}.svg").exists():
        return
    narrow = pictures / "narrow" / f"{stem}.svg"
    source = f'<source media="(max-width: 600px)" srcset="{_data_uri(narrow)}">' if narrow.exists() else ""
    image = f'<img src="{_data_uri(pictures / f"{stem}.svg")}" alt="{escape(about.get("alt", ""), quote=True)}">'
    output["data"] = {"text/html": f"<figure><picture>{source}{image}</picture></figure>"}


def _data_uri(path: Path) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def full_page(body: str, title: str, language: str, links: Sequence[Link]) -> str:
    """A body with head, bar, style and font."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, keep_trailing_newline=True)
    footer = say("page.footer", language)
    words = "".join([_TAG.sub("", body), title, footer, *(link.text for link in links)])
    return environment.get_template("page.html.j2").render(
        lang={"zh": "zh-CN", "en": "en"}[language],
        title=title,
        font=Markup(font_face(words)),
        css=Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8")),
        links=links,
        body=Markup(body),
        footer=footer,
    )

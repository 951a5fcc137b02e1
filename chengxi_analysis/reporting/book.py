"""What a notebook works with: the tables of one report, in one language, and how to show a sentence, a table or a picture.

A book is opened on a folder of tables (as a run writes them) or on a report read by the package; names of private
persons are masked in both cases, so that nothing a notebook shows can carry one.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from IPython.display import HTML, Markdown
from IPython.display import display as show
from markupsafe import Markup
from matplotlib.figure import Figure

from chengxi_analysis import tables
from chengxi_analysis.errors import OutputError
from chengxi_analysis.model import Document
from chengxi_analysis.reporting import display, style
from chengxi_analysis.reporting.canvas import Setting
from chengxi_analysis.reporting.english import in_language
from chengxi_analysis.reporting.i18n import check_language, period_name, say, straight_quotes
from chengxi_analysis.reporting.privacy import mask_tables
from chengxi_analysis.reporting.references import span

TABLE_NAMES = (*tables.TABLES, "sections")
_SCREEN_DPI = 144


class ReportTables(Protocol):
    """What a read report offers: its document and its tables."""

    document: Document

    def observations(self) -> pd.DataFrame: ...
    def refused(self) -> pd.DataFrame: ...
    def indicators(self) -> pd.DataFrame: ...
    def findings(self) -> pd.DataFrame: ...
    def comparisons(self) -> pd.DataFrame: ...


def sections_frame(document: Document) -> pd.DataFrame:
    """The tree of headings as a table: path, title, level, kind, start, end."""
    return pd.DataFrame([asdict(s) for s in document.sections], columns=["path", "title", "level", "kind", "start", "end"])


def tables_of(report: ReportTables, comparisons: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """All tables of a report, names masked, ready to be shown or published.

    With `comparisons`, these instead of the report's own: last year's report, given together with it, may answer its plans.
    """
    made = {name: getattr(report, name)() for name in tables.TABLES if name != "comparisons" or comparisons is None}
    if comparisons is not None:
        made["comparisons"] = comparisons
    return mask_tables(made | {"sections": sections_frame(report.document)})


def metadata_of(document: Document) -> dict[str, Any]:
    """What is known about a report besides its text, with its id."""
    return {"report_id": document.report_id, "characters": len(document.text), **asdict(document.metadata)}


class Book:
    """The tables of one report in one language.

    Attributes
    ----------
    observations, refused, indicators, findings, comparisons, sections : DataFrame
    metadata : dict
    language : {"zh", "en"}
    setting : Setting
        Place, period and source line for the pictures.
    """

    def __init__(
        self, frames: dict[str, pd.DataFrame], metadata: dict[str, Any], language: str, pictures: str | Path | None = None
    ) -> None:
        self.language = check_language(language)
        self.metadata = metadata
        self.observations = frames["observations"]
        self.refused = frames["refused"]
        self.indicators = frames["indicators"]
        self.findings = frames["findings"]
        self.comparisons = frames["comparisons"]
        self.sections = frames["sections"]
        self.setting = Setting(
            language, self.place, period_name(metadata.get("period"), language), source_line(metadata, language), cutoff=self.cutoff
        )
        self._pictures = Path(pictures) if pictures else None

    @classmethod
    def of(cls, report: ReportTables, language: str = "zh") -> Book:
        """Open a book on a report that was read."""
        return cls(tables_of(report), metadata_of(report.document), language)

    @classmethod
    def load(cls, folder: str | Path, language: str = "zh", pictures: str | Path | None = None) -> Book:
        """Open a book on a folder of Parquet tables; pictures drawn from it are also written to the folder `pictures`."""
        folder = Path(folder)
        if not (folder / "report.json").exists():
            raise OutputError("A folder of tables must hold report.json", "there is none", "give the folder that a run wrote", where=folder)
        frames = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLE_NAMES}
        return cls(frames, json.loads((folder / "report.json").read_text(encoding="utf-8")), language, pictures)

    @property
    def place(self) -> str:
        """The report's area, or its id where the area is unknown."""
        named = str(self.metadata.get("area") or self.metadata["report_id"])
        return in_language(named, self.language) or named

    @property
    def period(self) -> str | None:
        """ISO 8601 period of the report."""
        return self.metadata.get("period")

    @property
    def cutoff(self) -> str | None:
        """The last day that the report's figures reach: what it says itself, else the latest period stated inside its own, else its own."""
        if self.metadata.get("as_of"):
            return str(self.metadata["as_of"])
        own = span(self.period)
        ends = [s[1] for s in map(span, self.observations["period_stated"].dropna().unique()) if s]
        inside = [e for e in ends if own and own[0] <= e <= own[1]]
        last = max(inside) if inside else own[1] if own else None
        return last.isoformat() if last else None

    def title(self, key: str, **fields: Any) -> None:
        """Show the title of the write-up and the line that says what it was made from."""
        # An id and the year behind it must not run together; an area's Chinese name and the year may.
        place = self.place if self.metadata.get("area") or self.language == "en" else f"{self.place} "
        heading = say(f"title.{key}", self.language, place=place, period=self.setting.period, **fields)
        show(Markdown(f"# {heading}\n\n{say('word.source', self.language)}{self.setting.source}"))

    def say(self, *sentences: str) -> None:
        """Show sentences as one paragraph; empty ones are left out."""
        text = ("" if self.language == "zh" else " ").join(s for s in sentences if s)
        if text:
            show(Markdown(self._quoted(text)))

    def points(self, sentences: list[str]) -> None:
        """Show sentences as a list."""
        if sentences:
            show(Markdown("\n".join(f"- {self._quoted(s)}" for s in sentences)))

    def _quoted(self, text: str) -> str:
        return straight_quotes(text, self.language)

    def table(self, frame: pd.DataFrame | Markup, caption: str = "", *, fold: str = "") -> None:
        """Show a frame of words as a table; with `fold`, behind a line that opens it."""
        if len(frame) == 0:
            show(Markdown(say("word.nothing", self.language)))
            return
        body = frame if isinstance(frame, Markup) else display.html_table(frame, caption)
        show(HTML(str(display.details(fold, body) if fold else body)))

    def draw(self, picture: Callable[..., Figure | None], *frames: Any, name: str | None = None, **setting: str | None) -> None:
        """Draw a picture and show it; where there is nothing to draw, say so in a sentence.

        Further arguments replace what the setting says (source, cutoff).
        In a run the picture is also written as SVG, PDF and PNG, and once more at the width of a telephone for the page.
        """
        known = name or picture.__name__
        here = replace(self.setting, **{k: v for k, v in setting.items() if v})
        figure = picture(*frames, here)
        if figure is None:
            show(Markdown(say("word.no_picture", self.language)))
            return
        alt = str(figure.get_label())
        stem = f"{known}.{self.language}"
        if self._pictures is not None:
            style.save(figure, self._pictures, stem)
            narrow = picture(*frames, here.at("single"))
            if narrow is not None:
                style.save(narrow, self._pictures / "narrow", stem, ("svg",))
        bundle = {"image/png": base64.b64encode(_screen(figure)).decode("ascii"), "text/plain": alt}
        show(bundle, raw=True, metadata={"image/png": {"alt": alt, "picture": stem}})

    def picture(self, picture: Callable[..., Figure | None], *frames: Any) -> bytes:
        """A picture as the bytes of a PNG file, for a widget; empty where there is nothing to draw."""
        figure = picture(*frames, self.setting)
        return b"" if figure is None else _screen(figure)


def _screen(figure: Figure) -> bytes:
    return style.render(figure, "png", dpi=_SCREEN_DPI)


def source_line(metadata: dict[str, Any], language: str) -> str:
    """Publisher, title and address of a report, as far as they are known; its id where nothing is."""
    title = metadata.get("title")
    words = [metadata.get("publisher"), f"《{title}》" if title else None, metadata.get("url")]
    return ("，" if language == "zh" else ", ").join(str(w) for w in words if w) or str(metadata["report_id"])

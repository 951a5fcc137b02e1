"""The anatomy of every picture: title (the finding), subtitle (what is measured), the plot, a note, a source line.

Everything is placed in millimetres from the top left corner, so that nothing depends on an automatic layout:
the texts are measured and wrapped first, and the figure grows to hold them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from chengxi_analysis.reporting import style

_TOKENS = re.compile(
    r"\d+[年月日][，。；：、）》]*|[A-Za-z0-9.,%+\-–/’'&()(#:]+[,.;:、，。；：)）]*|\s+|.[，。；：、）》」”’！？%]*", re.DOTALL
)
_OPENING = "（《「“‘〈≥≤"
_LINE = 1.38
_POINT_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pictures of a write-up share.

    Attributes
    ----------
    language : {"zh", "en"}
    place, period : str
        Shown in subtitles; empty where unknown.
    source : str
        The source line, without the word "source".
    width : {"double", "single"}
        183 or 89 mm.
    cutoff : str, optional
        The last day that the report's own periods reach, for choosing figures of the same time.
    """

    language: str = "zh"
    place: str = ""
    period: str = ""
    source: str = ""
    width: str = "double"
    cutoff: str | None = None

    @property
    def millimetres(self) -> float:
        """Width of the picture."""
        return style.WIDTHS_MM[self.width]

    @property
    def narrow(self) -> bool:
        """True for the single-column form (a telephone's width)."""
        return self.width == "single"

    def at(self, width: str) -> Setting:
        """The same setting at another width."""
        return replace(self, width=width)


@cache
def _ruler() -> TextToPath:
    return TextToPath()


@cache
def text_width(text: str, size: float) -> float:
    """Width of one line of text in millimetres at a font size in points."""
    font = FontProperties(fname=str(style.font_path()), size=size)
    width, _, _ = _ruler().get_text_width_height_descent(text, font, ismath=False)
    return float(width) * _POINT_MM * 1.01


def line_height(size: float) -> float:
    """Distance between two lines in millimetres."""
    return size * _LINE * _POINT_MM


def wrap(text: str, width_mm: float, size: float) -> list[str]:
    """Break text into lines that fit: Latin words and numbers stay whole, no line starts with closing punctuation.

    Examples
    --------
    >>> wrap("报告共有99个数，其中95项可作指标", 20, 8)
    ['报告共有99个', '数，其中95项', '可作指标']
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for token in _tokens(paragraph):
            if line and text_width((line + token).rstrip(), size) > width_mm:
                lines.append(line.rstrip())
                line = token.lstrip()
            else:
                line += token
        lines.append(line.rstrip())
    return lines


def _tokens(text: str) -> list[str]:
    out: list[str] = []
    for token in _TOKENS.findall(text):
        if out and out[-1][-1] in _OPENING:
            out[-1] += token
        else:
            out.append(token)
    return out


class Canvas:
    """A figure with its texts in place and room for plots between them.

    Parameters
    ----------
    setting : Setting
    plot_mm : float
        Height of the room for plots, axis labels included.
    title, subtitle, note : str
        The finding; what is measured, where and when; what limits it.

    Examples
    --------
    >>> with style.styled():
    ...     canvas = Canvas(Setting(source="a report"), 40, "A finding", "What is measured", "A limit")
    ...     axes = canvas.axes(left=20, bottom=8)
    >>> round(canvas.figure.get_figwidth() * 25.4)
    183
    """

    margin = 1.5

    def __init__(self, setting: Setting, plot_mm: float, title: str, subtitle: str = "", note: str = "") -> None:
        self.setting = setting
        self.width = setting.millimetres
        self.plot_mm = plot_mm
        room = self.width - 2 * self.margin
        word = {"zh": "来源：", "en": "Source: "}[setting.language]
        source = f"{word}{setting.source}" if setting.source else ""
        head = [
            (wrap(title, room, style.SIZES["title"]), style.SIZES["title"], style.INK),
            (wrap(subtitle, room, style.SIZES["subtitle"]) if subtitle else [], style.SIZES["subtitle"], style.QUIET),
        ]
        foot = [(wrap(t, room, style.SIZES["small"]), style.SIZES["small"], style.QUIET) for t in (note, source) if t]
        self.top = self.margin + sum(len(lines) * line_height(size) for lines, size, _ in head) + 2.0
        bottom = sum(len(lines) * line_height(size) for lines, size, _ in foot) + self.margin + 1.5
        self.height = self.top + plot_mm + bottom
        self.figure = Figure(figsize=(self.width * style.MM, self.height * style.MM))
        self.figure.set_label(title)
        y = self._write(head, self.margin)
        self._write(foot, max(y, self.top + plot_mm + 1.5))

    def _write(self, blocks: list[tuple[list[str], float, str]], y: float) -> float:
        for lines, size, color in blocks:
            for line in lines:
                self.text(self.margin, y, line, size=size, color=color, va="top")
                y += line_height(size)
        return y

    def text(
        self, x: float, y: float, text: str, *, size: float = 7.5, color: str = style.INK, ha: str = "left", va: str = "center"
    ) -> None:
        """Write at x, y in millimetres from the top left corner of the figure."""
        self.figure.text(x / self.width, 1 - y / self.height, text, fontsize=size, color=color, ha=ha, va=va)

    def axes(self, *, left: float = 0.0, right: float = 0.0, top: float = 0.0, bottom: float = 0.0) -> Axes:
        """Axes in the room for plots, with margins in millimetres kept free for labels."""
        x, w = self.margin + left, self.width - 2 * self.margin - left - right
        y, h = self.top + top, self.plot_mm - top - bottom
        box = (x / self.width, 1 - (y + h) / self.height, w / self.width, h / self.height)
        return self.figure.add_axes(box)

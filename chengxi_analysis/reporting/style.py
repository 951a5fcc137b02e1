"""How every picture looks, and how it is written to a file: one font, one palette, two widths, the same bytes twice.

The sizes follow the figure guide of Nature (89 and 183 mm wide, text of 7 points or more); the palette is that of
Okabe and Ito (2008, *Color Universal Design*), ordered so that its members also differ in grey.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure

from chengxi_analysis.errors import OutputError

FONT_FAMILY = "Noto Sans SC"
WIDTHS_MM = {"double": 183.0, "single": 89.0}
LEAN_FONT_VARIABLE = "CHENGXI_FONT"
_SIGNS = ((0x20, 0x7F), (0xA0, 0x180), (0x2000, 0x2700), (0x3000, 0x3040), (0x3300, 0x3400), (0xFF00, 0xFFF0))
FORMATS = ("svg", "pdf", "png")
MM = 1 / 25.4

INK = "#1f2328"
QUIET = "#5d636b"
CONTEXT = "#9aa0a6"
FAINT = "#dfe2e6"
ACCENT = "#0072b2"
DISAGREE = "#d55e00"
ROLE_COLORS = {"actual": "#0072b2", "baseline": "#56b4e9", "change": "#009e73", "target": "#e69f00", "threshold": "#9aa0a6"}

SIZES = {"title": 10.5, "subtitle": 8.0, "label": 7.5, "small": 7.0}

_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


@cache
def font_path() -> Path:
    """The TrueType file of Noto Sans SC that the package zhplot carries; zhplot itself is not imported (it changes global settings).

    In a run the environment variable CHENGXI_FONT names a smaller copy, see :func:`lean_font`.
    """
    lean = os.environ.get(LEAN_FONT_VARIABLE)
    if lean and Path(lean).is_file():
        return Path(lean)
    spec = find_spec("zhplot")
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = [p for folder in folders for p in sorted(Path(folder).rglob("NotoSansSC-Regular.ttf"))]
    if not found:
        raise OutputError(
            "figures need the font file NotoSansSC-Regular.ttf of the package zhplot", "it is not installed", "run: pip install zhplot"
        )
    return found[0]


def lean_font(text: str, path: Path) -> Path:
    """Write a copy of the font with the characters of a text and all punctuation and signs, without layout tables.

    The outlines are the same; only embedding is faster, because a PDF and a page need not search 30,000 characters each time.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(font_path(), lazy=True, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={ord(c) for c in text}.union(*(range(a, b) for a, b in _SIGNS)))
    subsetter.subset(font)
    font.save(path)
    return path


@cache
def _register_font() -> None:
    font_manager.fontManager.addfont(str(font_path()))


def settings() -> dict[str, Any]:
    """The rcParams of every picture; the font comes last, because a seaborn theme resets it."""
    import seaborn as sns

    return {
        **sns.axes_style("white"),
        "axes.edgecolor": CONTEXT,
        "axes.labelcolor": QUIET,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.labelsize": SIZES["label"],
        "axes.unicode_minus": True,
        "figure.facecolor": "white",
        "font.size": SIZES["label"],
        "hatch.linewidth": 0.5,
        "legend.frameon": False,
        "lines.linewidth": 1.2,
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
        "svg.hashsalt": "chengxi-analysis",
        "text.color": INK,
        "text.hinting": "none",
        "text.parse_math": False,
        "xtick.color": QUIET,
        "xtick.labelsize": SIZES["small"],
        "xtick.bottom": True,
        "xtick.major.size": 2.5,
        "xtick.major.width": 0.6,
        "ytick.color": QUIET,
        "ytick.labelsize": SIZES["small"],
        "ytick.major.size": 2.5,
        "ytick.major.width": 0.6,
        "font.family": [FONT_FAMILY, "DejaVu Sans"],
    }


@contextmanager
def styled() -> Iterator[None]:
    """A context in which pictures are drawn and written; outside of it nothing of matplotlib changes.

    Examples
    --------
    >>> with styled():
    ...     matplotlib.rcParams["font.family"][0]
    'Noto Sans SC'
    """
    _register_font()
    with matplotlib.rc_context(settings()):  # type: ignore[arg-type]
        yield


def render(figure: Figure, fmt: str, *, dpi: int = 200) -> bytes:
    """A figure as the bytes of an SVG (text as paths), PDF (TrueType embedded) or PNG file; the same figure gives the same bytes.

    Examples
    --------
    >>> with styled():
    ...     figure = Figure(figsize=(1, 1))
    >>> render(figure, "svg") == render(figure, "svg")
    True
    """
    buffer = io.BytesIO()
    with styled():
        figure.savefig(buffer, format=fmt, dpi=dpi, metadata=_METADATA[fmt])
    return buffer.getvalue()


def save(figure: Figure, folder: Path, name: str, formats: tuple[str, ...] = FORMATS) -> list[Path]:
    """Write a figure as ``<name>.svg``, ``.pdf`` and ``.png`` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for fmt in formats:
        path = folder / f"{name}.{fmt}"
        path.write_bytes(render(figure, fmt))
        paths.append(path)
    return paths

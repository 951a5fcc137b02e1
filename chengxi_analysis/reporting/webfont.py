"""The font inside a page: only the characters that the page shows, as woff2 in a data URI."""

from __future__ import annotations

import base64
import io

from fontTools import subset
from fontTools.ttLib import TTFont

from chengxi_analysis.reporting.style import font_path


def font_face(text: str, family: str = "Noto Sans SC") -> str:
    """A CSS rule ``@font-face`` with the characters of a text; the same text gives the same bytes.

    Examples
    --------
    >>> font_face("城西街道 2022")[:60]
    '@font-face{font-family:"Noto Sans SC";src:url(data:font/woff'
    """
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True, recalc_timestamp=False)
    font = TTFont(font_path(), lazy=True, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted({ord(c) for c in text} | set(range(0x20, 0x7F))))
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'@font-face{{font-family:"{family}";src:url(data:font/woff2;base64,{data}) format("woff2");font-display:block}}'

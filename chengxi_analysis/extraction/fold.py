"""Length-preserving folding: full-width to half-width, traditional numerals and counters to simplified, odd spaces to a space.

Every rule of the language is then written once, and offsets into the folded text are offsets into the stored text.
The ideographic space U+3000 stays: it separates cells of tables that were flattened to text.
"""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import vocabulary
from chengxi_analysis.extraction.patterns import PINYIN_FILLER

_FULL_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}


def _pairs() -> dict[str, str]:
    pairs = dict(_FULL_WIDTH)
    for folded, originals in vocabulary("characters")["fold"].items():
        pairs.update(dict.fromkeys(originals, folded))
    return pairs


_PAIRS = _pairs()
_TABLE = str.maketrans(_PAIRS)
# Conversion noise: a traditional character followed by its reading in brackets, 萬(wàn)畝.
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zà-ǜ]{1,6}\)")
_FOLDABLE = re.compile("[" + re.escape("".join(_PAIRS)) + "]")


def fold(text: str) -> str:
    """Fold `text` without changing its length.

    Examples
    --------
    >>> fold("耕地２１．４萬畝，占９８．４１％")
    '耕地21.4万亩,占98.41%'
    """
    present = set(_FOLDABLE.findall(text))
    if len(present) > 40:
        text = text.translate(_TABLE)
    else:
        for original in sorted(present):
            text = text.replace(original, _PAIRS[original])
    return _PINYIN.sub(lambda note: PINYIN_FILLER * len(note.group()), text)

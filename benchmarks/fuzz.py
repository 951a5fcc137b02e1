"""A coverage-guided fuzzer over the reading: mutates texts for as long as told and stops at the first that breaks an invariant or is slow.

Needs atheris (no dependency of the project); the arguments are libFuzzer's:
``python -m benchmarks.fuzz -max_total_time=300 -max_len=400 -len_control=0``.
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["chengxi_analysis.extraction", "chengxi_analysis.reading"]):
    from tests.extraction.invariants import PIECES, check_reading

# Instrumented code is about ten times slower than plain code; an input that takes longer than this a character is not linear.
SLOWEST = 2e-3
FIXED = 2.0


def text_of(data: bytes) -> str:
    """A text of pieces that reports are made of, and of any characters between them."""
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes():
        piece = provider.ConsumeIntInRange(0, len(PIECES) + 4)
        parts.append(PIECES[piece] if piece < len(PIECES) else provider.ConsumeUnicodeNoSurrogates(2))
    return "".join(parts)


def one_input(data: bytes) -> None:
    """Read one text; raise where an invariant breaks or the time is out of proportion."""
    text = text_of(data)
    began = time.process_time()
    check_reading(text)
    taken = time.process_time() - began
    assert taken < FIXED + SLOWEST * len(text), f"{len(text)} characters took {taken:.1f} s: {text[:80]!r}"


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()

"""Time per character on inputs made to be slow, at two lengths: the ratio of the two says whether the time is linear."""

from __future__ import annotations

import time

from chengxi_analysis.extraction import extract_observations
from chengxi_analysis.reading import document_from_text

PIECES = (
    *("1", "一", "1,", "百分之", "1-", "3、", "“", "(", " ", "\n", "3家", "增长", "1万", "、", "1 234", "a\t1\n", "1."),
    *("3家、", "2020年", "2020年3月"),
    *("单位:万\n", "一、甲\n", "\u3000", "由3", "(wan)", "三分之", "比"),
)
SHORT, LONG = 20_000, 160_000


def nanoseconds(piece: str, length: int) -> float:
    """Nanoseconds a character for a text of one repeated piece; the best of three."""
    text = piece * (length // len(piece))
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        extract_observations(document_from_text(text, "hostile", {"period": "2022"}))
        best = min(best, time.perf_counter() - began)
    return best / len(text) * 1e9


def main() -> None:
    """Print one line a piece, slowest last."""
    rows = sorted((nanoseconds(p, LONG), nanoseconds(p, SHORT), p) for p in PIECES)
    print(f"{'piece':>12} {'ns/char':>10} {'long/short':>11}")
    for long, short, piece in rows:
        print(f"{piece!r:>12} {long:10.0f} {long / short:11.2f}")


if __name__ == "__main__":
    main()

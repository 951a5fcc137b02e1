"""Characters a second of the whole reading, beside a bare regular expression and the peers that are installed, in one run."""

from __future__ import annotations

import importlib.util
import logging
import re
import time
from collections.abc import Callable

from chengxi_analysis import reports_path
from chengxi_analysis.analysis.catalogue import Catalogue
from chengxi_analysis.extraction import extract_observations
from chengxi_analysis.reading import document_from_text

ONE_LINE = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿]?[多余]?[\u4e00-\u9fff%㎡]{1,3}")


def seconds(work: Callable[[], object], runs: int) -> float:
    """Best wall time of several runs."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def peers(text: str) -> dict[str, Callable[[], object]]:
    """The peers that this environment has."""
    found: dict[str, Callable[[], object]] = {}
    if importlib.util.find_spec("jieba"):
        import jieba.posseg

        jieba.initialize()
        found["jieba tagger"] = lambda: list(jieba.posseg.cut(text))
    if importlib.util.find_spec("jionlp"):
        import jionlp

        money, times = jionlp.ner.extract_money, jionlp.ner.extract_time
        found["JioNLP (money)"] = lambda: money(text, with_parsing=True)
        found["JioNLP (money, times)"] = lambda: [read(text, with_parsing=True) for read in (money, times)]
    if importlib.util.find_spec("recognizers_number_with_unit"):
        from recognizers_number import Culture, recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        readers = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
        found["Recognizers-Text"] = lambda: [read(text, Culture.Chinese) for read in readers]
    return found


def main() -> None:
    """Print the table of speeds and ratios."""
    logging.disable(logging.CRITICAL)  # JioNLP logs every time that it cannot read
    seed = (reports_path() / "chengxi-2022.txt").read_text(encoding="utf-8")
    match = Catalogue.load().match_columns
    for copies in (1, 10, 100, 1000):
        text = seed * copies
        runs = 9 if copies < 100 else 2
        taken = seconds(lambda text=text: extract_observations(document_from_text(text, "seed", {"period": "2022"}), match), runs)
        print(f"whole reading, {len(text):>9,} characters: {len(text) / taken:>12,.0f} characters a second")
    ours = seconds(lambda: extract_observations(document_from_text(seed, "seed", {"period": "2022"}), match), 15)
    rows = {"one-line regex": seconds(lambda: ONE_LINE.findall(seed), 15)}
    rows |= {name: seconds(work, 2) for name, work in peers(seed).items()}
    print(f"\n{'peer':>22} {'chars/s':>14} {'times ours':>11}")
    for name, taken in {"chengxi-analysis": ours, **rows}.items():
        print(f"{name:>22} {len(seed) / taken:14,.0f} {ours / taken:11.3f}")


if __name__ == "__main__":
    main()

"""What `chengxi evaluate` compares, and how it shows the outcome."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chengxi_analysis.errors import ReportError
from chengxi_analysis.evaluation import Miss, Scores
from chengxi_analysis.resources import reports_path

if TYPE_CHECKING:
    import pandas as pd


def found_rows(gold: Sequence[dict[str, Any]], gold_path: Path, reports: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Rows of the observations table for the annotated documents: read from texts, or from a file that `chengxi extract` wrote."""
    from chengxi_analysis.extraction import extract_observations
    from chengxi_analysis.reading import read_document

    wanted = dict.fromkeys(row["doc"] for row in gold)
    files = list(_texts(wanted, gold_path, reports))
    for file in files:
        if file.suffix == ".jsonl":
            lines = file.read_text(encoding="utf-8").split("\n")
            yield from (json.loads(line) for line in lines if line.strip())
        else:
            yield from extract_observations(read_document(file)).to_dict("records")  # type: ignore[misc]


def _texts(wanted: dict[str, None], gold_path: Path, reports: Sequence[Path]) -> Iterator[Path]:
    folders = [place for place in reports if place.is_dir()]
    files = [place for place in reports if not place.is_dir()]
    if not reports:
        folders = [gold_path if gold_path.is_dir() else gold_path.parent, reports_path()]
    yield from files
    if not folders:
        return
    given = {file.stem for file in files}
    for doc in wanted:
        text = next((folder / f"{doc}.txt" for folder in folders if (folder / f"{doc}.txt").is_file()), None)
        if text is not None:
            yield text
        elif doc not in given:
            places = " or ".join(map(str, folders))
            raise ReportError(
                f"The annotated text {doc}.txt must be at hand", f"it is not in {places}", "name it, or its folder, as REPORTS"
            )


def scores_table(scores: dict[str, Scores]) -> pd.DataFrame:
    """One row a document, and one for all of them together."""
    import pandas as pd

    together = sum(scores.values(), Scores())
    lines = {**scores, "all": together} if len(scores) > 1 else scores
    rows = [
        {"document": doc, "gold": s.gold, "found": s.found}
        | {name: "-" if rate is None else f"{rate:.3f}" for name, rate in s.rates().items()}
        for doc, s in lines.items()
    ]
    return pd.DataFrame(rows)


def misses_table(misses: Sequence[Miss]) -> pd.DataFrame:
    """One row a disagreement."""
    import pandas as pd

    return pd.DataFrame([{name: getattr(miss, name) for name in Miss.__dataclass_fields__} for miss in misses])

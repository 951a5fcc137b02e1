"""English names of offices, places and groups of people: ``data/reference/names_en.csv``. What is not in it keeps its Chinese name."""

from __future__ import annotations

import csv
from functools import cache

from chengxi_analysis import resources


@cache
def _names() -> dict[str, str]:
    path = resources.reference_path("names_en.csv")
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["name_en"] for row in csv.DictReader(file)}


def in_language(name: str, language: str) -> str | None:
    """The English name where the write-up is English and one is known; None otherwise.

    Examples
    --------
    >>> in_language("国务院办公厅", "en"), in_language("国务院办公厅", "zh"), in_language("某处", "en")
    ('General Office of the State Council', None, None)
    """
    return _names().get(name.strip()) if language == "en" else None

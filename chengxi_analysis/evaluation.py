"""How well an extraction agrees with hand annotations: precision, recall, and what of the matched ones is right.

A span is found when start and surface agree exactly. A fact is right when its span, value, unit and bound are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from chengxi_analysis.errors import ReferenceDataError

Row = dict[str, Any]
_NEEDED = ("doc", "start", "surface", "value", "unit", "bound", "role")
# What is compared of a matched row, and where the two sides keep it: (aspect, gold, observation).
_ASPECTS = (
    ("value", "value", "value"),
    ("unit", "unit", "unit_text"),
    ("bound", "bound", "bound"),
    ("role", "role", "role"),
    ("period", "period", "period_stated"),
    ("label", "labels", "label"),
)
_LABEL_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one document or of several; they add up, and the rates are made of them.

    Examples
    --------
    >>> Scores(gold=10, found=8, spans=8, facts=6) + Scores(gold=2, found=4, spans=2, facts=2)
    Scores(gold=12, found=12, spans=10, facts=8, value=0, unit=0, bound=0, role=0, period=0, label=0)
    """

    gold: int = 0
    found: int = 0
    spans: int = 0
    facts: int = 0
    value: int = 0
    unit: int = 0
    bound: int = 0
    role: int = 0
    period: int = 0
    label: int = 0

    def __add__(self, other: Scores) -> Scores:
        return Scores(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def rates(self) -> dict[str, float | None]:
        """Precision, recall and F1 of spans, F1 of facts, and the share of matched rows in which each aspect is right.

        Examples
        --------
        >>> Scores(gold=10, found=8, spans=8, facts=6, unit=7).rates()["recall"]
        0.8
        """
        asked = self.gold + self.found
        return {
            "precision": _share(self.spans, self.found),
            "recall": _share(self.spans, self.gold),
            "f1": _share(2 * self.spans, asked),
            "fact_f1": _share(2 * self.facts, asked),
            **{aspect: _share(getattr(self, aspect), self.spans) for aspect, _, _ in _ASPECTS},
        }


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: what is wrong (missed | extra | value | unit | bound | role | period | label), what was found, what should be."""

    doc: str
    start: int
    what: str
    surface: str
    found: str
    expected: str


def load_gold(path: str | Path) -> list[Row]:
    """Hand annotations: a JSON Lines file as tests/gold/GUIDE.md describes it, or a folder of such files.

    Raises
    ------
    ReferenceDataError
        There is no such file, or some lines are no annotations; all of them are named at once.
    """
    place = Path(path)
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files or not all(f.is_file() for f in files):
        raise ReferenceDataError("GOLD must be a .jsonl file or a folder with such files", "there is none", "check the path", where=place)
    rows: list[Row] = []
    problems: list[str] = []
    for file in files:
        _read_lines(file, rows, problems)
    if problems:
        raise ReferenceDataError(
            f"Each line must be a JSON object with {', '.join(_NEEDED)}", "; ".join(problems[:20]), "correct these lines", where=place
        )
    return rows


def evaluate(gold: Sequence[Row], found: Iterable[Row]) -> tuple[dict[str, Scores], list[Miss]]:
    """Compare extracted observations with hand annotations.

    Parameters
    ----------
    gold : sequence of dict
        Annotations; ``optional`` ones (on which careful readers differ) are neither asked for nor counted against.
    found : iterable of dict
        Rows of the observations table. Documents without annotations are ignored.

    Returns
    -------
    scores : dict
        Scores by document, in the order of the gold. Their sum is the overall score.
    misses : list of Miss
        Every disagreement, in text order.

    Examples
    --------
    >>> both = {"start": 3, "value": 5, "role": "actual", "label": "低保"}
    >>> gold = {**both, "doc": "a", "surface": "5户", "unit": "户", "bound": "exact"}
    >>> row = {**both, "report_id": "a", "text": "5户", "unit_text": "户", "bound": "ge"}
    >>> scores, misses = evaluate([gold], [row])
    >>> scores["a"].spans, scores["a"].facts, misses[0].what
    (1, 0, 'bound')
    """
    docs = list(dict.fromkeys(row["doc"] for row in gold))
    asked: dict[str, dict[int, Row]] = {doc: {} for doc in docs}
    given: dict[str, dict[int, Row]] = {doc: {} for doc in docs}
    for row in gold:
        asked[row["doc"]][row["start"]] = row
    for row in found:
        doc = row.get("report_id") or row.get("doc")
        if doc in given:
            given[doc].setdefault(int(row["start"]), row)
    scores: dict[str, Scores] = {}
    misses: list[Miss] = []
    for doc in docs:
        scores[doc] = _evaluate_document(doc, asked[doc], given[doc], misses)
    return scores, misses


def _evaluate_document(doc: str, asked: dict[int, Row], given: dict[int, Row], misses: list[Miss]) -> Scores:
    counts = Counter[str]()
    for start in sorted(asked.keys() | given.keys()):
        gold, row = asked.get(start), given.get(start)
        if gold is not None and gold.get("optional"):
            continue
        counts["gold"] += gold is not None
        counts["found"] += row is not None
        if gold is None or row is None or _surface(row) != gold["surface"]:
            if gold is not None:
                misses.append(Miss(doc, start, "missed", gold["surface"], _surface(row) if row else "", gold["surface"]))
            elif row is not None:
                misses.append(Miss(doc, start, "extra", _surface(row), _surface(row), ""))
            continue
        counts["spans"] += 1
        right = {aspect for aspect, _, _ in _ASPECTS if _agrees(aspect, gold, row)}
        counts.update(right)
        counts["facts"] += {"value", "unit", "bound"} <= right
        misses.extend(
            Miss(doc, start, aspect, gold["surface"], _shown(row.get(mine)), _shown(_accepted(gold, theirs)))
            for aspect, theirs, mine in _ASPECTS
            if aspect not in right
        )
    return Scores(**counts)


def _agrees(aspect: str, gold: Row, row: Row) -> bool:
    if aspect == "value":
        return _same_number(row.get("value"), gold["value"]) and _same_number(row.get("value_high"), gold.get("value_high"))
    if aspect == "unit":
        return _plain_unit(row.get("unit_text")) == _plain_unit(gold["unit"])
    if aspect == "bound":
        return bool(row.get("bound") == gold["bound"])
    if aspect == "label":
        mine = _or_none(row.get("label")) or ""
        return max(likeness(mine, label) for label in _accepted(gold, "labels")) >= _LABEL_ENOUGH
    return _or_none(row.get("role" if aspect == "role" else "period_stated")) in _accepted(gold, aspect)


def likeness(a: str, b: str) -> float:
    """Character F1 of two labels: twice the characters they share, over all their characters.

    Examples
    --------
    >>> likeness("低保户", "低保"), likeness("低保", "耕地面积")
    (0.8, 0.0)
    """
    shared = (Counter(a) & Counter(b)).total()
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def _accepted(gold: Row, field: str) -> list[Any]:
    """The answers that annotators accept: the plural field where there is one, else the single one."""
    singular = field.removesuffix("s")
    several = gold.get(f"{singular}s")
    return list(several) if several else [gold.get(singular)]


def _same_number(a: Any, b: Any) -> bool:
    a, b = _or_none(a), _or_none(b)
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(b)))


def _or_none(value: Any) -> Any:
    """None for what a frame holds where a value is missing: None, NaN or an empty text."""
    return None if value is None or value != value or value == "" else value


def _plain_unit(unit: Any) -> str:
    return {"百分比": "%"}.get(plain := str(unit or "").replace("％", "%"), plain)


def _surface(row: Row) -> str:
    return str(row.get("text") or row.get("surface") or "")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(_shown(v) for v in value)
    return "-" if value is None or value != value else f"{value:.15g}" if isinstance(value, float) else str(value)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _read_lines(file: Path, rows: list[Row], problems: list[str]) -> None:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        problems.append(f"{file.name} is not UTF-8")
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(f"{file.name} line {number} is no JSON ({error.msg})")
            continue
        missing = [key for key in _NEEDED if key not in row] if isinstance(row, dict) else list(_NEEDED)
        if missing:
            problems.append(f"{file.name} line {number} lacks {', '.join(missing)}")
        else:
            rows.append(row)

"""What several tests need: the gold as the tables would hold it, without running the extraction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.model import Document, Section
from chengxi_analysis.rounding import printed_interval

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SEED = ROOT / "data" / "reports" / "chengxi-2022.txt"
GOLD_IDS = ("chengxi-2022", "health-bureau-2003", "police-bureau-2016", "town-2005")

_MAGNITUDES = {"万": 1e4, "亿": 1e8}


def report_path(report_id: str) -> Path:
    """The stored text of a gold report."""
    return SEED if report_id == "chengxi-2022" else GOLD / f"{report_id}.txt"


def gold_rows(report_id: str) -> list[dict[str, Any]]:
    """Hand annotations of a report, as GUIDE.md describes them."""
    lines = (GOLD / f"{report_id}.quantities.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def relations(report_id: str) -> list[dict[str, Any]]:
    """Hand-judged relations among the numbers of a report."""
    found: list[dict[str, Any]] = json.loads((GOLD / f"{report_id}.relations.json").read_text(encoding="utf-8"))
    return found


def plain_document(report_id: str) -> Document:
    """The report as one section, for tests of rooms that must not depend on reading."""
    text = report_path(report_id).read_text(encoding="utf-8")
    return Document(report_id, text, (Section("", "", 0, "preamble", 0, len(text)),))


def gold_observations(report_id: str) -> pd.DataFrame:
    """The gold as a conformed observations frame; sentences are cut at 。；！？ and line ends."""
    text = report_path(report_id).read_text(encoding="utf-8")
    rows = []
    for g in gold_rows(report_id):
        start, end = g["start"], g["start"] + len(g["surface"])
        left = max(text.rfind(mark, 0, start) for mark in "。!?！？\n") + 1
        right = min((p for p in (text.find(mark, end) for mark in "。!?！？\n") if p >= 0), default=len(text))
        code = units.code_of(g["unit"])
        digits = g["surface"].replace(",", "").replace("，", "").replace("．", ".")
        tail = digits.partition(".")[2]
        decimals = len(tail) - len(tail.lstrip("0123456789０１２３４５６７８９"))
        magnitude = next((m for c, m in _MAGNITUDES.items() if c in g["surface"] and "/" not in g["unit"]), 1.0)
        interval = printed_interval(
            g["value"], decimals, g["bound"], magnitude=magnitude, discrete=units.unit(code).discrete, value_high=g.get("value_high")
        )
        rows.append(
            {
                "obs_id": f"{report_id}#{start}-{end}",
                "report_id": report_id,
                "period_stated": g.get("period"),
                "section": "",
                "section_kind": "plan" if g["role"] == "target" else "summary",
                "label": (g.get("labels") or [g.get("label")])[0],
                "role": g["role"],
                "value": g["value"],
                "value_high": g.get("value_high"),
                "unit_text": g["unit"],
                "unit": code,
                "decimals": decimals,
                "bound": g["bound"],
                "lower": interval.low,
                "upper": interval.high,
                "start": start,
                "end": end,
                "text": g["surface"],
                "sentence_start": left,
                "sentence": text[left:right],
            }
        )
    return tables.frame("observations", rows)

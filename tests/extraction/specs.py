"""Reads tests/specs/*.jsonl and says how a reading of a sentence differs from what its spec expects."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from chengxi_analysis.extraction import extract_observations, extract_refused
from chengxi_analysis.reading import document_from_text

SPECS = Path(__file__).resolve().parent.parent / "specs"


def load_specs() -> list[dict[str, Any]]:
    """All specs, each with the stem of its file as topic."""
    found = []
    for file in sorted(SPECS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append({"topic": file.stem, **json.loads(line)})
    return found


def character_f1(a: str, b: str) -> float:
    """Likeness of two labels by the characters that they share."""
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def read(spec: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Observations and refused numerals of a spec's sentence."""
    document = document_from_text(spec["text"], "spec", {"period": spec.get("report_period", "2022")})
    observations = extract_observations(document)
    return observations.astype(object).where(observations.notna(), None).to_dict("records"), extract_refused(document).to_dict("records")


def place(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The expected quantities with their offsets: surfaces are found one behind the other."""
    at, placed = 0, []
    for expected in spec["expect"]:
        start = spec["text"].index(expected["surface"], at)
        at = start + len(expected["surface"])
        placed.append({**expected, "start": start, "end": at})
    return placed


def differences(spec: dict[str, Any]) -> dict[str, list[str]]:
    """What differs: kinds are missed, extra, value, unit, bound, role, period, label, refuse."""
    found, refused = read(spec)
    by_start = {f["start"]: f for f in found}
    out: dict[str, list[str]] = {}
    optional_spans = [(e["start"], e["end"]) for e in place(spec) if e.get("optional")]
    matched = set()
    for e in place(spec):
        f = by_start.get(e["start"])
        if f is None or f["text"] != e["surface"]:
            if not e.get("optional"):
                out.setdefault("missed", []).append(f"{e['surface']} (found {f['text'] if f else None})")
            continue
        matched.add(e["start"])
        if not e.get("optional"):
            for kind, message in _wrong(e, f):
                out.setdefault(kind, []).append(message)
    for f in found:
        if f["start"] not in matched and not any(a < f["end"] and f["start"] < b for a, b in optional_spans):
            out.setdefault("extra", []).append(f["text"])
    texts = [f["text"] for f in found if f["start"] in matched]
    for r in spec.get("refuse", []):
        if not any(x["text"] in r["surface"] or r["surface"] in x["text"] for x in refused) and r["surface"] not in texts:
            out.setdefault("refuse", []).append(r["surface"])
    return out


def _wrong(e: dict[str, Any], f: dict[str, Any]) -> list[tuple[str, str]]:
    wrong = []
    for key in ("value", "value_high"):
        want, got = e.get(key), f[key]
        if (want is None) != (got is None) or (want is not None and abs(want - got) > 1e-6 * max(1.0, abs(want))):
            wrong.append(("value", f"{e['surface']}: {key} {got}, expected {want}"))
    if f["unit_text"] != e["unit"]:
        wrong.append(("unit", f"{e['surface']}: {f['unit_text']}, expected {e['unit']}"))
    if f["bound"] not in e.get("bounds", [e["bound"]]):
        wrong.append(("bound", f"{e['surface']}: {f['bound']}, expected {e['bound']}"))
    if f["role"] not in e.get("roles", [e.get("role", f["role"])]):
        wrong.append(("role", f"{e['surface']}: {f['role']}, expected {e.get('roles', e.get('role'))}"))
    if ("period" in e or "periods" in e) and f["period_stated"] not in e.get("periods", [e.get("period")]):
        wrong.append(("period", f"{e['surface']}: {f['period_stated']}, expected {e.get('periods', e.get('period'))}"))
    labels = e.get("labels") or ([e["label"]] if e.get("label") else [])
    if labels and max(character_f1(f["label"], x) for x in labels) < 0.5:
        wrong.append(("label", f"{e['surface']}: {f['label']}, expected {labels}"))
    return wrong

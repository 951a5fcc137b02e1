"""The tables of a run as files: CSV and Parquet, and a Frictionless data package that describes every column.

The descriptions come from :mod:`chengxi_analysis.tables`. Specification: Data Package standard, https://datapackage.org.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from chengxi_analysis import tables

_TYPES = {"string": "string", "number": "number", "integer": "integer", "boolean": "boolean", "list": "string"}
SECTION_COLUMNS = (
    tables.Column("path", "string", "Place in the tree of headings, such as 一/(三)/1; empty before the first heading"),
    tables.Column("title", "string", "The heading's words without its number"),
    tables.Column("level", "integer", "Depth of the heading; 0 for what stands before the first", required=True),
    tables.Column("kind", "string", "What the section is", tables.SECTION_KINDS, True),
    tables.Column("start", "integer", "Offset of the heading in the stored text", required=True),
    tables.Column("end", "integer", "Offset behind the section", required=True),
)


def _spec(table: str) -> tuple[tables.Column, ...]:
    return SECTION_COLUMNS if table == "sections" else tables.TABLES[table]


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame for CSV: lists are joined by spaces."""
    out = frame.copy()
    for column in out.columns:
        if out[column].map(lambda x: isinstance(x, list | tuple) or hasattr(x, "tolist")).any():
            out[column] = [" ".join(x) for x in out[column]]
    return out


def write_tables(frames: dict[str, pd.DataFrame], metadata: dict[str, Any], folder: Path) -> list[Path]:
    """Write every table twice, the report's metadata, and the description of it all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)
        flat(frame).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
        paths += [folder / f"{name}.csv", folder / f"{name}.parquet"]
    for name, content in (("report.json", metadata), ("datapackage.json", describe(frames, metadata))):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        paths.append(folder / name)
    return paths


def describe(frames: dict[str, pd.DataFrame], metadata: dict[str, Any]) -> dict[str, Any]:
    """The data package of the tables: one resource a CSV file, one field a column.

    Examples
    --------
    >>> package = describe({"refused": tables.frame("refused", [])}, {"report_id": "example"})
    >>> [field["name"] for field in package["resources"][0]["schema"]["fields"]][:2]
    ['report_id', 'start']
    """
    sources = [{"title": metadata.get("title") or metadata["report_id"], "path": metadata["url"]}] if metadata.get("url") else []
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": str(metadata["report_id"]).lower(),
        "title": metadata.get("title") or metadata["report_id"],
        "sources": sources,
        "resources": [_resource(name, frame) for name, frame in frames.items()],
    }


def _resource(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    known = {c.name: c for c in _spec(name)}
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(c, known.get(c), frame) for c in frame.columns], "missingValues": [""]},
    }


def _field(name: str, column: tables.Column | None, frame: pd.DataFrame) -> dict[str, Any]:
    if column is None:
        kind = "number" if pd.api.types.is_numeric_dtype(frame[name].dtype) else "string"
        return {"name": name, "type": "boolean" if frame[name].dtype == bool else kind, "description": f"Additional column {name}"}
    field: dict[str, Any] = {"name": name, "type": _TYPES[column.kind], "description": column.description}
    if column.kind == "list":
        field["description"] += " (joined by spaces; a list in Parquet)"
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    return field | ({"constraints": constraints} if constraints else {})

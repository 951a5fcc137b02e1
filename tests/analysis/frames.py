"""Small observations and the gold with its indicators, for tests of what comes behind matching."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis.catalogue import Catalogue
from tests.support import gold_observations

CATALOGUE = Catalogue.load()
SEED_AREA = "441702009000"


def seed_observations() -> pd.DataFrame:
    """The seed's gold with place, period and indicators."""
    observations = gold_observations("chengxi-2022")
    observations["ref_area"] = SEED_AREA
    observations["section_kind"] = "summary"  # the seed's plan section holds no number
    observations["time_period"] = observations["period_stated"].fillna("2022")
    observations["indicator"], observations["theme"] = CATALOGUE.match_columns(
        *(observations[c].tolist() for c in ("label", "unit", "role", "sentence"))
    )
    return observations


def observation(indicator: str, value: float, **more: Any) -> dict[str, Any]:
    """One observation of an indicator, exact and of 2022 unless told otherwise."""
    row = {
        "report_id": "r", "ref_area": SEED_AREA, "time_period": "2022", "section_kind": "summary", "indicator": indicator,
        "label": CATALOGUE[indicator].zh, "role": "actual", "value": value, "unit": CATALOGUE[indicator].unit, "decimals": 0,
        "bound": "exact", "lower": value, "upper": value, "start": 0, "text": f"{value:g}", "sentence": "", "sentence_start": 0,
    }  # fmt: skip
    row |= more
    row["end"] = row["start"] + len(row["text"])
    row["obs_id"] = f"{row['report_id']}#{row['start']}-{row['end']}"
    return row


def observations(*rows: dict[str, Any]) -> pd.DataFrame:
    """The observations table of some rows."""
    return tables.frame("observations", list(rows))

"""The audit between reports: years of one place, and a place beside those inside it, with the corrections that are for several."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis import corrections as corrections_file
from chengxi_analysis.analysis.across import audit_years
from chengxi_analysis.analysis.levels import audit_levels


def audit_between(observations: pd.DataFrame, report_ids: Collection[str], corrections: Path | None = None) -> pd.DataFrame:
    """Compare the figures of several reports with each other.

    Parameters
    ----------
    observations : DataFrame
        Observations of all the reports.
    report_ids : collection of str
        The reports that are given, those without observations too.
    corrections : Path, optional
        Known and accepted discrepancies; ``data/reference/corrections.yml`` where not given.

    Returns
    -------
    DataFrame
        The findings table; a row stands under the later report, or under that of the whole.

    Raises
    ------
    ReferenceDataError
        An entry of the corrections for these reports matches nothing.
    """
    found = [frame for frame in (audit_years(observations), audit_levels(observations)) if len(frame)]
    rows = pd.concat(found, ignore_index=True) if found else tables.frame("findings", [])
    return corrections_file.apply_between(rows, report_ids, corrections)

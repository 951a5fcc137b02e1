"""The pictures, one function each: tables and a setting in, a figure out - or None where there is nothing to draw."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengxi_analysis.reporting.canvas import Setting
from chengxi_analysis.reporting.figures.across import across, shared_indicators
from chengxi_analysis.reporting.figures.against import against, compared_indicators
from chengxi_analysis.reporting.figures.comb import comb
from chengxi_analysis.reporting.figures.deviations import deviations
from chengxi_analysis.reporting.figures.history import history
from chengxi_analysis.reporting.figures.lights import lights
from chengxi_analysis.reporting.figures.peers import peers
from chengxi_analysis.reporting.figures.rates import rates
from chengxi_analysis.reporting.figures.ribbon import ribbon
from chengxi_analysis.reporting.figures.scorecard import scorecard
from chengxi_analysis.reporting.figures.squares import small_wholes, squares
from chengxi_analysis.reporting.figures.theme import theme_bars
from chengxi_analysis.reporting.figures.timeline import timeline, timeline_groups
from chengxi_analysis.reporting.figures.totals import pair, totals

__all__ = [
    "across",
    "against",
    "comb",
    "compared_indicators",
    "deviations",
    "disagreement",
    "history",
    "lights",
    "pair",
    "peers",
    "rates",
    "ribbon",
    "scorecard",
    "shared_indicators",
    "small_wholes",
    "squares",
    "theme_bars",
    "timeline",
    "timeline_groups",
    "totals",
]

_BY_CHECK = {"rate": (comb, squares), "granularity": (comb,), "total": (totals,), "order": (pair,), "part": (pair,), "repetition": (pair,)}


def disagreement(finding: dict[str, Any], observations: pd.DataFrame, indicators: pd.DataFrame, setting: Setting) -> Figure | None:
    """The picture that suits one finding; None for checks that a sentence shows better."""
    drawn = (picture(finding, observations, indicators, setting) for picture in _BY_CHECK.get(finding["check"], ()))
    return next((figure for figure in drawn if figure is not None), None)

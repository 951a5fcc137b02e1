"""What a plan of a report asks for: which way it binds, how far its vague words reach, when it is due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chengxi_analysis.analysis import pairing
from chengxi_analysis.analysis.catalogue import Indicator
from chengxi_analysis.analysis.judging import Reference, Tolerance
from chengxi_analysis.analysis.number import half_width

_BY_DIRECTION = {"higher better": ">=", "lower better": "<=", "neutral": "="}
#: Verbs that give a bare figure its sense, where the measure itself is neither good nor bad.
_AT_LEAST = re.compile(r"达到?|[提升]高|提升|增[长加至到速幅]|新增|净增|突破|超过|升至|完成|实现|扩大")
_AT_MOST = re.compile(r"控制|降[至到低]|下降|压[减降缩]|减少|不超|不突破")


def reference_of(plan: Mapping[str, Any], indicator: Indicator, words: Mapping[str, Any] | None, tolerance: Tolerance) -> Reference:
    """The target that a plan sets.

    Parameters
    ----------
    plan : mapping
        A row of the indicators table with the role target.
    indicator : Indicator
        What it is a target of.
    words : mapping, optional
        The observation that states it.
    tolerance : Tolerance
        How far 左右 reaches.
    """
    bound, high = plan["bound"], plan.get("value_high")
    stated = {"ge": ">=", "le": "<="}.get(bound) or ("between" if high is not None else None)
    bare = _bare(indicator, words)
    frame = words is not None and pairing.project_total(words)
    unbound = frame or (words is not None and pairing.open_ended(words) and words.get("section_kind") != "plan")
    due = plan["time_period"] if words is None else pairing.due(words, plan["time_period"])
    return Reference(
        id=f"own:{plan['obs_ids'][0]}",
        kind="own",
        value=plan["value"],
        high=high,
        comparator=stated or bare,
        deadline=None if unbound else due,
        bound="approx" if bound == "approx" else "exact",
        slack=tolerance.around(plan["value"], indicator.unit) if bound == "approx" and high is None else None,
        open=unbound,
        comparability="different" if frame else "same",
        frame=frame,
        ceiling=indicator.ceiling and stated is None,
        undirected=stated is None and bare == "=",
    )


def _bare(indicator: Indicator, words: Mapping[str, Any] | None) -> str:
    """How a figure without any word of bound is meant: by the measure, else by the verb before it; a task is at least what was set."""
    if indicator.ceiling:
        return "<="
    if indicator.id.startswith("label:"):
        return ">="
    said = "" if words is None else half_width(pairing.before(words)).rpartition(",")[2]
    if indicator.direction == "neutral" and (_AT_LEAST.search(said) or _AT_MOST.search(said)):
        return "<=" if _AT_MOST.search(said) else ">="
    return _BY_DIRECTION[indicator.direction]

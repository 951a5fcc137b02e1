"""What a plan is a plan of, where its own words do not say it: an ambition behind a target, a step from last year's level, a short name.

隐患整改率100% in a list of plans is the 整改率 of the next report, whose sentence speaks of safety: the catalogue knows the two as one when
each lends the other its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chengxi_analysis.analysis import pairing
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.matching import kin
from chengxi_analysis.analysis.number import half_width

_Row = Mapping[str, Any]

#: What stands between a target and the higher one that a plan strives for.
_BEYOND = re.compile(
    r"(?:以[上内下]|左右)?[,、;(]?(?:并|且|同时)?(?:力争|争取|奋力|努力|冲刺|全力)+"
    r"(?:实现|达到|达(?!到)|完成|突破|增长|下降|控制|保持|稳定|在|向)*"
)
_STEP = re.compile(r"(提高|提升|增加|上升|增长|下降|降低|减少|回落)(?:了)?")
_PLACE = re.compile(r"[省市县区镇乡村旗州]|街道")
_HERE = re.compile(r"[全我本][省市县区镇乡旗州]")
_FALLS = frozenset({"下降", "降低", "减少", "回落"})


def target_before(plan: _Row, rows: Sequence[_Row]) -> _Row | None:
    """The target that an ambition goes beyond: the 6% of 增长6%以上,力争8%.

    Parameters
    ----------
    plan : mapping
        An observation with the role target.
    rows : sequence of mapping
        The observations of its sentence, in text order.

    Examples
    --------
    >>> said = "预算收入增长6%以上,力争8%"
    >>> each = {"role": "target", "unit": "pct", "sentence": said, "sentence_start": 0}
    >>> six, eight = (each | {"start": at, "end": at + 2} for at in (6, 13))
    >>> target_before(eight, [six, eight]) is six, target_before(six, [six, eight])
    (True, None)
    """
    earlier = [r for r in rows if r["role"] == "target" and r["end"] <= plan["start"]]
    if not earlier or earlier[-1]["unit"] != plan["unit"]:
        return None
    return earlier[-1] if _BEYOND.fullmatch(pairing.between(earlier[-1], plan)) else None


def step_of(plan: _Row, known: Catalogue) -> tuple[Indicator, float] | None:
    """The rate that a plan wants to move, and by how many points, signed; None where the plan names a level or no rate that is known.

    Examples
    --------
    >>> said = "森林覆盖率提高0.5个百分点"
    >>> plan = {"unit": "pct_point", "value": 0.5, "label": "森林覆盖率提高", "sentence": said, "sentence_start": 0, "start": 7, "end": 14}
    >>> indicator, points = step_of(plan, Catalogue.load())
    >>> indicator.id, points
    ('environment_forest_coverage', 0.5)
    """
    if plan["unit"] != "pct_point":
        return None
    found = _STEP.search(half_width(pairing.before(plan)).rpartition(",")[2]) or _STEP.search(plan.get("label") or "")
    if found is None:
        return None
    stem = _STEP.sub("", plan.get("label") or "")
    (name,), _ = known.match_columns([stem], ["pct"], ["target"], [plan["sentence"] or stem])
    if name is None or known[name].growth or known[name].decline or _of_a_place(stem, known[name]):
        return None
    return known[name], -plan["value"] if found[1] in _FALLS else plan["value"]


def _of_a_place(label: str, indicator: Indicator) -> bool:
    """True when a place is named before the words of a measure: its level is not that of the report's area."""
    starts = [at for rule in indicator.rules for word in rule.words[0] if (at := label.find(word)) >= 0]
    return bool(starts) and _PLACE.search(_HERE.sub("", label[: min(starts)])) is not None


def listed_id(plan: _Row, results: Iterable[_Row], known: Catalogue) -> str | None:
    """The one indicator under which a result answers a plan that the catalogue does not know by its own sentence.

    Parameters
    ----------
    plan : mapping
        The target: an observation without an indicator.
    results : iterable of mapping
        Observations of the same place, with their indicators.
    known : Catalogue
        The indicators.
    """
    label = plan.get("label") or ""
    given = [r for r in results if r.get("indicator")]
    spoken = {i for i in {r["indicator"] for r in given} if speaks_of(label, known[i])}
    listed = [r for r in given if r["indicator"] in spoken and _comparable(plan, r)]
    found = {str(r["indicator"]) for r in listed if names(plan, r, known) == r["indicator"]}
    return found.pop() if len(found) == 1 else None


def results_of(plan: _Row, indicator: Indicator, results: Iterable[_Row], known: Catalogue) -> list[_Row]:
    """Results without an indicator that the sentence of a plan tells to be of the plan's own; none where several values could be meant."""
    unlisted = [r for r in results if not r.get("indicator") and speaks_of(r.get("label") or "", indicator)]
    found = [r for r in unlisted if _comparable(plan, r) and names(r, plan, known) == indicator.id]
    values: dict[tuple[Any, Any], set[float]] = {}
    for row in found:
        values.setdefault((row["report_id"], row["time_period"]), set()).add(row["value"])
    return [r for r in found if len(values[r["report_id"], r["time_period"]]) == 1]


def speaks_of(label: str, indicator: Indicator) -> bool:
    """True when a label holds the words of an indicator and lacks no more than the words that its sentence should hold beside them.

    Figures of a whole area are left out: what kept such a label from its indicator may be another place's name.

    Examples
    --------
    >>> known = Catalogue.load()
    >>> [speaks_of("调处成功率", known[i]) for i in ("mediation_success_rate", "petitions_closing_rate")]
    [True, False]
    >>> speaks_of("海滨镇生产总值增长", known["economy_gdp_growth"])
    False
    """
    rules = [rule for rule in indicator.rules if rule.context and not rule.whole_area]
    return any(all(any(word in label for word in group) for group in rule.words) for rule in rules)


def names(said: _Row, beside: _Row, known: Catalogue) -> str | None:
    """The indicator of a label when both sentences are heard."""
    label = said.get("label") or ""
    heard = f"{beside.get('sentence') or ''}{said.get('sentence') or ''}"
    at = len(beside.get("sentence") or "") + said["start"] - said["sentence_start"]
    (name,), _ = known.match_columns([label], [said["unit"]], [said["role"]], [heard], offsets=[at])
    return name


def _comparable(plan: _Row, row: _Row) -> bool:
    """A result of the plan's unit, a level where the plan is one, that is no share of a plan done."""
    if row["role"] not in ("actual", "change") or row["unit"] not in kin(plan["unit"]) or pairing.degree_of_plan(row):
        return False
    named = all(len(pairing.matter(r.get("label") or "")) >= 2 for r in (plan, row))
    return named and bool(pairing.direction(plan)) == bool(pairing.direction(row))

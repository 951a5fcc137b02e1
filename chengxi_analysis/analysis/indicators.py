"""From observations to the indicators table: one row per indicator, period and role, in the catalogue's unit, derived ones behind.

A figure that the report states twice with one meaning is one row; two figures that do not agree stay two rows, in text order
(column ``statement``): which of them is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from chengxi_analysis import tables
from chengxi_analysis.analysis import derived
from chengxi_analysis.analysis.catalogue import Catalogue, Indicator
from chengxi_analysis.analysis.matching import convert
from chengxi_analysis.errors import ParameterError
from chengxi_analysis.model import Interval

#: Roles that make an indicator; a baseline is an earlier value, a threshold measures nothing.
_ROLES = ("actual", "change", "target")
_FALLING = ("下降", "减少", "降低", "回落", "下滑", "下跌", "负增长", "降幅", "减幅", "跌幅", "减收")
_RISING = ("增长", "增加", "上升", "提高", "增幅", "升幅", "涨幅", "上涨", "升高", "回升", "反弹", "攀升")


@dataclass(slots=True)
class _Statement:
    """One value of one indicator, with every observation that says it."""

    report_id: str
    ref_area: str | None
    time_period: str | None
    role: str
    indicator: Indicator
    value: float
    value_high: float | None
    bound: str
    interval: Interval
    obs_ids: list[str] = field(default_factory=list)
    formula: str | None = None
    number: int = 1
    n_stated: int = 1

    @property
    def key(self) -> tuple[str, str, str | None, str]:
        return (self.report_id, self.indicator.id, self.time_period, "target" if self.role == "target" else "actual")


def indicators(observations: pd.DataFrame, catalogue: Catalogue | None = None) -> pd.DataFrame:
    """The indicators that a report's observations give, and those that can be derived from them.

    Parameters
    ----------
    observations : DataFrame
        The observations table of one report or of many; rows without an indicator, baselines and thresholds are left out.
    catalogue : Catalogue, optional
        The package's own by default.

    Returns
    -------
    DataFrame
        The indicators table. Further columns: ``role`` (actual, change or target), ``n_stated`` (how many observations state this
        indicator for the period), ``statement`` (1 for the first in the text, 2 and more for those that differ from it).
        A target of a plan section without a period of its own is for the year after the report's. A fall (下降2.1%) of a growth rate
        is negative, and so is a rise (上升0.6%) of a rate of decline. Derived rows rest on first statements only.

    Examples
    --------
    >>> rows = [{"obs_id": f"r#{n}-{n + 1}", "report_id": "r", "time_period": "2022", "indicator": i, "label": "", "role": "actual",
    ...          "value": v, "unit": "person", "decimals": 0, "bound": "exact", "lower": v, "upper": v, "start": n, "end": n + 1,
    ...          "text": "", "sentence_start": 0, "sentence": ""}
    ...         for n, (i, v) in enumerate([("drug_users_to_control", 99), ("drug_users_controlled", 63)])]
    >>> out = indicators(tables.frame("observations", rows)).set_index("indicator")
    >>> float(out.loc["drug_control_rate_recomputed", "value"].round(2)), bool(out.loc["drug_control_rate_recomputed", "derived"])
    (63.64, True)
    """
    known = catalogue or Catalogue.load()
    stated = _merge(_statements(observations, known))
    computed = _derive(stated, known)
    order = {name: k for k, name in enumerate(known.indicators)}
    reports = {r: k for k, r in enumerate(dict.fromkeys(observations["report_id"]))}
    rows = stated + computed
    rows.sort(key=lambda s: (reports[s.report_id], s.formula is not None, order[s.indicator.id], s.time_period or "", s.role, s.number))
    return tables.frame("indicators", [_row(s) for s in rows]) if rows else _empty()


def _empty() -> pd.DataFrame:
    return tables.frame("indicators", []).assign(role=None, n_stated=0, statement=0)


def _statements(observations: pd.DataFrame, catalogue: Catalogue) -> list[_Statement]:
    """Every observation of a catalogue indicator, in the catalogue's unit."""
    usable = observations[observations["indicator"].notna() & observations["role"].isin(_ROLES)]
    out = []
    for o in usable.to_dict("records"):
        if o["indicator"] not in catalogue:
            raise ParameterError(
                "an observation's indicator must be one of the catalogue",
                f"{o['obs_id']} names {o['indicator']!r}",
                "match the observations with this catalogue first",
            )
        out.append(_statement(o, catalogue[o["indicator"]]))
    return out


def _statement(o: Mapping[Any, Any], indicator: Indicator) -> _Statement:
    unit = _text(o.get("unit")) or indicator.unit
    value, high, low, top = (convert(_float(o.get(c)), unit, indicator.unit) for c in ("value", "value_high", "lower", "upper"))
    if value is None:
        raise ParameterError("an observation must have a value", f"{o['obs_id']} has none", "correct the observations table")
    bound = o["bound"]
    if _against(o, indicator):
        value, high, low, top = -value, _negative(high), _negative(top), _negative(low)
        bound = {"ge": "le", "le": "ge"}.get(bound, bound)
    return _Statement(
        report_id=o["report_id"],
        ref_area=_text(o.get("ref_area")),
        time_period=period_of(o),
        role=o["role"],
        indicator=indicator,
        value=value,
        value_high=high,
        bound=bound,
        interval=Interval(low, top),
        obs_ids=[o["obs_id"]],
    )


def _against(o: Mapping[Any, Any], indicator: Indicator) -> bool:
    """True for a fall of what is counted as growth, and for a rise of what is counted as decline."""
    return (indicator.growth and direction(o) == "fall") or (indicator.decline and direction(o) == "rise")


def direction(o: Mapping[Any, Any]) -> str:
    """Which way the words nearest before a number go, its own clause first, then its label: fall, rise, or nothing said."""
    label = o["label"] if isinstance(o["label"], str) else ""
    at = int(o["start"]) - int(o["sentence_start"])
    clause = o["sentence"][max(0, at - 12) : at] if isinstance(o["sentence"], str) else ""
    for words in (clause, label):
        fall, rise = (max((words.rfind(w) for w in group), default=-1) for group in (_FALLING, _RISING))
        if fall >= 0 or rise >= 0:
            return "fall" if fall > rise else "rise"
    return ""


def period_of(o: Mapping[Any, Any]) -> str | None:
    """The period that the value is for; a plan's target without one is for the coming year."""
    own, report = _text(o.get("period_stated")), _text(o.get("time_period"))
    if own is None and o["role"] == "target" and o.get("section_kind") == "plan" and report is not None:
        last = report.split("/")[-1][:4]
        return str(int(last) + 1) if last.isdigit() else None
    return own or report


def _merge(statements: Iterable[_Statement]) -> list[_Statement]:
    """Statements of one indicator, period and role that agree become one, named after the first; others follow it, numbered."""
    groups: dict[tuple[str, str, str | None, str], list[_Statement]] = {}
    for s in statements:
        kept = groups.setdefault(s.key, [])
        same = next((k for k in kept if _agree(k, s)), None)
        if same is None:
            s.number = len(kept) + 1
            kept.append(s)
        else:
            same.obs_ids.extend(s.obs_ids)
    for kept in groups.values():
        total = sum(len(s.obs_ids) for s in kept)
        for s in kept:
            s.n_stated = total
    return [s for kept in groups.values() for s in kept]


def _agree(a: _Statement, b: _Statement) -> bool:
    """One fact said twice; of two targets (6%以上, 力争8%) only equal figures are one."""
    if a.role == "target":
        return (a.value, a.value_high) == (b.value, b.value_high)
    return a.interval.overlaps(b.interval)


def _derive(stated: list[_Statement], catalogue: Catalogue) -> list[_Statement]:
    """Every formula whose parts one report gives for one period, unless the report states the indicator itself."""
    cells: dict[tuple[str, str | None], dict[str, _Statement]] = {}
    for s in stated:
        if s.role != "target":
            cells.setdefault((s.report_id, s.time_period), {}).setdefault(s.indicator.id, s)
    formulas = {i.id: i.formula for i in catalogue.indicators.values() if i.formula}
    out = []
    for (_, period), present in cells.items():
        for name in derived.in_order(formulas):
            if name not in present:
                made = _computed(catalogue[name], formulas[name], present, period)
                if made is not None:
                    present[name] = made
                    out.append(made)
    return out


def _computed(indicator: Indicator, formula: str, present: dict[str, _Statement], period: str | None) -> _Statement | None:
    parts = [present[name] for name in derived.ids_of(formula) if name in present]
    result = derived.evaluate(formula, {p.indicator.id: derived.Quantity(p.value, p.interval) for p in parts}, period)
    if result is None:
        return None
    low, high = result.interval.low, result.interval.high
    return _Statement(
        report_id=parts[0].report_id,
        ref_area=parts[0].ref_area,
        time_period=period,
        role="actual",
        indicator=indicator,
        value=result.value,
        value_high=None,
        bound="ge" if high is None else "le" if low is None else "exact" if all(p.bound == "exact" for p in parts) else "approx",
        interval=result.interval,
        obs_ids=list(dict.fromkeys(o for p in parts for o in p.obs_ids)),
        formula=formula,
        n_stated=0,
    )


def _row(s: _Statement) -> dict[str, Any]:
    return {
        "report_id": s.report_id,
        "ref_area": s.ref_area,
        "time_period": s.time_period,
        "indicator": s.indicator.id,
        "name_zh": s.indicator.zh,
        "name_en": s.indicator.en,
        "theme": s.indicator.theme,
        "unit": s.indicator.unit,
        "direction": s.indicator.direction,
        "value": s.value,
        "value_high": s.value_high,
        "bound": s.bound,
        "lower": s.interval.low,
        "upper": s.interval.high,
        "derived": s.formula is not None,
        "formula": s.formula,
        "obs_ids": s.obs_ids,
        "role": s.role,
        "n_stated": s.n_stated,
        "statement": s.number,
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _float(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def results(table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """What reports give as results: no targets, and no recomputed rate where the report states one that agrees with it."""
    stated = {
        (r, p, i): (low, high)
        for r, p, i, low, high in table[["report_id", "time_period", "indicator", "lower", "upper"]].itertuples(index=False)
    }
    keep = []
    for row in table.to_dict("records"):
        entry = catalogue.indicators.get(row["indicator"])
        twin = stated.get((row["report_id"], row["time_period"], (entry and entry.restates) or ""))
        agrees = twin is not None and not (row["lower"] > twin[1] or row["upper"] < twin[0])
        keep.append(row.get("role") != "target" and not agrees)
    return table.loc[keep].reset_index(drop=True)

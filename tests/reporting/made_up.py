"""A made-up report of ten sentences with its tables, small enough to be read: what the reporting wing is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from chengxi_analysis import tables, units
from chengxi_analysis.model import Document, Metadata, Section
from chengxi_analysis.rounding import printed_interval

TEXT = (
    "一、工作总结\n"
    "(一)民生\n"
    "全镇共有低保98户,发放低保金约120万元,其中退伍老兵何强一家领取1200元。\n"
    "参保40人,应参保60人,参保率65.00%,办结率80%。\n"
    "(二)卫生\n"
    "接种疫苗1000剂次,其中第一针400剂次,第二针500剂次,清理垃圾150多吨。\n"
    "二、存在问题\n"
    "人手不足。\n"
    "三、工作计划\n"
    "计划发放低保金150万元。\n"
)
ROWS: list[tuple[str, str, str, str, str | None, str, str, str | None]] = [
    # surface, unit, role, bound, indicator, name_zh, name_en, theme
    ("98户", "户", "actual", "exact", "welfare_dibao_households", "低保户数", "Households", "welfare"),
    ("120万元", "元", "actual", "approx", "welfare_dibao_paid", "低保金发放额", "Allowance paid", "welfare"),
    ("1200元", "元", "actual", "exact", None, "领取", "", "welfare"),
    ("40人", "人", "actual", "exact", "welfare_insured", "参保人数", "Insured", "welfare"),
    ("60人", "人", "actual", "exact", "welfare_to_insure", "应参保人数", "To be insured", "welfare"),
    ("65.00%", "%", "actual", "exact", "welfare_insured_rate", "参保率", "Insured share", "welfare"),
    ("80%", "%", "actual", "exact", "petitions_closing_rate", "办结率", "Closing rate", "petitions"),
    ("1000剂次", "剂次", "actual", "exact", "vaccination_doses_total", "接种剂次", "Doses", "vaccination"),
    ("400剂次", "剂次", "actual", "exact", "vaccination_doses_first", "第一针剂次", "First doses", "vaccination"),
    ("500剂次", "剂次", "actual", "exact", "vaccination_doses_second", "第二针剂次", "Second doses", "vaccination"),
    ("150多吨", "吨", "actual", "ge", "city_rubbish_cleared", "清理垃圾", "Rubbish cleared", "city"),
    ("150万元", "元", "target", "exact", "welfare_dibao_paid", "低保金发放额", "Allowance paid", "welfare"),
]


def _sections() -> tuple[Section, ...]:
    heads = [("一", "工作总结", 1, "summary"), ("一/(一)", "民生", 2, "summary"), ("一/(二)", "卫生", 2, "summary")]
    heads += [("二", "存在问题", 1, "problems"), ("三", "工作计划", 1, "plan")]
    marks = ("一、", "(一)", "(二)", "二、", "三、")
    starts = [TEXT.index(mark + head[1]) for mark, head in zip(marks, heads, strict=True)]
    return tuple(
        Section(path, title, level, kind, start, end)  # type: ignore[arg-type]
        for (path, title, level, kind), start, end in zip(heads, starts, [*starts[1:], len(TEXT)], strict=True)
    )


DOCUMENT = Document(
    "made-up-2022", TEXT, _sections(), Metadata(area="某县某镇", period="2022", publisher="某镇人民政府", title="2022年工作总结")
)


def observations() -> pd.DataFrame:
    """The figures of the text."""
    out, at = [], 0
    for surface, unit, role, bound, indicator, name_zh, _, theme in ROWS:
        start = TEXT.index(surface, at)
        at = end = start + len(surface)
        number = float("".join(c for c in surface if c in "0123456789."))
        magnitude, decimals = (1e4 if "万" in surface else 1.0), 2 if "." in surface else 0
        code = units.code_of(unit)
        interval = printed_interval(number * magnitude, decimals, bound, magnitude=magnitude, discrete=units.unit(code).discrete)
        left = TEXT.rindex("\n", 0, start) + 1
        section = DOCUMENT.section_at(start)
        out.append(
            {
                "obs_id": f"made-up-2022#{start}-{end}",
                "report_id": "made-up-2022",
                "time_period": "2022",
                "section": section.path,
                "section_title": section.title,
                "section_kind": section.kind,
                "theme": theme,
                "indicator": indicator,
                "label": name_zh,
                "role": role,
                "value": number * magnitude,
                "unit_text": unit,
                "unit": code,
                "decimals": decimals,
                "bound": bound,
                "lower": interval.low,
                "upper": interval.high,
                "start": start,
                "end": end,
                "text": surface,
                "sentence_start": left,
                "sentence": TEXT[left : TEXT.index("\n", start)],
            }
        )
    return tables.frame("observations", out)


def indicators() -> pd.DataFrame:
    """Those of the catalogue's kind, and one derived."""
    shown = {row["obs_id"]: (row, names) for row, names in zip(observations().to_dict("records"), ROWS, strict=True)}
    out: list[dict[str, Any]] = []
    for obs_id, (row, names) in shown.items():
        if row["role"] == "actual" and names[4]:
            kept = {k: row[k] for k in ("report_id", "time_period", "indicator", "theme", "unit", "value", "bound", "lower", "upper")}
            out.append(kept | {"name_zh": names[5], "name_en": names[6], "direction": "neutral", "derived": False, "obs_ids": [obs_id]})
    out.append(
        {
            "report_id": "made-up-2022",
            "time_period": "2022",
            "indicator": "welfare_dibao_per_household",
            "name_zh": "户均低保金",
            "name_en": "Allowance per household",
            "theme": "welfare",
            "unit": "CNY/household",
            "direction": "neutral",
            "value": 12244.9,
            "bound": "approx",
            "derived": True,
            "formula": "welfare_dibao_paid / welfare_dibao_households",
            "obs_ids": list(shown)[:2],
        }
    )
    return tables.frame("indicators", out)


def findings() -> pd.DataFrame:
    """A rate that no whole number gives, a total with a gap, more second doses than first, one that agrees, one untestable."""
    ids = list(observations()["obs_id"])

    def row(check: str, verdict: str, which: list[int], numbers: tuple[float | None, ...], **more: Any) -> dict[str, Any]:
        low, high, again_low, again_high, difference = numbers
        stated = " | ".join(ROWS[i][0] for i in which)
        return {
            "report_id": "made-up-2022",
            "finding_id": f"{check}:{which[0]}-{which[-1]}",
            "check": check,
            "verdict": verdict,
            "stated": stated,
            "stated_lower": low,
            "stated_upper": high,
            "recomputed_lower": again_low,
            "recomputed_upper": again_high,
            "difference": difference,
            "explanation_zh": f"“{stated}”这几个数对不上。",
            "explanation_en": f'"{stated}" do not agree.',
            "obs_ids": [ids[i] for i in which],
            **more,
        }

    share = 100 * 40 / 60
    return tables.frame(
        "findings",
        [
            row("rate", "inconsistent", [3, 4, 5], (64.995, 65.005, share, share, 1.66), severity="error"),
            row("granularity", "inconsistent", [4, 5], (64.995, 65.005, 65.0, 66.67, 0.0), severity="error"),
            row("rate", "untestable", [6], (None,) * 5, reason="base not stated"),
            row("total", "inconsistent", [7, 8, 9], (1000.0, 1000.0, 900.0, 900.0, 100.0), severity="note"),
            row("order", "inconsistent", [8, 9], (500.0, 500.0, None, 400.0, 100.0), severity="warning"),
            row("part", "consistent", [7, 8], (400.0, 400.0, None, 1000.0, 0.0)),
        ],
    )


def comparisons() -> pd.DataFrame:
    """A rate beside the country, another town and a quota; an allowance beside a floor; a target without a figure."""
    ids = list(observations()["obs_id"])
    base = {"report_id": "made-up-2022", "time_period": "2022", "derived": False, "comparability": "similar", "obs_ids": [ids[6]]}
    rate = base | {"indicator": "petitions_closing_rate", "theme": "petitions", "unit": "pct", "actual": 80.0, "actual_lower": 79.5}
    rate |= {"actual_upper": 80.5, "reason_zh": "分母未写明。", "reason_en": "The base is not stated."}
    country = {"kind": "benchmark", "status": "undecidable", "reference_area": "全国", "reference_level": "national", "source": "某局 2022"}
    dated = [{"reference_id": f"b{m}", "reference": 70.0 + m, "as_of": f"2022-{m:02d}-15", "peer": m == 12} for m in (3, 6, 9, 12)]
    rows = [rate | country | when for when in dated]
    rows.append(
        rate
        | country
        | {"reference_id": "b0", "reference": 91.5, "as_of": "2022-10", "peer": True}
        | {"reference_area": "某省某市某区", "reference_level": "district"}
    )
    rows.append(
        rate
        | {"kind": "target", "status": "undecidable", "reference_id": "t1", "reference": 90.0, "comparator": ">=", "as_of": "2022-02-01"}
        | {"deadline": "2023-01-31", "population": "初次信访", "source": "某市 2022-02-01", "comparability": "partial"}
    )
    paid = base | {
        "indicator": "welfare_dibao_per_household",
        "theme": "welfare",
        "unit": "CNY/household",
        "actual": 12244.9,
        "derived": True,
    }
    rows.append(
        paid
        | {"actual_lower": 11224.5, "actual_upper": 13265.3, "kind": "target", "status": "met", "reference_id": "t2", "reference": 9000.0}
        | {
            "comparator": ">=",
            "population": "低保户",
            "source": "某市 2022-06-06",
            "obs_ids": ids[:2],
            "reason_zh": "已达。",
            "reason_en": "Met.",
        }
    )
    rows.append(
        base
        | {
            "indicator": "housing_check",
            "unit": "pct",
            "kind": "target",
            "status": "no_actual",
            "reference_id": "t3",
            "reference": 100.0,
            "obs_ids": [],
        }
    )
    return tables.frame("comparisons", rows)


def refused() -> pd.DataFrame:
    """Numerals that are no figures."""
    return tables.frame(
        "refused",
        [{"report_id": "made-up-2022", "start": 0, "end": 1, "text": "一", "reason": "section number", "sentence": "一、工作总结"}],
    )


@dataclass
class MadeUpReport:
    """The report as the runner is given it; `breaks` names a table that cannot be made."""

    document: Document = DOCUMENT
    breaks: str = ""

    def _made(self, name: str) -> pd.DataFrame:
        if name == self.breaks:
            raise RuntimeError(f"{name} cannot be made")
        made: pd.DataFrame = globals()[name]()
        return made

    def observations(self) -> pd.DataFrame:
        return self._made("observations")

    def refused(self) -> pd.DataFrame:
        return self._made("refused")

    def indicators(self) -> pd.DataFrame:
        return self._made("indicators")

    def findings(self) -> pd.DataFrame:
        return self._made("findings")

    def comparisons(self) -> pd.DataFrame:
        return self._made("comparisons")

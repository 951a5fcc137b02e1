"""The audit finds what a careful reader objects to, and nothing else."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from chengxi_analysis import tables
from chengxi_analysis.analysis.audit import audit, audit_summary
from chengxi_analysis.analysis.catalogue import own
from chengxi_analysis.analysis.selftest import self_test
from chengxi_analysis.extraction import extract_observations
from chengxi_analysis.model import Document
from chengxi_analysis.naming import reread
from chengxi_analysis.reading import document_from_text, read_document
from tests.support import GOLD_IDS, gold_observations, plain_document, relations, report_path

CASES = [
    json.loads(line)
    for name in ("audit_cases.jsonl", "audit_cases_found.jsonl")
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
]
RANK = {"note": 0, "warning": 1, "error": 2}


def audited(text: str) -> pd.DataFrame:
    document = document_from_text(text, "case", {"period": "2022"})
    return audit(extract_observations(document, match=own().match_columns), document)


def by_gold(report_id: str) -> tuple[pd.DataFrame, Document]:
    return gold_observations(report_id), plain_document(report_id)


def by_extraction(report_id: str) -> tuple[pd.DataFrame, Document]:
    document = read_document(report_path(report_id))
    return extract_observations(document, match=own().match_columns), document


def starts(obs_ids: list[str]) -> set[int]:
    return {int(oid.partition("#")[2].partition("-")[0]) for oid in obs_ids}


def lines(findings: pd.DataFrame, verdict: str) -> set[str]:
    chosen = findings[findings["verdict"] == verdict]
    severity = [f"{s} " if isinstance(s, str) else "" for s in chosen["severity"]]
    return {f"{c} {s}{t}" for c, s, t in zip(chosen["check"], severity, chosen["stated"], strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_a_sentence_gets_its_verdicts(case: dict[str, object]) -> None:
    findings = audited(str(case["text"]))
    bad = lines(findings, "inconsistent")
    bad = {b for b in bad if b.split()[0] not in case.get("also_allowed", [])}  # type: ignore[operator]
    assert bad == set(case.get("inconsistent", []))  # type: ignore[call-overload]
    assert lines(findings, "consistent") >= set(case.get("consistent", []))  # type: ignore[call-overload]


@pytest.mark.parametrize("read", [by_gold, by_extraction])
@pytest.mark.parametrize("report_id", GOLD_IDS)
def test_everything_a_careful_reader_objects_to_is_found(report_id: str, read) -> None:  # type: ignore[no-untyped-def]
    findings = audit(*read(report_id))
    bad = [(row.severity, starts(row.obs_ids)) for row in findings[findings["verdict"] == "inconsistent"].itertuples()]
    for relation in relations(report_id):
        if relation["audit"] != "must_find":
            continue
        involved = {i["start"] for i in relation["involved"]}
        severities = [severity for severity, places in bad if places <= involved]
        assert severities, relation["expression"]
        assert max(RANK[s] for s in severities) >= RANK[relation["severity"]]


@pytest.mark.parametrize("read", [by_gold, by_extraction])
@pytest.mark.parametrize("report_id", GOLD_IDS)
def test_nothing_else_is_flagged(report_id: str, read) -> None:  # type: ignore[no-untyped-def]
    findings = audit(*read(report_id))
    allowed = [r for r in relations(report_id) if r["audit"] == "must_find" or (r["audit"] == "either" and r["verdict"] == "inconsistent")]
    for row in findings[findings["verdict"] == "inconsistent"].itertuples():
        places = starts(row.obs_ids)
        assert any(places <= {i["start"] for i in r["involved"]} for r in allowed), row.stated


@pytest.mark.parametrize("report_id", GOLD_IDS)
def test_what_may_not_be_linked_is_in_no_finding_together(report_id: str) -> None:
    findings = audit(*by_extraction(report_id))
    for relation in relations(report_id):
        if relation["audit"] == "must_not_link":
            involved = {i["start"] for i in relation["involved"]}
            assert not any(starts(ids) == involved for ids in findings["obs_ids"]), relation["expression"]


def test_the_findings_keep_their_contract() -> None:
    findings = audit(*by_extraction("chengxi-2022"))
    assert list(findings.columns) == tables.columns("findings")
    assert findings["finding_id"].is_unique
    bad = findings["verdict"] == "inconsistent"
    assert findings.loc[bad, "severity"].notna().all()
    assert findings.loc[~bad, "severity"].isna().all()
    assert (findings["reason"].notna() == (findings["verdict"] == "untestable")).all()
    assert (findings.loc[bad, "difference"].abs() > 0).all()


def test_no_explanation_says_which_figure_is_wrong() -> None:
    for report_id in GOLD_IDS:
        findings = audit(*by_extraction(report_id))
        words = " ".join(findings["explanation_zh"]) + " ".join(findings["explanation_en"])
        assert not any(w in words for w in ("错误", "写错", "应改为", "wrong", "incorrect", "mistake"))


def explained(text: str, check: str) -> tuple[str, str]:
    found = audited(text)
    return tuple(found.loc[found["check"] == check, ["explanation_zh", "explanation_en"]].iloc[0])


def test_only_an_inexact_outcome_is_called_about_so_much() -> None:
    assert "相加为11宗" in explained("信访积案11宗,其中个案7宗,群体案4宗。", "total")[0]
    assert "gives 11," in explained("信访积案11宗,其中个案7宗,群体案4宗。", "total")[1]
    assert "约为81.8%" in explained("受理22宗,办结18宗,办结率81.8%。", "rate")[0]


def test_what_is_compared_is_called_as_the_text_calls_it() -> None:
    zh, en = explained("疫苗第一针接种25220剂次,第二针接种26897剂次。", "order")
    assert "第二针接种“26897剂次”大于" in zh
    assert "第一针接种“25220剂次”" in zh
    assert "(second doses) is larger than “25220剂次” (first doses)" in en
    zh, _ = explained("排查出存在安全隐患603处,当场责令整改52处。", "order")
    assert "责令整改“52处”不超过" in zh
    assert not any(word in zh for word in ("受理", "办理"))
    zh, _ = explained("第一针接种率92.08%,第二针接种率87.15%。", "order")
    assert "针次" not in zh


def test_a_percentage_that_no_part_gives_is_explained_in_the_unit_of_the_whole() -> None:
    zh, _ = explained("实际需管控99人,已管控63人,管控率达64.95%。", "granularity")
    assert "无论取其中多少人都得不出" in zh


def test_a_percentage_that_no_count_gives_stands_beside_the_nearest_one_that_some_count_gives() -> None:
    row = audited("实际需管控99人,已管控63人,管控率达64.95%。").set_index("check").loc["granularity"]
    assert row["recomputed_lower"] == row["recomputed_upper"] == pytest.approx(100 * 64 / 99)
    assert row["difference"] == pytest.approx(64.945 - 100 * 64 / 99)
    fits = audited("实际需管控99人,已管控63人,管控率达63.64%。").set_index("check").loc["granularity"]
    assert (fits["recomputed_lower"], fits["difference"]) == (pytest.approx(100 * 63 / 99), 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("群众满意率98.6%。", "numerator or denominator not stated"),
        ("接待来访86人,群众满意率98.6%。", "numerator or denominator not stated"),
        ("收到建议86件、提案124件,满意件201件,代表委员满意率98.6%。", "link not certain"),
    ],
)
def test_why_a_rate_cannot_be_tested_is_true(text: str, reason: str) -> None:
    found = audited(text)
    assert found.loc[(found["check"] == "rate") & (found["verdict"] == "untestable"), "reason"].tolist() == [reason]


@pytest.mark.parametrize(
    ("text", "check", "zh", "en"),
    [
        ("入住率达到41.5%,比上年的38%提高4.5个百分点。", "growth", "相差约为3.5个百分点", "gives about 3.5 percentage points;"),
        ("人均收入9,600元,是2012年1,600元的5倍。", "growth", "约为“1,600元”的6倍", "is about 6 times “1,600元”;"),
        ("产值由2.5亿元增加到4.1亿元,翻了一番。", "growth", "约为“2.5亿元”的1.64倍（翻1番是2倍）", "is about 1.64 times"),
        ("总收入2.4亿元,其中甲1.2亿元、乙0.9亿元、丙0.6亿元。", "total", "相加约为2.7亿元", "gives about 270 million yuan;"),
        (
            "总收入2.4亿元,其中甲1.2亿元、乙0.8亿元、丙0.5亿元。",
            "total",
            "考虑四舍五入，与文中的“2.4亿元”相符",
            "in the text within rounding",
        ),
        ("应参保420人,已参保390人,参保率97.1%。", "rate", "统计口径也可能不同", "on different footings"),
        ("集中式饮用水源水质达标率为103.2%。", "range", "“集中式饮用水源水质达标率为103.2%”", "“103.2%” cannot exceed 100%"),
    ],
)
def test_what_is_worked_out_is_said_in_the_language_of_the_sentence(text: str, check: str, zh: str, en: str) -> None:
    said = explained(text, check)
    assert zh in said[0]
    assert en in said[1]
    assert re.sub("“[^”]*”|\\([^)]*\\)", "", said[1]).isascii()


def test_the_same_report_gives_the_same_findings() -> None:
    first, second = audit(*by_extraction("town-2005")), audit(*by_extraction("town-2005"))
    pd.testing.assert_frame_equal(first, second)


def test_a_report_without_numbers_gives_an_empty_table() -> None:
    findings = audited("坚持党的领导,各项工作稳步推进。")
    assert findings.empty
    assert list(findings.columns) == tables.columns("findings")


def test_the_summary_gives_all_denominators() -> None:
    observations, document = by_extraction("chengxi-2022")
    findings = audit(observations, document)
    summary = audit_summary(findings, observations)
    assert summary["read"] == len(observations)
    assert summary["testable"] == summary["tested"] + summary["untestable"] == len(findings)
    assert summary["tested"] == summary["consistent"] + summary["inconsistent"]
    assert sum(summary["by_severity"].values()) == summary["inconsistent"]
    assert sum(summary["untestable_by_reason"].values()) == summary["untestable"]


def self_tested(document: Document) -> pd.DataFrame:
    read = partial(reread, document, own())
    return self_test(*read(document.text), read).set_index("family")


#: What the self-test comes to on the annotated reports; it may only rise.
@pytest.mark.parametrize(
    ("report_id", "least"), [("chengxi-2022", 0.97), ("town-2005", 0.89), ("police-bureau-2016", 0.95), ("health-bureau-2003", 0.96)]
)
def test_numbers_changed_in_the_text_are_found(report_id: str, least: float) -> None:
    result = self_tested(read_document(report_path(report_id)))
    assert result.loc["all", "mutated"] > 50
    assert result.loc["all", "recall"] >= least
    families = result.drop(index="all")
    assert (families["found"] + families["noted"] + families["missed"] == families["mutated"]).all()
    assert families["mutated"].sum() == result.loc["all", "mutated"]


def test_a_total_that_becomes_a_mere_part_is_missed_and_a_note_is_no_alarm() -> None:
    """其中 need not name all parts, so most shortfalls of such a list cannot be told from an open list."""
    result = self_tested(document_from_text("全年处置险情152起,其中塌方101起、滑坡32起、落石19起。", "case", {"period": "2022"}))
    assert result.loc["total", "missed"] > 0
    assert result.loc["total", "noted"] > 0
    closed = self_tested(document_from_text("全年处置险情152起,包括塌方101起、滑坡32起、落石19起。", "case", {"period": "2022"}))
    assert closed.loc["total", "recall"] > result.loc["total", "recall"]


def test_the_self_test_changes_what_is_printed_and_leaves_the_report_as_it_was() -> None:
    document = document_from_text("应参保人口3,250人,实参保3,120人,参保率96.0%。", "case", {"period": "2022"})
    observations = reread(document, own(), document.text)[0]
    before, texts = observations.copy(deep=True), []

    def read(text: str) -> tuple[pd.DataFrame, Document]:
        texts.append(text)
        return reread(document, own(), text)

    result = self_test(observations, document, read).set_index("family")
    pd.testing.assert_frame_equal(observations, before)
    assert result.loc["rate", "found"] > 10
    assert len(texts) == len(set(texts)) > 10
    assert all(re.fullmatch(r"应参保人口[\d,]+人,实参保[\d,]+人,参保率[\d.]+%。", text) for text in texts)


PLANS = [
    ("增长21%", "growth warning 3,200元 | 3,600元 | 21%"),
    ("增长12.5%", None),
]


@pytest.mark.parametrize(("grown", "expected"), PLANS)
def test_planned_growth_is_held_against_the_result_of_the_year(grown: str, expected: str | None) -> None:
    text = f"青山镇2022年工作总结\n一、2022年工作\n农民人均纯收入3,200元。\n二、2023年工作计划\n农民人均纯收入达到3,600元,{grown}。"
    found = audited(text)
    assert lines(found, "inconsistent") == ({expected} if expected else set())
    assert bool(expected) or "growth 3,200元 | 3,600元 | 12.5%" in lines(found, "consistent")


def test_what_a_plan_builds_on_is_the_result_and_no_level_of_the_plan() -> None:
    text = "青山镇2022年工作总结\n一、2022年工作\n工业总产值3.45亿元。\n二、2023年工作计划\n工业总产值在今年3.54亿元的基础上增长10%。"
    assert lines(audited(text), "inconsistent") == {"repetition error 3.45亿元 | 3.54亿元"}
    assert lines(audited(text.replace("3.54", "3.45")), "inconsistent") == set()

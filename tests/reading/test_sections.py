"""What each section is: results, problems, plan or appendix, and where running text turns to the plan."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengxi_analysis.model import Document, Section
from chengxi_analysis.reading import document_from_text, read_document
from chengxi_analysis.reading import kinds as kinds_module
from chengxi_analysis.reading.kinds import Context, own_kind
from tests.support import GOLD_IDS, gold_rows, report_path


def kinds(text: str, period: str | None = None) -> list[tuple[str, str]]:
    """Path and kind of every section."""
    document = document_from_text(text, "report", {"period": period})
    return [(s.path, s.kind) for s in document.sections]


def kind_of(document: Document, words: str) -> str:
    """Kind of the section that holds some words of the text."""
    return document.section_at(document.text.index(words)).kind


@pytest.mark.parametrize(
    "title",
    [
        "存在问题",
        "存在的主要问题和不足",
        "面临的困难和挑战",
        "存在的薄弱环节",
        "问题与不足",
        "困难和问题",
        "存在問題",
        "当前工作中存在的突出问题",
    ],
)
def test_problems_are_told_by_their_title(title: str) -> None:
    assert kinds(f"一、工作情况\n好。\n二、{title}\n少。") == [("一", "summary"), ("二", "problems")]


@pytest.mark.parametrize(
    "title",
    [
        "2023年工作计划", "2023年重点工作", "下一步工作打算", "下步工作思路", "明年工作安排", "明年打算",
        "来年展望", "今后工作设想", "下阶段工作重点",
        "主要任务", "总体要求", "发展目标", "努力方向",
        "２０２３年工作安排", "二〇二三年工作要点", "“十五五”时期主要目标和重大任务", "明年工作計劃",
    ],
)  # fmt: skip
def test_the_plan_is_told_by_its_title(title: str) -> None:
    assert kinds(f"一、工作情况\n好。\n二、{title}\n多。", "2022") == [("一", "summary"), ("二", "plan")]


@pytest.mark.parametrize(
    "title",
    [
        "2022年工作总结", "着力解决突出问题", "目标任务完成情况", "超额完成预期目标", "理清工作思路，明确发展目标", "突出重点工作",
        "2022年工作安排落实情况",
        "化解信访问题", "“十三五”时期工作回顾", "圆满完成全年目标任务",
    ],
)  # fmt: skip
def test_titles_of_deeds_stay_results(title: str) -> None:
    assert kinds(f"一、工作情况\n好。\n二、{title}\n多。", "2022") == [("一", "summary"), ("二", "summary")]


def test_the_second_half_is_the_plan_of_a_report_on_the_first() -> None:
    text = "一、上半年工作情况\n办结5件。下半年，要办结8件。\n二、下半年工作措施\n多。"
    assert [k for _, k in kinds(text, "2023-01/2023-06")] == ["summary", "plan", "plan"]
    assert [k for _, k in kinds(text, "2023")] == ["summary", "summary"]


def test_children_take_the_kind_of_their_parent() -> None:
    text = "一、工作总结\n（一）党建\n二、2023年工作计划\n（一）全面完成任务情况\n1.党建\n"
    assert [k for _, k in kinds(text, "2022")] == ["summary", "summary", "plan", "plan", "plan"]


def test_problems_and_plans_may_stand_below_a_heading() -> None:
    text = "一、禁毒\n（一）工作情况\n（二）存在问题\n（三）下一步打算\n二、信访\n"
    assert [k for _, k in kinds(text)] == ["summary", "summary", "problems", "plan", "summary"]


def test_government_reports_review_last_year_and_plan_this_year() -> None:
    text = (
        "某市政府工作报告\n——2026年1月20日在某市人民代表大会上\n各位代表：\n一、2025年工作回顾\n增长5%。\n二、“十五五”发展的主要考虑\n好。\n"
        "三、今年重点工作\n（一）工业\n四、全面加强政府自身建设\n附件：\n名词解释\n1.PM2.5：细颗粒物。"
    )
    document = document_from_text(text, "report")
    assert document.metadata.period == "2025"
    assert [s.kind for s in document.sections] == ["preamble", "summary", "plan", "plan", "plan", "plan", *["appendix"] * 3]


def test_headings_without_number_part_a_speech() -> None:
    text = (
        "政府工作报告\n（2024年1月9日）\n各位代表：\n2023年工作回顾\n增长6%。\n一、工业\n存在的主要问题\n少。\n2024年工作安排\n一、工业\n"
    )
    assert kinds(text)[1:] == [
        ("2023年工作回顾", "summary"),
        ("2023年工作回顾/一", "summary"),
        ("存在的主要问题", "problems"),
        ("2024年工作安排", "plan"),
        ("2024年工作安排/一", "plan"),
    ]


def test_a_report_that_is_a_plan_is_a_plan_throughout() -> None:
    assert kinds("某局2023年工作要点\n一、工业\n增长5%。\n二、农业\n")[1:] == [("一", "plan"), ("二", "plan")]


def test_the_title_of_the_report_is_no_section() -> None:
    text = "某镇2005年工作总结及“十一五”工作思路\n(2005年12月28日)\n一年来,镇党委开展工作.\n一、经济\n增长5%.\n"
    assert kinds(text) == [("", "preamble"), ("一", "summary")]


@pytest.mark.parametrize("turn", ["2004年，", "２００４年，", "二〇〇四年，", "明年，", "下一步，", "今后，"])
def test_a_mixed_section_turns_to_the_plan_at_a_sentence(turn: str) -> None:
    text = f"一、存在的困难和明年打算\n　　一是欠账5万元。{turn}力争达到86%。还要再建3所。"
    document = document_from_text(text, "report", {"period": "2003"})
    assert (kind_of(document, "5万元"), kind_of(document, "86%"), kind_of(document, "3所")) == ("problems", "plan", "plan")


def test_a_turn_within_results_lasts_to_the_end_of_its_paragraph() -> None:
    text = "一、工作情况\n办结5件。2017年，要办结8件。还要建2所。\n另有3件移交。\n二、经验\n" + "内容很多。" * 40
    document = document_from_text(text, "report", {"period": "2016"})
    assert [kind_of(document, w) for w in ("5件", "8件", "2所", "3件")] == ["summary", "plan", "plan", "summary"]


def test_a_turn_that_announces_a_list_opens_the_plan() -> None:
    text = "一、工作总结\n完成3件。\n下一步，我们将重点做好：\n一、投资5亿元\n二、修路3公里\n"
    assert [k for _, k in kinds(text)] == ["summary", "plan", "plan", "plan"]


@pytest.mark.parametrize("words", ["到2017年，", "2017年1月，", "2017年底前", "办结2017年的案件"])
def test_a_later_year_in_passing_is_no_turn(words: str) -> None:
    document = document_from_text(f"一、工作情况\n办结5件。{words}完成8件。\n二、经验", "report", {"period": "2016"})
    assert kind_of(document, "8件") == "summary"


@given(st.text(alphabet=st.sampled_from("一二十1２.．、（）()第章①\n\r 　。：年明下步2023存在问题计划附件甲"), max_size=300))
def test_sections_cover_any_text_without_gap(text: str) -> None:
    sections = document_from_text(text, "report").sections
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(sections))


_WORDS = (
    "附件 名词解释 存在 问题 困难 不足 短板 差距 薄弱环节 挑战 下步 下一阶段 下年度 明年 来年 今后 未来五年 展望 工作 计划 打算 设想 建议 "
    "努力方向 发展 规划 思路 安排 部署 要点 重点 目标 任务 要求 指导思想 "
    "总结 回顾 情况 完成 2023年 ２０２３年 二〇二三年 十五五 时期 和 及 ， 加强 党建"
)


@given(st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=5).map("".join))
def test_the_shortcut_for_titles_further_down_misses_nothing(title: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        context = Context(2022)
        quick = own_kind(title, context, top=False)
        patch.setattr(kinds_module, "_TELLING", _Everything())
        assert own_kind(title, context, top=False) == quick


class _Everything:
    """A set that shares a member with every title: the shortcut never taken."""

    def isdisjoint(self, _: str) -> bool:
        return False


def sections_of(report_id: str) -> list[tuple[Section, str]]:
    """Section and role of every annotated quantity of a gold report."""
    document = read_document(report_path(report_id))
    return [(document.section_at(g["start"]), g["role"]) for g in gold_rows(report_id)]


@pytest.mark.parametrize("report_id", GOLD_IDS)
def test_annotated_results_never_stand_in_a_plan(report_id: str) -> None:
    assert [s.path for s, role in sections_of(report_id) if s.kind == "plan" and role == "actual"] == []


def test_the_seed_report_is_told_apart() -> None:
    document = read_document(report_path("chengxi-2022"))
    tops = [(s.path, s.title, s.kind) for s in document.sections if s.level == 1]
    assert tops == [("一", "2022年工作总结", "summary"), ("二", "存在问题", "problems"), ("三", "2023年工作计划", "plan")]
    assert document.section_at(document.text.index("64.95%")).path == "一/(六)/3"
    assert all(document.text[s.start] in "一二三(123456" for s in document.sections if s.path)


def test_a_communique_on_a_plan_s_outcome_is_no_plan() -> None:
    report = document_from_text("某县关于一九八二年计划执行结果的公报\n一、工业\n工业总产值完成2.1亿元。\n", "any", {"period": "1982"})
    assert [s.kind for s in report.sections] == ["preamble", "summary"]

"""Which line starts are headings, what their words are, and where they stand in the tree."""

from __future__ import annotations

import pytest

from chengxi_analysis.reading import document_from_text


def tree(text: str) -> list[tuple[str, str]]:
    """Path and title of every section that has a heading."""
    return [(s.path, s.title) for s in document_from_text(text, "report").sections if s.path]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("一、工业", "一"),
        ("一．工业", "一"),
        ("一.工业", "一"),
        ("十二、工业", "十二"),
        ("　　三、工业", "三"),
        ("\u00a0\t三、 工业", "三"),
        ("(一)工业", "(一)"),
        ("（一）工业", "(一)"),
        ("（一)工业", "(一)"),
        ("（ 一 ）工业", "(一)"),
        ("（一）、工业", "(一)"),
        ("一）工业", "(一)"),
        ("㈠工业", "(一)"),
        ("1.工业", "1"),
        ("1、工业", "1"),
        ("1．工业", "1"),
        ("１．工业", "1"),
        ("１、工业", "1"),
        ("12. 工业", "12"),
        ("⒈工业", "1"),
        ("(1)工业", "(1)"),
        ("（１）工业", "(1)"),
        ("1）工业", "(1)"),
        ("⑴工业", "(1)"),
        ("①工业", "①"),
        ("第一、工业", "第一"),
        ("第一，工业", "第一"),
        ("第一章 工业", "第一章"),
        ("第二部分：工业", "第二部分"),
        ("## 一、工业", "一"),
        ("**一、工业**", "一"),
    ],
)
def test_every_form_of_number_is_a_heading(line: str, path: str) -> None:
    assert tree(f"{line}\n全年增长5%。") == [(path, "工业")]


@pytest.mark.parametrize(
    "line",
    [
        "一是抓好落实",
        "一方面抓好落实",
        "1.62万人受益",
        "１．６２万人受益",
        "2.5%的增长",
        "12.30火灾",
        "4月18日开工",
        "(2005年12月28日)",
        "2005年工业增长",
        "1、2月份降水偏多",
        "一、二、三产业比重为8:41:51",
        "一、二季度增长5%",
        "二级响应3次",
        "十户联防",
        "药物灭螺　亩　26,500　24,512　95.2",
        "第一产业增加值5亿元",
        "第一季度增长5%",
        "5万元以上案件3起",
        "3）以下的补充",
    ],
)
def test_numbers_of_the_text_are_no_headings(line: str) -> None:
    assert tree(f"工作情况如下。\n{line}\n完") == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1.坚持党的领导,加强思想政治建设。街道坚持学习。", "坚持党的领导,加强思想政治建设"),
        ("（一）党建方面：开展培训3次", "党建方面"),
        ("1.粮食生产.播种面积87,400亩,总产2.5万吨.", "粮食生产"),
        ("1.投入2.5亿元修路。建成3条。", "投入2.5亿元修路"),
        ("1.2023年新建学校2所。好", "2023年新建学校2所"),
        ("2.12345热线。办结100件", None),
        ("一、加大整治力度 " + "社区是居民的家园，居民关注环境" * 6, "加大整治力度"),
        ("一、全年开展各类培训，" + "培训内容涵盖多个方面而且十分实用" * 6, "全年开展各类培训"),
    ],
)
def test_a_title_ends_with_its_sentence(line: str, title: str | None) -> None:
    found = tree(f"一年来的工作。\n{line}")
    assert [t for _, t in found] == ([title] if title else [])


def test_levels_nest_as_the_numbers_say() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n②己\n2.庚\n（二）辛\n二、壬\n1.癸\n"
    paths = [path for path, _ in tree(text)]
    assert paths == [
        "一", "一/(一)", "一/(一)/1", "一/(一)/1/(1)", "一/(一)/1/(1)/①", "一/(一)/1/(1)/②",
        "一/(一)/2", "一/(二)", "二", "二/1",
    ]  # fmt: skip
    assert [s.level for s in document_from_text(text, "r").sections] == [1, 2, 3, 4, 5, 5, 3, 2, 1, 3]


def test_ordinals_stand_below_what_is_open_and_beside_each_other() -> None:
    text = "一、作风\n第一、学习。好\n第二、纪律。好\n二、经济\n"
    assert [path for path, _ in tree(text)] == ["一", "一/第一", "一/第二", "二"]


def test_headings_may_share_a_line() -> None:
    text = "一、工作情况。（一）净化。清运垃圾3吨。（二）美化。栽树5棵。二、存在问题。一是少。"
    assert tree(text) == [("一", "工作情况"), ("一/(一)", "净化"), ("一/(二)", "美化"), ("二", "存在问题")]


def test_a_number_within_a_line_that_continues_nothing_is_none() -> None:
    assert tree("一、工作情况。见附表。（三）为去年数。\n二、问题") == [("一", "工作情况"), ("二", "问题")]


def test_numbers_alone_on_a_line_are_headings_of_old_speeches() -> None:
    assert [path for path, _ in tree("　　一\n　　去年增产。\n　　二\n　　工业增长。\n十\n")] == ["一", "二"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    assert tree(end.join(["甲镇工作", "一、农业", "增产5%。", "二、工业"])) == [("一", "农业"), ("二", "工业")]


def test_parts_restart_the_numbers_below() -> None:
    text = "第一部分　上半年工作总结\n一、党建\n第二部分　下半年工作计划\n一、党建\n"
    assert [path for path, _ in tree(text)] == ["第一部分", "第一部分/一", "第二部分", "第二部分/一"]


def test_a_line_without_number_does_not_break_the_count() -> None:
    text = "某局工作\n一年来做了三件事。\n一、甲\n二、乙\n存在问题\n经费不足。\n三、丙\n"
    assert [path for path, _ in tree(text)] == ["一", "二", "存在问题", "三"]

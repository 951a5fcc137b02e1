"""Names of private persons: found behind roles and before titles, masked at the same length; ordinary words are left alone."""

from __future__ import annotations

import pytest

from chengxi_analysis.reporting.book import tables_of
from chengxi_analysis.reporting.privacy import mask, names_in
from tests.reporting import made_up
from tests.support import GOLD_IDS, report_path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("慰问困难党员张桂兰、李国强等", ["张桂兰", "李国强"]),
        ("信访人王某与村民赵德福调解", ["王某", "赵德福"]),
        ("聘请欧阳文教授、刘建国同志授课", ["欧阳文", "刘建国"]),
        ("犯罪嫌疑人马明被抓获", ["马明"]),
        ("镇党委书记周立新主持", ["周立新"]),
    ],
)
def test_names_are_found(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "深入学习贯彻习近平新时代中国特色社会主义思想和习近平总书记重要讲话精神",
        "征订《习近平谈治国理政》第四卷、《毛泽东选集》",
        "提高人民群众安全感满意度,丰富居民文化生活,做好农户高标准农田建设",
        "配齐高级教师,完善党员干部管理制度,党工委书记、常务副主任参加",
        "组织老师严格管理学生安全,方便群众和企业",
    ],
)
def test_public_titles_and_ordinary_words_are_left_alone(text):
    assert names_in(text) == []


def test_masking_keeps_the_length():
    assert mask("欧阳文教授与何强", ["欧阳文", "何强"]) == "欧阳某教授与何某"


@pytest.mark.parametrize("report_id", [i for i in GOLD_IDS if i != "chengxi-2022"])
def test_the_made_up_reports_hold_no_name(report_id):
    assert names_in(report_path(report_id).read_text(encoding="utf-8")) == []


def test_the_seed_report_loses_its_three_private_names():
    assert names_in(report_path("chengxi-2022").read_text(encoding="utf-8")) == ["陈兴汉", "何强", "冯富源"]


def test_no_table_of_a_report_carries_a_name_and_offsets_still_hold():
    frames = tables_of(made_up.MadeUpReport())
    assert not any("何强" in frame.to_csv() for frame in frames.values())
    for row in frames["observations"].to_dict("records"):
        assert row["sentence"][row["start"] - row["sentence_start"] : row["end"] - row["sentence_start"]] == row["text"]

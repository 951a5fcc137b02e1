"""The period that a report speaks about, and from where it is known."""

from __future__ import annotations

import pytest

from chengxi_analysis.reading import document_from_text
from chengxi_analysis.reading.cutoff import find_cutoff

BODY = "\n一年来,各项工作有序推进,取得成效。\n"


def period(text: str) -> tuple[str | None, str | None]:
    known = document_from_text(text, "report").metadata
    return known.period, known.period_source


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某县卫生局２００３年工作总结", "2003"),
        ("某县卫生局二○○三年工作总结", "2003"),
        ("某镇2005年工作总结及“十一五”工作思路", "2005"),
        ("某街道2015年工作总结和2016年工作安排", "2015"),
        ("某街道关于2021年度工作情况的报告", "2021"),
        ("某镇2021年上半年工作总结", "2021-01/2021-06"),
        ("某镇2021年下半年工作小结", "2021-07/2021-12"),
        ("某局2022年1-10月工作总结", "2022-01/2022-10"),
        ("某局2022年1—9月份工作总结", "2022-01/2022-09"),
        ("某局2022年前三季度工作总结", "2022-01/2022-09"),
        ("某局2022年第一季度工作总结", "2022-01/2022-03"),
        ("某局2016-2020年工作总结", "2016/2020"),
        ("某市2019年政府工作报告", "2018"),
        ("某街道2022年度法治政府建设工作报告", "2022"),
    ],
)
def test_the_title_tells(title: str, expected: str) -> None:
    assert period(title + BODY) == (expected, "title")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("街道锐意进取,现将2022年工作情况总结如下。\n一、党建\n", "2022"),
        ("某市政府工作报告\n——2026年1月20日在会上\n各位代表：\n一、2025年工作回顾\n二、2026年工作建议\n", "2025"),
        ("工作回顾\n　　2021年，在县委领导下，我镇完成投资5亿元。\n", "2021"),
        ("全局完成投资3亿元。\n　　　　二○○三年十二月二十二日\n", "2003"),
        ("全局完成投资3亿元。\n　　　　2004年1月8日\n", "2003"),
    ],
)
def test_the_text_tells_where_the_title_does_not(text: str, expected: str) -> None:
    assert period(text) == (expected, "text")


def test_a_speech_of_january_reviews_the_year_before_and_one_of_december_its_own() -> None:
    assert period("政府工作报告\n（2024年1月9日）\n各位代表：\n报告工作。")[0] == "2023"
    assert period("政府工作报告\n（2021年12月28日）\n各位代表：\n报告工作。")[0] == "2021"


@pytest.mark.parametrize("text", ["全镇完成投资3亿元。", "2024年，我们将新建学校2所。", "自2019年起每年修路3公里。\n2024年5月1日"])
def test_what_no_words_tell_stays_unknown(text: str) -> None:
    assert period(text) == (None, None)


def test_what_the_caller_knows_goes_before_the_text() -> None:
    document = document_from_text("某镇2021年工作总结" + BODY, "report", {"period": "2020"})
    assert (document.metadata.period, document.metadata.period_source) == ("2020", "sidecar")


@pytest.mark.parametrize(
    ("text", "period", "published", "expected"),
    [
        ("某项目可望在12月开张。", "2022", None, "2022-11-30"),
        ("截至11月底,接种率为92%。", "2022", None, "2022-11-30"),
        ("截止十月二十五日,完成投资3亿元。", "2022", None, "2022-10-25"),
        ("截至2022年11月中旬,办结18宗。", "2022", None, "2022-11-20"),
        ("工作顺利。\n某镇人民政府\n2022年12月5日\n", "2022", None, "2022-12-05"),
        ("工作顺利。", "2022", "2022-12-08", "2022-12-08"),
        ("工作顺利。", "2022", "2023-01-08", None),
        ("工作顺利。\n2023年1月5日", "2022", None, None),
        ("截至6月底,完成投资3亿元。", "2022", None, None),
        ("截至12月底,完成投资3亿元。", "2022", None, None),
        ("截至5月底,完成投资3亿元。", "2022-01/2022-06", None, "2022-05-31"),
        ("截至11月31日,完成投资3亿元。", "2022", None, None),
        ("截至11月底,完成投资3亿元。", None, None, None),
    ],
)
def test_the_day_up_to_which_a_report_can_know(text: str, period: str | None, published: str | None, expected: str | None) -> None:
    assert find_cutoff(text, period, published) == expected


def test_a_plan_s_months_are_no_sign_of_when_a_report_was_written() -> None:
    document = document_from_text("某镇2022年工作总结\n一、工作\n完成三件事。\n二、明年计划\n计划于11月开工建设广场3个。", "r")
    assert document.metadata.as_of is None


def test_the_sidecar_s_word_on_the_cutoff_comes_first() -> None:
    assert document_from_text("某项目可望在12月开张。", "r", {"period": "2022", "as_of": "2022-10-31"}).metadata.as_of == "2022-10-31"

"""What holds of the reading of any text, hostile ones included."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chengxi_analysis.extraction import extract_observations, extract_refused
from chengxi_analysis.extraction.fold import fold
from chengxi_analysis.extraction.numerals import parse_numeral
from chengxi_analysis.reading import document_from_text

PIECES = st.sampled_from(
    ["今年", "2022年", "1-10月", "完成", "增长", "下降", "比上年", "由", "到", "至", "分别", "其中", "约", "近", "超", "多", "余", "以上", "以下", "左右", "第", "每", "一", "两", "三", "十", "百", "千", "万", "亿", "半", "几", "分之", "百分之", "个", "人", "人次", "元", "万元", "%", "％", "‰", "个百分点", "亩", "公里", "/", "-", "~", "·", ".", ",", "，", "。", "；", "：", "、", "(", "）", "“", "”", "《", "》", "\n", "\u3000", "１２", "３，４５６", "5.6", "78", "0", "1,234", "单位:万元", "一、", "(二)", "目标", "计划"]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_row_is_a_slice_in_text_order_and_nothing_overlaps(text: str) -> None:
    document = document_from_text(text, "any", {"period": "2022"})
    observations = extract_observations(document)
    end = 0
    for row in observations.itertuples():
        assert end <= row.start < row.end
        assert text[row.start : row.end] == row.text
        assert row.sentence in text
        end = row.end
    for row in extract_refused(document).itertuples():
        assert text[row.start : row.end] == row.text


@given(st.text(max_size=300))
def test_folding_never_moves_an_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_an_arabic_numeral_is_worth_what_it_says(number: int) -> None:
    assert parse_numeral(str(number)).value == number
    assert parse_numeral(f"{number:,}").value == number
    assert parse_numeral(f"{number % 10**4}万").value == number % 10**4 * 10**4


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number >= 10**4:
        rest = number % 10**4
        return _chinese(number // 10**4) + "万" + (("零" if rest < 1000 else "") + _chinese(rest) if rest else "")
    out, zero = "", False
    for power, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + scale
        zero = not digit
    return out or "零"


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_a_chinese_numeral_is_worth_what_it_says(number: int) -> None:
    assert parse_numeral(_chinese(number)).value == number

"""What holds of the reading of any text; the property tests draw texts for it, the fuzzer of benchmarks/ hunts for others."""

from __future__ import annotations

from chengxi_analysis.extraction import extract_observations, extract_refused
from chengxi_analysis.reading import document_from_text

PIECES = (
    *("今年", "2022年", "1-10月", "完成", "增长", "下降", "比上年", "由", "到", "至", "分别", "其中", "约", "近", "超", "多", "余", "以上", "以下", "左右", "第", "每", "一", "两", "三", "十", "百", "千", "万", "亿", "半", "几", "分之", "百分之", "个", "人", "人次", "元", "万元", "%", "％", "‰", "个百分点", "亩", "公里", "/", "-", "~", "·", ".", ",", "，", "。", "；", "：", "、", "(", "）", "“", "”", "《", "》", "\n", "\u3000", "１２", "３，４５６", "5.6", "78", "0", "1,234", "单位:万元", "一、", "(二)", "目标", "计划"),
)


def check_reading(text: str) -> None:
    """Every row is a slice of the text, in text order, without overlaps; refused numerals are slices, too."""
    document = document_from_text(text, "any", {"period": "2022"})
    end = 0
    for row in extract_observations(document).itertuples():
        assert end <= row.start < row.end
        assert text[row.start : row.end] == row.text
        assert row.sentence in text
        end = row.end
    for row in extract_refused(document).itertuples():
        assert text[row.start : row.end] == row.text

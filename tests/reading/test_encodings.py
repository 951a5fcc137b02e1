"""A report's text is what its bytes say, and nothing else; what is no text is refused in one clear sentence."""

from __future__ import annotations

import pytest

from chengxi_analysis.errors import ReportError
from chengxi_analysis.reading.encodings import decode

PROSE = "　　全镇有村14个，人口１９，７２４人。\r\n今年的财政收入是486万元。\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PROSE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + PROSE.encode(), "utf-8-sig"),
        (PROSE.encode("gb18030"), "gb18030"),
        (PROSE.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + PROSE.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), "utf-16"),
    ],
)
def test_every_encoding_gives_the_same_text_with_its_line_ends(data: bytes, encoding: str) -> None:
    assert decode(data) == (PROSE, encoding)


def test_characters_beyond_gbk_are_read_from_gb18030() -> None:
    text = "㎡与𠮷字在这份工作报告中"
    assert decode(text.encode("gb18030"))[0] == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("　\u200b\n".encode(), "nothing but blanks"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"  <!DOCTYPE html><html>", "HTML"),
        ("工作总结\x00".encode(), "zero bytes"),
        (bytes(range(1, 32)) * 40, "control characters"),
        ("Ça coûte cher, dit-il à l'été".encode("latin-1") * 20, "none of these"),
        (b"\xff\xfe" + "工作".encode("utf-16-le") + b"\x00", "breaks at byte 6"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, found: str) -> None:
    with pytest.raises(ReportError, match=found) as caught:
        decode(data, "report.txt")
    assert str(caught.value).startswith("report.txt: A report must ")


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    with pytest.raises(ReportError, match="none of these"):
        decode("全縣國民生產總額較上年增加，各項建設均有進步，人民生活改善。".encode("big5"))

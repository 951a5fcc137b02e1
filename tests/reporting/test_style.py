"""Files of pictures: the same bytes twice, text as paths or embedded TrueType, nothing that tells time or machine."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from chengxi_analysis.reporting import figures, style
from chengxi_analysis.reporting.canvas import Setting, text_width, wrap
from chengxi_analysis.reporting.page import full_page
from chengxi_analysis.reporting.webfont import font_face
from tests.reporting import made_up
from tests.support import ROOT


def picture():
    return figures.rates(made_up.observations(), made_up.indicators(), made_up.findings(), Setting(source="某镇"))


@pytest.mark.parametrize("fmt", style.FORMATS)
def test_the_same_picture_gives_the_same_bytes(fmt):
    assert style.render(picture(), fmt) == style.render(picture(), fmt)


def test_svg_keeps_its_text_as_paths_and_names_no_date():
    svg = style.render(picture(), "svg").decode()
    assert "<text" not in svg
    assert "<dc:date" not in svg


def test_pdf_embeds_truetype_and_names_no_date():
    pdf = style.render(picture(), "pdf")
    assert b"/CIDFontType2" in pdf or b"/TrueType" in pdf
    assert b"CreationDate" not in pdf


def test_png_names_no_software():
    assert b"Software" not in style.render(picture(), "png")


def test_the_font_is_found_without_importing_its_package():
    code = "import sys; from chengxi_analysis.reporting import style; style.font_path(); print('zhplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_lean_font_has_the_same_outlines(tmp_path):
    from fontTools.ttLib import TTFont

    lean, full = TTFont(style.lean_font("城西", tmp_path / "lean.ttf")), TTFont(style.font_path())
    for character in "城西7":
        pens = [font["glyf"][font.getBestCmap()[ord(character)]] for font in (lean, full)]
        assert pens[0].coordinates == pens[1].coordinates


def test_lines_fit_and_numbers_stay_whole():
    lines = wrap("报告共有99个数，其中95项可作指标，12925.94亩耕地", 25, 8)
    assert all(text_width(line, 8) <= 25.5 for line in lines)
    assert any("12925.94" in line for line in lines)
    assert not any(re.match("[，。；：、）》”]", line) for line in lines)


def test_chinese_in_code_falls_back_on_the_font_inside_the_page():
    page = full_page('<pre>str.contains("安全")</pre>', "探索", "zh", [])
    stack = re.search(r"pre, code { font-family: ([^;]+);", page)
    assert stack is not None
    assert stack[1].split(", ")[-2:] == ["monospace", '"Noto Sans SC"']
    assert len(font_face("安全")) > len(font_face(""))


def test_the_tour_shows_sums_in_full():
    tour = (ROOT / "notebooks" / "explore.ipynb").read_text(encoding="utf-8")
    assert "1,500,000,000" in tour
    assert not re.search(r"\de\+\d\d", tour)

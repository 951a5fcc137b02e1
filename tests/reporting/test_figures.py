"""Every picture, in both languages and at both widths: the font has every glyph, nothing is cut off, no two texts overlap."""

from __future__ import annotations

import dataclasses
import io
import itertools
import warnings
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from chengxi_analysis import tables
from chengxi_analysis.model import Metadata
from chengxi_analysis.reporting import figures, style
from chengxi_analysis.reporting.book import Book, sections_frame
from chengxi_analysis.reporting.canvas import Setting
from chengxi_analysis.reporting.figures.across import panels
from chengxi_analysis.reporting.figures.deviations import distances
from chengxi_analysis.reporting.figures.ribbon import lanes
from chengxi_analysis.reporting.sentences import ordered_disagreements
from chengxi_analysis.reporting.shelf import Shelf
from tests.reporting import made_up

OBS, IND, FIND, COMP = made_up.observations(), made_up.indicators(), made_up.findings(), made_up.comparisons()
SECTIONS = sections_frame(made_up.DOCUMENT)
CARD = pd.DataFrame(
    {"theme": ["petitions", "welfare"], "light": ["amber", "grey"], "judged": [2, 0], "targets": [2, 1]}
)  # fmt: skip
RATE = FIND.to_dict("records")[0]
NONE = {name: tables.frame(name, []) for name in tables.TABLES}

PICTURES: dict[str, Callable[[Setting], Figure | None]] = {
    "ribbon": lambda s: figures.ribbon(OBS, SECTIONS, IND, FIND, s),
    "rates": lambda s: figures.rates(OBS, IND, FIND, s),
    "scorecard": lambda s: figures.scorecard(COMP, IND, CARD, s),
    "timeline": lambda s: figures.timeline(COMP, IND, ["petitions_closing_rate"], s),
    "squares": lambda s: figures.squares(RATE, OBS, IND, s),
    "against a rate": lambda s: figures.against(COMP, IND, "petitions_closing_rate", s),
    "against a sum": lambda s: figures.against(COMP, IND, "welfare_dibao_per_household", s),
    "deviations": lambda s: figures.deviations(FIND, OBS, IND, s),
    "theme": lambda s: figures.theme_bars(OBS, IND, "welfare", s),
    "peers": lambda s: figures.peers(COMP, IND, s),
    "comb": lambda s: figures.comb(RATE, OBS, IND, s),
    "total": lambda s: figures.totals(FIND.to_dict("records")[3], OBS, IND, s),
    "pair": lambda s: figures.pair(FIND.to_dict("records")[4], OBS, IND, s),
    "history": lambda s: figures.history(series(), IND, {"made-up-2022": "某县某镇", "made-up-2021": "某县某镇", "b": "某县另一个镇"}, s),
    "lights": lambda s: figures.lights(cards(), {"a": "某县某镇2021年", "b": "某县某镇2022年"}, s),
    "across": lambda s: figures.across(two_years(), {"made-up-2022": "某镇", "made-up-2021": "某镇"}, s),
}


def series():
    """A rate in two places with a break, and a count."""
    base = {"report_id": "made-up-2022", "ref_area": "1", "unit": "pct", "bound": "exact", "derived": False, "role": "actual"}
    base |= {"change": None}
    rate = base | {"indicator": "petitions_closing_rate", "break": False}
    rows = [
        rate | {"time_period": "2021", "value": 80.5},
        rate | {"time_period": "2022", "value": 81.8, "change": 1.3},
        rate | {"time_period": "2022", "value": 82.5, "role": "baseline", "break": True},
        rate | {"time_period": "2021", "value": 81.9, "ref_area": "2", "report_id": "b"},
        rate | {"time_period": "2022", "value": 82.0, "ref_area": "2", "report_id": "b", "change": 0.1},
    ]
    count = base | {"indicator": "welfare_dibao_paid", "unit": "CNY", "break": False}
    rows += [count | {"time_period": "2021", "value": 1e6}, count | {"time_period": "2022-01/2022-06", "value": 6e5, "break": True}]
    return pd.DataFrame(rows)


def cards():
    """Lights of two reports."""
    names = [("economy", "经济与财政", "Economy and public finance"), ("welfare", "社会救助", "Social relief"), ("land", "征地", "Land")]
    rows = [
        {"report_id": report, "theme": theme, "name_zh": zh, "name_en": en, "judged": k, "targets": k + 1, "light": light}
        for report in "ab" for k, ((theme, zh, en), light) in enumerate(zip(names, ("grey", "green", "red"), strict=True))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def two_years():
    """The same indicators of the year before."""
    return pd.concat([IND.assign(report_id="made-up-2021", time_period="2021"), IND], ignore_index=True)


def draw(name: str, language: str, width: str) -> Figure:
    figure = PICTURES[name](Setting(language, "某县某镇", "2022年", "某镇人民政府《2022年工作总结》", width))
    assert figure is not None
    return figure


def drawn_texts(figure: Figure) -> list[Text]:
    """Texts that are really seen: matplotlib keeps labels of ticks that lie outside of the axes."""
    unseen = set()
    for axis in (a for axes in figure.axes for a in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t not in unseen]


@pytest.mark.parametrize(("name", "language", "width"), list(itertools.product(PICTURES, ("zh", "en"), ("double", "single"))))
def test_a_picture_has_all_glyphs_and_no_text_cut_off_or_overlapping(name, language, width):
    figure = draw(name, language, width)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        style.render(figure, "png", dpi=72)
    assert figure.get_figwidth() * 25.4 == pytest.approx(style.WIDTHS_MM[width])
    with style.styled():
        figure.savefig(io.BytesIO(), format="png", dpi=144)
        figure.set_dpi(144)
        page = figure.bbox
        boxes = [(t.get_text(), t.get_window_extent()) for t in drawn_texts(figure)]
    for text, box in boxes:
        assert box.x0 >= page.x0 - 1, text
        assert box.x1 <= page.x1 + 1, text
        assert box.y0 >= page.y0 - 1, text
        assert box.y1 <= page.y1 + 1, text
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 2 or down < 3, f"{one!r} lies over {other!r}"


@pytest.mark.parametrize("name", PICTURES)
def test_text_is_seven_points_or_more(name):
    sizes = {t.get_fontsize() for t in draw(name, "zh", "single").findobj(Text) if t.get_text().strip()}
    assert min(sizes) >= 7


def test_where_there_is_no_data_there_is_no_picture():
    setting = Setting()
    assert figures.ribbon(NONE["observations"], SECTIONS, NONE["indicators"], NONE["findings"], setting) is None
    assert figures.rates(NONE["observations"], NONE["indicators"], NONE["findings"], setting) is None
    assert figures.scorecard(NONE["comparisons"], NONE["indicators"], CARD, setting) is None
    assert figures.timeline(NONE["comparisons"], NONE["indicators"], ["petitions_closing_rate"], setting) is None
    assert figures.against(COMP, IND, "housing_check", setting) is None, "a target without a figure of the report"
    assert figures.deviations(NONE["findings"], NONE["observations"], NONE["indicators"], setting) is None
    assert figures.theme_bars(OBS, IND, "drug_control", setting) is None
    assert figures.peers(NONE["comparisons"], NONE["indicators"], setting) is None
    assert figures.across(IND, {}, setting) is None, "one report shares nothing"
    assert figures.lights(cards(), {"a": "某镇"}, setting) is None, "of one report the scorecard has the lights"


def test_a_report_without_headings_is_cut_into_equal_lanes():
    whole = SECTIONS.head(1).assign(level=0, end=1000)
    assert [lane.end - lane.start for lane in lanes(whole)] == [100] * 10


def test_lanes_cover_the_whole_text_in_order():
    found = lanes(SECTIONS)
    assert [lane.title for lane in found] == ["民生", "卫生", "存在问题", "工作计划"]
    assert (found[0].start, found[-1].end) == (0, len(made_up.TEXT))
    assert all(a.end == b.start for a, b in itertools.pairwise(found))


def test_distance_is_one_where_rounding_just_allows_the_difference():
    edge = FIND.head(1).assign(verdict="consistent", stated_lower=64.0, stated_upper=66.0, recomputed_lower=66.0, recomputed_upper=66.0)
    assert distances(edge, OBS)["distance"].tolist() == [1.0]


def test_exact_counts_have_no_multiple_of_what_rounding_allows_and_their_difference_is_said():
    exact = FIND.loc[FIND["check"].isin(["total", "order"])]
    assert distances(exact, OBS).empty
    said = words_of("deviations", "zh")
    assert "合计：接种剂次相差100剂次" in said
    assert "先后大小：第一针剂次相差100剂次" in said


def words_of(name: str, language: str) -> str:
    return "".join(t.get_text() for t in draw(name, language, "double").findobj(Text)).replace("\n", "")


def test_a_pair_names_both_things_that_it_compares():
    assert "第二针剂次（500剂次）不应多于第一针剂次（400剂次）" in words_of("pair", "zh")
    assert "second doses (500) should not exceed first doses (400)" in words_of("pair", "en")


def test_a_total_and_its_parts_differ_without_a_cause():
    assert "相差100剂次" in words_of("total", "zh")
    assert "a difference of 100" in words_of("total", "en")
    assert "未列出" not in words_of("total", "zh")


def test_the_rest_of_a_whole_is_what_was_not_done():
    assert "未参保（据此推算）：20人" in words_of("squares", "zh")
    assert "20 not insured" in words_of("squares", "en")


def test_the_band_of_a_stated_rate_ends_below_its_label():
    figure = draw("comb", "zh", "double")
    label = next(t for t in figure.findobj(Text) if t.get_text().startswith("文中"))
    bands = [p for p in figure.axes[0].patches if p.get_window_extent().height > 0]
    figure.canvas.draw()
    assert bands
    assert all(p.get_window_extent().y1 <= label.get_window_extent().y0 for p in bands)


def test_one_place_that_two_checks_find_counts_once():
    assert [f["check"] for f in ordered_disagreements(FIND)] == ["rate", "order", "total"]


@pytest.mark.parametrize("finding", ordered_disagreements(FIND), ids=lambda f: f["check"])
def test_every_disagreement_of_counts_has_its_picture(finding):
    assert figures.disagreement(finding, OBS, IND, Setting()) is not None


def words(figure: Figure | None) -> str:
    """Everything that a picture says, line breaks taken out."""
    assert figure is not None
    with style.styled():
        figure.savefig(io.BytesIO(), format="png", dpi=72)
    return "|".join(t.get_text().replace("\n", "") for t in drawn_texts(figure))


def timeline(comparisons: pd.DataFrame, **more: str) -> str:
    setting = Setting("zh", "某县某镇", "2022年", "某镇人民政府", **more)
    return words(figures.timeline(comparisons, IND, ["petitions_closing_rate"], setting))


def test_a_timeline_ends_at_the_cutoff_names_who_set_a_target_and_has_a_year_on_its_axis():
    said = timeline(COMP.assign(reference_area=COMP["reference_area"].fillna("某县政府")), cutoff="2022-10-31")
    assert "画在其数所及的最后一日（2022年10月31日）" in said
    assert "本报告 80%（未写明日期，不晚于2022年10月31日）" in said
    assert "某县政府：初次信访 ≥90%（期限2023年1月）" in said
    assert "1月2022年" in said


def test_nothing_is_explained_that_is_not_drawn():
    with_target, without = timeline(COMP), timeline(COMP.loc[COMP["kind"] == "benchmark"])
    assert ("斜线" in with_target, "斜线" in without) == (True, False)
    assert "口径不同者未画" not in with_target
    other = COMP["comparability"].mask(COMP["reference_id"] == "b0", "different")
    assert "口径不同者未画" in timeline(COMP.assign(comparability=other))
    benchmarks = COMP.loc[COMP["kind"] == "benchmark"]
    for near, marks in ((True, (False, False, True)), (False, (False, True, False))):  # what is far off in time is context
        said = words(figures.against(benchmarks.assign(peer=near), IND, "petitions_closing_rate", Setting()))
        assert ("竖线为目标" in said, "空心点" in said, "实心点" in said) == marks


def test_a_date_says_whether_it_is_a_deadline():
    assert "某市，初次信访，期限2023年1月31日" in words(figures.against(COMP, IND, "petitions_closing_rate", Setting()))
    issued = COMP.assign(deadline=None)
    assert "某市，初次信访，2022年2月1日发布" in words(figures.against(issued, IND, "petitions_closing_rate", Setting()))


def test_a_stated_rate_and_the_one_that_its_counts_give_are_one_row_of_peers():
    peers = COMP.loc[COMP["kind"] == "benchmark"]
    again = peers.assign(indicator="petitions_closing_rate_recomputed", derived=True, actual=79.0)
    alone = words(figures.peers(peers, IND, Setting()))
    assert words(figures.peers(pd.concat([peers, again, peers]), IND, Setting())) == alone
    assert "2处，另3个作背景" in alone, "the country once, by its figure nearest in time, and one district"


def test_of_many_shared_indicators_those_that_change_and_the_economy_are_drawn_and_the_rest_is_counted():
    rows = [
        {"report_id": f"r{year}", "time_period": year, "indicator": f"{theme}_{k}", "theme": theme,
         "value": 1.0 + (k < 3) * (year == "2022")}
        for theme in ("land", "economy") for k in range(6) for year in ("2021", "2022")
    ]  # fmt: skip
    names = {"unit": "item", "bound": "exact", "derived": False, "ref_area": "1", "role": "actual"}
    table = pd.DataFrame(rows).assign(**names)
    table = table.assign(name_zh=table["indicator"], name_en=table["indicator"])
    said = words(figures.across(table, {"r2021": "某镇", "r2022": "某镇"}, Setting()))
    drawn = [i for i in dict.fromkeys(table["indicator"]) if f"|{i}（" in f"|{said}|"]
    assert drawn == ["land_0", "land_1", "land_2", "economy_0", "economy_1", "economy_2", "economy_3", "economy_4"]
    assert "另有4项未画" in said


def reports_of(**values: tuple[str, float]) -> pd.DataFrame:
    """One count, and one rate of the same size, in several reports: report_id=(area code, value)."""
    names = {"bound": "exact", "derived": False, "role": "actual", "time_period": "2022", "theme": "economy"}
    rows = [
        names | {"report_id": report, "ref_area": area, "value": value, "indicator": indicator, "unit": unit, "name_zh": indicator}
        for report, (area, value) in values.items() for indicator, unit in (("economy_gdp", "CNY"), ("economy_gdp_growth", "pct"))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_bars_stand_only_among_places_of_one_level_and_rates_among_all():
    table = reports_of(nation=("000000000000", 9.0), province=("440000000000", 8.0), a=("441702000000", 6.0), b=("441703000000", 7.0))
    drawn = {p.indicator: [r["report_id"] for r in p.rows] for p in panels(table, dict.fromkeys("ab", "某县"))}
    assert drawn == {"economy_gdp": ["a", "b"], "economy_gdp_growth": ["a", "nation", "province", "b"]}, "the page's own place comes first"


def test_a_place_that_is_fifty_times_another_is_no_bar_beside_it():
    drawn = [p.indicator for p in panels(reports_of(a=("441702000000", 1.0), b=("441703000000", 51.0)), {"a": "甲", "b": "乙"})]
    assert drawn == ["economy_gdp_growth"]


def test_a_tenth_of_a_point_does_not_look_like_a_fall():
    rows = [{"time_period": "2021", "value": 9.1}, {"time_period": "2022", "value": 9.0}]
    names = {"report_id": "a", "ref_area": "441702000000", "unit": "pct", "bound": "exact", "derived": False, "role": "actual"}
    names |= {"change": 0.1, "break": False, "indicator": "economy_gdp_growth"}
    found = figures.history(pd.DataFrame(rows).assign(**names), reports_of(a=("441702000000", 1.0)), {"a": "某县"}, Setting())
    assert found is not None
    low, high = found.axes[0].get_ylim()
    assert high - low > 5
    assert [t.get_text() for t in found.axes[0].get_yticklabels()] != [], "and the scale says how far it is"


def test_a_place_has_one_color_in_every_panel_and_the_page_s_own_is_blue():
    names = {"unit": "pct", "bound": "exact", "derived": False, "role": "actual", "change": 1.0, "break": False}
    rows = [
        {"report_id": a, "ref_area": code, "time_period": year, "value": 5.0 + k, "indicator": indicator}
        for k, (a, code) in enumerate([("b", "441703000000"), ("a", "441702000000"), ("c", "441704000000")])
        for indicator in ("economy_gdp_growth", "economy_cpi_growth") for year in ("2021", "2022")
        if (a, indicator) != ("b", "economy_cpi_growth")
    ]  # fmt: skip
    known = reports_of(a=("441702000000", 1.0)).assign(indicator=["economy_gdp_growth", "economy_cpi_growth"])
    found = figures.history(pd.DataFrame(rows).assign(**names), known, {"a": "甲县", "b": "乙县", "c": "丙县"}, Setting())
    assert found is not None
    colors: dict[str, set[str]] = {}
    for text in found.findobj(Text):
        if text.get_text()[:2] in ("甲县", "乙县", "丙县"):
            colors.setdefault(text.get_text()[:2], set()).add(text.get_color())
    assert colors["甲县"] == {style.ACCENT}
    assert all(len(used) == 1 for used in colors.values())
    assert len(set.union(*colors.values())) == 3


def test_a_picture_over_several_reports_names_all_their_sources():
    book = Book.of(made_up.MadeUpReport())
    other = made_up.MadeUpReport(dataclasses.replace(made_up.DOCUMENT, report_id="other", metadata=Metadata(publisher="某县统计局")))
    assert Shelf.of(book, [other]).source("zh") == "某镇人民政府，《2022年工作总结》；某县统计局"
    many = [
        made_up.MadeUpReport(dataclasses.replace(made_up.DOCUMENT, report_id=name, metadata=Metadata(publisher=name))) for name in "abc"
    ]
    assert Shelf.of(book, many).source("zh") == "4份报告：某县某镇2022年、a、b、c"

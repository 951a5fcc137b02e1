"""What a section is about, told from its title: results, problems, the plan, or an appendix.

Rules of the language: the words that officials put into such titles, the year against the report's own, and the order in which the parts of
a report come (results, problems, plan, appendix).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chengxi_analysis.model import SectionKind
from chengxi_analysis.reading.years import YEAR, year_number

# Titles only, never the text: traditional characters that the words below contain.
_PLAIN = str.maketrans(
    "問題計劃總結後務標規展顧難對點體來開發實現業見機會與區縣鎮鄉記時術語釋報",
    "问题计划总结后务标规展顾难对点体来开发实现业见机会与区县镇乡记时术语释报",
    " \t\u3000\u00a0\u200b",
)

_APPENDIX = re.compile(r"附件|附表|附录|附[:：]|(?:名词|术语|有关|相关|用语)(?:名词|术语)?(?:解释|注释)|注释|注[:：]|\Z(?<=附)")
_SOLVED = re.compile(r"解决|破解|化解|整改|整治|处理|处置|聚焦|应对|攻克|攻坚|查摆|排查|治理|问题导向|纠正|克服|办理|反映")
_PROBLEMS = re.compile(
    r"(?:存在|面临|遇到)[^，,]{0,8}(?:问题|困难|不足|短板|差距|挑战|矛盾|薄弱)"
    r"|(?:问题|困难|不足|短板|差距|薄弱环节|矛盾)(?:和|与|及|以及|、)(?:问题|困难|不足|短板|差距|挑战|薄弱|原因|矛盾|下|今后|建议|对策)"
    r"|(?:主要|突出|几个|一些)(?:问题|困难|不足|差距)\Z|\A(?:问题|困难|不足|差距)(?:之处)?\Z|不足之处|薄弱环节\Z|存在问题|问题(?:分析|剖析)"
)
_DONE = re.compile(r"完成|回顾|总结|情况|落实|执行|进展|成效|成绩|成就|取得|实现|以来|超额|圆满|开展|做法|经验|体会")
# Words that speak of time to come wherever they stand.
_AHEAD = re.compile(
    r"下一?步|下一?阶段|下一?年度?|下个?(?:年度|阶段)|明年|来年|新的一年|今后|未来[一二三四五几0-9０-９]+年|展望"
    r"|(?:工作|发展)(?:计划|打算|设想|建议)|努力方向|(?:对策|措施)(?:和|与|及)建议|(?:工作|发展)规划\Z"
    r"|时期[^。]{0,14}(?:目标|任务|总体要求|思路|安排|规划|蓝图)"
)
# Words that do so unless a verb before them makes them a thing done (理清工作思路, 突出重点任务).
_PERHAPS_AHEAD = re.compile(
    r"(?:工作|发展|总体|预期|奋斗)(?:思路|安排|部署|要点|重点|目标|要求)|(?:主要|重点|目标|工作|重大)任务|主要目标|目标(?:任务|要求)|总体要求|指导思想|重点工作"
)
_VERB_FIRST = re.compile(
    r"\A(?:理清|厘清|创新|拓宽|拓展|转变|明确|强化|细化|优化|狠抓|抓好|抓实|抓住|抓|突出|围绕|紧扣|紧盯|聚焦|坚持|加强|加快|推进|推动|做好|统筹|全面|认真|严格|扎实|积极|着力"
    r"|深化|健全|完善|提升|提高|夯实|切实|科学|超前|突破|注重|把握|服务|立足)"
)
_ALL_PLAN = re.compile(r"(?:计划|要点|打算|安排|思路|规划|部署|方案)")
_REVIEW = re.compile(r"总结|回顾|报告|汇报|述职|情况|小结|通报|公报|公告|结果|完成|进展")
_TOLD = re.compile(r"总结|回顾|情况")
_AND = re.compile(r"以及|[及和与暨、，,]")
_YEAR = re.compile(rf"({YEAR})(?:年|[—－\-~～至])")
# Five-year plans by their number: 十四五 is the fourteenth, 2021 to 2025; the bare 十五 only in quotes or beside 计划, 时期, 期间.
_FIVE_YEARS = re.compile(r"(?:[“\"「『‘]|(?=十[一二三四五六]五))(十[一二三四五六]?|[六七八九])五(?=[”\"」』’时期规计发])")

# Each pattern above that can tell the kind of a heading further down needs one of these characters; most titles have none of them.
_TELLING = frozenset("附注释题难足板距弱战盾步阶下明来年今未望划算想议向期路排署点标求务导结顾况五2２")


@dataclass(frozen=True, slots=True)
class Context:
    """What a title is read against: the last year of the report's own period, whether that ends in June, and the report's own title."""

    last_year: int | None
    title: str = ""
    first_half: bool = False

    @property
    def all_plan(self) -> bool:
        """True when the whole report is a plan (2023年工作计划) and reviews nothing."""
        return bool(_ALL_PLAN.search(self.title)) and not _REVIEW.search(self.title)

    @property
    def government_report(self) -> bool:
        """True for 政府工作报告, which says 今年 for the year that it plans."""
        return is_government_report(self.title)


def is_government_report(title: str) -> bool:
    """True for the speech at the start of a year that reviews the year before.

    Examples
    --------
    >>> is_government_report("2026年某省政府工作报告"), is_government_report("2022年法治政府建设工作报告")
    (True, False)
    """
    words = plain_title(title)
    return "政府工作报告" in words and "总结" not in words


def plain_title(title: str) -> str:
    """A title without blanks and in simplified characters, to be matched only."""
    return title.translate(_PLAIN)


def own_kind(title: str, context: Context, *, top: bool, first: bool = False) -> tuple[SectionKind | None, bool]:
    """Kind that a title itself tells, and whether the title names the plan behind something else.

    None where the title tells no kind and the section takes that of its surroundings. A title that names two things
    (存在的困难和明年打算) has the kind of the first, and its text turns to the plan at some sentence.

    Parameters
    ----------
    title : str
        Words of the heading.
    context : Context
        Period and title of the report.
    top : bool
        The heading is of the highest level: there 主要任务 alone opens the plan, while further down it may name a deed.
    first : bool
        The heading is the first of the report, where 指导思想 or 主要任务 do not yet open the plan.

    Examples
    --------
    >>> context = Context(2022)
    >>> [own_kind(t, context, top=True)[0] for t in ("存在的问题", "2023年工作计划", "2022年工作总结", "着力解决突出问题")]
    ['problems', 'plan', 'summary', None]
    >>> own_kind("存在的困难和明年打算", context, top=True)
    ('problems', True)
    """
    words = plain_title(title)
    if not words or (not top and _TELLING.isdisjoint(words)):
        return None, False
    if _APPENDIX.match(words):
        return "appendix", False
    kinds = [_kind_of_part(part, context, top=top, first=first) for part in _AND.split(words)]
    own = next((kind for kind in kinds if kind), None)
    if _PROBLEMS.search(words) and not _SOLVED.search(words):
        own = "problems"
    return own, own != "plan" and "plan" in kinds[1:]


def _kind_of_part(words: str, context: Context, *, top: bool, first: bool) -> SectionKind | None:
    years = [year_number(y) for y in _YEAR.findall(words)] + [_first_year_of_plan(n) for n in _FIVE_YEARS.findall(words)]
    if years and context.last_year is not None and min(years) > context.last_year:
        return "plan"
    if context.first_half and "下半年" in words and not _TOLD.search(words):
        return "plan"
    if context.government_report and "今年" in words and not _DONE.search(words):
        return "plan"
    if _AHEAD.search(words) and not _TOLD.search(words):
        return "plan"
    if _DONE.search(words):
        return "summary" if top or _TOLD.search(words) else None
    weak = _PERHAPS_AHEAD.search(words) and not _VERB_FIRST.match(words) and not first
    return "plan" if weak and (top or len(words) <= 10) else None


def _first_year_of_plan(numeral: str) -> int:
    """First year of a five-year plan: the sixth began in 1981, and each later one where the one before ended."""
    number = "六七八九十".find(numeral) + 6 if len(numeral) == 1 else 10 + "一二三四五六".index(numeral[1]) + 1
    return 1981 + 5 * (number - 6)


def is_plain_heading(line: str, context: Context) -> bool:
    """True for a short line without a number that is a heading by its words alone: 存在问题, 2023年工作计划, 名词解释.

    Examples
    --------
    >>> is_plain_heading("下一步工作打算", Context(2022)), is_plain_heading("项目　单位　计划　完成", Context(2022))
    (True, False)
    """
    stripped = line.strip(" \t\u3000\u00a0\u200b\r*#")
    if len(re.findall(r"[ \u3000\t]+", stripped)) > 1 and len(stripped) > 12:
        return False
    words = plain_title(stripped)
    if not 2 <= len(words) <= 24 or re.search(r"[。；;！!，,\d一二三四五六七八九十]{1}\Z|[。；;！!]", words):
        return False
    kind, _ = own_kind(words, context, top=True)
    if kind == "summary":
        return bool(re.search(r"(?:总结|回顾|完成情况|工作情况)\Z", words))
    if kind == "plan":
        return bool(re.search(r"(?:计划|打算|思路|安排|部署|建议|设想|展望|要点|目标|任务|要求|重点工作|规划|方向)\Z", words))
    return kind is not None

"""What the words around a number say of its scope: over which years its growth runs, and whose figure it is.

All of it is read from the number's own clause (between commas), from the clauses that this one leans on, and from the words that
open the sentence: never from the sentence as a whole, in which one report puts ten measures side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CLAUSE_END = re.compile(r"[，；;。：:！？!?]|(?<!\d),|,(?!\d)")
_ITEM_END = re.compile(r"[，；;。：:！？!?、]|(?<!\d),|,(?!\d)")
_DIGIT = "0-9〇○零一二三四五六七八九十百"
_PLAN = r"[“\"‘]?(?:十[一二三四五六]?|[一二三四五六七八九])五[”\"’]?(?:规划|计划)?"
_LONG = "(?:[2-9]|10|[两二三四五六七八九十]|十[一二三四五六七八九]|[二三四]十|几)年"
_YEAR = r"(?:19|20)\d\d年"
#: 五年, 5年, 两年 as a length of time: not the end of 2025年 or 二〇二五年, no streak (连续五年), no plan's name (三年行动).
_YEARS_LONG = re.compile(
    rf"(?<![{_DIGIT}])(?<!连续)(?<!提前)(?<!第)(?<!每){_LONG}(?![级制期内前度末底]|行动|计划|规划|任务|攻坚|目标)"
)
_AVERAGE = re.compile(r"年均|平均每年|每年平均|年平均|年递增|年增长率|复合增长|翻番|翻一番|翻两番|累计")
#: A yearly average as the measure itself (年均新增就业); 年均增长 says nothing of the level that stands beside it, and a
#: concentration (年均浓度) is an average by nature.
_PER_YEAR = re.compile(
    r"年均(?!分别|增长|递增|增速|增幅|提高|提升|下降|降低|减少|增加|上升|浓度|值|气温|降)|平均每年|每年平均|日均|月均"
)
#: Words that set everything behind them over several years, and those that set it in one.
_MANY_OPEN = re.compile(
    rf"(?<![{_DIGIT}])(?<!连续){_LONG}多?(?:来|间|以来|里|中)|(?:过去|这|未来|今后)的?{_LONG}"
    rf"|{_PLAN}(?:时期|期间|以来|五年)|本届政府|任期内|改革开放"
    rf"|{_YEAR}以来|(?:19|20)\d\d年?[-—–~至到](?:19|20)?\d\d年"
)
_ONE_OPEN = re.compile(
    rf"(?<![比较与同])(?:今年|去年|上年|全年|当年|一年来|本年)|(?<![比较与同由从]){_YEAR}(?!以来|[的末底至到—–~-])"
)
_LAST_YEAR = re.compile(r"同比|[比较](?:上年|去年|上一年|前一年|同期)|上年同期|去年同期")
_FAR_BASE = re.compile(
    rf"(?:[比较与同]|相比于?|是){_PLAN}(?:末|初|期末|时期|期间)?|[比较与同](?:[{_DIGIT}两]+年前|上届|改革开放)|[由从]{_PLAN}(?:末|初|期末)?"
)
_BASE_YEAR = re.compile(r"[比较与同由从]((?:19|20)\d\d)年")
_FROM_TO = re.compile(
    r"[由从](?!去年|上年)[^，；。]*\d[^，；。]*"
    r"(?:增加|增长|提高|提升|上升|扩大|发展|跃升|攀升|下降|降低|降|减少|调整|缩小|增|升)(?:到|至|为)"
)
#: A clause that has no subject of its own: growth of what was said before.
_LEANING = re.compile(
    r"^(?:[年又再共约也均都仍]|分别|实际|名义|累计|总体|预计|首次|按?可比价格?(?:计算)?|按?不变价格?(?:计算)?|同口径|自然)*"
    r"(?:[比较与同由从]|增长|增加|增幅|增速|净增|提高|提升|上升|下降|减少|降低|递增|涨幅|上涨|翻|达|$)"
)

_SEVERAL = "所有|全部|各|每个?|多数|部分|多个|数个|一批|其他|其余|[0-9一二两三四五六七八九十百]+个?"
_KIND = "县|市|区|乡|镇|街道|州|旗|省|盟|园区|开发区|村|国家"
_EACH = re.compile(rf"(?:{_SEVERAL})(?:以上的?)?(?:{_KIND})(?![域级属民内情长办际委政])")
_ZONE = re.compile(
    "园区|开发区|新区|高新区|经开区|工业区|工业园|产业园|集聚区|示范区|保税区|试验区|合作区|度假区|自贸区|自贸片区|主城区|中心城区|主城"
    "|都市圈|城市群|经济带|经济区|库区|老区|灾区|牧区|湖区|流域|县属|市属|省属|区属|镇属|脱贫县|脱贫地区|贫困县|贫困地区|民族地区|沿海地区|世界|全球"
    "|乡镇|[东西南北中]部|集团|公司|农场|林场|产业|行业|领域"
)
_NAMED = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:自治县|自治州|自治区|县|市|区|镇|乡|州|旗|街道|省|盟|新区|村))"
    r"(?:的|等地?|两地|实现|完成|全年|预计|达到?|国内|地区)*$"
)
_HERE = re.compile(r"[全我本该整]个?(?:[省市县区乡镇州旗盟村]|街道|自治[县州区])$")
_NO_PLACE = re.compile(
    r"(?:地区|城市|城镇|乡镇|集镇|市镇|超市|上市|夜市|楼市|股市|都市|社区|小区|景区|校区|片区|山区|林区|辖区|城区|市区"
    r"|回乡|返乡|下乡|城乡|内地|农村)$"
)
#: Words that may stand between a measure and the comma before it without saying whose it is.
_FRAME = re.compile(
    r"(?:\d{4}年|二[〇○零]..年|[全我本整]个?(?:[省市县区乡镇州旗盟国村]|街道)|全年|今年|去年|明年|年末|年底|预计|初步核算|核算|实现|完成|达到?|地区|国内|地方"
    r"|财政|全社会|全体|全部|整个|力争|争取|确保|推动|促进|保持|稳定|预期|主要|目标|经济|城乡|城镇|农村|常住|户籍|居民|海关|外贸|规模以上|规上|总体|名义|实际"
    r"|同口径|可比价格?|不变价格?|按|其中|累计|首次|新增|新建|改建|净增|已|约|的|了|为|是|由|从|和|及|与|使|较|比|同比|上年|增长|单位|万元|人均|工业|服务业(?=完成|实现)|辖区|[省市县区镇乡街]域|区域"
    r"|街道|国家|社会|全?口径|当年|年度|农民|农牧民|全)+"
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
#: A note in brackets (市、区) is not where a clause ends.
_BRACKET = re.compile(r"[(（][^()（）]{0,12}[)）]")
_TO_DIGIT = re.compile(r"[^，,；;。：:0-9]*(?=[0-9])")
_PLACE_NAME = re.compile(r"[\u4e00-\u9fff](?:省|市|县|区|镇|乡|州|旗|街道)")


#: Behind the words of a measure: the head of a longer name, of which the measure is a part only.
#: The look ahead lets a search skip every place where no alternative can begin.
_OTHER_HEAD = re.compile(
    "(?=[死事伤能电水煤油气物耗用消排占建强密弹])"
    "(?:死亡率|死亡人数|事故|伤亡|[能电水煤油气物]耗|耗[能电水煤油气]|用[水电能地煤]量|消耗|消费量|排放|占地|建设用地|强度|密度|弹性系数)"
)
#: Behind the words of a total, whose own rate is none but that of its growth.
_OTHER_RATE = re.compile("(?<!增长)(?<!增)(?<!下降)率|占比|比重")
_MORE_OF_A_TOTAL = re.compile("[率比元每]|单位")
#: So many characters before a measure can say that others are counted by it.
_PER = 12
#: Before the words of a total: it is what another measure is counted by (单位GDP, 每亿元GDP, 万元产值).
_COUNTED_BY = re.compile("(?:单位|每[单一十百千万亿]*元?|[十百千万亿]+(?:美)?元)(?:地区|国内)?$")


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of the report itself: the year it reviews, and words that name its area (title, area, first lines)."""

    year: int | None = None
    names: str = ""


NOWHERE = Home()


def place_of(sentence: str, label: str) -> int:
    """Where a number stands when nobody says it: the first digit behind its label in the clause, else the label's end.

    Examples
    --------
    >>> place_of("高标准农田达到18万亩", "高标准农田"), place_of("出口退税", "出口"), place_of("12亩", "水田")
    (7, 2, 3)
    """
    at = sentence.find(label) if label else -1
    if at < 0:
        return len(sentence)
    digits = _TO_DIGIT.match(sentence, at + len(label))
    return digits.end() if digits else at + len(label)


@lru_cache(maxsize=256)
def _start(sentence: str, at: int, pattern: re.Pattern[str] = _CLAUSE_END) -> int:
    last = 0
    for found in pattern.finditer(sentence, 0, at):
        last = found.end()
    return last


def own_clause(sentence: str, at: int) -> str:
    """The words from the last comma to the number.

    Examples
    --------
    >>> own_clause("产值5亿元，年均增长8%、净增3亿元", 15)
    '年均增长8%、净增'
    """
    return sentence[_start(sentence, at) : at]


def over_several_years(sentence: str, at: int, home: Home = NOWHERE) -> bool:
    """True when growth at this place runs over several years, is a yearly average of them, or has an unknown or far base.

    Parameters
    ----------
    sentence : str
        The sentence.
    at : int
        Where the number stands in it.
    home : Home, optional
        The report: growth against the year before it is yearly growth.

    Examples
    --------
    >>> over_several_years("2025年预期目标是：地区生产总值增长5%；农民收入净增582元", 20)
    False
    >>> text = "财政收入达到50亿元，较“十三五”末的30亿元增加20亿元，增长66.7%，五年来项目不断"
    >>> over_several_years(text, text.index("66.7%"))
    True
    """
    clause = own_clause(sentence, at)
    if _AVERAGE.search(clause) or _YEARS_LONG.search(clause):
        return True
    if _LAST_YEAR.search(clause):
        return False
    return _far(clause, home) or _leans_on_far(sentence, at, home) or _opened_wide(sentence, at)


def _far(words: str, home: Home) -> bool:
    """True for a base that is not the year before: “十三五”末, 2015年, 五年前."""
    if _FAR_BASE.search(words):
        return True
    near = () if home.year is None else (home.year - 1, home.year)
    return any(int(year) not in near for year in _BASE_YEAR.findall(words))


def _leans_on_far(sentence: str, at: int, home: Home) -> bool:
    """True when the clause has no subject and one before it, with the same subject, runs over years or from a far base."""
    start = _start(sentence, at)
    while start > 0 and sentence[start - 1] in ",，" and _LEANING.match(sentence[start:at].strip()):
        at, start = start - 1, _start(sentence, start - 1)
        before = sentence[start:at]
        if _LAST_YEAR.search(before):
            return False
        if _far(before, home) or _FROM_TO.search(before) or _YEARS_LONG.search(before) or "累计" in before:
            return True
    return False


def _opened_wide(sentence: str, at: int) -> bool:
    """True when the last time named before the number is one of several years (五年来, “十四五”时期)."""
    wide = max((m.start() for m in _MANY_OPEN.finditer(sentence, 0, at)), default=-1)
    return wide >= 0 and wide > max((m.start() for m in _ONE_OPEN.finditer(sentence, 0, at)), default=-1)


def per_year(sentence: str, at: int) -> bool:
    """True when the number is an average of years, months or days (年均新增就业30万人), which is no year's figure."""
    clause = own_clause(sentence, at)
    return "均" in clause and _PER_YEAR.search(clause) is not None


def spread(sentence: str, at: int, words: tuple[str, ...]) -> bool:
    """True when one of `words` opens the list that the number stands in: 新增创新平台30个、高新技术企业150家.

    Examples
    --------
    >>> text = "新增创新平台30个、高新技术企业150家，孵化器达到9家"
    >>> spread(text, text.index("150"), ("新增",)), spread(text, text.index("9家"), ("新增",))
    (True, False)
    """
    clause = own_clause(sentence, at)
    return any(word in clause for word in words)


def names_more(label: str, *, total: bool) -> bool:
    """True when a label has any of the words that make a longer name: asked first, since most have none."""
    return bool(_OTHER_HEAD.search(label)) or (total and bool(_MORE_OF_A_TOTAL.search(label)))


def in_a_longer_name(label: str, start: int, end: int, *, total: bool = False) -> bool:
    """True when the words of a measure stand in the name of another one, whose head comes behind them.

    Parameters
    ----------
    label : str
        The label of a number.
    start, end : int
        Where the words of the measure stand in it.
    total : bool
        The measure is a sum of money or its growth, by which other things are counted.

    Examples
    --------
    >>> [in_a_longer_name(label, label.index("GDP"), label.index("GDP") + 3, total=True)
    ...  for label in ("亿元GDP生产安全事故死亡率", "万元GDP", "全年GDP增长率")]
    [True, True, False]
    """
    if _OTHER_HEAD.search(label, end):
        return True
    return total and bool(_OTHER_RATE.search(label, end) or _COUNTED_BY.search(label[max(0, start - _PER) : start]))


def of_a_part(sentence: str, at: int, word: str, home: Home = NOWHERE, *, total: bool = False) -> bool:
    """True when a figure of `word` is one of a zone, of another place or of each of several places, not of the report's area.

    Parameters
    ----------
    sentence : str
        The sentence, or a label where there is none.
    at : int
        Where the number stands in it.
    word : str
        The words of the measure that the catalogue knows.
    home : Home, optional
        The report: its own area's name is no part. Where nothing is known of it, no name is judged.
    total : bool
        The measure is a total or its growth, of which a short word in front names a part or another's: 海滨生产总值, 民营增加值.

    Examples
    --------
    >>> text = "全市生产总值900亿元，开发区生产总值50亿元，3个县均超百亿元"
    >>> [of_a_part(text, text.index(number), "生产总值") for number in ("900", "50", "百亿")]
    [False, True, True]
    >>> [of_a_part("甲县生产总值8亿元", 6, "生产总值", Home(names=title)) for title in ("乙市政府工作报告", "甲县政府工作报告")]
    [True, False]
    >>> [of_a_part(text, len(text), "生产总值", total=True) for text in ("力争实现地区生产总值", "海滨生产总值")]
    [False, True]
    """
    sentence = _BRACKET.sub(lambda note: "\u3000" * len(note.group()), sentence)
    found = sentence.rfind(word, 0, at)
    if found < 0:
        return False
    start = _start(sentence, found, _ITEM_END)
    if _names_a_part(sentence[start:found], home) or (total and _short_name(sentence[start:found], home)):
        return True
    own = sentence[max(found + len(word), _start(sentence, at)) : at]
    return "其中" in own or _EACH.search(own) is not None or _ZONE.search(own) is not None


def _names_a_part(words: str, home: Home) -> bool:
    words = words.strip(" \u3000\n")
    if _EACH.search(words) or _ZONE.search(words):
        return True
    if "全国" in words and _PLACE_NAME.search(home.names):
        return True
    named = _NAMED.search(words)
    if named is None or not home.names:
        return False
    name = named.group(1)
    return not (_HERE.search(name) or _NO_PLACE.search(name) or name[-3:] in home.names or name in home.names)


def _short_name(words: str, home: Home) -> bool:
    """True when all that stands before the measure, its frame aside, is a short word other than the report's own name."""
    left = _FRAME.sub("", "".join(words.split()))
    return _SHORT_NAME.fullmatch(left) is not None and left not in home.names

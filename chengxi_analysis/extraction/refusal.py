"""Why a numeral states no fact: predicates over the folded text around it, each with the reason it gives."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary
from chengxi_analysis.extraction.patterns import CHINESE, CHINESE_COUNTERS, PINYIN_FILLER

_COUNTERS = vocabulary("counters")
DURATIONS = frozenset(_COUNTERS["durations"])
_DURATION_CUE = re.compile(alternation(_COUNTERS["duration_cues"]))
_RHETORICAL = re.compile(alternation(vocabulary("refusals")["rhetorical_heads"]))
_CODE_AFTER = re.compile(alternation(vocabulary("refusals")["code_after"]))
_RANK_UNITS = frozenset(vocabulary("refusals")["rank_units"])
_FREQUENCY = re.compile(r"(?:[每逢]|隔(?!离))(?:个|两|半)?(?:年|月|周|季度?|日|天|晚|旬|星期|学期|次|班)[^,。;、0-9]{0,9}$|每$")
_RANK_BEFORE = re.compile(r"(?:前(?=[ \n]*$)|(?<![系陈并行序数])列|居(?!民|住|家|委)|排名|排在|排第|名次|位次|升至|跃居)[^,。;、0-9]{0,6}$")
_RANK_TO = re.compile(r"(?:排名|位次|名次|排位|位列|位居)[^,。;]{0,20}(?:提升|上升|前移|前进|升|跃升|降|下滑)(?:到|至)第?$")
_ARTICLE = re.compile(alternation(vocabulary("refusals")["article_words"]))
_SIBLING_AFTER = re.compile(rf"[^,。;:、0-9{CHINESE}\n]{{1,14}}(?:(?:、|和|及|与|以及)[0-9{CHINESE}]|,一[个所家座处间条])")
_SIBLING_BETWEEN = re.compile(r"[^,。;:()0-9\n]{0,16}(?:、|和|及|与)[^,。;:()0-9\n]{0,6}")
_NOUN_AND_COMMA = re.compile(r"[^,。;:、()0-9\n]{1,8},")
_BEFORE_COUNTED_ONE = re.compile(r"[\u4e00-\u9fff”》)](?<![第每同另某这那任统唯逐单有是了的于到上各一这])$")
_APPROXIMATED = re.compile(r"(?:近|上|约|超|超过|过|逾|达|突破|不下)$")
_HELD = re.compile(r"(?:举办|开办|召开|开展|组织|进行|培训|办|完成|编印|出版|播出|刊发|共)[^,。;]{0,8}$")
_HELD_BY_UNIT = {"轮": _HELD, "期": re.compile(_HELD.pattern.replace("|完成", "")), "届": re.compile(r"(?:举办|承办|召开|连续)[了过]?$")}
_PHASE = re.compile(r"工程|项目|建设|产业|能源|改造|创业|分配|污染|土地")
_NEGATED = re.compile(r"[不无未没][^,。;]{0,3}$")
_ANAPHORA = re.compile(r"(?:以上|上述|这|那|前述)$")
_MEETING = re.compile(r"[、,]?(?:[一二三四五六七八九]次)?(?:全会|全体|会议|代表大会|党代会|人代会)")
_PAGE_RESIDUE = re.compile(r"(?:字数|浏览|下载|点击|阅读量?|访问|全文共|当前显示|还剩|精选|已阅读|收藏|转发|第[0-9]{0,3}/?)[:\s]{0,3}$")
_MEASURE_WORD = re.compile(r"(?:(?:率|指数|系数|收入比|比例|占比|性别比|比(?=[为是达])|同期|得分|数值|均值|比值|总分|累计)[^,。;、0-9]{0,5}(?:[为达是至到占]+|[ \n]*)|(?:占|完成)[^,。;0-9]{1,8}(?:的|任务|计划|目标)|(?:同比|环比|上年|比[^,。;、0-9]{2,8}?)(?:增长|下降|减少|增加|上升)|基本持平)$")
_CLOSES = re.compile(r"(?:以[内下上]|左右)?[ \n]*(?:[,。;、()!]|$)|\n")
_TO_ONE = re.compile(r":(?:100|1)(?![0-9.:])")
_SHARE_OF = re.compile(r"(?:占[^,。;、0-9]{0,14}|费用|金额|资金)$")
_FROM_LEVEL = re.compile(r"[由从]$")
_TO_LEVEL = re.compile(r"[^,。;0-9]{1,8}[为到至][0-9]+\.[0-9]+(?:[,。;、)]|$)")
_LEVEL_BEFORE = re.compile(r"[由从][0-9]+\.[0-9]+[^,。;0-9]{1,8}[为到至]$")
_PLACES = frozenset(("县", "市", "区", "省", "镇", "乡", "村", "国", "街道", "社区"))
_ROAD_BEFORE = re.compile(r"[国省县乡村]道[0-9线、和及与 ]{0,24}$")
_ROAD = re.compile(r"(?:公路|国道|省道|县道|高速|沿线|路段|路面|段|改[造线建])")
_SENTENCE_OF_COURT = re.compile(r"(?:及?以[上下])?的?(?:有期徒刑|徒刑|拘役|劳动教养|工作量)|及?以[上下](?:、[0-9]{1,2}年以[上下]){0,3}的")
_MEASURES = frozenset(["吨", "斤", "公斤", "千克", "克", "担", "亩", "公顷", "平方米", "平方公里", "公里", "华里", "米", "立方米", "千瓦", "元", "美元", "港元"])
# 由十二人减少到一人: one as a level.
_PERSONS = frozenset(("人", "户", "起", "例", "件", "宗"))
_LEVEL_OF_ONE = re.compile(r"(?:[减增降升]少?加?为?|下降|上升|缩减)[到至为]$")
# 十组新湾, 四组的公厕: the tenth group of a village.
_GROUP_NAME = re.compile(r"[\u4e00-\u9fff]{1,4}(?:湾|畈|屋|冲|塘|坳|坪|组|等)|至|、[一二三四五六七八九十]{1,3}组")
_NEARLY = re.compile(r"(?:近|约|超|超过|逾|达|达到|不足|不到)$")
# 实现GDP120亿元, 进口LNG12万吨: an acronym of a measure or a good; DN300 and G105 are codes.
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3,6}$")
_SPANS = re.compile(r"季度|星期|学期|年头|年度|周(?![边围年岁密])|世纪|五年")
_SCORE = re.compile(r"[得评考扣加总测均][^,。;]{0,8}$")
ROUND_CHINESE = frozenset(("百", "千", "万", "亿", "百万", "千万", "百亿", "千亿", "万亿", "佰", "仟"))


def _phrases() -> dict[str, list[tuple[str, str, str]]]:
    """Numeral run -> (what stands before, what stands behind, reason) of every fixed phrase that holds it."""
    index: dict[str, list[tuple[str, str, str]]] = {}
    for reason in vocabulary("refusals")["phrases"]:
        for phrase in words_of(reason):
            for run in re.finditer(f"[{CHINESE}]+", phrase):
                index.setdefault(run.group(), []).append((phrase[: run.start()], phrase[run.end() :], reason))
    return index


def words_of(reason: str) -> list[str]:
    """The fixed phrases of one reason."""
    return [w for entry in vocabulary("refusals")["phrases"][reason] for w in str(entry).split()]


_PHRASES = _phrases()
_LONGEST_PHRASE = max(len(behind) for phrases in _PHRASES.values() for _, behind, _ in phrases)


def fixed_phrase(text: str, start: int, end: int, counts: bool = False) -> str | None:
    """Reason when the Chinese numeral at `start` belongs to a fixed phrase; a bare name (十一, 八一) is none where it counts something."""
    phrases = _PHRASES.get(text[start:end])
    if phrases is None:
        return None
    rest = text[end : end + _LONGEST_PHRASE]
    if PINYIN_FILLER in rest:
        rest = text[end : end + 4 * _LONGEST_PHRASE].replace(PINYIN_FILLER, "")
    for before, behind, reason in phrases:
        if rest.startswith(behind) and text.endswith(before, 0, start) and not (counts and not before and not behind):
            return reason
    return None


def glued_to_code(text: str, start: int, end: int, has_unit: bool, points_end_sentences: bool = False) -> str | None:
    """Reason when the numeral is a piece of a code: G20, PM2.5, 1+7+N, 6·26, 7×24."""
    before = text[start - 1] if start else " "
    if before in "‘’'" and start > 1 and text[start - 2].isdigit():
        return "garbled"
    if before in "+·×*#" or (before.isascii() and before.isalpha() and not (has_unit and _ACRONYM.search(text, max(0, start - 8), start))):
        return "code"
    if before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum():
        return "code"
    if before == "." and start > 1 and (not points_end_sentences or text[start - 2] in "0123456789.。"):
        return "garbled"
    after = text[end] if end < len(text) else " "
    if after in "+·×#":
        return "code" if after != "·" else "date"
    if not has_unit and after.isascii() and after.isalpha():
        return "garbled" if after in "OoIl" else "code"
    return None


def chinese_numeral(text: str, start: int, run_end: int, unit: str, end: int, more: bool) -> str | None:
    """Reason when a Chinese numeral with a counter is rhetoric, a name, vague or an article."""
    run = text[start:run_end]
    before = text[start - 1] if start else " "
    if run[0] in "几半" or before in "几若" or (before == "数" and run[0] in "十百千万亿"):
        return "vague"
    reason = fixed_phrase(text, start, run_end, counts=unit in CHINESE_COUNTERS)
    if reason:
        return reason
    if unit not in CHINESE_COUNTERS:
        return "name"
    if run == "十" and unit in ("大项", "大类"):
        return "name"
    if run in ("万", "亿") and unit == "元":
        return "vague"
    bounded = (text.startswith(("以上", "以下"), end) and before != "双") or _APPROXIMATED.search(text, max(0, start - 2), start)
    if run in ROUND_CHINESE and not more and not bounded:
        return "ordinal" if before == "前" else "vague"
    if (unit == "人" and text.startswith(("小组", "组", "领导"), end)) or (len(run) < 3 and _ANAPHORA.search(text, max(0, start - 2), start)):
        return "name"
    if unit == "次" and (before in "届会" or _MEETING.match(text, end)):
        return "ordinal"
    if unit in ("期", "轮", "届") and not _HELD_BY_UNIT[unit].search(text, max(0, start - 12), start):
        return "ordinal"
    if run == "二" and unit in ("次", "期", "轮", "届"):
        return "ordinal"
    if unit in ("期", "轮", "批", "次") and _PHASE.match(text, end):
        return "ordinal"
    if len(run) == 1 and _RHETORICAL.match(text, end) and unit in ("个", "项", "种", "条", "门", "类", "层", "股", "把", "次", "处", "场", "道", "级", "篇"):
        return "slogan"
    if unit == "组" and _GROUP_NAME.match(text, end):
        return "name"
    if run == "一" and unit in _PERSONS and _LEVEL_OF_ONE.search(text, max(0, start - 6), start):
        return None
    if run == "一" and unit in _MEASURES and _NEARLY.search(text, max(0, start - 2), start):
        return None
    if run == "一" and unit not in ("倍", "成", "番", "半"):
        return None if unit not in ("次", "场") and _counts_one(text, start, end) else "article"
    return None


def _counts_one(text: str, start: int, end: int) -> bool:
    """一 counts where it is set behind its noun (学校一所,) or stands in a list of counts (1间企业、一个新建项目)."""
    if _NEGATED.search(text, max(0, start - 4), start):
        return False
    after = text[end] if end < len(text) else "。"
    closes = after in ",。;、)\n!.:" or text.startswith(("以上", "左右"), end)
    if closes and _BEFORE_COUNTED_ONE.search(text, max(0, start - 2), start) and not _FREQUENCY.search(text, max(0, start - 13), start):
        return True
    return bool(_SIBLING_AFTER.match(text, end)) and not _ARTICLE.match(text, end)


def in_list_of_counts(text: str, previous_end: int, start: int, same_unit: bool) -> bool:
    """True when only 、 or 和 and a few words lie between the quantity before and this numeral, or a comma before one of the same unit."""
    if not 0 < start - previous_end <= 22:
        return False
    return bool(_SIBLING_BETWEEN.fullmatch(text, previous_end, start) or ((same_unit or text[start] == "一") and _NOUN_AND_COMMA.fullmatch(text, previous_end, start)))


def unit_context(text: str, start: int, end: int, unit: str, has_point: bool) -> str | None:
    """Reason when number and unit together are a rank, a frequency, a plain duration, a score without a score's words, a class."""
    if unit in DURATIONS and not has_point and "万" not in text[start:end] and not _duration_is_result(text, start, end):
        return "duration"
    if unit == "个" and _SPANS.match(text, end):
        return "duration"
    window = max(0, start - 10)
    if unit in ("次", "场", "天", "小时", "期", "遍", "轮", "回", "分钟", "篇", "节", "课时", "学时", "趟") and _FREQUENCY.search(
        text, max(0, start - 13), start
    ):
        return "frequency"
    if unit in _RANK_UNITS and _RANK_BEFORE.search(text, window, start):
        return "rank"
    if unit in ("位", "名", "位次", "名次") and _RANK_TO.search(text, max(0, start - 40), start):
        return "rank"
    if text.startswith("前", start - 1) and start and unit in ("个", "家", "项", "类", "种", "大", "强", "%"):
        return "rank"
    if unit == "分" and not has_point and not _SCORE.search(text, window, start):
        return "time"
    if unit in ("字", "次", "页", "篇") and _PAGE_RESIDUE.search(text, window, start):
        return "page residue"
    if unit in _PLACES and (start and end - start > 5 and text[start : start + 5].isdigit()):
        return "code"
    if unit in ("线", "路") and (_ROAD.match(text, end) or _ROAD_BEFORE.search(text, max(0, start - 26), start)):
        return "name"
    if unit == "番" and "翻" not in text[max(0, start - 3) : start]:
        return "idiom"
    if unit in ("室", "层") and text[max(0, start - 2) : start].endswith(("楼", "幢", "栋", "第")):
        return "name"
    if unit == "千伏" and not text.startswith(("达", "至", "到"), start - 1):
        return "name"
    return None


def court_sentence(text: str, end: int) -> bool:
    """五年以上有期徒刑: the years of a sentence, or a month's work, are no span of time of the report."""
    return _SENTENCE_OF_COURT.match(text, end) is not None


def _duration_is_result(text: str, start: int, end: int) -> bool:
    if text.startswith(("连续", "连年"), start - 2):
        return False
    left = max(text.rfind(mark, max(0, start - 18), start) for mark in ",。;、\n") + 1
    return bool(_DURATION_CUE.search(text, max(left, start - 18), start)) or court_sentence(text, end)


def measures_without_unit(text: str, start: int, end: int) -> bool:
    """A rate, an index or last year's count may stand without a unit: 综合指数为5.73; 去年同期为0."""
    return bool(_CLOSES.match(text, end)) and bool(_MEASURE_WORD.search(text, max(0, start - 12), start))


def level_without_unit(text: str, start: int, end: int) -> bool:
    """由1.98缩小到1.91: two levels of a ratio, neither with a unit."""
    if _CLOSES.match(text, end) and _SHARE_OF.search(text, max(0, start - 18), start):
        return True
    return bool(_FROM_LEVEL.search(text, max(0, start - 3), start) and _TO_LEVEL.match(text, end)) or bool(
        _LEVEL_BEFORE.search(text, max(0, start - 24), start) and _CLOSES.match(text, end)
    )


def ratio_to_one(text: str, start: int, end: int) -> bool:
    """收入比为2.35:1, 性别比为105.9:100: the first number measures, against one or a hundred."""
    return bool(_TO_ONE.match(text, end)) and "比" in text[max(0, start - 20) : start]


def ratio_end(text: str, end: int) -> int:
    """Where a ratio ends that begins before `end` (2.35:1)."""
    m = _TO_ONE.match(text, end)
    return m.end() if m else end


def without_unit(text: str, start: int, end: int) -> str:
    """Reason for a numeral that has no unit, by where it stands."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    run = text[start:end]
    if before == "第":
        return "ordinal"
    if run[0] in CHINESE:
        return "section number" if before in "\n(" and after in "、)" else fixed_phrase(text, start, end) or "name"
    if before in "\n(。 \u3000" and after in ".、)":
        return "list number"
    if before in "〔[":
        return "document number"
    if len(run) >= 7 and run.isdigit():
        return "phone"
    if after == ":" or before == ":":
        return "ratio" if "." in run or "比" in text[max(0, start - 24) : start] or "结构" in text[max(0, start - 24) : start] else "time"
    if _CODE_AFTER.match(text, end):
        return "code"
    return "no unit"



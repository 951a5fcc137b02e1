"""The patterns of the language, each named, composed here and nowhere else.

All of them run over folded text. None can backtrack far: runs of digits and numerals are possessive (``*+``), optional parts are of
bounded length, and alternatives of a group start with different characters; the time is linear in the length of the text.
"""

from __future__ import annotations

import re

from chengxi_analysis import units
from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words

CHINESE = "○零一二两三四五六七八九十百千万亿半几廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
PINYIN_FILLER = "\x01"
GAP = rf"[ \n]{{0,2}}{PINYIN_FILLER}{{0,8}}"
CALENDAR = ("年", "月", "日", "号", "时", "点", "点钟", "世纪", "年代", "季度", "月份", "年度", "时许")

_COUNTERS = vocabulary("counters")
# A unit in Latin letters (M, T, kW) is none where the letters go on (120MM, 50MVA).
_LATIN = {s: "A-Za-z0-9²³" for s in units.surfaces() if s[-1].isascii() and s[-1].isalnum()}
_UNIT_WORDS = alternation(units.surfaces(), {**_LATIN, **_COUNTERS["not_before"]})
_PHYSICAL = "瓦克米伏帕卡焦赫安升字"
_SCALE = rf"(?:万亿|[百千](?![{_PHYSICAL}])[万亿]?|[万亿])"
_ARABIC_REST = (
    rf"(?:[0-9]{{0,2}}(?:,[0-9]{{3}}(?![0-9]))++|[0-9]{{0,2}}(?: [0-9]{{3}}(?![0-9]))++(?=[ \n]?(?:[万亿]|{_UNIT_WORDS})|\.[0-9])|[0-9]*+)"
    rf"(?:[ \n]?\. ?[0-9]++|·[0-9]++(?={GAP}(?:[%万亿]|个百分点)))?+"
    rf"(?:{GAP}[多余来几]?[ ]?{_SCALE}(?:[0-9]++{_SCALE}?)*+)*+"
)
# Behind a scale, 两 is a weight (三百两) and 千 begins a unit (五万千瓦).
_CHINESE_CHAR = rf"(?:(?!(?<=[十百千万亿])两(?![十百千万亿]))(?!(?<=[十百千万亿])千[{_PHYSICAL}])[{CHINESE}])"
_CHINESE_REST = rf"{_CHINESE_CHAR}*+(?:[多余来]{_CHINESE_CHAR}++)*+(?:点{PINYIN_FILLER}{{0,8}}[{CHINESE}]++)?+"
NUMERAL = rf"[0-9{CHINESE}](?:(?<=[0-9]){_ARABIC_REST}|(?<=[{CHINESE}]){_CHINESE_REST})"

_CALENDAR = alternation(CALENDAR, {"年": "级轻龄薪产均检鉴", "时": "代尚", "日": "均产处本常", "号": "召", "点": "对面位多名以半到次数击", "月": "均"})
_COUNTED_WITH = "(?:[次套只处个起件间宗户匹头辆台市县区镇乡村旗州]|街道|社区|林场)"
_BRACKET = rf"\({_COUNTED_WITH}(?:、{_COUNTED_WITH}){{0,3}}\)"
UNIT = (
    rf"(?:个{PINYIN_FILLER}{{1,8}}百分点|乡{PINYIN_FILLER}{{1,8}}镇|{_UNIT_WORDS}(?:(?<!个)次(?![性日年数要序于]))?(?:{_BRACKET})?(?:/(?:[百千万亿]?{_UNIT_WORDS}|[年月日季天人次万时]|(?:min|[dhsa])(?![A-Za-z])|[百千万]人)(?:·(?:{_UNIT_WORDS}|[年月日天]))?)?"
    rf"|{_CALENDAR}|/10{{0,5}}万|/万|\({_UNIT_WORDS}(?:[/、]{_UNIT_WORDS}){{0,2}}\))"
)
_DASH = r"(?:-{1,3}|~|至|到)"

QUANTITY = re.compile(
    rf"(?P<low>{NUMERAL})(?:[ \n]?(?P<more>[多余来几]))?"
    rf"(?: ?分[ \n]?之[ \n]?(?P<numerator>{NUMERAL})(?:{_DASH}(?:百分之|千分之)?(?P<numerator_high>{NUMERAL}))?"
    rf"|(?:{GAP}(?P<low_unit>{UNIT}){PINYIN_FILLER}*+)?(?:{GAP}{_DASH}{GAP}(?P<high>{NUMERAL})(?: ?(?P<more_high>[多余来几]))?(?:{GAP}(?P<high_unit>{UNIT}))?)?)"
    r"(?P<after>(?<=成)[一二三四五六七八九](?=[,。;、)的以左]|$)|(?<=[倍吨斤克亩顷米里成元升天时])半(?=[,。;、)以左]|$)|[多余](?=[,。;、)的!?\s]|$))?"
)

# What the words around a number make of it.
BOUND_BEFORE = re.compile(
    r"(?:(?P<ge>不少于|不低于|不小于|不下于|不下|至少|最少|超过|超出|突破|超|逾|高于|大于|多于)"
    r"|(?P<le>不超过?|不高于|不大于|不多于|不足|不到|低于|少于|小于|最多|至多)"
    r"|(?P<approx>大约|大概|将近|接近|约为|约占|(?<![节预签条特合契邀公履])约|(?<![最附临亲邻远就])近))(?:[达到为有了在 ]{0,2}|(?<=至少|最少|大概|大约)[\u4e00-\u9fff]{0,4})$"
)
BOUND_BEFORE_LAST = frozenset("约近于过超逾破少多足到达有为在出了概下占备置建设 ")
BOUND_AFTER = re.compile(rf"{GAP}(?:(?P<ge>及?以上|之上|开外)|(?P<le>及?以下|以内|之内|之下)|(?P<approx>左右|上下|前后))")
BOUND_AFTER_FIRST = frozenset("及以之开左上前 ")
# Every alternative begins with a character of its own, so that a search can skip all others.
QUOTED = re.compile(r"https?://[!-~]+|www\.[!-~]+|“[^”\n]{1,24}”|《[^》\n]{1,60}》|「[^」\n]{1,24}」|‘[^’\n]{1,24}’|\"[^\"\n,。;]{1,24}\"|〔[0-9]{4}[〕\]]|\[[0-9]{4}[〕\]]|【[^】\n]{1,24}】")
SENTENCE_MARK = re.compile(r"[。！？!?\n.]")
CHINESE_COUNTERS = frozenset(words("counters", "after_chinese_numeral"))

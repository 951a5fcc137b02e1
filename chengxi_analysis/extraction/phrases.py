"""Pieces of labels: the words around them taken off, lists of names, long clauses cut to what they say last, words of change."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words

TIME = (
    r"(?:截至|截止|到|至)?(?:[0-9]{4}年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[-至到][0-9]{1,2}月)?(?:上半年|[末底初])?"
    r"|[0-9]{1,2}(?:月份?)?[-至到][0-9]{1,2}月份?|[0-9]{1,2}月(?:[0-9]{1,2}日)?[底末份初]?"
    r"|元月?[-至到][一二三四五六七八九十0-9]{1,3}月份?|[○零一二三四五六七八九]{4}年)[末底初]?,?"
)
_LEAD = re.compile(rf"(?:[ \n\u3000,、:)”./●■◆▪]|{TIME}|\[[0-9]{1,4}\]|{alternation(words('context', 'label_lead'), vocabulary('context')['label_lead_not_before'])})++")
_TRAIL_REVERSED = re.compile(rf"(?:[ \n\u3000,、:(“-]|{alternation((w[::-1] for w in words('context', 'label_trail')), vocabulary('context')['label_trail_not_after'])})++")
# A label's first and last character tell at once that there is nothing to take off.
_LEAD_STARTS = frozenset(w[0] for w in words("context", "label_lead")) | frozenset(" \n\u3000,、:)”./●■◆▪[0123456789截到至元○零一二三四五六七八九十")
_TRAIL_ENDS = frozenset(w[-1] for w in words("context", "label_trail")) | frozenset(" \n\u3000,、:(“-")
MEASURED_UNITS = frozenset(
    ["%", "‰", "元", "亩", "公里", "平方米", "平方公里", "吨", "公斤", "千瓦", "千瓦时", "米", "立方米", "百分点", "倍", "成", "番", "公顷", "万元", "美元", "斤", "克", "度", "岁", "天", "小时", "千克", "兆瓦", "平方", "方"]
)
CHANGE_WORD = re.compile(alternation(words("context", "change_verbs") + words("context", "change_nouns")) + r"|[增降减升涨跌翻]")
_ITEM = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*(?:约|近|超)?[0-9○零一二两三四五六七八九十百千][0-9.,○零一二两三四五六七八九十百千万亿]*(?:个百分点|[^0-9、,。;()和与及]{0,4})")
_CLAUSE_VERB = re.compile(r"(?:完成|实现|达到|争取到?|投入|取得|累计|全年|共计|带动|推动|促进|加快|积极|全面|深入|认真|扎实|大力|切实|不断|进一步|持续|成功|其中)")
# 规模以上工业实现增加值: subject and measure are one name.
_SUBJECT_OF_VERB = re.compile(r"([^的,]{2,12}?)(?:共|累计|预计|已|可)+(?:实现|完成|达到?|取得)?$|([^的,]{2,12}?)(?:实现|完成|达到?|取得)$")
MEASURE_NOUN = re.compile(
    r"(?:(?:常住)?居民)?(?:人均)?(?:可支配|纯)?收入$|(?:总)?产[量值]$|增加值$|总值$|(?:[存贷]款)?余额$|(?:销售|消费|进出口|零售)?总?额$|面积$|比重$|占比$|人数$|总产$|投资$|存栏$|出栏量?$|价格$|指数$|吞吐量$|浓度$|[\u4e00-\u9fff]{0,3}率$"
)
SHORT = 3
MEDIUM = 8
LONG = 16
_CLAUSES_BACK, _LONGEST_CLAUSE = 4, 40


_NAMES = re.compile(r"、|和|以及|及|与")


def count_list(text: str, end: int) -> int:
    count = 0
    m = _ITEM.match(text, end)
    while m is not None and count < 40:
        count += 1
        m = _ITEM.match(text, m.end())
    return count


def ends_in_change(text: str, start: int, end: int) -> bool:
    return CHANGE_WORD.search(text, max(start, end - 6), end) is not None


def shorten(own: str) -> str:
    """Keep the last part of a long clause: behind the last verb of doing."""
    cut = 0
    for m in _CLAUSE_VERB.finditer(own, 0, len(own) - 3):
        cut = m.end()
    shorter = own[cut:]
    if cut and len(shorter) <= SHORT + 1 and (subject := _SUBJECT_OF_VERB.match(own, 0, cut)):
        shorter = (subject.group(1) or subject.group(2)) + shorter
    if len(shorter) > LONG and "的" in shorter[:-2]:
        last = shorter[shorter.rindex("的", 0, -2) + 1 :]
        shorter = last if len(last) > SHORT or last[-1] not in "率额量值比" else shorter
    return shorter if len(shorter) >= 3 else own


def split_names(head: str, count: int) -> list[str]:
    """The names of a list of `count` numbers: by marks and 和, by marks alone where that gives as many, 城乡 as town and country."""
    names = [n.strip() for n in _NAMES.split(head) if n.strip()]
    if count == 2 and len(names) == 1 and head.startswith("城乡"):
        return ["城镇" + head[2:], "农村" + head[2:]]
    return head.split("、") if len(names) != count and head.count("、") == count - 1 else names


def share_suffix(names: list[str]) -> list[str]:
    """城镇、农村居民人均收入: what the last name says beyond its own name is said of all."""
    first, last = names[0], names[-1]
    if len(last) <= len(first) + 2:
        return names
    measure = MEASURE_NOUN.search(last)
    if measure and measure.start() > 0 and all(not MEASURE_NOUN.search(n) for n in names[:-1]):
        return [n + measure.group() for n in names[:-1]] + [last]
    at = last.find(first[-1], 0, len(first) + 2) + 1
    if not at:
        at = len(first) if len({len(n) for n in names[:-1]}) == 1 else 0
    suffix = last[at:] if at else ""
    return [n + suffix for n in names[:-1]] + [last]


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span between two offsets without what only introduces it or leads over to the number."""
    if start >= end:
        return start, start
    if folded[start] in _LEAD_STARTS and (lead := _LEAD.match(folded, start, end)):
        start = lead.end()
    if folded[end - 1] in _TRAIL_ENDS and (trail := _TRAIL_REVERSED.match(folded[start:end][::-1])):
        end -= trail.end()
    return start, end if end > start else start


def measure_before(raw: str, folded: str, first: int, end: int) -> str:
    """The nearest clause before `end` that closes with a measure: 粮食亩产量,在三种地区,分别达到400斤、500斤."""
    for _ in range(_CLAUSES_BACK):
        if end <= first:
            break
        start = max(folded.rfind(",", first, end) + 1, folded.rfind(";", first, end) + 1, first)
        clause = raw[slice(*trim(folded, start, end))] if end - start <= _LONGEST_CLAUSE else ""
        if MEASURE_NOUN.search(clause):
            return clause
        end = start - 1
    return ""

"""What a rate or a share is of, by its own words: the group it names, the whole it names, the plan it is held against.

审判案件结案率 is not of all cases; 占总人口 is of all people and not of the largest group named so far; 占任务的 is of the task of the same
item; 调撤率 is made of two counts. Where the words in front name none of this, a rate cannot be tested: that values fit is no reason.
"""

from __future__ import annotations

import re

from chengxi_analysis.analysis.linking import Number, Passage, same_unit

#: Nouns that name a population inside the name of a rate, with what narrows them in front: 审判案件结案率, 贫困人员就业率.
_POPULATION = re.compile(
    r"^(?P<group>.{2,8})(?:案件|案|人员|人口|人群|对象|群众|儿童|企业|项目|事项|工程|农户|户|学生|职工|党员|妇女|建议|提案|问题|隐患|资金)(?P<rest>.{2,})$"
)
#: Words of a rate's name that narrow nothing.
_PLAIN = re.compile(
    r"其中|全[县市区镇乡省村局院校]|年度|全年|当年|今年|累计|平均|总体|综合|合计|各[类项级种]?|所有|全部|全面|该项?|总|其|本|应|已|均|的|使|"
    r"案件|案|事项|问题|项目|工程|工作|任务|人员|对象|目标|上述|以上|分别|实际|成功|同比|年"
)
_FRAME = re.compile(
    r"\d{4}年?|截[至止]|年[末底初]|全[县市区镇乡村省国街州旗盟]区?|[本该我][县市区镇乡村省街]|目前|其中|此外|现|共|总|有|为|达到?|约|户籍|常住|在册|"
    r"拥|管?辖区?|境内|[末底]|在籍|实|登记|的|合?计|数|人民公社|行政|年|月|内|是|到"
)
#: A place's name and nothing else: 陕西省, 城关镇. 农村 and 城镇 are groups.
_PLACE = re.compile(
    r"^(?!.*(?:农村|乡村|城镇|城市|山区|库区|牧区|郊区|集镇|城区|市区|县城))"
    r".{0,8}(?:省|市|县|区|镇|乡|村|街道|社区|旗|州|盟|场|厂|院|校|局)$"
)
_PEOPLE = re.compile(r"^(?:人口|人|人数|居民)$")
_HOUSES = re.compile(r"^(?:农?户|户数|农户数|家庭|住户|居民户)$")
_PLANNED = re.compile(r"预算(?!收入|支出|内|外|资金)|计划(?!生育)|任务|目标|指标")
_CARRIED_IN = re.compile(r"[含包有](?:[括含])?[^,;。()]{0,6}(?:上年|往年|历年|以前年度|去年|结转|遗留|旧存|积案|跨年|外地|外县|外市|委托)")
_CLASS_BEFORE = re.compile(r"(?:超过|高于|低于|不足|达到?|大于|小于|多于|少于|在)$")
_CLASS_BEHIND = re.compile(r"^(?:以[上下])?的(?:共?有|[\d一二两三四五六七八九十])")
_MEASURE = re.compile("(?:面积|人数|户数|总数|总量|总额|数量|数)$")
#: 污水处理站5个: where a deed is done, and no count of what was done.
PLACE_OF_A_DEED = re.compile("(?:站|厂|中心|室|点|所|基地|设施|机构)$")
_CLOSED = re.compile("[,;:。、()]|人口")
_NOUN = 10
_SHORT_NAME = 2


def defines_a_class(passage: Passage, p: Number) -> bool:
    """占比超过20%的有23种: the percentage says which are counted behind it."""
    return bool(_CLASS_BEFORE.search(p.lead) and _CLASS_BEHIND.search(passage.text[p.end : p.end + 5]))


def of_plan(noun: str) -> bool:
    """A share of a plan (占预算数, 占任务)."""
    return bool(_PLANNED.search(noun))


def plan_of_the_item(passage: Passage, part: Number) -> Number | None:
    """The plan that a result is held against: of its own sentence, right before it, and of no sum that 其中 divides in between."""
    plan = passage.previous(part)
    if plan is None or plan.sentence != part.sentence or "其中" in part.lead or plan.kind != "amount" or not same_unit(plan, part):
        return None
    return plan if (plan.target or _PLANNED.search(plan.lead)) and not plan.change and not plan.mean else None


def is_all_of(passage: Passage, q: Number, part: Number, noun: str) -> bool:
    """A number can be the whole of a share: it is not the part itself, names all of the kind, and is of the same time."""
    behind = passage.text[q.end : q.end + _NOUN].lstrip()
    counted = any(name and behind.startswith(name) for name in _names(noun))
    bare = not counted and _frame_only(q.own) and behind and _CLOSED.match(behind) is None
    return q is not part and not bare and (counted or names_all(q, noun)) and of_one_time(passage, q, part)


def names_all(q: Number, noun: str) -> bool:
    """The number's own words name all of a kind, and no group of it (总人口, 全镇5186户; not 少数民族人口).

    Examples
    --------
    >>> from types import SimpleNamespace as N
    >>> said = lambda label, unit, own="": N(label=label, unit=unit, own=own)
    >>> names_all(said("全县总人口", "person"), "人口"), names_all(said("少数民族人口", "person"), "人口")
    (True, False)
    >>> names_all(said("农村经济总收入", "CNY"), "收入"), names_all(said("女党员", "person"), "党员")
    (True, False)
    """
    names = _names(noun)
    return any(_names_all(words, q.unit, name) for words in (q.label, q.own) for name in names if words and name)


def of_one_time(passage: Passage, whole: Number, part: Number) -> bool:
    """A whole of 1982 is none of a part of 1964; a number without a year of its own may go with one that has it."""
    ours, theirs = whole.period_stated, part.period_stated
    if theirs is None or ours == theirs:
        return True
    return ours is None and (passage.year is None or theirs[:4] == str(passage.year))


def _names(noun: str) -> dict[str, None]:
    """A noun with and without its word of measure: 耕地面积, 耕地."""
    return dict.fromkeys((noun, _MEASURE.sub("", noun)))


def _names_all(words: str, unit: str, noun: str) -> bool:
    if re.search(rf"总[^,;]{{0,4}}{re.escape(noun)}", words):
        return True
    before, found, behind = words.rpartition(noun)
    if not found:
        counted = (unit == "person" and _PEOPLE.search(noun)) or (unit == "household" and _HOUSES.search(noun))
        if not counted:
            return False
        before, behind = behind, ""
    return _frame_only(before) and not _FRAME.sub("", behind)


def _frame_only(words: str) -> bool:
    """Nothing but when and where: no word that picks out some."""
    left = _FRAME.sub("", re.split(r"[,;:、]", words)[-1])
    return not left or bool(_PLACE.search(left))


def foreign(passage: Passage, name: str, part: Number, whole: Number) -> bool:
    """The rate's name picks out some that neither count speaks of: 审判案件结案率 behind 受理案件 and 结案."""
    group = _POPULATION.search(name)
    if group is None:
        return False
    called = _PLAIN.sub("", group.group("group"))
    return not _within(called, _words_of(passage, whole) + _words_of(passage, part))


def _words_of(passage: Passage, n: Number) -> str:
    """What a number is called: its label, and its clause with what stands right behind it."""
    return n.label + n.lead + n.outer + re.split(r"[,;:。()]", passage.text[n.end : n.end + 12])[0]


def _within(words: str, text: str) -> bool:
    """Every character of some words stands in a text: names of rates are short for longer ones (刑案, 刑事案件)."""
    return set(words) <= set(text)


def of_two_counts(name: str, near: list[Number]) -> bool:
    """调解211件,撤诉97件,调撤率: each character of the name is of another count in front."""
    if len(name) != _SHORT_NAME or len(near) < _SHORT_NAME:
        return False
    second, first = near[0].head, near[1].head
    x, y = name[0], name[1]
    return x in first and y not in first and y in second and x not in second


def carried_in(passage: Passage, part: Number) -> bool:
    """结案312件(含上年结转): what was done holds more than what came in."""
    behind = passage.text[part.end : part.end + 20].lstrip()
    return (bool(_CARRIED_IN.match(behind.removeprefix("("))) and behind[:1] in "(,含包") or bool(_CARRIED_IN.search(part.own))


def other_counter(whole: Number, part: Number) -> bool:
    """幼教点67个, 幼儿园48所: things in other counters under other nouns are no fraction of each other."""
    if not (whole.dimension.startswith("count") and part.dimension.startswith("count")) or whole.unit_text == part.unit_text:
        return False
    ours, theirs = (set(n.label[-4:] + n.head[-4:] + n.tail[:4]) for n in (whole, part))
    return not ours & theirs

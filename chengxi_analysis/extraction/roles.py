"""What a number does in its clause: a result, an earlier level, a change, a target, or a threshold that only classifies."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, words
from chengxi_analysis.extraction.quantities import Quantity

_CHANGE_AT_END = re.compile(
    rf"(?:(?<!自然)(?:{alternation(words('context', 'change_verbs'))})(?:额|量)?(?:了|约|近|超过?|将近|不低于|高达|逾|(?:分别|均|都)在|分别|各|均|也|就|不少于|大约|再|幅度)*"
    rf"|(?:自然增[幅速]|(?<!自然)(?:{alternation(words('context', 'change_nouns'))}))(?:分别|均|也)?(?:为|是|达到?|在|超过?|保持在|控制在|稳定在|不低于|不少于|约|近)*)[ \n]*$"
)
# The last character before the number tells at once that a pattern cannot end there; most numbers need no search at all.
_CHANGE_ENDS = frozenset(w[-1] for w in words("context", "change_verbs") + words("context", "change_nouns")) | frozenset("增速额量了约近超过于达逾别各均也就少再度为是在到幅")
_MORE_ENDS = frozenset("超过出多少了约")
_SINGLE_ENDS = frozenset("增降减升涨跌了约近超")
_PLAN_ENDS = frozenset("算划标务制数值额量积产资排为是的")
_SINGLE_CHANGE = re.compile(r"[增降减升涨跌](?:了|约|近|超)?[ \n]*$")
_COMPARED_CHANGE = re.compile(r"(?:[比较同](?!例|重)[^,。;0-9]{0,12}|环比|^[ \n]*)[增降减升涨跌](?:了|约)?[ \n]*$")
_YEAR_ON_YEAR = re.compile(r"(?:同比|环比|增速|增幅)(?:分别)?(?:为|是)?$")
_CHANGE_AFTER = re.compile(r"(?:左右|以上|以内)?的?(?:速度)?(?:增长|增速|增幅|降幅|涨幅|速度增长|速度递增|跌幅|的速度)")
_MORE_THAN = re.compile(r"比[^,。;]{2,24}(?:超过?|超出|多|少)(?:了|约)?[ \n]*$")
_DISTRIBUTED = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*")
_DISTRIBUTED_LABELLED = re.compile(r"[ \n]*(?:[、和与及]|以及)[ \n]*[\u4e00-\u9fff]{0,8}")
_FROM = re.compile(r"(?:[由从](?!主|治|身|来水|建|筹|动|愿|行|家|营|事|业|严)|从原来|由原来)[^,。;、由从]{0,18}$")
_TO = re.compile(r"(?:[、和][^,。;、和]{1,12}|[0-9]{1,6}[^,。;、和0-9]{1,4})*(?:[^,。;0-9]{0,16}?|,(?:逐步)?(?:增加|上升|提高|发展|扩大|增长|减少|下降|降低|提升))[为到至达]")
_EARLIER = re.compile(
    r"(?=[比较是于同与相超高低去上前同0-9“○零十一二三四五六七八九])(?:(?:[比较是于同与]|相当于|超过|高于|低于|高出)[^,。;0-9]{0,6})?(?:去年|上年度?(?!结转|接转|结余|滚存|结存)|上一年|前年|[0-9]{4}年[末底初]?|[○零一二三四五六七八九]{4}年|上学[年期]|上一?届|同期|“?[十一二三四五六七八九]+五”?[^,。;0-9]{0,5})"
    r"(?:同期|末|底|初|时|期末)?(?:分别|则|则分别)?(?:的|为|是|仅为|只有|仅|水平)?[^,。;0-9增减升降]{0,4}[ \n]*$"
)
_EARLIER_HEAD = re.compile(r"(?:(?:去年|上年|上一年|同期)(?!结转|接转|结余|滚存|结存|底前|以来)|年初(?!预算|计划|目标|下达|任务|列|确定)|期初|原来|原有|此前|以前|过去|解放前)")
_COMPARED = re.compile(r"(?:[比较是于同与]|相当于|超过|高于|低于|高出)(?:“?[十一二三四五六七八九]+五”?|去年|上年|上一年|前年|[0-9]{4}年|[○零一二三四五六七八九]{4}年|上学[年期]|上一?届|历史|同期|全国|全省|全市|计划|目标|预期|年初)")
_TARGET = re.compile(alternation(words("context", "target_words")) + r"|计划(?!内|外|生育|单列|完成(?:比例|率|进度|程度))(?=[^,。;]*$)")
_PLANNED_LEVEL = re.compile(r"(?:预算|计划|目标|任务|指标|控制)(?:数|值|总数|额|量|总额|面积|产量|投资|安排)?(?:为|是|的)?[ \n]*$")
_DOING = re.compile(r"(?:完成|落实|执行|超额|实现)[^,。;]{0,16}$")
_MEASURED_BY_PLAN = re.compile(r"(?:[占为是比超]|超过|达到?|相当于|高出|高于|低于|快于|低出)[^,。;]{0,8}$")
_DONE = re.compile(r"(?:已|截[至止]|完成|实际|累计|共计|落实到位|超额|目前|实现|[达占])")
_UNDONE = re.compile(r"(?:已|目前|实际|累计|现有|共完成)")
_NOW = re.compile(r"(?:目前|现有?为|已达|已完成|截至|(?<=[,;。])实际(?:增长|完成|达|为|下降|收|支))")
_HELD_WITHIN = re.compile(r"控制在[ \n]*$")
# 粮食产量34250万吨,比上年预计增加1000万吨: what is set beside an estimate of the year that runs is the plan of the next.
_BESIDE_AN_ESTIMATE = re.compile(r",比[^,。;]{2,10}预计(?:增|减|下降|提高|多|少)")
# 压减纳入年度计划的产能1226万吨, 规划设置的242个卫生室: the plan names which, the number is what was done.
_LISTED_IN_PLAN = re.compile(r"(?:列入|纳入|超额(?:完成)?)[^,。;0-9]{0,12}$")
_SET_AS_TASK = re.compile(r"(?:任务|计划|目标)(?:数|量)?\($")
# 下降3%左右(减少3.9万): a bracket right behind a target says it in other words; one that names a year or a result does not.
_IN_OTHER_WORDS = re.compile(r"\((?:约|即|增加|减少|新增|净增|净减|相当于|合)+[^,。;0-9]{0,4}(?=[0-9])")
# 完成了原订四十万亩秋播计划的百分之三十: the level that a share is taken of was planned.
_PLAN_BEHIND = re.compile(r"[^,。;、0-9]{0,8}(?:计划|任务|指标)(?:数|量)?的(?:[0-9]|百分之|[一二三四五六七八九]成)")
_SET_BESIDE = re.compile(r"(?:高于|低于|快于|慢于|超过?|好于|优于|比)[^,。;0-9]{0,10}$")
_OF_GOAL = re.compile(r"的(?:预期|调控|年度|控制)?(?:目标|任务|计划|要求|指标)")
_WITHIN = re.compile(r"以[内下]|之内")
_FUTURE_CLAUSE = re.compile(
    r"(?=[明来下今未力预主奋目任指要发公安办抓推实确将计规纲])(?:将(?:继续|进一步|着力|重点|大力|全面)|(?:发布|公布|办好|抓好|推进|实施|确定)[^,。;了]{0,16}实事|明年|来年|下一步|今后|下年|未来[一二三四五六七八九十0-9]+年|力争|预期目标|主要目标|奋斗目标|今年(?:要|将|再|拟|确定|提出|我们计划)|(?:目标|任务|指标)(?:任务)?是|(?:目标|任务):|(?:计划|规划|纲要)(?:规定|提出|要求),|(?<![\u4e00-\u9fff0-9])要(?![求素闻案地件点:]))"
)
_CARRIED_OUT = re.compile("(?:完成|执行|落实|实现|进展|推进)情况")
_RESULT_AFTER = re.compile(r"[^,。;0-9]{0,12}(?:已|,?全部(?:[^,。;]{0,4}(?:完成|建成|到位|投用))|取得)")
_PAST = re.compile(r"了|已|全年|累计|去年|取得|达到历史|过去|以来|圆满|同比|首次突破|是年")
_CARRIED_PLAN = re.compile(r"(?:(?<!占)(?<!比)(?<!较)(?<!占年)(?<!为年)(?<!年度)(?<!为)(?<!全年)计划|拟|力争|预期|规划|争取|确保|要|必须)")
# 亩产千斤的200亩, 高产田(亩产400斤以上)200亩: what stands right before the count only says which are counted.
_YIELD = re.compile(r"(?:产|收入|收益|得分|成绩|水平|单价|工资|年龄|高于|低于|不足|超过?|过|达|在)[^,。;0-9]{0,4}$")
_CLASS_OF_RANGE = re.compile(r"的|[\u4e00-\u9fff]{1,6}")
_CLASS_BEFORE_COUNT = re.compile(r"的|\)")
_SET_BY_RULE = re.compile(r"(?:规定|要求|确定)[^,。;]{0,2}$")
_RELATIVE = re.compile(r"[\u4e00-\u9fff]{1,4}的[\u4e00-\u9fff]")
_STANDARD = re.compile(r"的(?:指标|标准|要求|水平)")
_CLASS_BEFORE = re.compile(r"(?:[在达率超过]|低于|高于|不足)[^,。;]{0,2}$")
_CLASS_NOUN = re.compile(r"[\u4e00-\u9fff]{1,10}")
_POINTS = frozenset(("百分点", "基点", "千分点", "百分點"))
_RATIOS = frozenset(("%", "‰", "成", "百分点", "倍"))
_CHANGE_UNITS = frozenset(("%", "‰", "倍", "番"))
_AGES = frozenset(("岁", "周岁"))
_TASKS = frozenset(("条", "项"))
_MORE_COUNTS = frozenset(("辆", "台", "套", "艘", "张", "头", "只", "班", "吨位", "座位", "人次", "件次"))
_COUNTS = frozenset(("个", "家", "户", "人", "名", "项", "座", "处", "条", "所", "宗", "件", "起", "只", "间", "村", "镇", "县", "区"))


class RoleReader:
    """Reads the roles of the quantities of one sentence, in order."""

    __slots__ = ("carried", "future", "last", "mark", "plan", "text")

    def __init__(self, text: str, plan: bool, future: bool) -> None:
        self.text = text
        self.plan = plan
        self.future = future
        self.mark = 0
        self.carried = -1
        self.last = ""

    def read(self, q: Quantity, clause_start: int, previous: Quantity | None, following: Quantity | None) -> str:
        """Role of `q`; `clause_start` is where its own words begin: behind a mark (, ; 。 a bracket) or behind the quantity before."""
        text = self.text
        ratio = q.unit in _RATIOS
        last = text[q.start - 1] if q.start else ""
        self.last = last if last not in " \n" else text[clause_start : q.start].rstrip(" \n")[-1:]
        change = self._is_change(q, clause_start)
        if q.unit in _AGES and not change and not _mean_age(text, clause_start, q.start):
            return "threshold"
        if self._is_threshold(q, clause_start, previous, following):
            return "threshold"
        if previous is not None and previous.role != "threshold" and self._distributed(previous, q):
            return previous.role
        if previous is not None and previous.role in ("baseline", "target") and previous.outer_end == q.start:
            return previous.role
        if previous is not None and previous.role == "target" and clause_start == previous.outer_end + 1 and _IN_OTHER_WORDS.match(text, previous.outer_end):
            return "target"
        if self._is_from(q, clause_start):
            return "baseline"
        if not change and self._is_earlier(q, clause_start):
            return "baseline"
        if not change and text.startswith(",比", q.outer_end) and _BESIDE_AN_ESTIMATE.match(text, q.outer_end):
            self.future = True
        if ratio and previous is not None and previous.role == "target" and _PLAN_BEHIND.match(text, previous.outer_end):
            return "actual"
        if not ratio and not change and text.find("的", q.outer_end, q.outer_end + 12) > 0 and _PLAN_BEHIND.match(text, q.outer_end):
            return "target"
        if self.plan or (self.future and not _NOW.search(text, clause_start, q.start)):
            return "target"
        planned = self._is_target(q, clause_start, previous) or self._carries_plan(q, clause_start, previous)
        if change:
            return "target" if planned and not _MORE_THAN.search(text, clause_start, q.start) else "change"
        return "target" if planned else "actual"

    def _distributed(self, previous: Quantity, q: Quantity) -> bool:
        if previous.role == "baseline":
            return bool(_DISTRIBUTED_LABELLED.fullmatch(self.text, previous.outer_end, q.start))
        alike = previous.unit == q.unit or (
            previous.role == "change" and any(previous.unit in kind and q.unit in kind for kind in (_CHANGE_UNITS, _COUNTS | _MORE_COUNTS))
        )
        return alike and bool(_DISTRIBUTED.fullmatch(self.text, previous.outer_end, q.start))

    def _is_threshold(self, q: Quantity, clause_start: int, previous: Quantity | None, following: Quantity | None) -> bool:
        """以上 with a noun classifies where the count follows in the same clause (15亩以上撂荒耕地23宗), or where a count stands right before."""
        text = self.text
        names_class = text.startswith("的", q.outer_end) and (q.outer_end > q.end or q.unit not in _COUNTS)
        if following is not None and q.unit not in _COUNTS and following.unit not in _RATIOS and _CLASS_BEFORE_COUNT.fullmatch(text, q.outer_end, following.start):
            return q.outer_end > q.end or q.high is not None or (text[q.outer_end] == "的" and _YIELD.search(text, clause_start, q.start) is not None)
        if q.high is not None and following is not None and following.unit in _COUNTS and _CLASS_OF_RANGE.fullmatch(text, q.outer_end, following.start):
            return True
        if names_class and q.unit not in _RATIOS and _STANDARD.match(text, q.outer_end) and _SET_BY_RULE.search(text, clause_start, q.start):
            return True
        if following is not None and following.attributive and following.unit == q.unit and q.outer_end > q.end and text[q.outer_end : following.start] == "、":
            return True
        same_clause = following is not None and self._same_clause(q, following)
        ratio = q.unit in _RATIOS
        if following is not None and same_clause and not ratio and q.bound in ("ge", "le") and following.unit in _COUNTS and q.unit not in _COUNTS:
            between = text[q.outer_end : following.start]
            if q.outer_end > q.end or _CLASS_NOUN.fullmatch(between):
                return True
        if not q.attributive and not names_class:
            return False
        if previous is not None and q.attributive and q.start == previous.outer_end:
            return True
        if q.attributive:
            if ratio:
                return names_class and same_clause and bool(_CLASS_BEFORE.search(text, clause_start, q.start))
            if q.unit in _COUNTS and not same_clause:
                return _RELATIVE.match(text, q.outer_end) is not None
            return same_clause or q.outer_end > q.end or (names_class and bool(_CLASS_BEFORE.search(text, clause_start, q.start)))
        if following is None or not same_clause or ratio:
            return False
        return following.unit in _COUNTS and following.start - q.outer_end <= 8 and "、" not in text[q.outer_end : following.start]

    def _same_clause(self, q: Quantity, following: Quantity) -> bool:
        between = self.text[q.outer_end : following.start]
        return len(between) <= 40 and not any(mark in between for mark in ",。;:\n")

    def _is_from(self, q: Quantity, clause_start: int) -> bool:
        if not _FROM.search(self.text, max(clause_start, q.start - 24), q.start):
            return False
        return _TO.match(self.text, q.outer_end) is not None

    def _is_change(self, q: Quantity, clause_start: int) -> bool:
        text = self.text
        if q.unit in _POINTS:
            return True
        left, last = max(clause_start, q.start - 16), self.last
        if text.rfind("\n", left, q.start) >= 0 and _CHANGE_AT_END.search(text[left : q.start].replace("\n", "")):
            return True
        if last in _CHANGE_ENDS and _CHANGE_AT_END.search(text, left, q.start):
            return True
        if last in _MORE_ENDS and _MORE_THAN.search(text, clause_start, q.start):
            return True
        if last in _SINGLE_ENDS:
            if q.unit in _CHANGE_UNITS and _SINGLE_CHANGE.search(text, left, q.start):
                return True
            if _COMPARED_CHANGE.search(text, clause_start, q.start):
                return True
        if q.unit in _CHANGE_UNITS and q.value < 0 and _YEAR_ON_YEAR.search(text, left, q.start):
            return True
        return q.unit in ("%", "‰", "倍") and bool(_CHANGE_AFTER.match(text, q.outer_end))

    def _is_earlier(self, q: Quantity, clause_start: int) -> bool:
        text, end = self.text, q.start
        if end and text[end - 1] == "(" and text.startswith(")", q.outer_end):
            clause_start, end = max(0, end - 13), end - 1
        if q.unit == "倍":
            return False
        m = _EARLIER.search(text, clause_start, end)
        if m is None:
            head = _EARLIER_HEAD.match(text, clause_start)
            return head is not None and end - clause_start <= 12 and "增" not in text[clause_start:end]
        compared = _COMPARED.search(text, clause_start, end) is not None
        begins = m.start() <= clause_start + 1
        return compared or (begins and not m.group()[:4].isdigit())

    def _is_target(self, q: Quantity, clause_start: int, previous: Quantity | None) -> bool:
        text = self.text
        if q.unit in _RATIOS and _OF_GOAL.match(text, q.outer_end) and _SET_BESIDE.search(text, clause_start, q.start):
            return True
        if self.last == "(" and _SET_AS_TASK.search(text, max(0, q.start - 4), q.start):
            return True
        planned = _PLANNED_LEVEL.search(text, clause_start, q.start) if self.last in _PLAN_ENDS else None
        if planned and (_LISTED_IN_PLAN.search(text, clause_start, planned.start()) or (q.unit in _TASKS and planned.group() == "任务")):
            return False
        ratio = q.unit in _RATIOS or not q.unit
        if planned and not ratio:
            doing = _DOING.search(text, self.mark, planned.start())
            of_plan = text.startswith("的", q.outer_end) and text[q.outer_end + 1 : q.outer_end + 2].isdigit()
            return doing is None or of_plan or _MEASURED_BY_PLAN.search(text, clause_start, planned.start()) is not None
        if planned and (_DONE.search(text, clause_start, q.start) or _MEASURED_BY_PLAN.search(text, clause_start, planned.start())):
            return False
        if self.last == "在" and _HELD_WITHIN.search(text, clause_start, q.start) and _WITHIN.match(text, q.end):
            if _OF_GOAL.match(text, q.outer_end):
                return True
            if previous is not None and previous.role in ("actual", "change"):
                return False
            return _DONE.search(text, clause_start, q.start) is None
        found = _TARGET.search(text, clause_start, q.start)
        if found is not None and _RESULT_AFTER.match(text, q.outer_end):
            return False
        if found is not None and (_LISTED_IN_PLAN.search(text, clause_start, found.start()) or text.startswith("超", found.start() - 1)):
            return False
        return found is not None and _UNDONE.search(text, found.start(), q.start) is None and not _before_is_done(text, clause_start, found.start())

    def _carries_plan(self, q: Quantity, clause_start: int, previous: Quantity | None) -> bool:
        """A plan goes on over the commas of its sentence: 计划种植37.7万亩,其中水稻29万亩."""
        if previous is None or previous.role != "target":
            return False
        own = self.text[previous.outer_end : q.start]
        if "。" in own or ")" in own or _DONE.search(own):
            return False
        if previous.start != self.carried and _CARRIED_PLAN.search(self.text, max(0, previous.start - 24), previous.start) is None:
            return False
        self.carried = q.start
        return True


def speaks_of_the_past(text: str, start: int, end: int) -> bool:
    """True when a sentence reports results: it ends a run of sentences that speak of the future."""
    return _PAST.search(text, start, end) is not None


def speaks_of_the_future(text: str, start: int, end: int) -> bool:
    """True when a sentence says 明年, 今后 or 力争 before its first number; 目标完成情况 heads results."""
    return _FUTURE_CLAUSE.search(text, start, end) is not None and _CARRIED_OUT.search(text, start, end) is None


def _before_is_done(text: str, start: int, cue: int) -> bool:
    return text[start:cue].rstrip().endswith(("已", "完成", "超额完成"))


def _mean_age(text: str, start: int, end: int) -> bool:
    return any(word in text[start:end] for word in ("寿命", "平均年龄", "预期寿"))

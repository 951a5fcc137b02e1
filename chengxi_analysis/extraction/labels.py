"""The shortest phrase of the text that says what a number measures."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words
from chengxi_analysis.extraction.quantities import Quantity

_TIME = (
    r"(?:截至|截止|到|至)?(?:[0-9]{4}年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[-至到][0-9]{1,2}月)?(?:上半年|[末底初])?"
    r"|[0-9]{1,2}(?:月份?)?[-至到][0-9]{1,2}月份?|[0-9]{1,2}月(?:[0-9]{1,2}日)?[底末份初]?"
    r"|元月?[-至到][一二三四五六七八九十0-9]+月份?|[○零一二三四五六七八九]{4}年)[末底初]?,?"
)
_LEAD = re.compile(rf"(?:[ \n\u3000,、:)”.]|{_TIME}|\[[0-9]+\]|{alternation(words('context', 'label_lead'), vocabulary('context')['label_lead_not_before'])})+")
_TRAIL_REVERSED = re.compile(rf"(?:[ \n\u3000,、:(“-]|{alternation(w[::-1] for w in words('context', 'label_trail'))})+")
_VERB_AT_END = re.compile(rf"(?:{alternation(words('context', 'bare_verbs'))})(?:[了出到有着])?$")
_VERB_AT_START = re.compile(
    alternation(
        (w for w in words("context", "bare_verbs") if len(w) > 1),
        {"派出": "所", "建档": "立", "服务": "站中点业", "处理": "厂站", "调解": "室员委组", "培训": "班基", "检查": "站", "生产": "线企", "建设": "项工用", "安全": "员", "登记": "在"},
    )
)
_LINK_AT_END = re.compile(r"(?:等|内|(?<![初高])中|辖|下辖|现有|共有|有|了|这|我村|我县|我镇|全村|全县|全镇|设|办|为|对|让|使|给)$")
_SEPARATOR = re.compile(r"[,。;:!?\u3000|]|(?<=[\u4e00-\u9fff)]) (?=[\u4e00-\u9fff])")
_COMPARISON = re.compile(
    r"(?:同比|环比|(?:[比较]|同|是)(?:去年|上年|上一年|前年|[0-9]{4}年|“?[十一二三四五六七八九]+五”?|全国|全省|全市|计划|目标|预期|年初|上月|往年)[^,。;0-9]{0,8}?"
    r"(?=增|下|提|减|上|降|高|低|快|多|少|回|翻|净|扩|缩|超|的|升|$)|按可比(?:价|口径)(?:格)?(?:计算)?|年均|平均每年|分别)"
)
_FROM = re.compile(r"(?:由|从|比|较)(?:原来|[0-9]{4}年|上年|去年)?[^由从比较]{0,12}$")
_RISES_TO = re.compile(
    rf"(?:已|预计|又)*(?:{alternation(words('context', 'change_verbs'))}|发展|扩展|上涨|调整|增|降|升|减|提|缩|扩大|恢复|回升)?(?:到了?|至|为)?(?:{_TIME})?的?"
)
_OF_PLAN = re.compile(r"(?:分别)?(?:[占为是超]|完成|超额完成)[^,。;]{0,8}?(?:计划|预算|任务|目标|指标)[^,。;]{0,4}|占[^,。;]{0,14}")
_CHANGE_WORD = re.compile(alternation(words("context", "change_verbs") + words("context", "change_nouns")) + r"|[增降减升涨跌翻]")
_CLAUSE_VERB = re.compile(r"(?:完成|实现|达到|争取到?|投入|取得|累计|全年|共计|带动|推动|促进|加快|积极|全面|深入|认真|扎实|大力|切实|不断|进一步|持续|成功|其中)")
_NAMES = re.compile(r"、|和|以及|及|与")
_LIST_GAP = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*")
_RIGHT_STOP = re.compile(r"[,。;:、!?().\n0-9 \u3000“”|]")
_NOT_COUNTED = frozenset(vocabulary("context")["not_counted"])
_MEASURED_UNITS = frozenset(
    ["%", "‰", "元", "亩", "公里", "平方米", "平方公里", "吨", "公斤", "千瓦", "千瓦时", "米", "立方米", "百分点", "倍", "成", "番", "公顷", "万元", "美元", "斤", "克", "度", "岁", "天", "小时", "千克", "兆瓦", "平方", "方"]
)
SHORT = 3
MEDIUM = 8
LONG = 16


class LabelReader:
    """Reads the labels of the quantities of one sentence, in order; remembers the subject that later clauses leave out.

    `measure` is the last full label; `topic` the first full label (or the numberless clause) of the part between semicolons.
    """

    __slots__ = ("_names", "_names_end", "folded", "head", "measure", "raw", "recent", "right_end", "start", "topic")

    def __init__(self, raw: str, folded: str, start: int) -> None:
        self.start = start
        self.raw = raw
        self.folded = folded
        self.topic = ""
        self.measure = ""
        self.recent: list[str] = []
        self.right_end = 0
        self.head = ""
        self._names: list[str] = []
        self._names_end = -1

    def read(self, q: Quantity, left_start: int, previous: Quantity | None, following: Quantity | None, end: int) -> str:
        """Label of `q`; `left_start` is the end of the quantity before, or the start of the sentence."""
        label = self._read(q, left_start, previous, following, end)
        if q.role != "change":
            self.recent.append(label)
        return label

    def _read(self, q: Quantity, left_start: int, previous: Quantity | None, following: Quantity | None, end: int) -> str:
        if self._names and self._names_end == left_start and _LIST_GAP.fullmatch(self.folded, left_start, q.start):
            return self._next_name(q)
        self._names = []
        if self.folded.find(";", left_start, q.start) >= 0:
            self.topic = ""
        classified = previous is not None and previous.role == "threshold" and not _SEPARATOR.search(self.folded, previous.outer_end, q.start)
        start, stop = self._own_words(max(left_start, self.right_end), q.start)
        if classified and previous is not None and stop > previous.outer_end:
            start = previous.start
        own = self.raw[start:stop].replace("\n", "")
        if not own and self.right_end > left_start and _CONNECTOR.fullmatch(self.folded, self.right_end, q.start):
            own = self.head
        if "分别" in self.folded[max(left_start, start - 6) : q.start] or (following is not None and "、" in own):
            self._list_names(q, start, own)
            if self._names:
                return self._next_name(q)
        limit = following.start if following is not None else end
        if q.role == "threshold":
            return self._of_class(q, own, limit)
        if q.role in ("change", "baseline") or (q.role == "target" and _ends_in_change(self.folded, start, q.start)):
            return self._of_change(q, own)
        if own and _OF_A_PROJECT.fullmatch(own):
            return self._of_project(q, own, start, limit)
        return self._of_level(q, own, left_start, start, previous, limit)

    # --- the words of the number's own clause

    def _own_words(self, left_start: int, end: int) -> tuple[int, int]:
        """The clause's own words before the number, without what only introduces them."""
        folded = self.folded
        start = left_start
        for m in _SEPARATOR.finditer(folded, left_start, end):
            if folded[m.end() : end].strip(" \n\u3000"):
                start = m.end()
        opening = folded.rfind("(", start, end)
        closing = folded.rfind(")", start, end)
        if opening > closing:
            return self._trim(opening + 1, end)
        if closing >= 0:
            behind = self._trim(closing + 1, end)
            if opening > start and closing - opening <= 5 and closing + 1 < end:
                return self._trim(start, end)
            if opening < 0 or behind[1] - behind[0] >= 2:
                return behind
            return self._trim(start, opening)
        return self._trim(start, end)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        folded = self.folded
        lead = _LEAD.match(folded, start, end)
        if lead:
            start = lead.end()
        trail = _TRAIL_REVERSED.match(folded[start:end][::-1])
        if trail:
            end -= trail.end()
        return start, max(start, end)

    # --- lists: A、B、C分别为1、2、3

    def _list_names(self, q: Quantity, start: int, own: str) -> None:
        count = 1 + _count_list(self.folded, q.end)
        if count < 2:
            return
        head, _, tail = own.partition("分别")
        head = _COMPARISON.sub("", head)
        names = [n.strip() for n in _NAMES.split(head) if n.strip()]
        if (not names or _CHANGE_WORD.fullmatch(head)) and len(self.recent) >= count:
            tail = tail or head
            names = self.recent[-count:]
        if len(names) == count:
            verb = tail.strip() or (m.group() if (m := _CHANGE_WORD.search(self.raw, q.start - 4, q.start)) and q.role == "change" else "")
            change = _CHANGE_WORD.search(names[-1])
            if change and not verb:
                verb, names[-1] = names[-1][change.start() :], names[-1][: change.start()] or names[-1]
            names = _share_suffix(names)
            shared = self.measure if q.role == "actual" and self.measure and len(self.measure) <= 4 and names[0] not in self.measure else ""
            self._names = [name + (verb or shared) for name in names]

    def _next_name(self, q: Quantity) -> str:
        self._names_end = q.outer_end
        return self._names.pop(0)

    # --- what only a project's name makes unambiguous

    def _of_project(self, q: Quantity, own: str, own_start: int, limit: int) -> str:
        """投资额, 进度 or 总建筑面积 say little without the project: its name in the sentence, or what the money is for."""
        noun = self._counted_noun(q.outer_end, limit, 16) if own.endswith(("项目", "工程")) else ""
        own = own if own not in _THIS_PROJECT else ""
        name = self._project_before(own_start)
        purpose = "" if name or noun else self._purpose(q.outer_end, limit)
        label = name + own + noun + purpose if name or noun or purpose else own
        self._remember(label or self.measure)
        return label or self.measure or self.topic

    def _project_before(self, end: int) -> str:
        """The last project that the sentence names before `end`: in quotation marks, or by the word 项目 or 工程."""
        found = None
        for m in _PROJECT.finditer(self.folded, self.start, end):
            if m.group("quoted") or not _NO_NAME.search(m.group("named")):
                found = m
        if found is None:
            return ""
        kind = "quoted" if found.group("quoted") else "named"
        start, stop = self._trim(found.start(kind), found.end(kind))
        return _shorten(self.raw[start:stop]) if stop - start > MEDIUM else self.raw[start:stop]

    def _purpose(self, start: int, limit: int) -> str:
        m = _PURPOSE.match(self.folded, start, limit)
        return self.raw[m.start("what") : m.end("what")] if m else ""

    # --- by role

    def _of_class(self, q: Quantity, own: str, limit: int) -> str:
        noun = self._counted_noun(q.outer_end, limit, 8)
        label = self.raw[q.start : q.outer_end] + noun
        return label if noun else (own or self.measure or label)

    def _of_change(self, q: Quantity, own: str) -> str:
        plain = _COMPARISON.sub("", own).strip(" ,、的")
        if q.role == "baseline":
            subject = _FROM.sub("", plain)
            subject = subject if len(subject) >= 2 else ""
            if subject:
                self._remember(subject)
            return subject or self.measure or self.topic or own or (self.recent[-1] if self.recent else "")
        verb_at = _CHANGE_WORD.search(plain)
        subject = plain[: verb_at.start()] if verb_at else plain
        if subject in _NO_SUBJECT:
            plain, subject = plain[len(subject) :], ""
        if len(subject) >= 2:
            if len(subject) > SHORT or not self.measure:
                self._remember(subject)
            return plain
        return (self.measure or self.topic) + plain

    def _of_level(self, q: Quantity, own: str, left_start: int, own_start: int, previous: Quantity | None, limit: int) -> str:
        if previous is not None and previous.role in ("baseline", "change") and _RISES_TO.fullmatch(own):
            return self.measure or previous.label
        if own and self.measure and _OF_PLAN.fullmatch(own):
            return self.measure + own
        counted = ""
        listed = q.unit not in _MEASURED_UNITS and len(own) > MEDIUM and self.folded[q.start - 1] == "共"
        if listed or (q.unit not in _MEASURED_UNITS and (not own or _VERB_AT_END.search(own) or _LINK_AT_END.search(own))) or not own:
            counted = self._counted_noun(q.outer_end, limit, 16)
        if not own and not counted and q.unit not in _MEASURED_UNITS and q.start <= left_start + 6:
            counted = self._clause_behind(q.outer_end)
        if counted:
            self.head = own if _VERB_AT_END.search(own) and len(own) <= MEDIUM else ""
            label = self.head + counted
            self._remember(label)
            return label
        if not own:
            total = _TOTAL_AT_END.search(self.folded, left_start, q.start)
            if total:
                return total.group(1)
            return (previous.label if previous is not None and previous.end == q.start else self.measure) or self.topic
        own = _shorten(own) if len(own) > MEDIUM else own
        headed = _HEADED_BY_PROJECT.match(self.folded, self.start, own_start) if previous is None else None
        if headed:
            self._remember(self.raw[headed.start("name") : headed.end("name")] + own)
            return self.measure
        return self._with_subject(own, left_start, own_start)

    def _with_subject(self, own: str, left_start: int, own_start: int) -> str:
        """A bare verb or a short dependent needs the subject that an earlier clause named."""
        if len(own) > SHORT:
            self._remember(own)
            return own
        verb = _VERB_AT_END.fullmatch(own) is not None or own in _DEPENDENT
        subject = self.topic or self._clause_before(left_start, own_start) or (self.measure if len(own) == 1 else "")
        if subject and own not in subject and len(subject) <= (12 if verb else 2 * len(own)):
            self.topic = subject
            return subject + own
        if not verb:
            self._remember(own)
        return own

    def _clause_before(self, left_start: int, own_start: int) -> str:
        """The numberless clause right before: 电信网络诈骗高位运行,立案412起."""
        end = own_start
        while end > left_start and self.folded[end - 1] in ",、: \n的全年共已":
            end -= 1
        start = max(self.folded.rfind(mark, left_start, end) for mark in ",。;:)\n") + 1
        start, end = self._trim(max(start, left_start), end)
        if _DIGIT.search(self.folded, start, end):
            return ""
        words_before = _VERB_AT_START.sub("", self.raw[start:end], count=2) if end - start > 6 else self.raw[start:end]
        return words_before if len(words_before) <= 12 else ""

    def _clause_behind(self, start: int) -> str:
        """What happens to those counted, where nothing stands before them: 为13690户25249人发放一次性补贴."""
        m = _PREDICATE.match(self.folded, start)
        return self.raw[m.start("what") : m.end("what")] if m else ""

    def _remember(self, label: str) -> None:
        self.measure = label
        if not self.topic:
            self.topic = label

    def _counted_noun(self, start: int, limit: int, longest: int) -> str:
        """The noun behind the counter (14496间自建房排查), up to the next mark or number; nothing where a verb follows."""
        folded = self.folded
        while start < limit and folded[start] in " \n":
            start += 1
        if start < limit and folded[start] == "的":
            start += 1
        if start >= limit or (folded[start] in _NOT_COUNTED and not folded.startswith(("全国", "全省", "参赛", "分", "中", "实体", "受灾", "无", "外", "内", "提"), start)):
            return ""
        if _VERB_AT_START.match(folded, start) and not folded.startswith(("建设", "建筑", "服务", "安全", "生产", "处理", "调解", "培训"), start):
            return ""
        m = _RIGHT_STOP.search(folded, start, min(limit, start + longest))
        end = m.start() if m else min(limit, start + longest)
        while m and end > start and m.group() == "、" and (more := _MORE_NOUNS.match(folded, m.end(), limit)):
            end = more.end()
            m = _RIGHT_STOP.match(folded, end)
        if m and m.group() == "“":
            closing = folded.find("”", end, min(limit, end + 14))
            end = closing + 1 if closing > 0 else end
        noun = _NOUN_END.sub("", self.raw[start:end].strip())
        if noun:
            self.right_end = start + len(noun)
        return noun


_PREDICATE = re.compile(r"(?:[共约计]?[0-9.,万]{1,10}(?:平方米?|[人户名口位个亩间]))?(?P<what>[^,。;:、()\n0-9的]{3,12})")
_NO_SUBJECT = frozenset(["总体", "同期", "实际", "平均", "比上年同期", "比去年", "合计", "总计", "全年"])
_MORE_NOUNS = re.compile(r"[^,。;:、()0-9\n \u3000“”|]{1,6}(?=[,。;、\n]|$)")
_TOTAL_AT_END = re.compile(r"(合计|总计|共计|总额|总数)(?:为|达到?)?[ \n\u3000]*$")
_CONNECTOR = re.compile(r"[ \n]*(?:以及|和|及|与|、)")
_OF_A_PROJECT = re.compile(
    r"(?:计划|拟|总|年度|预算|已|累计|概算|估算)*(?:完成)?(?:投资|投入)(?:预算)?(?:总?额|金额|经费|资金)?|总?建筑面积|占地(?:面积)?|(?:工程|形象)?进度|[该此本]?(?:项目|工程)"
)
# A sentence that opens with a project as its topic (某某征地项目,共需征用土地...): the first number is the project's.
_HEADED_BY_PROJECT = re.compile(r"(?P<name>[^,。;:、\n“”0-9]{3,24}(?:项目|工程)),[^,。;]{0,8}$")
_NO_NAME = re.compile(r"^(?:[该此本等]|重点)|等(?:项目|工程)$")
_THIS_PROJECT = frozenset(["项目", "工程", "该项目", "该工程", "此项目", "本项目", "此工程", "本工程"])
_PROJECT = re.compile(r"“(?P<quoted>[^”\n]{3,14})”(?=[^,。;]{0,6}总?(?:建筑面积|投资|项目|工程))|(?P<named>[^,。;:、\n“”0-9]{3,24}?(?:项目|工程))(?![部办量])")
_PURPOSE = re.compile(r"的?(?P<what>(?:用于|开展|建设|建成|实施了?|启动|新建|改造|修建|完成|购置|[\u4e00-\u9fff]{2,10}(?:工程|项目))[^,。;:0-9\n]{0,16})")
_DIGIT = re.compile("[0-9]")
_NOUN_END = re.compile(r"(?:以及|[和及与、,]|等)+$")
_DEPENDENT = frozenset(["死", "伤", "死亡", "受伤", "死亡人数", "受伤人数", "破案", "破", "结案", "立案", "办结", "治愈", "个案", "群体案", "合计", "其他", "总产", "单产", "亩产", "户均", "人均", "袋均", "县级", "镇级", "村级", "省级", "市级"])
_ITEM = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*(?:约|近|超)?[0-9○零一二两三四五六七八九十百千][0-9.,○零一二两三四五六七八九十百千万亿]*(?:个百分点|[^0-9、,。;()和与及]{0,4})")


def _count_list(text: str, end: int) -> int:
    count = 0
    m = _ITEM.match(text, end)
    while m is not None and count < 40:
        count += 1
        m = _ITEM.match(text, m.end())
    return count


def _ends_in_change(text: str, start: int, end: int) -> bool:
    return _CHANGE_WORD.search(text, max(start, end - 6), end) is not None


def _shorten(own: str) -> str:
    """Keep the last part of a long clause: behind the last verb of doing."""
    cut = 0
    for m in _CLAUSE_VERB.finditer(own, 0, len(own) - 3):
        cut = m.end()
    shorter = own[cut:]
    if len(shorter) > LONG and "的" in shorter[:-2]:
        shorter = shorter[shorter.rindex("的", 0, -2) + 1 :]
    return shorter if len(shorter) >= 3 else own


def _share_suffix(names: list[str]) -> list[str]:
    """城镇、农村居民人均收入: what the last name says beyond its own name is said of all."""
    first, last = names[0], names[-1]
    if len(last) <= len(first) + 2:
        return names
    at = last.find(first[-1], 0, len(first) + 2) + 1
    if not at:
        at = len(first) if len({len(n) for n in names[:-1]}) == 1 else 0
    suffix = last[at:] if at else ""
    return [n + suffix for n in names[:-1]] + [last]

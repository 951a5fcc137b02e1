"""The shortest phrase of the text that says what a number measures."""

from __future__ import annotations

import re

from chengxi_analysis.extraction import cues, phrases, projects
from chengxi_analysis.extraction.lexicon import alternation, words
from chengxi_analysis.extraction.phrases import CHANGE_WORD, LONG, MEASURE_NOUN, MEASURED_UNITS, MEDIUM, SHORT
from chengxi_analysis.extraction.quantities import Quantity

_VERB_AT_END = re.compile(rf"(?:{alternation(words('context', 'bare_verbs'))})(?:[了出到有着])?$")
_VERB_AT_START = re.compile(
    alternation(
        (w for w in words("context", "bare_verbs") if len(w) > 1),
        {"派出": "所", "建档": "立", "服务": "站中点业", "处理": "厂站", "调解": "室员委组", "培训": "班基", "检查": "站", "生产": "线企", "建设": "项工用", "安全": "员", "登记": "在"},
    )
)
_LINK_AT_END = re.compile(r"(?:等|内|(?<![初高])中|辖|下辖|现有|共有|有|了|这|我村|我县|我镇|全村|全县|全镇|设|办|为|对|让|使|给)$")
_SEPARATOR = re.compile(r"[,。;:!?\u3000|]| -+ |(?<=[\u4e00-\u9fff)]) (?=[\u4e00-\u9fff])")
_COMPARISON = re.compile(
    r"(?:同比|环比|(?:[比较]|同|是)(?:去年|上年|上一年|前年|[0-9]{4}年|“?[十一二三四五六七八九]+五[”〞]?|全国|全省|全市|计划|目标|预期|年初|上月|往年)[^,。;0-9]{0,8}?"
    r"(?=增|下|提|减|上|降|高|低|快|多|少|回|翻|净|扩|缩|超|的|升|$)|(?:比|较)(?![例重率值])[^,。;、]{2,14}?(?=增|减少|多|少|下降|提高|上升|降低|高出|低)|(?:按|同)可?比?(?:价|口径)(?:格)?(?:计算)?|年均|平均每年|分别)"
)
_FROM = re.compile(r"(?:(?:由|从)[^由从比较]{0,16}|(?:比|较)[^由从比较]{1,16})$")


class LabelReader:
    """Reads the labels of the quantities of one sentence, in order; remembers the subject that later clauses leave out.

    `measure` is the last full label; `topic` the first full label (or the numberless clause) of the part between semicolons.
    """

    __slots__ = ("_names", "_names_end", "first", "folded", "head", "measure", "outside", "raw", "recent", "right_end", "start", "topic")

    def __init__(self, raw: str, folded: str, start: int) -> None:
        self.start = start
        self.raw = raw
        self.folded = folded
        self.topic = ""
        self.first = ""
        self.measure = ""
        self.recent: list[str] = []
        self.right_end = 0
        self.head = ""
        self.outside: tuple[str, str] | None = None
        self._names: list[str] = []
        self._names_end = -1

    def read(self, q: Quantity, left_start: int, previous: Quantity | None, following: Quantity | None, end: int) -> str:
        """Label of `q`; `left_start` is the end of the quantity before, or the start of the sentence."""
        label = self._read(q, left_start, previous, following, end)
        if q.role != "change":
            self.recent.append(label)
        return label

    def _read(self, q: Quantity, left_start: int, previous: Quantity | None, following: Quantity | None, end: int) -> str:
        if self._names and self._names_end == left_start and cues.LIST_GAP.fullmatch(self.folded, left_start, q.start):
            return self._next_name(q)
        self._names = []
        if self.folded.find(";", left_start, q.start) >= 0:
            self.topic = ""
        self._leave_brackets(left_start, q.start)
        classified = previous is not None and previous.role == "threshold" and not _SEPARATOR.search(self.folded, previous.outer_end, q.start)
        start, stop = self._own_words(max(left_start, self.right_end), q.start)
        if classified and previous is not None and (stop > previous.outer_end or q.start == previous.outer_end):
            start, stop = previous.start, max(stop, previous.outer_end)
        own = self.raw[start:stop].replace("\n", "")
        if not own and self.right_end > left_start and cues.CONNECTOR.fullmatch(self.folded, self.right_end, q.start):
            own = self.head
        if "分别" in self.folded[max(left_start, start - 6) : q.start] or (following is not None and ("、" in own or q.role == "change" or (self.folded[q.start - 1] == "的" and q.unit in cues.MULTIPLES and not _COMPARISON.sub("", own).strip("的是为")))):
            self._list_names(q, start, own)
            if self._names:
                return self._next_name(q)
        limit = following.start if following is not None else end
        if q.role == "threshold":
            return self._of_class(q, own, limit)
        if q.role in ("change", "baseline") or (q.role == "target" and phrases.ends_in_change(self.folded, start, q.start)):
            return self._of_change(q, own, left_start, start)
        if own and own[-1] in "资入算额金费积度目程" and cues.OF_A_PROJECT.fullmatch(own.rpartition("、")[2]):
            return self._of_project(q, own.rpartition("、")[2], start, limit)
        return self._of_level(q, own, left_start, start, previous, following, end)

    def _leave_brackets(self, start: int, end: int) -> None:
        """What a bracket breaks down is forgotten behind it: 宿舍3幢(砖混结构2幢),共1700平方米."""
        opening, closing = self.folded.rfind("(", start, end), self.folded.rfind(")", start, end)
        if closing >= 0 and self.outside:
            self.measure, self.topic = self.outside
            self.outside = None
        if opening > closing:
            self.outside = (self.measure, self.topic)
            self.topic = self.measure

    # --- the words of the number's own clause

    def _own_words(self, left_start: int, end: int) -> tuple[int, int]:
        """The clause's own words before the number, without what only introduces them."""
        folded = self.folded
        start = left_start
        for m in reversed(list(_SEPARATOR.finditer(folded, left_start, end))):
            rest = folded[m.end() : end].strip(" \n\u3000")
            if rest and (m.group() != " " or not cues.BROKEN_WORD.fullmatch(rest) or CHANGE_WORD.fullmatch(rest)):
                start = m.end()
                break
        opening, closing = folded.rfind("(", start, end), folded.rfind(")", start, end)
        if opening > closing:
            return phrases.trim(folded, opening + 1, end)
        if closing >= 0:
            behind = phrases.trim(self.folded, closing + 1, end)
            if opening > start and closing - opening <= 5 and closing + 1 < end:
                return phrases.trim(self.folded, start, end)
            if opening < 0 or behind[1] - behind[0] >= 2:
                return behind
            return phrases.trim(self.folded, start, opening)
        return phrases.trim(self.folded, start, end)

    # --- lists: A、B、C分别为1、2、3

    def _list_names(self, q: Quantity, start: int, own: str) -> None:
        count = 1 + phrases.count_list(self.folded, q.end)
        if count < 2 or ("分别" not in own and "等" in own.rpartition("、")[2]):
            return
        head, _, tail = own.partition("分别")
        head = _COMPARISON.sub("", head)
        names = phrases.split_names(head, count)
        if (not names or CHANGE_WORD.fullmatch(head)) and len(self.recent) >= count:
            tail = tail or head
            names = self.recent[-count:]
        if len(names) == count:
            verb = tail.strip() or (m.group() if (m := CHANGE_WORD.search(self.raw, q.start - 4, q.start)) and q.role == "change" else "")
            change = CHANGE_WORD.search(names[-1])
            if change and not verb:
                verb, names[-1] = names[-1][change.start() :], names[-1][: change.start()] or names[-1]
            names = phrases.share_suffix(names)
            shared = self.measure if q.role == "actual" and self.measure and len(self.measure) <= 4 and names[0] not in self.measure and names[-1][-1] not in "入出率额值量" else ""
            self._names = [name + (verb or shared) for name in names]

    def _next_name(self, q: Quantity) -> str:
        self._names_end = q.outer_end
        return self._names.pop(0)

    # --- what only a project's name makes unambiguous

    def _of_project(self, q: Quantity, own: str, own_start: int, limit: int) -> str:
        """投资额, 进度 or 总建筑面积 say little without the project: its name in the sentence, or what the money is for."""
        noun = self._counted_noun(q.outer_end, limit, 16) if own.endswith(("项目", "工程")) or self.folded.startswith("的", q.outer_end) else ""
        noun = cues.PREDICATE_BEHIND.sub("", noun)
        if noun and not own.endswith(("项目", "工程")):
            self._remember(noun + own)
            return noun + own
        own = own if own not in cues.THIS_PROJECT else ""
        name = projects.project_before(self.raw, self.folded, self.start, own_start)
        purpose = "" if name or noun else projects.purpose(self.raw, self.folded, q.outer_end, limit)
        label = name + own + noun + purpose if name or noun or purpose else self._built() + own
        self._remember(label or self.measure)
        return label or self.measure or self.topic

    def _built(self) -> str:
        """What the part of the sentence first counted, where it is a piece of building: 公租房建设1500套,...投资8735万元."""
        return self.topic if cues.BUILT.search(self.topic) and len(self.topic) <= LONG else ""

    # --- by role

    def _of_class(self, q: Quantity, own: str, limit: int) -> str:
        noun = self._counted_noun(q.outer_end, limit, 8)
        noun = "" if noun in cues.HAVING else noun
        label = self.raw[q.start : q.outer_end] + noun
        return label if noun else (own or self.measure or label)

    def _of_change(self, q: Quantity, own: str, left_start: int, own_start: int) -> str:
        plain = _COMPARISON.sub("", own).strip(" ,、的")
        if q.role == "baseline":
            subject = _FROM.sub("", plain)
            subject = subject if len(subject) >= 2 else ""
            if subject:
                self._remember(subject)
            return subject or self.measure or self.topic or own or (self.recent[-1] if self.recent else "")
        if own_start and self.folded[own_start - 1] in "比较" and (verb := CHANGE_WORD.search(plain)):
            plain = plain[verb.start() :]
        if cues.AGAINST.match(plain):
            return (self.measure or self.topic) + plain
        verb_at = next((m for m in CHANGE_WORD.finditer(plain) if not plain.startswith("增加值", m.start())), None)
        subject = plain[: verb_at.start()] if verb_at else plain
        if subject in cues.NO_SUBJECT:
            plain, subject = plain[len(subject) :], ""
        if len(subject) >= 2:
            if len(subject) > SHORT or not self.measure:
                self._remember(subject)
            return plain
        if not self.measure and not self.topic:
            clause = max(self.folded.rfind(mark, left_start, own_start) for mark in ",;")
            subject = self._clause_before(left_start, clause) if clause > left_start else ""
            self._remember(subject or plain)
            return subject + plain
        return (self.measure or self.topic) + plain

    def _of_level(self, q: Quantity, own: str, left_start: int, own_start: int, previous: Quantity | None, following: Quantity | None, end: int) -> str:
        limit = following.start if following is not None else end
        if previous is not None and previous.role in ("baseline", "change") and cues.RISES_TO.fullmatch(own) and self.folded.find(";", previous.outer_end, q.start) < 0:
            return self.measure or previous.label
        if own.startswith(("含", "包括")) and self.outside and 0 < len(self.outside[0]) <= LONG + MEDIUM:
            return self.outside[0] + own
        if own in cues.EXTENTS and self.right_end > left_start and self.measure:
            return self.measure + own
        if own and self.measure and cues.BEYOND.match(own):
            return self.measure + own
        if own and self.measure and cues.OF_PLAN.fullmatch(own):
            return self.measure + own if len(self.measure) <= LONG else own
        if not own and previous is not None and previous.unit == "户" and previous.label and q.unit in cues.INHABITANTS and self._closes_pair(previous, q):
            return previous.label
        if not own and previous is not None and q.unit in cues.INHABITANTS and previous.unit not in cues.PEOPLE and cues.SETTLEMENT.search(previous.label) and cues.OF_AREA.match(self.folded, q.end):
            return self._area(q, self.start) or self.raw[q.end - 1]
        if "年" in own:
            own = cues.EMBEDDED_YEAR.sub("", own)
        if "有" in own:
            own = cues.INNER_HAVING.sub("", own)
        if "等" in own and (named := cues.EXAMPLES.match(own)):
            own = own[named.end() :]
        if own and self.folded[q.start - 1] in "到至了破超过 \n" and cues.REACHED.search(self.folded, own_start, q.start):
            own = cues.MOVES.sub("", own) or own
        opening = self._opens_clause(q, own_start, limit)
        if opening:
            self._remember(opening)
            return opening
        counted = self._classified(q, own, limit)
        if counted and self.folded[q.start - 1] == "的" and SHORT < len(own) <= MEDIUM + SHORT:
            self._remember(own + counted)
            return self.measure
        if counted and self.folded[q.start - 1] == "了" and "”" in own and len(own) <= MEDIUM + 2:
            self._remember(own + counted)
            return self.measure
        if counted in cues.GENERAL_NOUNS and SHORT < len(own) <= LONG and self.folded[q.start - 1] != "等":
            self._remember(own + counted)
            return self.measure
        if counted and (len(own) > SHORT + 1 or self.folded[q.start - 1] == "等"):
            own = ""
        listed = q.unit not in MEASURED_UNITS and len(own) > MEDIUM and self.folded[q.start - 1] == "共"
        if not counted and (listed or (q.unit not in MEASURED_UNITS and (not own or _VERB_AT_END.search(own) or _LINK_AT_END.search(own))) or not own):
            counted = self._counted_noun(q.outer_end, limit, 16)
            counted = cues.ADVERB_BEHIND.sub("", counted) if self.folded[q.start - 1] == "," else counted
        if not counted and following is not None and (not own or _VERB_AT_END.search(own)):
            counted = self._behind_pair(q, following, end)
        if not own and not counted and q.unit not in MEASURED_UNITS and q.start <= left_start + 6:
            counted = self._clause_behind(q.outer_end)
        if counted and previous is not None and previous.role == "threshold" and cues.OF_CLASS.fullmatch(self.folded, previous.outer_end, q.start):
            counted = self.raw[previous.start : previous.outer_end] + "的" + counted
        if counted:
            longest = LONG if counted in cues.GENERAL_NOUNS else MEDIUM
            self.head = own if _VERB_AT_END.search(own) and len(own) <= longest else ""
            label = self.head + counted
            self._remember(label)
            return label
        if not own:
            if total := cues.TOTAL_AT_END.search(self.folded, left_start, q.start):
                goes_on = total.group(1) in ("共计", "总计") and previous is not None and previous.unit != q.unit and previous.role != "change"
                return (goes_on and self.measure) or total.group(1)
            others = cues.OTHERS_AT_END.search(self.folded, left_start, q.start)
            if others:
                return others.group(1)
            if previous is not None and previous.end == q.start:
                return previous.label
            if of_area := self._area(q, left_start):
                return of_area
            heralded = self._heralded(left_start, own_start)
            heralded = heralded or phrases.measure_before(self.raw, self.folded, max(left_start, self.right_end), own_start)
            if heralded:
                self._remember(heralded)
            return heralded or self.measure or self.topic or self._area(q, self.start) or phrases.measure_before(self.raw, self.folded, self.start, own_start)
        own = phrases.shorten(own) if len(own) > MEDIUM else own
        headed = cues.HEADED_BY_PROJECT.match(self.folded, self.start, own_start) if previous is None else None
        if headed:
            self._remember(self.raw[headed.start("name") : headed.end("name")] + own)
            return self.measure
        return self._with_subject(own, left_start, own_start)

    def _opens_clause(self, q: Quantity, own_start: int, limit: int) -> str:
        """What a number counts that opens its clause (,42.7亩产业园加快建设): the noun behind it, not the clause before."""
        if q.unit in cues.RATIOS or self.folded[q.start - 1] not in ",;。:" or own_start == q.start or self.folded[q.outer_end : q.outer_end + 1] in cues.MARKS:
            return ""
        behind = self._counted_noun(q.outer_end, limit, 16)
        noun = cues.PREDICATE_BEHIND.sub("", behind)
        return noun if len(noun) >= 3 or (len(noun) == 2 and noun != behind) else ""

    def _area(self, q: Quantity, start: int) -> str:
        """Households and people that nothing else names are those of the place: 全村共123户540人."""
        area = cues.AREA.search(self.folded, start, q.start) if q.unit in cues.INHABITANTS else None
        return self.raw[area.start() : area.end()] + self.raw[q.end - 1] if area else ""

    def _behind_pair(self, q: Quantity, following: Quantity, end: int) -> str:
        """7批、100名医务人员: two numbers of the same things, named behind the second."""
        if cues.PAIRED.fullmatch(self.folded, q.outer_end, following.start) is None:
            return ""
        right_end, noun = self.right_end, cues.PREDICATE_BEHIND.sub("", self._counted_noun(following.outer_end, end, 16))
        self.right_end = right_end
        return noun or self._clause_behind(following.outer_end)

    def _closes_pair(self, previous: Quantity, q: Quantity) -> bool:
        """61户、247人, with a mark behind: households and their people."""
        return bool(cues.ADJACENT.fullmatch(self.folded, previous.outer_end, q.start) and cues.CLOSES.match(self.folded, q.outer_end))

    def _classified(self, q: Quantity, own: str, limit: int) -> str:
        """The noun that a classifier counts stands right behind it (组建8支应急队伍); what stands before is then the verb or examples."""
        if q.unit not in cues.CLASSIFIERS or not own or _VERB_AT_END.search(own) or self.folded[q.outer_end : q.outer_end + 1] in cues.MARKS:
            return ""
        counted = cues.PREDICATE_BEHIND.sub("", self._counted_noun(q.outer_end, limit, 16))
        if len(counted) >= 2 and not cues.NOT_COUNTED_BEHIND.search(counted):
            return counted
        self.right_end = 0
        return ""

    def _with_subject(self, own: str, left_start: int, own_start: int) -> str:
        """A bare verb, a bare measure or a short dependent needs the subject that an earlier clause named."""
        bare = cues.BARE_MEASURE.fullmatch(own) if own[-1] in "值入润利收税量额" else None
        if bare:
            grown = self.measure if self.measure.endswith("面积") and "产" in own else self.topic
            subject = self._clause_before(left_start, own_start) or MEASURE_NOUN.sub("", grown)
            if len(subject) > 1 and bare.group(1) not in subject:
                self._remember(subject + bare.group(1))
                return self.measure
        if len(own) > SHORT:
            self._remember(own)
            return own
        if own in cues.RATES_OF_DOING and self.measure and len(self.measure) <= LONG:
            return self.measure + own
        if (object_at := cues.TAKEN_IN.match(self.measure)) and own in cues.SETTLED:
            self._remember(own + self.measure[object_at.end() :])
            return self.measure
        if own in cues.HERD and (stock := cues.HERD_AT_END.search(self.measure)):
            self._remember(self.measure[: stock.start()] + own)
            return self.measure
        if own in cues.TOWN_OR_COUNTRY and self.measure.endswith("率"):
            return own + self.measure
        verb = _VERB_AT_END.fullmatch(own) is not None or own in cues.DEPENDENT
        subject = self.topic or self._clause_before(left_start, own_start) or (self.measure if len(own) == 1 else self.first if own in cues.CASUALTIES else "")
        if own.endswith("率") and cues.MEASURED_ITSELF.search(subject):
            subject = ""
        if subject and own not in subject and len(subject) <= (12 if verb else 2 * len(own)):
            self.topic = subject
            self.measure = subject + own
            return self.measure
        if not verb:
            self._remember(own)
        return own

    def _clause_before(self, left_start: int, own_start: int, longest: int = 12) -> str:
        """The numberless clause right before: 电信网络诈骗高位运行,立案412起."""
        end = own_start
        while end > left_start and self.folded[end - 1] in ",、: \n的全年共已达到":
            end -= 1
        start = max(self.folded.rfind(mark, left_start, end) for mark in ",。;:)\n") + 1
        start, end = phrases.trim(self.folded, max(start, left_start), end)
        if cues.DIGIT.search(self.folded, start, end):
            return ""
        if self.folded.find("(", start, end) >= 0:
            return ""
        words_before = _VERB_AT_START.sub("", self.raw[start:end], count=2) if end - start > 6 else self.raw[start:end]
        return words_before if len(words_before) <= longest else ""

    def _heralded(self, left_start: int, own_start: int) -> str:
        """The subject of a clause without a number that the bare number carries on: 财政收入突破亿元大关,达到11067万元."""
        m = cues.HERALD.match(self._clause_before(left_start, own_start, 24)) or cues.NAMED_BEFORE.search(self.raw, left_start, own_start)
        return m.group(1) if m else ""

    def _clause_behind(self, start: int) -> str:
        """What happens to those counted, where nothing stands before them: 为13690户25249人发放一次性补贴."""
        m = cues.PREDICATE.match(self.folded, start) if self.folded[start : start + 1] not in cues.MARKS_AND_JOINTS else None
        return self.raw[m.start("what") : m.end("what")] if m else ""

    def _remember(self, label: str) -> None:
        self.measure = label
        if not self.topic:
            self.topic = label
        if not self.first:
            self.first = label

    def _counted_noun(self, start: int, limit: int, longest: int) -> str:
        """The noun behind the counter (14496间自建房排查), up to the next mark or number; nothing where a verb follows."""
        folded = self.folded
        while start < limit and folded[start] in " \n":
            start += 1
        if start < limit and folded[start] == "的":
            start += 1
        if folded.startswith("人口", start - 1):
            start -= 1
        if start >= limit or cues.MORE_OR_LESS.match(folded, start) or (folded[start] in cues.NOT_COUNTED and not folded.startswith(("全国", "全省", "在建", "在校", "在册", "在编", "在职", "参赛", "分", "中", "实体", "受灾", "无", "外", "内", "提"), start)):
            return ""
        if _VERB_AT_START.match(folded, start) and not cues.DEED_AS_NOUN.match(folded, start) and not folded.startswith(("建设", "建筑", "服务", "安全", "生产", "处理", "调解", "培训"), start):
            return ""
        m = cues.RIGHT_STOP.search(folded, start, min(limit, start + longest))
        end = m.start() if m else min(limit, start + longest)
        while m and end > start and m.group() == "、" and (more := cues.MORE_NOUNS.match(folded, m.end(), limit)):
            end = more.end()
            m = cues.RIGHT_STOP.match(folded, end)
        if m and m.group() == "“":
            closing = folded.find("”", end, min(limit, end + 14))
            end = closing + 1 if closing > 0 else end
        noun = cues.NOUN_END.sub("", self.raw[start:end].strip())
        if noun:
            self.right_end = start + len(noun)
        return noun

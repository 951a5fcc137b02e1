"""The tree of sections: headings put into their places, each with its kind, and the places where running text turns to the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chengxi_analysis.model import Section, SectionKind
from chengxi_analysis.reading.headings import LEVELS, Heading, lines
from chengxi_analysis.reading.kinds import Context, is_plain_heading, own_kind
from chengxi_analysis.reading.years import year_writings

_RANKS = LEVELS | {"part": 0, "plain": 0}
_PLAIN_MAX = 40

# Words that open a sentence on time to come, and what must follow them; the year after the report's own is another.
_CUES = ("明年", "来年", "下一步", "下步", "下一阶段", "下阶段", "下一年", "新的一年", "今后")
_AFTER_WORD = re.compile(r"(?:下一?步|下一?阶段|明年|来年|下一年|新的一年里?[，,]|今后(?:[，,一几我]|的?工作)|下半年[，,我要将])")
_AFTER_YEAR = re.compile(r".{4}年(?:[，,：:是]|全[省市州县区镇乡街村]|我|要|将|力争|计划|预计|工作|的?(?:主要|总体|重点))")
_YEARS_AHEAD = 5
_SENTENCE_ENDS = "。！？!?；;\n\r"
_BLANKS = " \t\u3000\u00a0\u200b\ufeff"


@dataclass(slots=True)
class _Open:
    """A section that is open while the text is walked through. `last` holds the last number used among its children, by form."""

    path: str
    title: str
    level: int
    rank: float
    kind: SectionKind
    form: str = ""
    mixed: bool = False
    last: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Turn:
    start: int
    opens_line: bool


def build_sections(text: str, headings: Sequence[Heading], context: Context) -> tuple[Section, ...]:
    """Sections in text order; together they cover the text from its first to its last character.

    Parameters
    ----------
    text : str
        The stored text.
    headings : sequence of Heading
        Candidates, as `find_headings` and `plain_headings` give them, in text order.
    context : Context
        Period and title of the report.
    """
    return _Outline(text, context).walk(headings)


def plain_headings(text: str, numbered: Sequence[Heading], context: Context) -> list[Heading]:
    """Headings that carry no number, below the title: short lines such as 存在问题, 2023年工作计划, 附件.

    The lines before the first sentence are the report's title and are none.
    """
    taken = {h.start for h in numbered}
    body = min(taken, default=len(text))
    found = []
    for start, end in lines(text):
        line = text[start : min(end, start + _PLAIN_MAX + 1)]
        words = line.strip(" \t\u3000\u00a0\u200b\ufeff\r*#")
        offset = start + line.find(words)
        if len(line) > _PLAIN_MAX or (words.endswith(("。", "：", ":", "；")) and not words.startswith("附")):
            body = min(body, start)
        elif words and start > body and offset not in taken and is_plain_heading(words, context):
            found.append(Heading("plain", 0, words.rstrip("：:"), words.rstrip("：:"), offset))
    return found


class _Outline:
    """Walks through headings and turns in text order and writes down the sections."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.root = _Open("", "", 0, -1, "preamble")
        self.stack = [self.root]
        self.default: SectionKind = "plan" if context.all_plan else "summary"
        self.plan_announced = False
        self.resume_at: int | None = None
        self.pieces: list[tuple[str, str, int, SectionKind, int]] = []

    def walk(self, headings: Sequence[Heading]) -> tuple[Section, ...]:
        self._begin(0, self.root.kind)
        marks: list[Heading | _Turn] = [*headings, *self._turns()]
        marks.sort(key=lambda mark: mark.start)
        for mark in marks:
            self._resume(before=mark.start)
            if isinstance(mark, Heading):
                self._place(mark)
            else:
                self._turn(mark)
        self._resume(before=len(self.text))
        ends = [*(piece[-1] for piece in self.pieces[1:]), len(self.text)]
        closed = [Section(*piece, end) for piece, end in zip(self.pieces, ends, strict=True)]
        return tuple(section for section in closed if section.end > section.start) or (closed[0],)

    def _begin(self, start: int, kind: SectionKind) -> None:
        top = self.stack[-1]
        self.pieces.append((top.path, top.title, top.level, kind, start))

    # Headings

    def _place(self, heading: Heading) -> None:
        depth, rank = self._depth(heading)
        parent = self.stack[depth - 1]
        if heading.doubtful and not self._continues(heading, parent):
            return
        del self.stack[depth:]
        self.resume_at = None
        if heading.form in ("plain", "part"):
            self.plan_announced = False
        kind, mixed = self._kind(heading, parent)
        parent.last[heading.form] = heading.number
        path = f"{parent.path}/{heading.name}" if parent.path else heading.name
        level = LEVELS.get(heading.form, parent.level + 1)
        self.stack.append(_Open(path, heading.title, level, rank, kind, heading.form, mixed))
        self._begin(heading.start, kind)

    def _depth(self, heading: Heading) -> tuple[int, float]:
        """How many open sections stay open above the heading, and the heading's rank."""
        if heading.form == "ordinal":
            return self._depth_of_ordinal()
        rank = _RANKS[heading.form]
        depth = next((i for i, s in enumerate(self.stack) if s.rank >= rank), len(self.stack))
        parent = self.stack[depth - 1]
        if parent.form == "plain" and heading.number > 1 and heading.form not in parent.last:
            # 一、 二、 (a line of its own: 存在问题) 三、: the numbers go on, so the line without a number was one of them.
            outer = self.stack[depth - 2]
            if outer.last.get(heading.form) == heading.number - 1:
                depth -= 1
        return depth, rank

    def _depth_of_ordinal(self) -> tuple[int, float]:
        """第一、 stands below whatever is open when it starts, and 第二、 beside it."""
        for i, section in enumerate(self.stack):
            if section.form == "ordinal":
                return i, section.rank
        return len(self.stack), self.stack[-1].rank + 0.5

    @staticmethod
    def _continues(heading: Heading, parent: _Open) -> bool:
        """A doubtful number is a heading only where it goes on counting."""
        return heading.number == parent.last.get(heading.form, 0) + 1

    def _kind(self, heading: Heading, parent: _Open) -> tuple[SectionKind, bool]:
        """Kind of a heading in its place, and whether its text will turn to the plan."""
        if parent.kind in ("plan", "appendix"):
            return parent.kind, False
        first = parent is self.root and not parent.last
        own, mixed = own_kind(heading.title, self.context, top=parent.rank <= 0, first=first)
        if parent is not self.root:
            return parent.kind if own is None or (parent.kind == "problems" and own == "summary") else own, mixed
        if own is None and self.plan_announced and heading.number == 1:
            own = "plan"
        if own in ("plan", "summary") and not self.context.all_plan:
            self.default = own
        return own or self.default, mixed

    # Turns of running text to the plan

    def _turns(self) -> Iterator[_Turn]:
        if self.context.all_plan:
            return
        for cue in (*_CUES, "下半年") if self.context.first_half else _CUES:
            yield from self._turns_at(cue, _AFTER_WORD)
        if self.context.last_year is not None:
            ahead = range(self.context.last_year + 1, self.context.last_year + _YEARS_AHEAD + 1)
            for writings in zip(*map(year_writings, ahead), strict=True):  # one way of writing at a time; most texts have but one
                if any(century in self.text for century in {writing[:2] for writing in writings}):
                    for writing in writings:
                        yield from self._turns_at(f"{writing}年", _AFTER_YEAR)

    def _turns_at(self, cue: str, rule: re.Pattern[str]) -> Iterator[_Turn]:
        """Places where a sentence opens with the cue. A plain search finds them, the pattern looks at a few characters each."""
        start = self.text.find(cue)
        while start >= 0:
            if rule.match(self.text, start) and (before := self._sentence_end_before(start)):
                yield _Turn(start, before in "\n\r")
            start = self.text.find(cue, start + len(cue))

    def _sentence_end_before(self, start: int) -> str:
        """The mark that ends the sentence before an offset, or an empty text; an ASCII point ends one unless a digit goes before it."""
        before = self.text[max(0, start - 12) : start].removesuffix("展望").rstrip(_BLANKS)[-2:]
        if before[-1:] == "." and not before[:1].isdigit():
            return "."
        return before[-1:] if before and before[-1] in _SENTENCE_ENDS else ""

    def _turn(self, turn: _Turn) -> None:
        top = self.stack[-1]
        if self.pieces[-1][3] in ("plan", "appendix"):
            return
        line_end = self.text.find("\n", turn.start)
        line = self.text[turn.start : line_end if line_end >= 0 else len(self.text)]
        announces = line.rstrip(_BLANKS + "\r").endswith(("：", ":"))
        late = 2 * turn.start > len(self.text)
        self._begin(turn.start, "plan")
        if top.kind == "problems" or top.mixed or (turn.opens_line and (late or announces)):
            top.kind = "plan"
            self.plan_announced = True
        else:
            self.resume_at = turn.start + len(line)

    def _resume(self, before: int) -> None:
        """A turn within results lasts to the end of its paragraph; behind it the section goes on, if there is more than blanks."""
        if self.resume_at is not None and self.resume_at < before:
            if self.text[self.resume_at : before].strip():
                self._begin(self.resume_at, self.stack[-1].kind)
            self.resume_at = None

"""Claims against numbers: 应接尽接, 全部办结, 动态清零, 超额完成 beside a figure that says otherwise. Always a note: words have exceptions.

A claim and a figure belong together when they stand in one statement (no full stop or semicolon between) and name the same thing:
the verb of 应保尽保 or 全部办结 in the rate's own name (参保率, 办结率), the noun of 零事故 in the count's label, the object of 超额完成 in
the label of what was completed. Aims and principles (力争, 按照…的原则) claim nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from chengxi_analysis.analysis import labels
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import Number, Passage, shared_words
from chengxi_analysis.model import Interval

_CLAIM = re.compile(
    r"应(?P<due>.)尽(?P=due)"
    r"|(?P<done>(?:超额|如期|全面|圆满|提前|全部|按期)(?:完成|实现)(?P<object>[^,;。!?:\n\d]{0,16}))"
    r"|全部(?:都|均|已|得到|得以|按期|按时|如期|及时|依法|予以)*(?P<all>[一-鿿]{2})"
    r"|(?P<cleared>(?:动态|全部|基本)?清零)"
    r"|零(?P<none>(?:安全)?事故|伤亡|死亡|感染|上访|命案|火灾|发案|案件|投诉|脱管|漏管|拖欠|发生)"
)
_AIM = re.compile(r"(?:力争|争取|努力|力求|目标|确保|保证|要求|基本|坚持|按照|围绕|原则|要|将|能)[^,;。]{0,12}$")
_PRINCIPLE = re.compile(r"^[^,;。]{0,6}(?:的?原则|的?要求|的?目标|为目标|政策|机制|工作)")
_OF_SOME = re.compile(r"(?:其中|其余|剩余|余下|该|上述|此|对|已)[^,;。]{0,14}$")
_ACTORS = re.compile(r"[一-鿿]{1,6}[县市区镇乡村局院司](?:等)?(?:提前|率先|均|已|都|也)*$")
_STOP = re.compile(r"[。;!?\n]")
_COMPLETION = re.compile(
    r"完成率(?:达到?|为)?$|(?:完成|占|达到?|为)[^,;]{0,14}(?:任务|计划|目标)(?:总?数|总?量|值)?的?$|(?:任务|计划|目标)的$"
)
_OF_PLAN = re.compile(r"(?:任务|计划|目标)(?:总?数|总?量|值)?的$")
_PLANNED = re.compile(r"(?:计划|任务|目标)[^,;]{0,12}$")
_COMPLETED = re.compile(r"(?:完成|实现|达)[^,;]{0,8}$")
_REMAINING = re.compile(r"(?:剩余|尚有|仍有|还有|余下|尚余|遗留)[^,;]{0,6}$")
_HAPPENED = re.compile(r"发生|出现|造成|新增|共计?|仅|各类|全[镇县市区街乡]")
_GENERIC = re.compile(r"全年|年度|今年|各项|目标|任务|计划|下达|上级|[省市县区镇乡街]|定|的|了|工作|指标|既|预期|年初|确|责任|数")
_MOST = 6
_LONGEST, _BACK = 24, 40


def claim_holds(stated: Interval, least: float) -> bool:
    """True when a figure can reach what the words claim.

    Examples
    --------
    >>> claim_holds(Interval(99.5, 100.5), 100), claim_holds(Interval(92.075, 92.085), 100)
    (True, False)
    """
    return stated.high is None or stated.high >= least


def check(passage: Passage) -> Iterator[Finding]:
    """Every claim with the figures of its statement that name the same thing."""
    for claim in _CLAIM.finditer(passage.text):
        if (
            _of_others(_before(passage, claim))
            or _AIM.search(passage.text[max(0, claim.start() - 16) : claim.start()])
            or _PRINCIPLE.search(passage.text[claim.end() :][:12])
        ):
            continue
        near = [n for n in _statement(passage, claim) if _is_result(n)]
        if claim.group("due"):
            yield from _all_due(passage, claim, near)
        elif claim.group("done"):
            yield from _completed(passage, claim, near)
        elif claim.group("all"):
            yield from _all_done(passage, claim, near)
        elif claim.group("cleared"):
            yield from _cleared(passage, claim, near)
        else:
            yield from _none(passage, claim, near)


def _is_result(n: Number) -> bool:
    """Reached, and neither planned nor of an earlier time; 为年度计划的95% is reached whatever stands before it."""
    return not (n.change or n.threshold or n.baseline) and (not n.target or bool(_OF_PLAN.search(n.lead)))


def _of_others(words: str) -> bool:
    """The claim is said of some places or firms that its clause names (甲县、乙区提前完成), and of no others."""
    return bool(_ACTORS.search(words)) and not re.search(r"(?:全|我|本)[县市区镇乡村省院局司]", words)


def _statement(passage: Passage, claim: re.Match[str]) -> list[Number]:
    """Numbers around a claim with no full stop, semicolon or line end between."""
    at = bisect_left(passage.starts, claim.start())
    found: list[Number] = []
    for n in reversed(passage.numbers[max(0, at - _MOST) : at]):
        if _STOP.search(passage.text, n.end, claim.start()):
            break
        found.insert(0, n)
    for n in passage.numbers[at : at + _MOST]:
        if _STOP.search(passage.text, claim.end(), n.start):
            break
        found.append(n)
    return found


def _before(passage: Passage, claim: re.Match[str]) -> str:
    """The words of the claim's clause in front of it."""
    return re.split(r"[,;。!?:\n]", passage.text[max(0, claim.start() - 20) : claim.start()])[-1]


def _all_due(passage: Passage, claim: re.Match[str], near: list[Number]) -> Iterator[Finding]:
    """应接尽接 beside a rate of the same verb (接种率), or beside some who are not (未接种)."""
    verb = claim.group("due")
    for n in near:
        if n.kind == "rate" and verb in n.lead[-8:] and "率" in n.lead[-6:] and not _of_a_class(passage, n):
            yield _judge(claim, n)
    yield from _counts(claim, near, lambda n: f"未{verb}" in n.phrase + n.tail or f"未参{verb}" in n.phrase + n.tail)


def _of_a_class(passage: Passage, n: Number) -> bool:
    """The rate is of a class of people (60岁以上) that the claim does not speak of."""
    return any(q.threshold and q.sentence == n.sentence for q in passage.numbers[max(0, n.place - 3) : n.place])


def _all_done(passage: Passage, claim: re.Match[str], near: list[Number]) -> Iterator[Finding]:
    """全部办结 beside a rate of the same verb (办结率) or beside what is not (未办结); not where it is said of a part (其余全部)."""
    verb = claim.group("all")
    if _OF_SOME.search(_before(passage, claim)):
        return
    for n in near:
        named = n.kind == "rate" and n.unit == "pct" and re.search(rf"{verb}[^,;]{{0,2}}率[^,;]{{0,4}}$", n.lead)
        if named and not _of_other_people(passage, claim, n):
            yield _judge(claim, n)
    yield from _counts(claim, near, lambda n: f"未{verb}" in n.phrase + n.tail or (_remains(n) and verb in n.tail))


def _of_other_people(passage: Passage, claim: re.Match[str], n: Number) -> bool:
    """残疾儿童入学率 is not the rate of those who 全部入学: its words name others than the claim's clause does."""
    words = _GENERIC.sub("", n.own[: n.own.rfind("率")].removesuffix(claim.group("all")))
    sentence = passage.text[max(n.sentence_start, claim.start() - _BACK) : claim.start()]
    return len(words) > 1 and words not in sentence


def _cleared(passage: Passage, claim: re.Match[str], near: list[Number]) -> Iterator[Finding]:
    """动态清零 beside what of the same thing is left (剩余, 尚有, 未整改)."""
    words = _before(passage, claim)
    yield from _counts(claim, near, lambda n: _remains(n) and shared_words(words, n.label + n.phrase + n.tail) > 0)


def _none(passage: Passage, claim: re.Match[str], near: list[Number]) -> Iterator[Finding]:
    """零事故 beside a count of what there should be none of."""
    noun = claim.group("none")
    words = _before(passage, claim) + ("" if noun == "发生" else noun)

    def counted(n: Number) -> bool:
        thing = _HAPPENED.sub("", labels.core(n.label))
        return len(thing) >= 2 and set(thing) <= set(words) and (noun == "发生" or noun[-2:] in thing)

    yield from _counts(claim, near, counted)


def _completed(passage: Passage, claim: re.Match[str], near: list[Number]) -> Iterator[Finding]:
    """超额完成 beside a rate of completion, or beside a plan and what was completed of it."""
    aim = _GENERIC.sub("", claim.group("object"))
    for n in near:
        if n.kind == "rate" and n.unit == "pct" and _COMPLETION.search(n.lead):
            before = [q for q in passage.before(n, limit=1) if q in near]
            if _about(passage, claim, aim, *before, n):
                yield _judge(claim, n)
    for n in near:
        plan = passage.previous(n)
        if plan is None or plan.sentence != n.sentence or not n.level or plan.unit != n.unit or plan.kind != "amount":
            continue
        if _PLANNED.search(plan.lead) and _COMPLETED.search(n.head) and _about(passage, claim, aim, plan, n):
            yield _judge_plan(claim, plan, n)


def _about(passage: Passage, claim: re.Match[str], aim: str, *numbers: Number) -> bool:
    """The completed thing is the figures'; a claim without an object of its own belongs to the clauses beside it."""
    if aim:
        return any(shared_words(aim, n.label + n.lead) for n in numbers)
    n = numbers[-1]
    left, right = sorted([(n.start, n.end), (claim.start(), claim.end())])
    return passage.text.count(",", left[1], right[0]) <= 2


def _remains(n: Number) -> bool:
    return bool(_REMAINING.search(n.lead)) or bool(re.match(r"[^,;]{0,4}(?:尚未|仍未|还未|未)", n.tail))


def _counts(claim: re.Match[str], near: list[Number], says_otherwise: Callable[[Number], bool]) -> Iterator[Finding]:
    """Counts above zero of what the claim says there is none of."""
    for n in near:
        if n.level and n.dimension.startswith("count") and says_otherwise(n):
            yield _finding(claim, (n,), n.interval, Interval(0, 0), n.low <= 0)


def _judge(claim: re.Match[str], n: Number) -> Finding:
    return _finding(claim, (n,), n.interval, Interval(100, None), claim_holds(n.interval, 100))


def _judge_plan(claim: re.Match[str], plan: Number, n: Number) -> Finding:
    return _finding(claim, (plan, n), n.interval, Interval(plan.low, None), claim_holds(n.interval, plan.low))


def judge_counts(claim: re.Match[str] | None, numbers: tuple[Number, ...], whole: Number | None) -> Finding:
    """A claim that its last count contradicts: less than the whole where there is one, more than none otherwise.

    Without a claim in words the first number is one: a rate of 100 %.
    """
    least = Interval(0, 0) if whole is None else Interval(whole.low, None)
    said = numbers[0].text if claim is None else _words(claim)
    return _disagreement(said, numbers if claim is not None else numbers[1:], numbers, numbers[-1].interval, least)


def _words(claim: re.Match[str]) -> str:
    """The claim to the end of its clause, so that no word is cut."""
    return re.split(r"[,;。!?\n\d]", claim.string[claim.start() : claim.start() + _LONGEST])[0]


def _finding(claim: re.Match[str], numbers: tuple[Number, ...], stated: Interval, least: Interval, holds: bool) -> Finding:
    said = _words(claim)
    if not holds:
        return _disagreement(said, numbers, numbers, stated, least)
    figures = "、".join(f"“{n.text}”" for n in numbers)
    english = ", ".join(f"“{n.text}”" for n in numbers)
    return Finding(
        "claim", "consistent", numbers, stated, least,
        zh=f"{figures}与“{said}”的说法相符。", en=f"{english} agrees with the words “{said}”.",
    )  # fmt: skip


def _disagreement(said: str, shown: tuple[Number, ...], numbers: tuple[Number, ...], stated: Interval, least: Interval) -> Finding:
    figures = "、".join(f"“{n.text}”" for n in shown)
    english = ", ".join(f"“{n.text}”" for n in shown)
    return Finding(
        "claim", "inconsistent", numbers, stated, least, "note",
        zh=f"文中说“{said}”，相应的数字是{figures}，两者对不上，请核对是否另有说明或例外。",
        en=f"The text says “{said}” beside {english}: words and figures do not agree; please see whether there are exceptions or remarks.",
    )  # fmt: skip

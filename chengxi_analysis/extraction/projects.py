"""Names of projects, and what their money is for: what labels such as 投资 and 进度 need beside them."""

from __future__ import annotations

import re

from chengxi_analysis.extraction import phrases

_NO_NAME = re.compile(r"^(?:[该此本等]|重点)|等(?:项目|工程)$")
_PROJECT = re.compile(r"“(?P<quoted>[^”\n]{3,14})”(?=[^,。;]{0,6}总?(?:建筑面积|投资|项目|工程))|(?P<named>[^,。;:、\n“”0-9]{3,24}?(?:项目|工程))(?![部办量])")
_REST_OF_NUMBER = re.compile(r"[百千万亿]*(?:平方米|平方公里|公里|[元亩米吨])的?")
_PURPOSE = re.compile(
    r"(?:的|,(?=[\u4e00-\u9fff]{2,16}[,。;、]))?(?P<what>(?:用于|开展|建设|建成|实施了?|启动|新建|改造|修建|完成|购置|扶持|建立|支持|硬化|完善|维修|治理|整治"
    r"|[\u4e00-\u9fff]{2,10}(?:工程|项目))[^,。;:0-9\n]{0,16})"
)


def project_before(raw: str, folded: str, start: int, end: int) -> str:
    """The last project that the part of the sentence names before `end`: in quotation marks, or by the word 项目 or 工程."""
    found = None
    for m in _PROJECT.finditer(folded, max(start, folded.rfind(";", start, end) + 1), end):
        if m.group("quoted") or not _NO_NAME.search(m.group("named")):
            found = m
    if found is None:
        return ""
    kind = "quoted" if found.group("quoted") else "named"
    first, stop = phrases.trim(folded, found.start(kind), found.end(kind))
    if (rest := _REST_OF_NUMBER.match(folded, first, stop)) and rest.end() < stop:
        first = rest.end()
    return phrases.shorten(raw[first:stop]) if stop - first > phrases.MEDIUM else raw[first:stop]


def purpose(raw: str, folded: str, start: int, limit: int) -> str:
    """What the money is for, where the words right behind the number say it."""
    m = _PURPOSE.match(folded, start, limit)
    return raw[m.start("what") : m.end("what")] if m else ""

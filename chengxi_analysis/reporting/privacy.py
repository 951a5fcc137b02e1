"""No private person's name in what is shown: 陈兴汉教授 becomes 陈某某教授, with the length of the text unchanged.

A name is known by a surname that stands behind a role (退伍老兵何强) or before a title (陈兴汉教授). The rule errs towards masking.
Leaders named in titles of books and theories (《…》, …思想) are public and stay. Lengths do not change, so that offsets into a
masked sentence still hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

_FILE = Path(__file__).with_name("privacy.yml")
_TITLE = re.compile(r"《[^》]*》")
_HAN = r"[\u4e00-\u9fff]"


@cache
def _rules() -> dict[str, Any]:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    singles = "".join(raw["surnames"].split())
    surname = f"(?:{'|'.join(raw['compound_surnames'])}|[{singles}])"
    longest_first = {key: sorted(set(raw[key].split()), key=lambda w: (-len(w), w)) for key in ("roles", "titles", "words")}
    return {
        "behind": re.compile(f"(?:{'|'.join(longest_first['roles'])})({surname}{_HAN}{{1,2}})"),
        "before": re.compile(f"({surname}{_HAN}{{1,2}}?)(?={'|'.join(longest_first['titles'])})"),
        "listed": re.compile(f"[、和与及]({surname}{_HAN}{{1,2}})"),
        "compound": tuple(raw["compound_surnames"]),
        "words": frozenset(longest_first["words"]),
        "stops": raw["stops"],
        "public": tuple(raw["public_after"]),
        "not_given": re.compile("[副正总原前现老各级部委室办处科区县镇村街党政]"),
    }


def names_in(text: str) -> list[str]:
    """Private names in a text, in order of appearance.

    Examples
    --------
    >>> names_in("化解了退伍老兵何强与城西中学教师冯富源货款纠纷案")
    ['何强', '冯富源']
    >>> names_in("引进科技特派员陈兴汉教授;学习习近平新时代中国特色社会主义思想;征订《习近平谈治国理政》")
    ['陈兴汉']
    >>> names_in("提升人民群众安全感,加强党员干部管理,教师严重缺编")
    []
    """
    rules, found = _rules(), []
    hidden = _TITLE.sub(lambda m: "》" * len(m[0]), text)
    for match in rules["behind"].finditer(hidden):
        name = _trim(match[1], hidden[match.end(1) :])
        if name:
            found.append((match.start(1), name))
            found += _listed(hidden, match.start(1) + len(name))
    for match in rules["before"].finditer(hidden):
        name = match[1]
        if not rules["not_given"].search(name[1:]) and name[:2] not in rules["words"] and not _public(hidden[match.end() :]):
            found.append((match.start(1), name))
    return list(dict.fromkeys(name for _, name in sorted(found)))


def _trim(candidate: str, rest: str) -> str | None:
    """Two or three characters of a candidate: as far as a character that no given name is followed by, else all of it."""
    rules = _rules()
    if candidate[:2] in rules["words"] or _public(rest) or _public(candidate[2:] + rest):
        return None
    least = 3 if candidate.startswith(rules["compound"]) else 2
    if len(candidate) > least and candidate[least] in rules["stops"]:
        return candidate[:least]
    return candidate


def _public(rest: str) -> bool:
    return rest.startswith(_rules()["public"])


def _listed(text: str, at: int) -> list[tuple[int, str]]:
    """Further names of a list that begins with a name: 张三、李四等."""
    rules, found = _rules(), []
    while match := rules["listed"].match(text, at):
        name = _trim(match[1], text[match.end(1) :])
        after = match.start(1) + len(name or "")
        if name is None or (text[after : after + 1] not in rules["stops"] and text[after : after + 1]):
            break
        found.append((match.start(1), name))
        at = after
    return found


def mask(text: str, names: Iterable[str]) -> str:
    """Write 某 for the given name wherever one of the names stands.

    Examples
    --------
    >>> mask("陈兴汉教授", ["陈兴汉"])
    '陈某某教授'
    """
    for name in sorted(names, key=len, reverse=True):
        kept = 2 if name.startswith(_rules()["compound"]) else 1
        text = text.replace(name, name[:kept] + "某" * (len(name) - kept))
    return text


def masked(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """A table with the names masked in every column of text."""
    names = list(names)
    if not names:
        return frame
    out = frame.copy()
    for column in out.columns:
        if pd.api.types.is_string_dtype(out[column].dtype):
            out[column] = [x if not isinstance(x, str) else mask(x, names) for x in out[column]]
            out[column] = out[column].astype(frame[column].dtype)
    return out


def mask_tables(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """All tables of a report with private names masked; the names are gathered from the sentences they carry."""
    texts = [
        t
        for frame in frames.values()
        for column in ("sentence", "title", "section_title")
        if column in frame
        for t in frame[column].dropna()
    ]
    names = dict.fromkeys(name for text in dict.fromkeys(texts) for name in names_in(str(text)))
    return {key: masked(frame, names) for key, frame in frames.items()}

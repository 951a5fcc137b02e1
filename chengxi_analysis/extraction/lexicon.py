"""The vocabulary of the language as data: ``vocabulary/*.yml``, read once, and the two shapes that patterns need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("vocabulary")


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """One vocabulary file as a mapping."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=loader)
    return loaded


def words(name: str, key: str) -> list[str]:
    """A word list of a vocabulary file; entries may hold several words separated by spaces."""
    return [word for entry in vocabulary(name)[key] for word in str(entry).split()]


def alternation(items: Iterable[str], not_before: Mapping[str, str] | None = None) -> str:
    """A pattern that matches the longest of `items`, factored by common prefixes so that it never tries an item twice.

    Parameters
    ----------
    items : iterable of str
        The words.
    not_before : mapping, optional
        Word -> characters that must not follow it, because they make another word of it; a value with a bar is a pattern.

    Examples
    --------
    >>> alternation(["人", "人次", "户"])
    '(?:人(?:次)?|户)'
    >>> alternation(["部"], {"部": "门"})
    '(?:部(?![门]))'
    """
    tree: dict[str, Any] = {}
    for item in items:
        node = tree
        for char in item:
            node = node.setdefault(char, {})
        guard = (not_before or {}).get(item, "")
        node[""] = "" if not guard else f"(?!{guard})" if "|" in guard else f"(?![{guard}])"
    return _pattern(tree)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return str(node.get("", ""))
    if node.get(""):
        return "(?:" + "|".join([*branches, node[""]]) + ")"
    return "(?:" + "|".join(branches) + ")" + ("?" if "" in node else "")

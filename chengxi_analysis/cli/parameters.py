"""Parameters of notebooks as the command line gives them: texts, made what the notebooks declare."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def typed(given: dict[str, str], notebooks: Sequence[str]) -> dict[str, Any]:
    """Parameters as the notebooks declare them: a text stays a text (an area code keeps its zeros), anything else is a Python literal."""
    if not given:
        return {}
    import ast

    from chengxi_analysis.reporting.runner import NOTEBOOKS, declared_parameters
    from chengxi_analysis.resources import notebooks_path

    files = [notebooks_path() / f"{name}.ipynb" for name in notebooks or NOTEBOOKS]
    declared = {name: kind for file in files if file.exists() for name, kind in declared_parameters(file).items()}
    found: dict[str, Any] = dict(given)
    for name, value in given.items():
        if "str" not in declared.get(name, "str"):
            with contextlib.suppress(ValueError, SyntaxError):  # what is no literal stays a text, and the runner says what it must be
                found[name] = float(value) if declared[name] == "float" else ast.literal_eval(value)
    return found


def places_of(areas: Sequence[Path]) -> dict[str, Any]:
    """The parameter that names files of places, checked before anything is made."""
    if not areas:
        return {}
    from chengxi_analysis.analysis.facts import load_facts

    load_facts(areas)
    return {"areas": [str(path) for path in areas]}

"""The plan of the house: who may import whom, what an import costs, and how long a file may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import chengxi_analysis
from tests.support import ROOT

PACKAGE = ROOT / "chengxi_analysis"
# From the cellar to the roof. A module imports from its own room and from floors below it.
FLOORS = (
    {"errors", "resources"},
    {"model", "tables", "units"},
    {"rounding"},
    {"reading", "extraction", "analysis", "reporting"},
    {"api", "corpus", "evaluation", "naming", "views"},
    {"cli"},
    {"__main__"},
)
WINGS = FLOORS[3]
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The room a file is in: the first part of its path inside the package, without ending."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    """Height of a room."""
    return next(height for height, rooms in enumerate(FLOORS) if name in rooms)


def imported_rooms(path: Path) -> Iterator[str]:
    """Rooms of this package that a file imports, inside functions too; imports for the type checker alone are no dependency."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for guard in [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]:
        guard.body = [ast.Pass()]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("chengxi_analysis."))


@pytest.mark.parametrize("path", [f for f in FILES if room(f) != "__init__"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_import_downward_and_wings_do_not_know_each_other(path: Path) -> None:
    here = room(path)
    upward = {name for name in imported_rooms(path) if name != here and floor(name) >= floor(here)}
    if here not in WINGS:  # the rooms of one floor that is no wing may help each other
        upward = {name for name in upward if floor(name) > floor(here)}
    assert upward == set()


def test_every_room_has_its_floor() -> None:
    assert {room(f) for f in FILES} - {"__init__"} <= set().union(*FLOORS)


def test_imports_are_written_in_full() -> None:
    relative = [
        str(f.relative_to(ROOT))
        for f in FILES
        for n in ast.walk(ast.parse(f.read_text(encoding="utf-8")))
        if isinstance(n, ast.ImportFrom) and n.level
    ]
    assert relative == []


@pytest.mark.parametrize(
    "statement", ["import chengxi_analysis", "import chengxi_analysis.cli", "from chengxi_analysis import errors, model"]
)
def test_an_import_loads_nothing_heavy(statement: str) -> None:
    code = (
        f"import sys; {statement}; print([m for m in ('numpy', 'pandas', 'matplotlib', 'yaml', 'papermill', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", chengxi_analysis.__all__)
def test_the_public_face_is_there_and_documented(name: str) -> None:
    assert getattr(chengxi_analysis, name).__doc__
    assert name in dir(chengxi_analysis)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        chengxi_analysis.extrct  # noqa: B018


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400

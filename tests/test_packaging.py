"""The wheel works in an environment of its own, outside the checkout; environment.yml says the same as pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.support import ROOT, report_path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a fresh environment that holds the wheel; the dependencies are lent by this one, the checkout is not."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.run(
            [str(python), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python


def run(python: Path, *arguments: str, cwd: Path) -> str:
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    env["JUPYTER_PATH"] = str(Path(sys.prefix) / "share" / "jupyter")  # nbconvert's templates are lent, too
    done = subprocess.run(
        [str(python), "-m", "chengxi_analysis", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env
    )
    assert done.returncode == (1 if arguments[0] == "audit" else 0), done.stderr  # the made-up reports hold planted errors
    return done.stdout


def test_the_wheel_carries_what_the_package_needs_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data/reference", "data/reports", "notebooks"):
        for file in (ROOT / folder).iterdir():
            if file.is_file() and not file.name.startswith("."):
                assert f"chengxi_analysis/_data/{Path(folder).name}/{file.name}" in names
    assert [n for n in names if n.split("/")[0] not in ("chengxi_analysis",) and ".dist-info/" not in n] == []
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_the_installed_package_is_not_the_checkout(elsewhere: Path, tmp_path: Path) -> None:
    code = (
        "import chengxi_analysis, chengxi_analysis.resources as r; print(chengxi_analysis.__file__); print(r.reference_path('targets.csv'))"
    )
    done = subprocess.run([str(elsewhere), "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    for line in done.stdout.split():
        assert Path(line).is_relative_to(elsewhere.parent.parent)
        assert Path(line).is_file()


@pytest.mark.parametrize("command", ["extract", "indicators", "audit", "compare"])
def test_the_installed_command_gives_what_the_checkout_gives(elsewhere: Path, tmp_path: Path, command: str) -> None:
    report = tmp_path / "police-bureau-2016.txt"
    report.write_bytes(report_path("police-bureau-2016").read_bytes())
    there = run(elsewhere, command, str(report), cwd=tmp_path)
    here = run(Path(sys.executable), command, str(report), cwd=ROOT)
    assert there == here
    assert there.count("\n") > 1


def test_the_installed_command_writes_a_report_up(elsewhere: Path, tmp_path: Path) -> None:
    report = tmp_path / "some report.txt"
    report.write_bytes(report_path("town-2005").read_bytes())
    shown = run(elsewhere, "run", str(report), "--output", "somewhere", "--notebook", "audit", "--lang", "en", cwd=tmp_path)
    folder = tmp_path / "somewhere" / "some-report"
    assert Path(shown.strip()) == folder / "index.html"
    made = {path.name for path in folder.rglob("*")}
    assert {"index.html", "audit.en.html", "audit.en.ipynb", "run.json", "datapackage.json", "observations.csv"} <= made


def test_environment_yml_is_thin_and_agrees_with_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["dependencies"] == [f"python{project['requires-python']}", "pip", {"pip": ["-e ."]}]


def test_the_lock_has_every_dependency_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [requirement.replace(">", " ").replace("=", " ").split()[0].lower() for requirement in wanted]
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}"] == []
    assert locked.count("--hash=sha256:") >= locked.count("==")

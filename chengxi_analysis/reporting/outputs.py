"""Where results are put: into a folder beside the target first, and in its place by a rename when all is done.

A run that fails leaves the previous results as they were, and nothing half done.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chengxi_analysis.errors import OutputError


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A folder to write into, published as `target` when the block ends without an error.

    Raises
    ------
    OutputError
        The folder's parent cannot be made or written.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "example"
    >>> with staging(target) as folder:
    ...     _ = (folder / "a.txt").write_text("a")
    >>> [p.name for p in target.iterdir()], [p.name for p in target.parent.iterdir()]
    (['a.txt'], ['example'])
    """
    target = Path(target).resolve()
    folder = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    try:
        yield folder
        _publish(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(folder: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        if target.exists():
            target.rename(old)
        try:
            folder.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise _unwritable(target, error) from error
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(place: Path, error: OSError) -> OutputError:
    return OutputError(
        "The output folder must be one that can be written", error.strerror or str(error), "choose another with --output", where=place
    )


def sha256(path: Path) -> str:
    """Hash of a file, as ``run.json`` lists it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Hashes of all files of a folder by their relative paths, in order of the paths."""
    return {p.relative_to(folder).as_posix(): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()}

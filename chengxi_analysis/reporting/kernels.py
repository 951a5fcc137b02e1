"""Executing one notebook: papermill, and a kernel of its own on local ports.

Messages are signed with a key that only the two ends have. A kernel now and then failed to start or fell silent, over sockets in a private
folder (IPC) and once over TCP too; the cause is not proven, so a silent kernel is started anew once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from chengxi_analysis.errors import NotebookError

# Generous for a busy machine; a kernel that fell silent costs no more than this before the second try.
_START_SECONDS = 40
_CELL_SECONDS = 60


class QuietKernelManager(AsyncKernelManager):
    """A kernel manager whose kernels listen on local ports, signed with a key of their own, and log nothing."""

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The kernel's command; what a kernel says when it is stopped at the end is no news to anybody."""
        command: list[str] = super().format_kernel_cmd(extra_arguments)
        return [*command, "--log-level=50"]


def execute(source: Path, target: Path, parameters: dict[str, Any]) -> nbformat.NotebookNode:
    """Execute a notebook with parameters and write it to `target`.

    It is tried once more, from its beginning, when its kernel did not start, died, or fell silent in a cell: these are
    no faults of the notebook. A cell that stops with an error is never tried again.

    Raises
    ------
    NotebookError
        A cell stopped with an error, or the kernel failed twice; the sentence names notebook, cell and error.
    """
    try:
        return _execute(source, target, parameters)
    except (RuntimeError, CellTimeoutError):
        pass  # the second try starts a kernel of its own
    try:
        return _execute(source, target, parameters)
    except (RuntimeError, CellTimeoutError) as error:
        raise _failed(source, f"its kernel failed twice ({type(error).__name__})") from error


def _execute(source: Path, target: Path, parameters: dict[str, Any]) -> nbformat.NotebookNode:
    try:
        return papermill.execute_notebook(
            str(source), str(target), parameters=parameters, progress_bar=False, kernel_manager_class=QuietKernelManager,
            start_timeout=_START_SECONDS, execution_timeout=_CELL_SECONDS, request_save_on_cell_execute=False,
        )  # fmt: skip
    except PapermillExecutionError as error:
        raise _failed(source, f"cell {error.cell_index + 1} stopped with {error.ename}: {error.evalue}") from error


def _failed(source: Path, found: str) -> NotebookError:
    return NotebookError(
        f"The notebook {source.stem} must run to its end", found, "open it in JupyterLab with the same parameters", where=source.name
    )

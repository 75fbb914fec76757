"""Files for a library that takes names only. Where the system can, they are in memory and never on a disk."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType


class MemoryFiles:
    """Use it as a context manager; `root` is the folder that the names begin from. They are gone at its end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._in_memory = hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()
        self.root = f"/proc/{os.getpid()}/fd" if self._in_memory else ""

    def __enter__(self) -> MemoryFiles:
        if not self._in_memory:
            self.root = self._stack.enter_context(tempfile.TemporaryDirectory())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, data: bytes) -> str:
        """Keep the bytes under a name, which is returned: "/" and what follows in `root`."""
        if self._in_memory:
            file = self._stack.enter_context(os.fdopen(os.memfd_create("coaverify"), "wb"))
            file.write(data)
            file.flush()
            return f"/{file.fileno()}"
        name = str(len(os.listdir(self.root)))  # noqa: PTH208
        Path(self.root, name).write_bytes(data)
        return f"/{name}"

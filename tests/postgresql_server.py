"""A PostgreSQL server of the tests' own, with databases that are made as they are asked for."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

UNPRIVILEGED = "postgres"  # Debian's package makes this user; the server refuses to run as root


class Server:
    """A server that is running. `options` are given to it on its command line ("-c fsync=off")."""

    def __init__(self, folder: Path, port: int, options: str) -> None:
        self.folder, self.port = folder, port
        self._options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 {options}"
        self._numbers = itertools.count(1)

    def start(self) -> None:
        log = self.folder / "log"
        run("pg_ctl", "-D", self._data, "-o", self._options, "-l", log, "-w", "-t", "60", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; "immediate" is what a crash would do."""
        run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def address(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"archive_{next(self._numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    @property
    def _data(self) -> Path:
        return self.folder / "data"


@contextmanager
def running(options: str = "-c fsync=off") -> Iterator[Server]:
    """A server in a folder of its own, gone with all it held afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="coaverify-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        server = Server(folder, free_port(), options)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(program: str, *arguments: object) -> None:
    command = [found(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", *command]
    # No pipes: the server would hold them open for as long as it runs.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False)
        said.seek(0)
        words = said.read()
    if done.returncode:
        raise RuntimeError(f"{program}: {words}")


def found(program: str) -> str:
    """The path of one of the server's programs: Debian keeps them off the PATH."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for home in homes:
        if (home / program).exists():
            return str(home / program)
    on_path = shutil.which(program)
    if on_path is None:
        raise FileNotFoundError(f"{program}: PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return on_path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from coaverify_web.serve import CannotServe, serve

STOPPING = 90  # seconds: only what hangs takes so long; a worker that is just starting is waited for
# Started from a terminal Ctrl+C arrives; tests that run in the background would hand down that it is ignored.
PROGRAM = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from coaverify_web.serve import serve; serve(port=int(sys.argv[1]))"
)


@contextmanager
def served(port: int) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The server as a process of its own, and the lines it wrote up to the one that says it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    if process.stderr is None:
        raise AssertionError("no pipe")
    with process.stderr as stream:
        lines: list[str] = []
        for line in stream:
            lines.append(line)
            if "ready" in line:
                break
        try:
            yield process, lines
        finally:
            process.kill()
            process.wait()


def ready_address(lines: list[str]) -> str:
    found = re.search(r"coaverify is ready: (http://127\.0\.0\.1:\d+)", lines[-1] if lines else "")
    if found is None:
        raise AssertionError(f"The server did not come up: {lines}")
    return found[1]


def test_the_server_names_its_address_serves_the_page_and_stops_cleanly() -> None:
    with served(0) as (process, lines):
        with urllib.request.urlopen(ready_address(lines), timeout=STOPPING) as answer:
            assert b"Does this certificate hold up?" in answer.read()
            assert "waitress" not in str(answer.headers).lower()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=STOPPING) == 0


def test_ctrl_c_stops_it_without_a_traceback() -> None:
    with served(0) as (process, lines):
        ready_address(lines)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=STOPPING) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_taken_port_is_passed_over_and_both_are_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with served(port) as (_, lines):
            assert f"Port {port} is taken" in "".join(lines)
            assert not ready_address(lines).endswith(f":{port}")


def test_a_host_that_is_not_this_machine_is_refused_with_advice() -> None:
    with pytest.raises(CannotServe, match="Try"):
        serve(host="203.0.113.7", port=0)


def test_a_senseless_setting_keeps_the_server_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COAVERIFY_UPLOAD_MB", "lots")
    with pytest.raises(CannotServe, match="COAVERIFY_UPLOAD_MB"):
        serve(port=0)

"""Serving with waitress, a production WSGI server that runs everywhere Python does."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from flask import Flask
from waitress.server import create_server

from coaverify.batch.local import Verifier
from coaverify.model.errors import CoaverifyError
from coaverify.model.template import Template
from coaverify_web import create_app
from coaverify_web.config import WebConfig
from coaverify_web.desk import EXTENSION

PORTS_TRIED = 20


class CannotServe(CoaverifyError):
    """The address cannot be served; the message says what to do."""


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    samples: Path | None = None,
    templates: tuple[Template, ...] | None = None,
    *,
    out: TextIO | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM. Where the port is taken, the next free one serves and is named.

    templates: those to read with; None: those of the folder that the environment names.

    Raises:
        CannotServe: where no port can be had, or a setting of the environment makes no sense.
    """
    stream = out or sys.stderr
    try:
        config = WebConfig.from_environment(samples=samples, templates=templates)
    except ValueError as error:
        raise CannotServe(str(error)) from error
    with _listening(host, port) as listener, Verifier() as verifier:
        app = create_app(config, verifier)
        app.extensions[EXTENSION].warm_up()
        try:
            _run(app, listener, config, port, stream)
        finally:
            app.extensions[EXTENSION].close()


def _run(app: Flask, listener: socket.socket, config: WebConfig, asked: int, stream: TextIO) -> None:
    host, port = listener.getsockname()[:2]
    server = create_server(
        app,
        sockets=[listener],
        threads=8,
        ident=None,
        # Bodies up to the limit stay in memory; what is larger is taken in so far that the page that
        # says "too large" reaches the browser, instead of a broken connection.
        inbuf_overflow=config.upload_bytes,
        max_request_body_size=4 * config.upload_bytes,
        outbuf_overflow=64_000_000,
        channel_timeout=300,
    )
    if asked not in (0, port):
        _say(stream, f"Port {asked} is taken by another program; using {port} instead.")
    name = f"[{host}]" if ":" in host else host
    try:
        with _stopped_by_sigterm():
            _say(stream, f"coaverify is ready: http://{name}:{port}")  # who reads it may end the server at once
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        _say(stream, "coaverify has stopped.")


def _say(stream: TextIO, sentence: str) -> None:
    stream.write(f"{sentence}\n")
    stream.flush()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket on the port, or on the next free one of the following."""
    try:
        family, _, _, _, _ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CannotServe(f"The host {host!r} is not known here ({error}). Try 127.0.0.1.") from error
    candidates = [0] if port == 0 else range(port, min(port + PORTS_TRIED, 65536))
    for candidate in candidates:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise CannotServe(_refused(host, candidate, error)) from error
        with listener:
            yield listener
        return
    raise CannotServe(f"The ports {port} to {port + PORTS_TRIED - 1} are all taken. Choose another one.")


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used without administrator's rights. Choose one above 1023."
    return f"{host}:{port} cannot be served ({error.strerror}). Try the host 127.0.0.1."


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the server as Ctrl-C does, so that worker processes are ended with it."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

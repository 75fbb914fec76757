"""A timestamp authority of the tests' own: openssl's, behind a server on this machine."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NAME = "Example Timestamp Authority"
_CONFIGURATION = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[serving]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[tsa]
default_tsa = tsa_1
[tsa_1]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """url: where it answers. root: the PEM file of the certificate that it rests on."""

    url: str
    root: Path
    folder: Path

    def token_over(self, digest: str) -> bytes:
        """A token over a SHA-256, as openssl makes it."""
        query, reply, token = (self.folder / name for name in ("own.tsq", "own.tsr", "own.der"))
        _openssl("ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", query)
        _openssl("ts", "-reply", "-config", self.folder / "conf", "-queryfile", query, "-out", reply)
        _openssl("ts", "-reply", "-config", self.folder / "conf", "-in", reply, "-token_out", "-out", token)
        return token.read_bytes()


@contextmanager
def authority(folder: Path, *, usage: str = "stamping") -> Iterator[Authority]:
    """An authority that answers; `usage` is what its certificate says it may be used for."""
    folder.mkdir()
    (folder / "conf").write_text(_CONFIGURATION.format(name=NAME, folder=folder))
    (folder / "serial").write_text("01")
    _certify(folder, usage)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query, reply = folder / "http.tsq", folder / "http.tsr"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            _openssl("ts", "-reply", "-config", folder / "conf", "-queryfile", query, "-out", reply)
            self.send_response(200 if self.path == "/tsa" else 404)
            self.end_headers()
            self.wfile.write(reply.read_bytes() if self.path == "/tsa" else b"no such page")

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Authority(f"http://127.0.0.1:{server.server_port}/tsa", folder / "root.pem", folder)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certify(folder: Path, usage: str) -> None:
    for name in ("root", "tsa"):
        _openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", folder / f"{name}.key")
    _openssl(
        "req", "-x509", "-new", "-key", folder / "root.key", "-subj", "/CN=Example Root", "-days", "2",
        "-config", folder / "conf", "-extensions", "root", "-out", folder / "root.pem",
    )  # fmt: skip
    _openssl("req", "-new", "-key", folder / "tsa.key", "-config", folder / "conf", "-out", folder / "tsa.csr")
    _openssl(
        "x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "root.pem", "-CAkey", folder / "root.key",
        "-set_serial", "7", "-days", "2", "-extfile", folder / "conf", "-extensions", usage,
        "-out", folder / "tsa.pem",
    )  # fmt: skip


def _openssl(*arguments: object) -> None:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl: {done.stderr}")

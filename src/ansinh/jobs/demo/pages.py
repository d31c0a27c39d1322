"""The pages of the demonstration: the web server, and a worker beside it for long acts, until Ctrl-C."""

import contextlib
import subprocess
import sys
from typing import Final

STOP_SECONDS: Final = 10
SERVER: Final = ("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws", "--log-level", "warning")


def serve_pages(port: int) -> None:
    """Serve the pages on 127.0.0.1:`port` until interrupted; both processes end with this one."""
    server = [sys.executable, "-m", *SERVER, "--port", str(port), "ansinh.site.wsgi:application"]
    worker = [sys.executable, "-m", "ansinh.cli.main", "worker"]
    running = [subprocess.Popen(command) for command in (server, worker)]
    try:
        with contextlib.suppress(KeyboardInterrupt):
            running[0].wait()
    finally:
        for process in running:
            process.terminate()
        for process in running:
            _wait(process)


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end, and insist after a while."""
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

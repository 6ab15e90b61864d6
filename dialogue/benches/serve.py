"""Starting real servers and weighing what an answer costs them."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from msgspec import Struct

TOP = Path(__file__).resolve().parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


class Server(Struct, frozen=True):
    """One gunicorn with one worker, so that all its CPU is in one place."""

    process: subprocess.Popen[bytes]
    port: int
    seconds_to_first_page: float

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """The master and its workers."""
        found = [self.process.pid]
        for path in Path("/proc").iterdir():
            if path.name.isdigit() and _parent(path) == self.process.pid:
                found.append(int(path.name))
        return found

    def cpu_seconds(self) -> float:
        """User and system time of its processes so far."""
        return sum(_cpu(pid) for pid in self.processes())

    def worker_megabytes(self) -> float:
        """Resident memory of the largest worker, in MB."""
        workers = [pid for pid in self.processes() if pid != self.process.pid]
        return max(_resident(pid) for pid in workers)


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def serving(
    target: str, environment: Mapping[str, str], first: str = "/health"
) -> Iterator[Server]:
    """Serve ``module:app`` with gunicorn (gthread, 1 worker, 8 threads) until the end.

    Ours with the settings it has in production, the bare ones with the same that matter.
    """
    settings = (
        []
        if target.startswith("dialogue.benches.") and ".uncached:" not in target
        else ["--config", "dialogue/serving.py"]
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # An installation keeps Python's compiled files; a developer's shell may refuse them.
    around = {
        key: value
        for key, value in os.environ.items()
        if key != "PYTHONDONTWRITEBYTECODE"
    }
    # Logging is part of what a page costs, so it goes on, into a file.
    words = tempfile.TemporaryFile()
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *settings, "-k", "gthread", "-w", "1", "--threads", "8", *([] if target == "wsgi:app" else ["--preload"]),
         "--no-control-socket", "--max-requests", "0", "--max-requests-jitter", "0",
         "-b", f"127.0.0.1:{port}", "--log-level", "error", "--keep-alive", "30", target],
        cwd=TOP, env={**around, "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "PYTHONOPTIMIZE": "2", **environment}, stdout=words, stderr=words,
    )  # fmt: skip
    try:
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}{first}", timeout=5)
                break
            except OSError:
                if process.poll() is not None:
                    words.seek(0)
                    sys.stderr.write(words.read().decode(errors="replace"))
                    raise SystemExit(f"{target} did not start.") from None
                time.sleep(0.02)
        yield Server(process, port, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(20)
        words.close()


def cost(
    server: Server,
    path: str,
    *,
    requests: int,
    headers: Mapping[str, str] | None = None,
) -> float:
    """CPU milliseconds a request, over 16 connections; the client is a process apart."""
    _drive(server, path, max(50, requests // 10), headers)
    before = server.cpu_seconds()
    _drive(server, path, requests, headers)
    return (server.cpu_seconds() - before) * 1000 / requests


def _drive(
    server: Server, path: str, requests: int, headers: Mapping[str, str] | None
) -> None:
    words = [f"{name}={value}" for name, value in (headers or {}).items()]
    subprocess.run(
        [sys.executable, "-m", "dialogue.benches.client", str(server.port), path, str(requests), *words],
        cwd=TOP, check=True,
    )  # fmt: skip


def middle(values: list[float]) -> float:
    """The median, to two decimals."""
    return round(median(values), 2)

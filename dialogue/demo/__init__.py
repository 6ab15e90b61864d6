"""The demo: the example on SQLite, served by the same processes as in production."""

import hashlib
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

from dialogue.example.house import settings_of

TOP = Path(__file__).resolve().parent.parent.parent
FOLDER = TOP / "var" / "demo"
PORT = 8765
PASSWORD = "sleutel onder de mat 12"  # noqa: S105 - the demo's, printed on its first page


def run(words: Sequence[str]) -> int:
    """Serve the example, print where to look.

    What the same source built today is kept, with all that was done in it since;
    ``--fresh`` builds it anew. ``--port 8765`` chooses the port.
    """
    port = int(words[words.index("--port") + 1]) if "--port" in words else _free(PORT)
    environment = settings_of(FOLDER, port)
    if "--fresh" in words or not is_built(FOLDER):
        build(FOLDER, environment)
    else:
        print(f"The example of {last_evening()} is kept; --fresh builds it anew.", file=sys.stderr)  # fmt: skip
    web, worker = start(environment, port)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health")
        print(_welcome(port), flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        web.wait()
    except (KeyboardInterrupt, SystemExit):
        print("\nThe demo stops.", file=sys.stderr)
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            process.wait(timeout=30)
    return 0


def build(folder: Path, environment: dict[str, str]) -> None:
    """Make the example afresh, its evening some weeks ago."""
    from dialogue.app import create_app
    from dialogue.commands import bring_up_to_date
    from dialogue.example.build import build_demo
    from dialogue.foundation.settings import read

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print("Building the example …", file=sys.stderr, flush=True)
    app = create_app(read(environment))
    bring_up_to_date(app)
    build_demo(app, folder, last_evening(), PASSWORD)
    (folder / "ready").write_text(_built_by())


def is_built(folder: Path) -> bool:
    """Whether this folder holds the example as this source would build it today."""
    mark = folder / "ready"
    return mark.is_file() and mark.read_text() == _built_by()


def _built_by() -> str:
    """The day of the example's evening, and a fingerprint of all that builds it."""
    found = hashlib.sha256()
    for kind in ("dialogue/**/*.py", "dialogue/**/data/*", "dialogue/**/library/*", "translations/**/*.po"):  # fmt: skip
        for each in sorted(TOP.glob(kind)):
            if each.is_file():
                found.update(each.read_bytes())
    return f"{last_evening()} {found.hexdigest()}"


def last_evening() -> date:
    """A Thursday about five weeks ago: answered in part, the rest still owed."""
    from dialogue.foundation import clock

    today = clock.now().date()
    return today - timedelta(days=(today.weekday() - 3) % 7 + 35)


def start(
    environment: dict[str, str], port: int
) -> tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]:
    """The web server and the worker."""
    logs = (FOLDER / "log").open("ab")
    python = sys.executable
    web = subprocess.Popen(  # noqa: S603
        [python, "-m", "gunicorn", "--config", str(TOP / "dialogue" / "serving.py"), "dialogue.demo.site:app"],
        env=environment | {"BIND": f"127.0.0.1:{port}", "PYTHONOPTIMIZE": "2"}, cwd=TOP, stdout=logs, stderr=logs,
    )  # fmt: skip
    worker = subprocess.Popen(  # noqa: S603
        [python, "-m", "dialogue", "worker"],
        env=environment,
        cwd=TOP,
        stdout=logs,
        stderr=logs,
    )
    return web, worker


def _free(port: int) -> int:
    for candidate in range(port, port + 50):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return candidate
    raise SystemExit("No free port was found for the demo.")


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urlopen(address, timeout=2)  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The web server did not start; see {FOLDER / 'log'}.")


def _welcome(port: int) -> str:
    here = f"http://127.0.0.1:{port}"
    pdf = FOLDER / "files" / "report-nl.pdf"
    return f"""
  Dialogue is running. Stop with Ctrl-C.

  The public page          {here}/wilgendam/
  Find your municipality   {here}/
  Sign in with one click   {here}/demo          (coordinator, facilitator, table host, clerk)
    or by hand             {here}/sign-in
      coordinator          samira@wilgendam.example
      facilitator          joost@wilgendam.example
      table host           ineke@wilgendam.example
      clerk                marloes@wilgendam.example
      password             {PASSWORD}
      code of this minute  on {here}/demo
  Mail that was sent       {here}/demo/mail
  The council's PDF        {pdf}
"""

"""The walked example, served on a free port of this machine."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from dialogue.foundation.settings import read
from tests.journeys.world import Site


class Silent(WSGIRequestHandler):
    """Serves without telling every request."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The example of the demo in this folder, as long as the block lasts."""
    from dialogue.app import create_app
    from dialogue.commands import bring_up_to_date
    from dialogue.demo import PASSWORD, last_evening, settings_of
    from dialogue.demo.pages import room
    from dialogue.example.build import build_demo

    server = make_server(
        "127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=Silent
    )
    app = create_app(read(settings_of(folder, server.port)))
    app.register_blueprint(room)
    logging.getLogger("dialogue").setLevel(logging.WARNING)
    bring_up_to_date(app)
    built = build_demo(app, folder, last_evening(), PASSWORD)
    server.app = app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(app, f"http://127.0.0.1:{server.port}", folder, built)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Style sheets, scripts and fonts: hashed names, kept by browsers for ever.

`node build.mjs` in dialogue/assets writes static/dist with a manifest (plain name →
hashed name) and a brotli and a gzip copy of every text file. All of it is under one
megabyte, so it is read once at start and served from memory: an address that is not
in the table does not exist, whatever dots and slashes it has.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, abort, request
from msgspec import Struct, field

from dialogue.foundation import drawing

ADDRESS = "/static/dist/"
FOR_EVER = "public, max-age=31536000, immutable"
# What the build makes; the system's table of types is long to read and may differ.
KINDS = {
    ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".woff2": "font/woff2",
}  # fmt: skip
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

log = logging.getLogger(__name__)


class Asset(Struct, frozen=True):
    """One built file: its bytes as they are, and squeezed per content coding."""

    mimetype: str
    plain: bytes
    squeezed: Mapping[str, bytes]
    tag: str

    def coding_for(self, accepted: Mapping[str, float]) -> str:
        """Return "br", "gzip" or "" (as it is), whichever is liked best.

        `accepted` gives the quality (0 to 1) a browser puts on each coding; brotli
        wins a tie because it is smaller.
        """
        best, liked = "", 0.0
        for coding in self.squeezed:
            quality = accepted.get(coding, 0.0)
            if quality > liked:
                best, liked = coding, quality
        return best


class Shelf(Struct):
    """Every built file, by its hashed name, and the way there from the plain name."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    stamp: float = 0.0

    def fill(self) -> None:
        """Read the manifest and the files; nothing built leaves the shelf empty."""
        manifest = self.folder / "manifest.json"
        if not manifest.is_file():
            log.info("assets are not built: pages go without a style sheet")
            return
        self.stamp = manifest.stat().st_mtime
        self.names = json.loads(manifest.read_text(encoding="utf-8"))
        self.assets = {name: _read(self.folder / name) for name in self.names.values()}

    def refill_when_rebuilt(self) -> None:
        """Notice a new build while somebody is working on the looks."""
        manifest = self.folder / "manifest.json"
        if manifest.is_file() and manifest.stat().st_mtime != self.stamp:
            self.fill()

    def address(self, name: str) -> str:
        """Return the address of a plain name such as "public.css".

        Raises LookupError for a name that the build does not know: a typing error
        in a template should not become a page without a style sheet.
        """
        if not self.names:
            return ADDRESS + name
        if name not in self.names:
            raise LookupError(f"No asset is called {name!r}: see manifest.json.")
        return ADDRESS + self.names[name]


def _read(path: Path) -> Asset:
    plain = path.read_bytes()
    squeezed = {
        coding: copy.read_bytes()
        for coding, ending in ENCODINGS
        if (copy := path.with_name(path.name + ending)).is_file()
    }
    kind = KINDS.get(path.suffix, "application/octet-stream")
    return Asset(kind, plain, squeezed, hashlib.sha256(plain).hexdigest()[:20])


def _accepted() -> dict[str, float]:
    likes = request.accept_encodings
    return {coding: likes.quality(coding) for coding, _ in ENCODINGS}


def shelf_of(app: Flask) -> Shelf:
    """Return the shelf that `install` put in the app."""
    shelf: Shelf = app.extensions["dialogue-assets"]
    return shelf


def built_bytes(app: Flask, name: str) -> bytes:
    """Return a built file's bytes by its plain name.

    For the one file that cannot have a hash in its address: the service worker of
    the table page. Raises LookupError when it is not built.
    """
    shelf = shelf_of(app)
    if name not in shelf.names:
        raise LookupError(f"No asset is called {name!r}: run the build first.")
    return shelf.assets[shelf.names[name]].plain


def install(app: Flask) -> None:
    """Give templates `asset("public.css")` and serve what it points at."""
    shelf = Shelf(Path(app.root_path) / "static" / "dist")
    shelf.fill()
    app.extensions["dialogue-assets"] = shelf

    def asset(name: str) -> str:
        if app.debug:
            shelf.refill_when_rebuilt()
        return shelf.address(name)

    def serve_asset(name: str) -> Response:
        found = shelf.assets.get(name)
        if found is None:
            abort(404)
        coding = found.coding_for(_accepted())
        response = Response(
            found.squeezed[coding] if coding else found.plain,
            mimetype=found.mimetype,
        )
        response.headers["Cache-Control"] = FOR_EVER
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.vary.add("Accept-Encoding")
        if coding:
            response.headers["Content-Encoding"] = coding
        response.set_etag(f"{found.tag}-{coding or 'plain'}")
        response.make_conditional(request)
        return response

    app.jinja_env.globals.update(
        asset=asset,
        draw_room=drawing.draw_room,
        draw_row=drawing.draw_row,
        chairs_per_table=drawing.chairs_per_table,
    )
    app.add_url_rule(f"{ADDRESS}<name>", "asset", serve_asset)

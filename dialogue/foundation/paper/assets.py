"""The only things a document may load: our own assets, by name.

``asset:fonts/…`` and ``asset:paper/….css``. Anything else is refused, and the
refusal stops the print: a report that silently lacks its fonts is not a report.
Imported in the child process only.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from dialogue.foundation.paper.order import N_, PaperRefused

NOT_OURS = N_("A printed document may only use what belongs to the program itself.")


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Fetches from an allow-list of names; knows no network and no file address."""

    def __init__(self, allowed: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._allowed = dict(allowed)
        self._fail_on_errors = True
        self.refused: PaperRefused | None = None

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes of ``asset:<name>``; raises PaperRefused for all else."""
        scheme, _, name = url.partition(":")
        path = self._allowed.get(name) if scheme == "asset" else None
        if path is None:
            # WeasyPrint swallows what a fetcher raises in some places (fonts):
            # the press looks here afterwards.
            self.refused = self.refused or PaperRefused(
                NOT_OURS, detail=f"address with scheme {scheme[:20]!r}"
            )
            raise self.refused
        return URLFetcherResponse(url, path.read_bytes())

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> Any:
        """Refused like everything: nothing may go around :meth:`fetch`."""
        return self.fetch(url if isinstance(url, str) else url.full_url)

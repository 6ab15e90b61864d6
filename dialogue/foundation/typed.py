"""What somebody typed, kept on the page that refuses it: one press sends it again."""

from flask import request

MOST = 200_000  # characters; a page is no place for more


def typed_here() -> list[tuple[str, str]]:
    """The fields of a form that one of our own pages sent, ready to be sent again.

    Empty where a press would be somebody else's doing: what another site sent. Empty
    too where a page should not hold it: passwords, files, more than 200,000 characters.
    """
    if request.method != "POST" or not _is_ours() or request.files:
        return []
    fields = list(request.form.items(multi=True))
    kept = [(name, value) for name, value in fields if name != "csrf_token"]
    secret = any("password" in name for name, _value in kept)
    long = sum(len(name) + len(value) for name, value in kept) > MOST
    return [] if secret or long else kept


def _is_ours() -> bool:
    """Browsers say which site a form stood on; without a word it is not ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")

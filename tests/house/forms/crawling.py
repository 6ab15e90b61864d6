"""Following the links of a house, and the forms that are met on the way."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from dialogue.foundation.database import db
from tests.house.forms.reading import PageForm, read

SKIPPED = ("/static/", "/sign-out", "/t/", "/demo")
PAGES = 5  # of one kind that are opened


@dataclass
class Sent:
    """A form that somebody may send, in whose browser."""

    who: str
    form: PageForm
    endpoint: str


@dataclass
class Visitor:
    """Somebody with a browser, where they begin, and what they do to get there."""

    name: str
    browser: FlaskClient
    starts: list[str]
    opened: set[str] = field(default_factory=set)


def forms_of(app: Flask, visitor: Visitor) -> Iterator[Sent]:
    """Every form on every page this visitor comes to by links."""
    router = app.url_map.bind("localhost")
    todo, seen = deque(visitor.starts), set[str]()
    opened = defaultdict[str, int](int)
    while todo:
        where = todo.popleft()
        if where in seen or where.startswith(SKIPPED) or ".pdf" in where:
            continue
        seen.add(where)
        endpoint = _endpoint(router, where, "GET")
        if endpoint is None or opened[endpoint] >= PAGES:
            continue
        answer = visitor.browser.get(where)
        db.session.rollback()
        assert answer.status_code < 500, (visitor.name, where)
        if answer.location:
            todo.append(answer.location)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        opened[endpoint] += 1
        visitor.opened.add(endpoint)
        page = read(answer.text, where)
        todo.extend(page.links)
        for form in page.forms:
            target = _endpoint(router, form.action, "POST")
            assert target, f"{where} sends a form to {form.action}, which takes none"
            yield Sent(visitor.name, form, target)


def _endpoint(router: Any, address: str, method: str) -> str | None:
    try:
        found, _arguments = router.match(address.split("?")[0], method=method)
    except HTTPException:
        return None
    return str(found)

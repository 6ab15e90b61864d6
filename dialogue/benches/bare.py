"""The limits we measure against: a bare Flask "hello", and a bare page.

The bare page does what any page of its size must: one select and one template of
``BARE_BYTES`` bytes with some values in it. ``gunicorn dialogue.benches.bare:app``.
"""

import os
import time

from flask import Flask, render_template_string
from sqlalchemy import create_engine, text

app = Flask("bare")
_engine = create_engine(os.environ.get("BARE_DATABASE", "sqlite://"))
_BYTES = int(os.environ.get("BARE_BYTES", "18000"))
_ROW = "<li><a href='/{{ slug }}/{{ n }}'>{{ title }}</a> {{ n }} of {{ seats }}</li>\n"
_FILL = "<p>" + "Een plantje water geven, een pakje aannemen. " * 4 + "</p>\n"


def _template() -> str:
    rows = "{% for n in range(20) %}" + _ROW + "{% endfor %}"
    fill = _FILL * max(1, (_BYTES - 20 * 62) // len(_FILL))
    return "<!doctype html><html lang='nl'><title>{{ title }}</title><h1>{{ title }}</h1><ul>" + rows + "</ul>" + fill + "</html>"


_PAGE = app.jinja_env.from_string(_template())


@app.get("/hello")
def hello() -> str:
    """The least an answer can cost."""
    return "hello"


@app.get("/page")
def page() -> str:
    """One select, one template."""
    with _engine.connect() as connection:
        row = connection.execute(text("select 'Lief en leed' as title, 40 as seats, 'wilgendam' as slug")).one()
    return _PAGE.render(title=row.title, seats=row.seats, slug=row.slug)


@app.get("/health")
def health() -> str:
    """For the cold start."""
    return render_template_string("{{ now }}", now=time.time())

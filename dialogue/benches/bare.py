"""The limits we measure against: a bare Flask "hello", and a bare page.

The bare page is what any list page must do and nothing else: one core select (30 rows
of five columns, from SQLite in a file) and one template that writes them, escaped, in
rows, ``BARE_BYTES`` bytes in all. That is about as many values (150) in as many bytes
as our public page. No macros, no inheritance, no translation, no hooks, no log, no
headers, no objects of an ORM. ``gunicorn dialogue.benches.bare:app``.
"""

import os
import tempfile
from pathlib import Path

from flask import Flask
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    insert,
    select,
)

ROWS = 30
_FOLDER = tempfile.TemporaryDirectory(prefix="dialogue-bare-")
_BYTES = int(os.environ.get("BARE_BYTES", "18000"))
_WORDS = "Een plantje water geven, een pakje aannemen, een sleutel bewaren. "
_ROW = (
    '<li><h2><a href="/talks/{{ row.ref }}">{{ row.title }}</a></h2><p>{{ row.day }}</p>'
    "<p>{{ row.place }}</p><p>{{ row.seats }}</p><p>FILL</p></li>\n"
)
_PAGE = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Gesprekken</title>'
    "</head><body><main><h1>Gesprekken</h1><ol>{% for row in rows %}ROW{% endfor %}</ol>"
    "</main></body></html>"
)
talks = Table(
    "talks", MetaData(), Column("id", Integer, primary_key=True),
    *(Column(name, String) for name in ("ref", "title", "day", "place")), Column("seats", Integer),
)  # fmt: skip

app = Flask("bare")
_engine = create_engine(f"sqlite:///{Path(_FOLDER.name) / 'bare.sqlite'}")
talks.metadata.create_all(_engine)
with _engine.begin() as _connection:
    _connection.execute(
        insert(talks),
        [
            {
                "ref": f"k7m4q{number}", "title": "Lief & leed in de Kanaalbuurt",
                "day": "donderdag 11 februari", "place": "Buurthuis De Schakel", "seats": number,
            }
            for number in range(ROWS)
        ],
    )  # fmt: skip
_select = select(talks.c.ref, talks.c.title, talks.c.day, talks.c.place, talks.c.seats)


def _template() -> str:
    """As many words in every row as make the page ``BARE_BYTES`` long."""
    written = 170  # what a row has without them
    words = _WORDS * 20
    return _PAGE.replace(
        "ROW", _ROW.replace("FILL", words[: max(0, _BYTES // ROWS - written)])
    )


_page = app.jinja_env.from_string(_template())


@app.get("/hello")
def hello() -> str:
    """The least an answer can cost."""
    return "hello"


@app.get("/page")
def page() -> str:
    """One select, one template."""
    with _engine.connect() as connection:
        rows = connection.execute(_select).all()
    return _page.render(rows=rows)

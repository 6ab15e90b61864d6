"""The bare page of :mod:`dialogue.benches.bare` in the libraries that we were given.

Flask-SQLAlchemy with one model, Flask-Babel and Flask-WTF, each set up and none of it
used more than once: the least that a start can take for a house built with them.
``gunicorn dialogue.benches.stack:app``.
"""

import os
import tempfile
from pathlib import Path

from flask import Flask, render_template_string
from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy  # noqa: TID251 - an empty house, not ours
from flask_wtf import CSRFProtect, FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from wtforms import StringField

ROWS = 30
_FOLDER = tempfile.TemporaryDirectory(prefix="dialogue-stack-")


class _Model(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=_Model)


class Talk(db.Model):  # type: ignore[name-defined,misc]
    """One row of the page."""

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class SignUp(FlaskForm):  # type: ignore[misc]
    """The least a form can be."""

    name = StringField()


app = Flask("stack")
app.config.update(
    SECRET_KEY=os.urandom(16),
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(_FOLDER.name) / 'stack.sqlite'}",
)
db.init_app(app)
Babel(app)
CSRFProtect(app)
with app.app_context():
    db.create_all()
    db.session.add_all(Talk(title=f"Gesprek {number}") for number in range(ROWS))
    db.session.commit()


@app.get("/page")
def page() -> str:
    """One select, one template."""
    rows = db.session.scalars(select(Talk)).all()
    return render_template_string(
        "<ol>{% for row in rows %}<li>{{ row.title }}</li>{% endfor %}</ol>", rows=rows
    )

"""Entry point for web servers: a porch, and the house behind it (see Porch)."""

import gc
from os import environ
from pathlib import Path

from flask import Flask

from dialogue.foundation.porch import Porch
from dialogue.foundation.settings import read

settings = read(environ)


def build() -> Flask:
    """The whole house."""
    gc.disable()  # nothing is thrown away while it is built: do not look for it
    from dialogue.app import create_app

    house = create_app(settings)
    gc.freeze()  # what was built now stays
    gc.set_threshold(2_000, 20, 20)  # a page leaves hardly anything to collect
    gc.enable()
    return house


app = Porch(settings, str(Path(__file__).parent / "templates"), build)


def create_app() -> Flask:
    """The house, for ``flask --app wsgi``."""
    return app.wake()


# serving.py first starts a worker that sleeps until somebody needs the house; whatever
# else serves this file gets a house that stands, or a sentence why it does not.
if "HOUSE_ASLEEP" not in environ:
    app.wake()

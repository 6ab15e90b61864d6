"""Entry point for web servers: reads the settings, builds the house."""

import gc
from os import environ

gc.disable()  # nothing is thrown away while the house is built: do not look for it

from dialogue.app import create_app  # noqa: E402
from dialogue.foundation.settings import read  # noqa: E402

app = create_app(read(environ))
gc.freeze()  # what was built now stays
gc.enable()

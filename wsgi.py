"""Entry point for web servers: reads the settings, builds the house."""

from os import environ

from dialogue.app import create_app
from dialogue.foundation.settings import read

app = create_app(read(environ))

"""The house without its cache of public pages, to measure what a miss costs."""

from os import environ

from dialogue.app import create_app
from dialogue.foundation.page_cache import PAGES
from dialogue.foundation.settings import read

PAGES.most = 0
app = create_app(read(environ))

"""The demo's web application: the house, and the demo's own pages beside it.

Production serves wsgi.py, which does not know these pages.
"""

from os import environ

from dialogue.app import create_app
from dialogue.demo.pages import room
from dialogue.foundation.settings import SettingsInvalid, read

_settings = read(environ)
if not _settings.demo:
    raise SettingsInvalid("The demo's pages are served in DIALOGUE_MODE=demo only.")
app = create_app(_settings)
app.register_blueprint(room)

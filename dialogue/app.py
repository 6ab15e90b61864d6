"""The front door: builds the house from its rooms."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.routing import Rule

from dialogue.access import gate
from dialogue.access.views import whose_browser
from dialogue.foundation import (
    assets,
    database,
    error_page,
    health,
    language,
    lifeline,
    logs,
    throttle,
    web,
)
from dialogue.foundation.jobs import waking
from dialogue.foundation.settings import Settings
from dialogue.foundation.vault import Vault
from dialogue.foundation.wording import SpokenEnvironment
from dialogue.municipalities.queries import roles_of
from dialogue.overview import frames

TOP = Path(__file__).resolve().parent.parent
ROOMS = (
    "access",
    "municipalities",
    "guides",
    "sessions",
    "registrations",
    "seating",
    "conversations",
    "outcomes",
    "reports",
    "council",
    "overview",
)


class _LateRule(Rule):
    """Writes how to build an address when somebody asks for it first: most never do."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        made: list[Any] = []

        def build(rule: Rule, **values: Any) -> Any:
            if not made:
                made.append(super(_LateRule, self)._compile_builder(append_unknown))
            return made[0](rule, **values)

        return build


class House(Flask):
    """Flask with templates that know their language, quick to start."""

    jinja_environment = SpokenEnvironment  # type: ignore[assignment]
    url_rule_class = _LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is: no view here is a coroutine; do not ask each time."""
        return func


def create_app(settings: Settings) -> Flask:
    """The whole house: foundation, gate, rooms in story order, one error page."""
    app = House(
        "dialogue",
        root_path=str(TOP / "dialogue"),
        template_folder=str(TOP / "templates"),
        static_folder=None,
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.mode == "test",
        # A form may stay open as long as its browser keeps the secret: people eat.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["settings"] = settings
    app.extensions["vault"] = Vault(settings.master_keys, settings.secret_key.encode())
    app.extensions["wake"] = lambda: None
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    logs.install(app, settings)
    database.install(app, settings)
    lifeline.install(app, settings)
    waking.install(app, settings)
    language.install(app, settings, str(TOP / "translations"))
    assets.install(app)
    throttle.install(app, settings)
    gate.install(app, account_of=whose_browser, roles_of=roles_of)
    CSRFProtect(app)
    _open_rooms(app, settings)
    frames.install(app)
    web.install(app, settings)
    health.install(app)
    error_page.install(app)
    return app


def _open_rooms(app: Flask, settings: Settings) -> None:
    for name in ROOMS:
        import_module(f"dialogue.{name}.models") if find_spec(
            f"dialogue.{name}.models"
        ) else None
        if find_spec(f"dialogue.{name}.reactions"):  # they listen to bells
            import_module(f"dialogue.{name}.reactions")
        found = find_spec(f"dialogue.{name}.views")
        if found is None or found.origin is None:
            continue
        views = import_module(f"dialogue.{name}.views")
        app.register_blueprint(views.room)

"""A blueprint whose every route must say what it needs."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from flask.typing import RouteCallable

from dialogue.access.permissions import Permission

Decorate = Callable[[RouteCallable], RouteCallable]


class Room(Blueprint):
    """Routes with a declared need."""

    def page(self, rule: str, *, needs: Permission, **options: Any) -> Decorate:
        """Something to read (GET)."""
        return self._door(rule, needs, ["GET"], options)

    def form(self, rule: str, *, needs: Permission, **options: Any) -> Decorate:
        """Something to fill in (GET shows it, POST sends it)."""
        return self._door(rule, needs, ["GET", "POST"], options)

    def act(self, rule: str, *, needs: Permission, **options: Any) -> Decorate:
        """Something to do (POST only)."""
        return self._door(rule, needs, ["POST"], options)

    def route(self, rule: str, **options: Any) -> Any:
        """Refuse: a route that declares no need cannot be registered."""
        raise TypeError("Use page, form or act: a route must say what it needs.")

    def _door(
        self, rule: str, needs: Permission, methods: list[str], options: dict[str, Any]
    ) -> Decorate:
        def decorate(view: RouteCallable) -> RouteCallable:
            view.needs = needs  # type: ignore[union-attr]
            self.add_url_rule(rule, view_func=view, methods=methods, **options)
            return view

        return decorate

"""Templates compiled once per language, with their texts in place.

A page of twenty sentences asks for twenty translations each time it is written, and
each costs more than writing it. A template that is compiled for one language has them
as constants: ``_("To the content")`` becomes its words, ``_("%(n)s free", n=free)``
becomes the words with a place for the number. Which plural to take depends on the
number, so ``ngettext`` stays a question. Icons called by name are put in too.
What is compiled is kept on disk (compiled.py), for the next start and the next worker.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from flask_babel import gettext
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from dialogue.foundation.compiled import Compiled
from dialogue.foundation.language import chosen, direction, speaking
from dialogue.foundation.page_cache import build_mark
from dialogue.foundation.settings import Settings

_GETTEXT = frozenset({"_", "gettext"})
# Macros that draw the same for the same arguments, whoever asks.
_DRAWINGS = frozenset({"_house/icons.html", "_house/street.html"})


class SpokenEnvironment(Environment):
    """The application's templates; each language has its own compiled copies."""

    spoken: str | None = None

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self.in_language: dict[str, SpokenEnvironment] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Any = None,
    ) -> Template:
        """The template in the language spoken now; inside it, in its own language."""
        if self.spoken is None:
            return self._speaking(chosen()).get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def _speaking(self, language: str) -> "SpokenEnvironment":
        found = self.in_language.get(language)
        if found is None:
            found = self.overlay()
            found.spoken = language
            found.bytecode_cache = self._kept(language)
            self.in_language[language] = found
        return found

    def make_globals(self, d: Any) -> Any:
        """What every template knows, in one dictionary: a page copies it each time."""
        return {**self.globals, **(d or {})}

    def _kept(self, language: str) -> Compiled:
        settings: Settings = self.app.extensions["settings"]
        folder = settings.instance / "cache" / "templates"
        templates = str(self.app.template_folder)
        return Compiled(
            folder,
            settings.secret_key.encode(),
            language,
            lambda: build_mark(templates) + _mark_of_folding(),
        )

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.spoken is None:
            return parsed
        with speaking(self.spoken):
            folding = _Folding(self)
            folded: nodes.Template = folding.visit(parsed)
        called = {each.name for each in folded.find_all(nodes.Name)}
        folded.body = [
            each for each in folded.body if not folding.is_idle(each, called)
        ]
        return folded


@cache
def _mark_of_folding() -> str:
    """Another after a change in how templates are compiled."""
    return hashlib.blake2s(Path(__file__).read_bytes()).hexdigest()


class _Folding(NodeTransformer):
    """Puts in what is known once the language is."""

    def __init__(self, environment: SpokenEnvironment) -> None:
        self.environment = environment
        language = str(environment.spoken)
        self.known = {"language": language, "direction": direction(language)}
        self.drawings: dict[str, tuple[str, str]] = {}

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:  # noqa: N802
        """Note under which name a drawing is called."""
        if isinstance(node.template, nodes.Const) and node.template.value in _DRAWINGS:
            for each in node.names:
                name, alias = (each, each) if isinstance(each, str) else each
                self.drawings[alias] = (node.template.value, name)
        return node

    def is_idle(self, node: nodes.Node, called: set[str]) -> bool:
        """Whether this brings in drawings that are all in place by now."""
        if not isinstance(node, nodes.FromImport):
            return False
        names = {each if isinstance(each, str) else each[1] for each in node.names}
        return names <= self.drawings.keys() and not names & called

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 – Jinja's name
        """A text, the language or its direction; anything else stays."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        name, line = node.node.name, node.lineno
        if name in self.known and not node.args and not node.kwargs:
            return nodes.TemplateData(self.known[name], lineno=line)
        if name in self.drawings and _are_constant(node):
            return nodes.TemplateData(self._drawn(node), lineno=line)
        if name not in _GETTEXT or not _is_text(node.args):
            return node
        words = gettext(node.args[0].value)  # type: ignore[attr-defined]
        if not node.kwargs:
            return nodes.TemplateData(words % {}, lineno=line)
        values = [
            nodes.Pair(nodes.Const(each.key, lineno=line), each.value, lineno=line)
            for each in node.kwargs
        ]
        return nodes.Mod(
            nodes.TemplateData(words, lineno=line),
            nodes.Dict(values, lineno=line),
            lineno=line,
        )

    def _drawn(self, node: nodes.Call) -> str:
        template, macro = self.drawings[node.node.name]  # type: ignore[attr-defined]
        draw = getattr(self.environment.get_template(template).module, macro)
        return str(draw(*(each.value for each in node.args)))  # type: ignore[attr-defined]


def _are_constant(node: nodes.Call) -> bool:
    return not node.kwargs and all(isinstance(each, nodes.Const) for each in node.args)


def _is_text(args: list[nodes.Expr]) -> bool:
    return (
        len(args) == 1
        and isinstance(args[0], nodes.Const)
        and isinstance(args[0].value, str)
    )

"""Read YAML that strangers wrote: plain values only, small, and without tricks.

A guide may be uploaded by anybody who writes guides. So before anything is built, the
events of the file are counted: no anchors and aliases (a few lines can grow to
gigabytes), no tags (they can name classes), no deep nesting (it ends the stack).
`no` stays the language Norwegian and `12:30` stays a time: only true, false, null
and whole numbers are more than text.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from dialogue.guides.format.invalid import invalid
from dialogue.guides.format.sentences import N_, Sentence, sentence

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_EVENTS = 20_000

TOO_BIG = N_("The file is too big: at most %(kilobytes)s kB.")
NOT_YAML = N_("This is not a YAML file: something is wrong at line %(line)s.")
NO_ALIASES = N_("Line %(line)s uses an anchor or alias (& or *). Write it out.")
NO_TAGS = N_("Line %(line)s uses a tag (!). Leave it out.")
TOO_DEEP = N_("Line %(line)s is nested too deep for a guide.")
TOO_MANY = N_("The file holds too many parts for a guide.")
ONE_DOCUMENT = N_("A file holds one guide: leave out the second “---”.")
TWICE = N_("“%(field)s” stands twice in the same place (line %(line)s).")
NOT_READABLE = N_("The file holds characters that are not text.")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _GuideLoader(_Loader):  # type: ignore[misc]  # C or pure, by installation
    """The safe loader, with fewer kinds of values and no repeated keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise invalid("", sentence(TWICE, field=name[:60], line=line))
            seen.add(name)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _resolves(tag: str, pattern: str, first: str) -> None:
    _GuideLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first)
    )


_resolves("bool", r"^(?:true|false)\Z", "tf")
_resolves("null", r"^null\Z", "n")
_resolves("int", r"^-?(?:0|[1-9][0-9]{0,8})\Z", "-0123456789")


def read_yaml(content: str) -> object:
    """The value in a YAML text: dicts, lists, text, whole numbers, bool, None.

    Raises GuideInvalid with a sentence when the text is too big, is not YAML, or
    uses what a guide never needs.
    """
    try:
        size = len(content.encode("utf-8"))
    except UnicodeEncodeError:
        raise invalid("", sentence(NOT_READABLE)) from None
    if size > MAX_BYTES:
        raise invalid("", sentence(TOO_BIG, kilobytes=MAX_BYTES // 1024))
    try:
        _refuse_tricks(content)
        loaded: object = yaml.load(content, Loader=_GuideLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise invalid("", sentence(NOT_YAML, line=line)) from None
    except yaml.YAMLError:
        raise invalid("", sentence(NOT_READABLE)) from None
    return loaded


def _refuse_tricks(content: str) -> None:
    depth = 0
    documents = 0
    for number, event in enumerate(yaml.parse(content, Loader=_Loader)):
        if number > MAX_EVENTS:
            raise invalid("", sentence(TOO_MANY))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        trick = ONE_DOCUMENT if documents > 1 else _trick(event, depth)
        if trick:
            mark: Any = event.start_mark
            raise invalid("", _at_line(trick, mark.line + 1))


def _at_line(msgid: str, line: int) -> Sentence:
    return sentence(msgid, line=line) if "%(line)s" in msgid else sentence(msgid)


def _trick(event: yaml.Event, depth: int) -> str | None:
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        return NO_ALIASES
    if getattr(event, "tag", None) is not None:
        return NO_TAGS
    return TOO_DEEP if depth > MAX_DEPTH else None

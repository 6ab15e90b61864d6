"""Words that are names as well, and the words that tell the two apart.

Lists in `words.txt`, not a model: everybody can read why a word was marked.
"""

from __future__ import annotations

from dialogue.outcomes.similarity.lists import STOP_WORDS, read_lists

_LISTS = read_lists(__package__, "words.txt")

GRAMMAR = _LISTS["grammar"].union(STOP_WORDS["nl"], STOP_WORDS["en"], STOP_WORDS["fr"])
NOUNS = _LISTS["nouns"]
TITLES = _LISTS["titles"]
PERSON_VERBS = _LISTS["person verbs"]
JOINING = _LISTS["joining"]
PARTICLES = _LISTS["particles"]
NAME_PARTICLES = _LISTS["particles of names only"]
OWNERS = _LISTS["owners"]
NO_STREETS = _LISTS["no streets"]
WORDS_OF_TWO = _LISTS["words of two"]

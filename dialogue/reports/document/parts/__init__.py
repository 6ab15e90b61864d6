"""The parts of a report's document, as frozen structs.

Texts of residents and organisers stay in their own language (``Words``); texts of a
guide come in all its languages (``Texts``); what counting says is a ``Phrase`` that a
reader's language fills in later. Sentences are numbered in the document and nowhere
else: no number leads back to a row of a database.
"""

from dialogue.reports.document.parts.basic import Shown, Texts, Words
from dialogue.reports.document.parts.cards import (
    Bar,
    Group,
    GroupSaid,
    Measure,
    Online,
    OnlineGroup,
    OnlineStatement,
    Part,
    Stance,
)
from dialogue.reports.document.parts.evening import (
    AskedAt,
    Course,
    Cover,
    EveningHeld,
    People,
    ReadAloud,
    Request,
    Round,
    StepRun,
)
from dialogue.reports.document.parts.said import (
    AnswerGiven,
    Cluster,
    Sentence,
    SortedTwice,
    Theme,
    Translated,
)
from dialogue.reports.document.parts.whole import FORMAT, Document

__all__ = [
    "FORMAT",
    "AnswerGiven",
    "AskedAt",
    "Bar",
    "Cluster",
    "Course",
    "Cover",
    "Document",
    "EveningHeld",
    "Group",
    "GroupSaid",
    "Measure",
    "Online",
    "OnlineGroup",
    "OnlineStatement",
    "Part",
    "People",
    "ReadAloud",
    "Request",
    "Round",
    "Sentence",
    "Shown",
    "SortedTwice",
    "Stance",
    "StepRun",
    "Texts",
    "Theme",
    "Translated",
    "Words",
]

"""The frozen document of a report: what an evening adds up to, in no language yet.

``draft_document`` gathers it from the rooms; ``as_data`` and ``from_data`` turn it
into JSON and back without loss; ``canonical`` gives its bytes. Everything that goes
out (page, file, PDF, data) is made of this and of nothing else.
"""

from dialogue.reports.document.coding import as_data, canonical, from_data
from dialogue.reports.document.drafting import Draft
from dialogue.reports.document.parts import FORMAT, AnswerGiven, Document
from dialogue.reports.document.sealing import code_of, sealed
from dialogue.reports.document.town import draft_document

__all__ = [
    "FORMAT",
    "AnswerGiven",
    "Document",
    "Draft",
    "as_data",
    "canonical",
    "code_of",
    "draft_document",
    "from_data",
    "sealed",
]

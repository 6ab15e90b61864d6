"""The closed lists of the guide format: every code that a file may use.

The same lists stand in guide.schema.json; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """How much somebody may lose by what is said."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Tables(StrEnum):
    """How people sit: at one table, at several alike, or moving between them."""

    ONE = "one"
    PARALLEL = "parallel"
    ROTATING = "rotating"


class StepKind(StrEnum):
    """What a step of the conversation is for."""

    WELCOME = "welcome"
    AGREEMENTS = "agreements"
    MEASURE = "measure"
    ACQUAINTANCE = "acquaintance"
    EXPERIENCE = "experience"
    DIALOGUE = "dialogue"
    SAY_BACK = "say-back"
    CAFE_ROUND = "cafe-round"
    DREAM = "dream"
    IDEAS = "ideas"
    STATEMENT = "statement"
    WEIGH = "weigh"
    CONSENT = "consent"
    COMMITMENT = "commitment"
    REQUEST = "request"
    SIGNAL = "signal"
    READ_BACK = "read-back"
    CLOSING = "closing"
    BREAK = "break"
    WALK = "walk"


class Form(StrEnum):
    """With whom people do the step."""

    ALONE = "alone"
    PAIRS = "pairs"
    THREES = "threes"
    TABLE = "table"
    EVERYONE = "everyone"
    ROTATING = "rotating"


class Turn(StrEnum):
    """Who may speak when."""

    ROUND = "round"
    TALKING_PIECE = "talking-piece"
    FREE = "free"
    SILENT_WRITING = "silent-writing"
    SPEAKER_LIST = "speaker-list"


class Rotate(StrEnum):
    """Who moves to another table in this step."""

    NONE = "none"
    PEOPLE = "people"
    HOST = "host"


class PromptRole(StrEnum):
    """A question to all, a follow-up to keep at hand, or a note to facilitators."""

    QUESTION = "question"
    FOLLOW_UP = "follow-up"
    NOTE = "note"


class ResponseKind(StrEnum):
    """What may be written down in a step. An empty list means: nothing."""

    EXPERIENCE = "experience"
    STATEMENT = "statement"
    IDEA = "idea"
    REQUEST = "request"
    COMMITMENT = "commitment"
    SIGNAL = "signal"
    QUOTE = "quote"
    MEASURE = "measure"
    CHOICE = "choice"
    OBJECTION = "objection"
    KEYWORD = "keyword"
    IMAGE = "image"


class Moment(StrEnum):
    """When a measure is taken."""

    BEFORE = "before"
    AFTER = "after"
    THREE_MONTHS = "three-months"


class CaptureBy(StrEnum):
    """Who writes. Nobody means that there is no field at all."""

    NOBODY = "nobody"
    FACILITATOR = "facilitator"
    REPORTER = "reporter"
    TABLE_HOST = "table-host"
    EVERYONE = "everyone"
    BUDDY = "buddy"


class Medium(StrEnum):
    """On what it is written."""

    NONE = "none"
    PAPER = "paper"
    DEVICE = "device"
    PHOTO = "photo"


class NameRule(StrEnum):
    """What may stand beside the sentence."""

    NONE = "none"
    TABLE = "table"
    PSEUDONYM = "pseudonym"
    WITH_CONSENT = "name-with-consent"


class Store(StrEnum):
    """Whether it is kept, or stays at the table."""

    KEPT = "kept"
    AT_THE_TABLE = "stays-at-the-table"


class RoleKind(StrEnum):
    """What somebody is there for."""

    FACILITATOR = "facilitator"
    REPORTER = "reporter"
    TABLE_HOST = "table-host"
    EVENING_HOST = "evening-host"
    TIMEKEEPER = "timekeeper"
    CONFIDANT = "confidant"
    OUTREACH_WORKER = "outreach-worker"
    LOCAL_GUIDE = "local-guide"
    COUNCIL_MEMBER = "council-member"


class Channel(StrEnum):
    """Where the conversation is held."""

    TABLE = "table"
    TELEPHONE = "telephone"
    DOORSTEP = "doorstep"
    ONLINE = "online"


class Register(StrEnum):
    """Plain text to read oneself, or a text made to be read aloud."""

    PLAIN = "plain"
    READ_ALOUD = "read-aloud"

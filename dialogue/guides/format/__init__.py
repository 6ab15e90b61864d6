"""The file format of guides: read, check, write, compare, fit to an evening.

Pure: no web, no database, no clock. Other rooms import from here.
"""

from dialogue.guides.format.capturing import CaptureField, fields_for
from dialogue.guides.format.checking import Finding, Level, check
from dialogue.guides.format.codes import (
    CaptureBy,
    Channel,
    Form,
    Medium,
    Moment,
    NameRule,
    PromptRole,
    Register,
    ResponseKind,
    RoleKind,
    Rotate,
    Sensitivity,
    StepKind,
    Store,
    Tables,
    Turn,
)
from dialogue.guides.format.comparing import (
    FieldChange,
    GuideDiff,
    StepChange,
    compare,
)
from dialogue.guides.format.fitting import Fit, StepFit, fit
from dialogue.guides.format.go_round import is_go_round, needed_minutes, tables_for
from dialogue.guides.format.invalid import GuideInvalid, Problem
from dialogue.guides.format.parts import (
    FORMAT,
    CaptureRule,
    Credits,
    GuideFile,
    LanguageNote,
    Measure,
    Option,
    People,
    Prompt,
    ResponseRule,
    Role,
    Step,
    Variant,
    all_texts,
    steps_for,
)
from dialogue.guides.format.reading import parse_guide
from dialogue.guides.format.sentences import Sentence
from dialogue.guides.format.shape import schema
from dialogue.guides.format.shelf import library
from dialogue.guides.format.texts import (
    PLACEHOLDERS,
    FoundText,
    LocalText,
    fill,
    languages_tried,
    placeholders_in,
    text,
)
from dialogue.guides.format.writing import as_data, checksum, dump_guide

__all__ = [
    "FORMAT",
    "PLACEHOLDERS",
    "CaptureBy",
    "CaptureField",
    "CaptureRule",
    "Channel",
    "Credits",
    "FieldChange",
    "Finding",
    "Fit",
    "Form",
    "FoundText",
    "GuideDiff",
    "GuideFile",
    "GuideInvalid",
    "LanguageNote",
    "Level",
    "LocalText",
    "Measure",
    "Medium",
    "Moment",
    "NameRule",
    "Option",
    "People",
    "Problem",
    "Prompt",
    "PromptRole",
    "Register",
    "ResponseKind",
    "ResponseRule",
    "Role",
    "RoleKind",
    "Rotate",
    "Sensitivity",
    "Sentence",
    "Step",
    "StepChange",
    "StepFit",
    "StepKind",
    "Store",
    "Tables",
    "Turn",
    "Variant",
    "all_texts",
    "as_data",
    "check",
    "checksum",
    "compare",
    "dump_guide",
    "fields_for",
    "fill",
    "fit",
    "is_go_round",
    "languages_tried",
    "library",
    "needed_minutes",
    "parse_guide",
    "placeholders_in",
    "schema",
    "steps_for",
    "tables_for",
    "text",
]

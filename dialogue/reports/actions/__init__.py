"""Changing a report: begin, write, issue, answer, print."""

from dialogue.reports.actions.joining import begin_town_report, drop_town_report
from dialogue.reports.actions.merging import (
    MergedWords,
    merge_over_evenings,
    put_merged_back,
    reword_merged,
    take_merged_apart,
)
from dialogue.reports.actions.versions import (
    PREVIEW,
    RENDER,
    Wording,
    ask_preview,
    begin_report,
    document_of,
    issue,
    keep_file,
    keep_preview,
    new_version,
    write_report,
)

__all__ = [
    "PREVIEW",
    "RENDER",
    "MergedWords",
    "Wording",
    "ask_preview",
    "begin_report",
    "begin_town_report",
    "document_of",
    "drop_town_report",
    "issue",
    "keep_file",
    "keep_preview",
    "merge_over_evenings",
    "new_version",
    "put_merged_back",
    "reword_merged",
    "take_merged_apart",
    "write_report",
]

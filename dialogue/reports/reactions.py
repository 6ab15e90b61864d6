"""What the reports room does when asked from elsewhere: jobs, and its stop."""

from dialogue.reports import stop
from dialogue.reports.actions import printing

stop.provide()

__all__ = ["printing", "stop"]

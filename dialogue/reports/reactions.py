"""What the reports room does when asked from elsewhere: jobs, and its stop."""

from dialogue.reports import printing, stop

stop.provide()

__all__ = ["printing", "stop"]

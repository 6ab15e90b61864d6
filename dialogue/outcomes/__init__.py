"""Outcomes: what was said, sorted, counted and protected."""

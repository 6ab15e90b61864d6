"""Guides: the question sets that a dialogue session follows."""

"""Similarity of sentences."""

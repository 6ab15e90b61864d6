"""Dialogue: structured conversations between neighbours, answered by the council."""

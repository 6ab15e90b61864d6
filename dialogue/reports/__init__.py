"""The reports room: the frozen document and its PDF."""

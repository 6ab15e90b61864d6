"""The seating room: who sits where."""

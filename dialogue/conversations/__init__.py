"""The conversations room: what is said."""

"""The registrations room: who comes."""

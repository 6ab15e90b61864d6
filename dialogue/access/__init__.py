"""The access room: who is asking, and may they."""

"""The sessions room: planning and publishing dialogue sessions."""

"""The council room: the council's answer and its way back."""

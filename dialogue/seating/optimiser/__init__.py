"""Who sits where: a pure search for seatings, without web or database."""

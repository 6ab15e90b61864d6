"""Who sits where: a pure search for seatings, without web or database."""

import os

# One core, whatever the machine has: a budget is in CPU seconds, threads that wait for
# each other spend them, and the same seed must give the same seating anywhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

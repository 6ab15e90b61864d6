"""The sentences of an impossible room: English msgids with named parameters."""

TOO_MANY = (
    "%(people)d people are coming and the tables hold %(chairs)d: "
    "add a table or chairs."
)
TOO_FEW = (
    "%(people)d people are coming and the tables need at least %(chairs)d: "
    "take a table away."
)
TOGETHER_APART = (
    "%(group)s must sit together, but %(first)s and %(second)s must sit apart: "
    "drop one of the two wishes."
)
TOO_BIG = (
    "%(group)s must sit together: %(people)d people, and the largest table "
    "seats %(chairs)d."
)
NO_ROOM = (
    "%(groups)d groups of %(size)d or more must sit together, and the tables have "
    "room for %(places)d: add chairs, or let some sit apart."
)
WHEELCHAIRS = (
    "%(people)d people use a wheelchair and the accessible tables hold "
    "%(chairs)d: make another table accessible."
)
HOSTS = (
    "There are %(tables)d tables and %(hosts)d hosts: find %(missing)d more or "
    "use fewer tables."
)
HOST_BLOCKS = (
    "There are %(tables)d tables and the hosts sit together in %(hosts)d groups: "
    "let hosts sit apart or find another."
)
NOBODY_SPEAKS = (
    "%(people)d people need an interpreter for %(language)s and nobody here "
    "speaks it as well as the language of the room: find one."
)
FEW_SPEAK = (
    "%(people)d people need an interpreter for %(language)s, there are "
    "%(bridges)d, and tables hold %(chairs)d: seat fewer or find another."
)
APART = (
    "%(group)s must all sit apart from each other: %(people)d people, and there "
    "are %(tables)d tables."
)
PINNED_TWICE = (
    "%(person)s has a fixed place at two tables in one round: keep one of them."
)
PINNED_STEPS = (
    "%(person)s uses a wheelchair and has a fixed place at table %(table)s, "
    "which is not accessible."
)
PINNED_FULL = (
    "%(people)d people have a fixed place at table %(table)s, which seats %(chairs)d."
)
PINNED_APART = (
    "%(first)s and %(second)s must sit apart and have fixed places at the same table."
)
PINNED_TOGETHER = (
    "%(first)s and %(second)s must sit together and have fixed places at "
    "different tables."
)
COMBINED = "These wishes cannot hold together: %(wishes)s."

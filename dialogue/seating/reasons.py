"""The optimiser's sentences, marked for translation; a test keeps them in step."""


def N_(word: str) -> str:  # noqa: N802 – the name Babel looks for
    """Mark a word for translation; it is translated when it is said."""
    return word


REASONS = (
    N_(
        "%(people)d people are coming and the tables hold %(chairs)d: add a table "
        "or chairs."
    ),
    N_(
        "%(people)d people are coming and the tables need at least %(chairs)d: take "
        "a table away."
    ),
    N_(
        "%(group)s must sit together, but %(first)s and %(second)s must sit apart: "
        "drop one of the two wishes."
    ),
    N_(
        "%(group)s must sit together: %(people)d people, and the largest table "
        "seats %(chairs)d."
    ),
    N_(
        "%(people)d people use a wheelchair and the accessible tables hold "
        "%(chairs)d: make another table accessible."
    ),
    N_(
        "There are %(tables)d tables and %(hosts)d hosts: find %(missing)d more or "
        "use fewer tables."
    ),
    N_(
        "There are %(tables)d tables and the hosts sit together in %(hosts)d "
        "groups: let hosts sit apart or find another."
    ),
    N_(
        "%(people)d people need an interpreter for %(language)s and nobody here "
        "speaks it as well as the language of the room: find one."
    ),
    N_(
        "%(people)d people need an interpreter for %(language)s, there are "
        "%(bridges)d, and tables hold %(chairs)d: seat fewer or find another."
    ),
    N_(
        "%(group)s must all sit apart from each other: %(people)d people, and there "
        "are %(tables)d tables."
    ),
    N_("%(person)s has a fixed place at two tables in one round: keep one of them."),
    N_(
        "%(person)s uses a wheelchair and has a fixed place at table %(table)s, "
        "which is not accessible."
    ),
    N_(
        "%(people)d people have a fixed place at table %(table)s, which seats "
        "%(chairs)d."
    ),
    N_(
        "%(first)s and %(second)s must sit apart and have fixed places at the same "
        "table."
    ),
    N_(
        "%(first)s and %(second)s must sit together and have fixed places at "
        "different tables."
    ),
    N_("These wishes cannot hold together: %(wishes)s."),
)

"""Bells: how an earlier room tells later rooms that something happened.

Rung inside the transaction of the fact; whoever listens writes in the same one.
"""

from blinker import Namespace

_bells = Namespace()

# sender: the municipality's id. Keyword arguments are named after each bell.
session_changed = _bells.signal("session-changed")  # dialogue_session, now
session_moved = _bells.signal("session-moved")  # dialogue_session, now
session_cancelled = _bells.signal("session-cancelled")  # dialogue_session, now
words_changed = _bells.signal("words-changed")  # contribution, before, gone
answer_published = _bells.signal("answer-published")  # report_id, now
seat_offered = _bells.signal("seat-offered")  # registration, now
confirmation_asked = _bells.signal("confirmation-asked")  # registration, now
people_forgotten = _bells.signal("people-forgotten")  # dialogue_session, now
person_erased = _bells.signal("person-erased")  # registration, now
post_settled = _bells.signal("post-settled")  # message: sent or dropped, not by mail
offer_lapsed = _bells.signal("offer-lapsed")  # registration, now
invitation_accepted = _bells.signal(
    "invitation-accepted"
)  # account_id, role, now (sender None: the programme)

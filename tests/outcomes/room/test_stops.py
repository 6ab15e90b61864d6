"""What the sixth stop of the story line says."""

from datetime import timedelta

from dialogue.conversations.models import Kind
from dialogue.foundation.language import speaking
from dialogue.outcomes import actions, queries
from dialogue.outcomes.views.stops import _many
from dialogue.sessions.story import State
from tests.conftest import commit
from tests.makers.outcomes import make_harvest
from tests.makers.sessions import make_dialogue_session


def stop(app, dialogue_session, now):
    with app.test_request_context("/"), speaking("en"):
        return _many([dialogue_session], now)[dialogue_session.id]


def test_before_anything_was_confirmed_it_is_empty(app, desk, now):
    found = stop(app, desk.session, now)
    assert (found.state, found.figure) == (State.LATER, "still empty")


def test_it_counts_what_is_left_to_sort(app, desk, say, themed, now):
    say("Een buur bracht soep.")
    say("Ik durf niets te vragen.", table=2)
    themes = themed("Hulp")
    desk.post(
        "harvest", sentence=desk.id_of("Een buur bracht soep."), theme=themes["Hulp"]
    )
    found = stop(app, desk.session, now)
    assert (found.state, found.figure) == (State.NOW, "2 sentences")
    assert found.now_sentence == "sort the last 1 sentence."


def test_while_people_still_talk_there_is_nothing_to_do(app, desk, say, now):
    say("Een buur bracht soep.")
    assert (
        stop(app, desk.session, desk.session.ends_at - timedelta(minutes=1)).state
        is State.LATER
    )


def test_sentences_of_a_dropped_theme_are_left_again(app, desk, say, themed, now):
    say("Een buur bracht soep.")
    themes = themed("Hulp")
    desk.post(
        "harvest", sentence=desk.id_of("Een buur bracht soep."), theme=themes["Hulp"]
    )
    assert stop(app, desk.session, now).state is State.DONE
    actions.drop_theme(queries.theme_in(desk.session, themes["Hulp"]), now=now)
    commit()
    assert stop(app, desk.session, now).state is State.NOW


def test_after_sorting_come_the_requests(app, desk, say, now):
    say("Maak licht.", kind=Kind.REQUEST)
    found = stop(app, desk.session, now)
    assert found.now_sentence == "merge the last 1 request of the tables."
    assert found.verb_endpoint == "outcomes.requests"


def test_a_whole_harvest_is_done_and_told_for_many_at_once(app, cast, now):
    first = make_dialogue_session(cast.wilgendam, starts_at=now + timedelta(days=1))
    empty = make_dialogue_session(cast.wilgendam)
    make_harvest(first)
    commit()
    with app.test_request_context("/"), speaking("en"):
        told = _many([first, empty], first.ends_at)
    assert told[first.id].state is State.DONE
    assert told[first.id].figure == "10 sentences"
    assert told[empty.id].state is State.LATER

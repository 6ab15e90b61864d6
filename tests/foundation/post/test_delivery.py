"""Mail goes once, whatever breaks when."""

import os
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db, start_writing
from dialogue.foundation.lifeline import lifelines
from dialogue.foundation.post import Channel, Message, PostState, stuck
from dialogue.foundation.post.delivery import (
    MOST_TRIES,
    deliver_due,
    forget_stuck,
    return_stale,
)
from dialogue.foundation.post.transport import NotTaken, Refused, Uncertain
from tests.makers.post import make_letter, make_message


class Postbox:
    """A transport that remembers; ``trouble`` is raised at each hand-over."""

    def __init__(self, trouble=None, after=False):
        self.taken, self.trouble, self.after = [], trouble, after
        self.lock = threading.Lock()

    def hand(self, mail, to):
        if self.trouble and not self.after:
            raise self.trouble
        with self.lock:
            self.taken.append((str(mail["Message-ID"]), to))
        if self.trouble:
            raise self.trouble

    def close(self):
        pass


class Killed(BaseException):
    """The process ends here, as far as the database can see."""


def committed(**more):
    start_writing()
    message = make_message(**more)
    db.session.commit()
    return message.id


def at_rest(message_id):
    db.session.rollback()
    return db.session.scalars(select(Message).where(Message.id == message_id)).one()


def run(now, transport):
    with lifelines().held() as worker:
        return deliver_due(now, transport, worker)


def test_mail_is_sent_and_what_it_said_is_wiped(app, now):
    message_id = committed()
    box = Postbox()
    assert run(now, box) == 1
    sent = at_rest(message_id)
    assert (sent.state, sent.content, sent.tries) == (PostState.SENT, None, 1)
    assert run(now, box) == 0
    assert len(box.taken) == 1


def test_mail_waits_for_its_moment_and_letters_for_a_person(app, now):
    later = committed(not_before=now + timedelta(hours=1))
    letter = committed(channel=Channel.LETTER)
    assert run(now, Postbox()) == 0
    assert run(now + timedelta(hours=1), Postbox()) == 1
    assert at_rest(later).state is PostState.SENT
    assert at_rest(letter).state is PostState.WAITING


def test_same_key_goes_into_the_outbox_once(app, now):
    from dialogue.foundation import post

    first = make_message(dedupe="once")
    again = post.queue(
        make_letter(), kind="test", channel=Channel.MAIL, subject_ref="x:1",
        language="nl", dedupe="once", now=now,
    )  # fmt: skip
    assert first.id
    assert again is None


def test_handing_is_committed_before_the_server_has_the_mail(app, now):
    message_id = committed()
    seen = []

    class Looking(Postbox):
        def hand(self, mail, to):
            with db.engine.connect() as other:
                state = select(Message.state, Message.claimed_by).where(
                    Message.id == message_id
                )
                seen.append(other.execute(state).one())

    run(now, Looking())
    assert seen[0][0] is PostState.HANDING
    assert seen[0][1]


def test_harmless_mail_goes_again_under_the_same_id_after_a_crash(app, now):
    message_id = committed()
    box = Postbox(Killed(), after=True)  # the server took it; then the worker died
    with pytest.raises(Killed):
        run(now, box)
    assert at_rest(message_id).state is PostState.HANDING
    db.session.rollback()
    assert return_stale(now, lifelines().is_alive) == 1
    box.trouble = None
    assert run(now, box) == 1
    assert at_rest(message_id).state is PostState.SENT
    assert len(box.taken) == 2
    assert len({message_id for message_id, _ in box.taken}) == 1


def test_harmful_mail_waits_for_a_person_after_a_crash(app, now):
    message_id = committed(harmful_twice=True, municipality_id=7)
    box = Postbox(Killed())
    with pytest.raises(Killed):
        run(now, box)
    db.session.rollback()
    return_stale(now, lifelines().is_alive)
    box.trouble = None
    assert run(now, box) == 0
    assert at_rest(message_id).state is PostState.PARKED
    assert [each.id for each in stuck.stuck_post(7)] == [message_id]
    assert stuck.stuck_post(8) == []


def test_mail_of_a_living_worker_is_left_alone(app, now):
    message_id = committed()

    class Slow(Postbox):
        def hand(self, mail, to):
            assert return_stale(now, lifelines().is_alive) == 0
            super().hand(mail, to)

    run(now, Slow())
    assert at_rest(message_id).state is PostState.SENT


@pytest.mark.slow
def test_worker_that_is_really_killed_leaves_its_mail_to_the_next(app, now, tmp_path):
    message_id = committed()
    db.session.rollback()
    settings = app.extensions["settings"]
    script = (
        "import os, signal\n"
        "from datetime import datetime\n"
        "from dialogue.app import create_app\n"
        "from dialogue.foundation.settings import read\n"
        "from dialogue.foundation.lifeline import lifelines\n"
        "from dialogue.foundation.post.delivery import deliver_due\n"
        "class Killing:\n"
        "    def hand(self, mail, to): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    def close(self): pass\n"
        "app = create_app(read(os.environ))\n"
        "with app.app_context(), lifelines().held() as worker:\n"
        f"    deliver_due(datetime.fromisoformat({now.isoformat()!r}), Killing(), worker)\n"
    )
    from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET

    given = {
        "SECRET_KEY": DEMO_SECRET, "MASTER_KEYS": DEMO_MASTER, "PUBLIC_URL": "http://localhost",
        "DATABASE_URL": settings.database_url, "INSTANCE": str(settings.instance), "MODE": "test",
    }  # fmt: skip
    environment = os.environ | {
        f"DIALOGUE_{name}": value for name, value in given.items()
    }
    ended = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert ended.returncode == -9
    assert at_rest(message_id).state is PostState.HANDING
    db.session.rollback()
    assert return_stale(now, lifelines().is_alive) == 1
    box = Postbox()
    run(now, box)
    assert len(box.taken) == 1


def test_two_workers_send_each_mail_once(app, now):
    for number in range(40):
        make_message(letter=make_letter(f"buur{number}@dialogue.example"))
    db.session.commit()
    db.session.rollback()
    box, start = Postbox(), threading.Barrier(2)
    counts = []

    def work():
        with app.app_context():
            start.wait()
            counts.append(run(now, box))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(counts) == 40
    assert set(Counter(box.taken).values()) == {1}


def test_after_eight_tries_the_coordinator_sees_it_and_can_send_it_again(app, now):
    message_id = committed(municipality_id=7)
    moment, box = now, Postbox(NotTaken("smtp 451"))
    for number in range(1, MOST_TRIES + 1):
        assert run(moment, box) == 1
        message = at_rest(message_id)
        assert message.tries == number
        if number < MOST_TRIES:
            assert message.not_before == moment + timedelta(minutes=2**number)
            moment = message.not_before
            assert run(moment - timedelta(seconds=1), box) == 0
    assert (message.state, message.trouble) == (PostState.FAILED, "smtp 451")
    assert run(moment + timedelta(days=2), box) == 0
    assert stuck.stuck_count(7) == 1
    db.session.rollback()
    start_writing()
    stuck.send_again(stuck.stuck_message(7, message_id), moment)
    db.session.commit()
    assert run(moment, Postbox()) == 1
    assert stuck.stuck_count(7) == 0


def test_address_that_the_server_refuses_fails_at_once(app, now):
    message_id = committed()
    run(now, Postbox(Refused("smtp 550")))
    assert at_rest(message_id).state is PostState.FAILED


@pytest.mark.parametrize(
    ("harmful", "state"), [(False, PostState.WAITING), (True, PostState.PARKED)]
)
def test_broken_line_is_weighed_by_what_twice_would_do(app, now, harmful, state):
    message_id = committed(harmful_twice=harmful)
    run(now, Postbox(Uncertain("smtp: SMTPServerDisconnected")))
    assert at_rest(message_id).state is state


def test_one_bad_address_does_not_stop_the_rest(app, now):
    bad = committed(letter=make_letter("a@b.nl\nBcc: all@example.nl"))
    good = committed()
    box = Postbox()
    run(now, box)
    assert at_rest(bad).state is PostState.FAILED
    assert at_rest(good).state is PostState.SENT
    assert len(box.taken) == 1


def test_fault_of_ours_does_not_stop_the_rest(app, now):
    first = committed()
    box = Postbox(ValueError("something with secret@example.nl in it"))
    run(now, box)
    failed = at_rest(first)
    assert failed.state is PostState.WAITING
    assert failed.trouble == "fault: ValueError"


def test_stuck_post_is_forgotten_after_thirty_days(app, now):
    message_id = committed()
    run(now, Postbox(Refused("smtp 550")))
    db.session.rollback()
    start_writing()
    forget_stuck(now + timedelta(days=29))
    assert db.session.get(Message, message_id).state is PostState.FAILED
    forget_stuck(now + timedelta(days=31))
    forgotten = db.session.get(Message, message_id)
    assert (forgotten.state, forgotten.content) == (PostState.DROPPED, None)


def test_late_post_is_noticed(app, now):
    committed()
    assert not stuck.is_late(now + timedelta(minutes=5))
    assert stuck.is_late(now + timedelta(minutes=11))

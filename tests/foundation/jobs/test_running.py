"""Long work: each job is done, by one worker, and again when that worker died."""

import threading
from datetime import timedelta

import pytest
from flask_babel import gettext, lazy_gettext
from sqlalchemy import select

from dialogue.foundation import jobs
from dialogue.foundation.database import db, start_writing, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs import Job, JobState, queries, running
from dialogue.foundation.jobs.worker import run_until_idle
from dialogue.foundation.language import speaking
from dialogue.foundation.lifeline import lifelines


@pytest.fixture
def handler(monkeypatch):
    """Let a test say what carrying out means; gives the calls."""
    calls = []

    def declare(action=None):
        def carry_out(subject_ref, progress, now):
            calls.append(subject_ref)
            if action:
                action(subject_ref, progress, now)

        monkeypatch.setitem(jobs.HANDLERS, "test", carry_out)
        return calls

    return declare


def enqueued(now, subject="thing:1"):
    job = jobs.enqueue("test", subject, now=now)
    db.session.commit()
    return job.id


def at_rest(job_id):
    db.session.rollback()
    return db.session.scalars(select(Job).where(Job.id == job_id)).one()


def run(now):
    with lifelines().held() as worker:
        return running.work_due(now, worker)


def test_job_is_done_once(app, now, handler):
    calls = handler()
    job_id = enqueued(now)
    assert run(now) == 1
    assert run(now) == 0
    assert calls == ["thing:1"]
    done = at_rest(job_id)
    assert (done.state, done.done_share, done.claimed_by) == (JobState.DONE, 1.0, None)


def test_pages_see_how_far_it_is(app, now, handler):
    seen = []

    def half(subject, progress, now):
        progress(0.5)
        with db.engine.connect() as page:
            seen.append(page.scalar(select(Job.done_share)))

    handler(half)
    enqueued(now)
    db.session.rollback()
    run(now)
    assert seen == [0.5]
    assert queries.latest_job("thing:1").done_share == 1.0


def test_progress_inside_a_transaction_comes_with_its_commit(app, now, handler):
    def half(subject, progress, now):
        with writing():
            progress(1.0)

    handler(half)
    job_id = enqueued(now)
    run(now)
    assert at_rest(job_id).state is JobState.DONE


def test_fault_is_tried_again_later_and_not_for_ever(app, now, handler):
    def fail(subject, progress, now):
        raise ValueError("secret@example.nl")

    calls = handler(fail)
    job_id = enqueued(now)
    moment = now
    while at_rest(job_id).state is JobState.WAITING:
        moment = max(moment, at_rest(job_id).not_before)
        run(moment)
    failed = at_rest(job_id)
    assert (failed.state, failed.trouble) == (JobState.FAILED, "fault: ValueError")
    assert failed.sentence == "", "no page shows it"
    assert len(calls) == running.MOST_TRIES


def test_broken_rule_tells_its_sentence_and_is_not_tried_again(app, now, handler):
    def refuse(subject, progress, now):
        raise RuleBroken(gettext("There is nothing to report yet."))

    calls = handler(refuse)
    job_id = enqueued(now)
    run(now)
    assert at_rest(job_id).trouble == "There is nothing to report yet."
    assert run(now + timedelta(days=1)) == 0
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("language", "begins"), [("nl", "Deze avond is voorbij"), ("en", "This evening")]
)
def test_whoever_reads_why_a_job_failed_reads_it_in_their_language(
    app, now, handler, language, begins
):
    def refuse(subject, progress, now):
        raise RuleBroken(
            lazy_gettext("This evening is over. Nobody can be seated any more.")
        )

    handler(refuse)
    job_id = enqueued(now)
    run(now)
    with speaking(language):
        assert at_rest(job_id).sentence.startswith(begins)


def test_what_a_handler_left_open_is_not_kept(app, now, handler):
    def careless(subject, progress, now):
        start_writing()
        jobs.enqueue("test", "thing:2", now=now)

    handler(careless)
    enqueued(now)
    run(now)
    assert queries.latest_job("thing:2") is None


def test_job_of_a_dead_worker_is_done_by_the_next(app, now, handler):
    class Killed(BaseException):
        pass

    def die(subject, progress, now):
        raise Killed

    handler(die)
    job_id = enqueued(now)
    with pytest.raises(Killed):
        run(now)
    assert at_rest(job_id).state is JobState.RUNNING
    calls = handler()
    db.session.rollback()
    assert running.return_stale(now, lifelines().is_alive) == 1
    run(now)
    assert len(calls) == 2
    assert at_rest(job_id).state is JobState.DONE


def test_two_workers_do_each_job_once(app, now, handler):
    calls = handler()
    for number in range(20):
        jobs.enqueue("test", f"thing:{number}", now=now)
    db.session.commit()
    db.session.rollback()
    start = threading.Barrier(2)

    def work():
        with app.app_context():
            start.wait()
            run(now)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(calls) == sorted(f"thing:{number}" for number in range(20))


def test_lifeline_ends_with_its_holder(app):
    signs = lifelines()
    with signs.held() as worker:
        assert signs.is_alive(worker)
    assert not signs.is_alive(worker)
    assert not signs.is_alive("never was")


def test_round_is_done_by_one_worker_a_minute(app, now, monkeypatch):
    rounds = []
    monkeypatch.setattr(running, "SWEEPS", [rounds.append])
    db.session.rollback()
    assert running.do_round(now)
    assert not running.do_round(now + timedelta(seconds=10))
    assert running.do_round(now + timedelta(seconds=60))
    assert len(rounds) == 2


def test_sweep_that_fails_does_not_stop_the_others(app, now, monkeypatch):
    done = []

    def fails(_now):
        raise ValueError

    monkeypatch.setattr(running, "SWEEPS", [fails, done.append])
    db.session.rollback()
    running.do_round(now)
    assert done == [now]


def test_until_idle_does_jobs_that_jobs_ask_for_and_their_post(app, now, handler):
    from dialogue.foundation import post
    from dialogue.foundation.post import Channel, Message, PostState
    from tests.makers.post import make_letter

    def then(subject, progress, now):
        with writing():
            if subject == "thing:1":
                jobs.enqueue("test", "thing:2", now=now)
            else:
                post.queue(
                    make_letter(), kind="test", channel=Channel.MAIL, subject_ref=subject,
                    language="nl", dedupe=subject, now=now,
                )  # fmt: skip

    calls = handler(then)
    enqueued(now)
    assert run_until_idle(app, now) == 3
    assert calls == ["thing:1", "thing:2"]
    assert db.session.scalars(select(Message.state)).one() is PostState.SENT

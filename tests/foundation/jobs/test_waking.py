"""Waking the worker never fails or holds up a request."""

import threading

from huey import SqliteHuey

from dialogue.foundation.jobs.waking import Waker
from dialogue.foundation.jobs.worker import OneAtATime, Tasks


def test_many_wake_ups_become_few():
    woken, began, go_on = [], threading.Semaphore(0), threading.Event()

    def wake():
        woken.append(waker.asked.is_set())
        began.release()
        go_on.wait(30)

    waker = Waker(wake)
    waker()
    assert began.acquire(timeout=30)
    for _ in range(500):  # while the first is under way
        waker()
    go_on.set()
    assert began.acquire(timeout=30)
    assert woken == [False, False], "nothing is left to wake for after the second"
    assert not waker.asked.is_set()


def test_queue_that_is_away_is_not_noticed_by_the_request():
    tried = threading.Semaphore(0)

    def wake():
        tried.release()
        raise ConnectionError("queue away")

    waker = Waker(wake)
    waker()
    assert tried.acquire(timeout=5)
    waker()
    assert tried.acquire(timeout=5)  # the thread lives on


def test_asked_while_busy_means_once_more():
    begun, go_on, runs = threading.Event(), threading.Event(), []

    def action():
        runs.append(1)
        begun.set()
        go_on.wait(5)

    once = OneAtATime(action)
    thread = threading.Thread(target=once)
    thread.start()
    begun.wait(5)
    for _ in range(10):
        once()
    go_on.set()
    thread.join()
    assert len(runs) == 2


def test_wake_up_travels_through_the_queue_without_any_data(app, tmp_path):
    queue = SqliteHuey(
        "test", filename=str(tmp_path / "queue.sqlite"), journal_mode="delete"
    )
    tasks = Tasks(app, queue)
    tasks.wake()
    waiting = queue.pending()
    assert sorted(each.name for each in waiting) == ["post", "work"]
    assert all(each.args == () and each.kwargs == {} for each in waiting)
    queue.storage.close()

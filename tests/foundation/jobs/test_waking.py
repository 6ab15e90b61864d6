"""Waking the worker never fails or holds up a request."""

import threading
import time

from huey import SqliteHuey

from dialogue.foundation.jobs.waking import Waker
from dialogue.foundation.jobs.worker import OneAtATime, Tasks


def test_many_wake_ups_become_few():
    woken, first = [], threading.Event()

    def wake():
        woken.append(1)
        first.set()

    waker = Waker(wake)
    for _ in range(500):
        waker()
    assert first.wait(5)
    time.sleep(0.3)
    assert 1 <= len(woken) <= 3


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

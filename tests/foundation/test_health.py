"""/health says whether the house is well, and nothing else."""

from datetime import timedelta

from dialogue.foundation.database import db
from dialogue.foundation.jobs import running
from tests.makers.post import make_message


def test_health_of_a_house_that_nobody_minds(client):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json == {"database": "ok", "worker": "late", "post": "ok"}
    assert "Set-Cookie" not in answer.headers


def test_health_of_a_house_that_is_minded(client, now):
    db.session.rollback()
    running.do_round(now)
    assert client.get("/health").json["worker"] == "ok"


def test_post_that_waits_too_long_shows(client, now):
    make_message(now=now - timedelta(hours=1))
    db.session.commit()
    assert client.get("/health").json["post"] == "late"


def test_house_without_a_database_is_unwell(client, monkeypatch):
    from sqlalchemy.exc import OperationalError

    def away(*_args, **_more):
        raise OperationalError("SELECT 1", {}, Exception("host=db.internal password=x"))

    monkeypatch.setattr(type(db.session()), "execute", away)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json == {"database": "away"}

"""Bringing a guide in: checked first, then published as a version that stays."""

from io import BytesIO

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.guides.models import Guide, GuideVersion
from tests.guides.conftest import own_file

BRING_IN = "/wilgendam/desk/guides/bring-in"
OWN = "/wilgendam/desk/guides/a-talk-about-the-square"


def own_versions():
    return db.session.scalars(
        select(GuideVersion.number)
        .join(Guide, Guide.id == GuideVersion.guide_id)
        .where(Guide.municipality_id.is_not(None))
        .order_by(GuideVersion.number)
    ).all()


def upload(client, data, name="square.yaml", **more):
    form = {"file": (BytesIO(data), name)} | more
    return client.post(
        f"{BRING_IN}?lang=en", data=form, content_type="multipart/form-data"
    )


def test_sound_file_is_checked_before_anything_is_published(samira):
    answer = upload(samira, own_file().encode())
    assert answer.status_code == 200
    assert "This guide is sound" in answer.text
    assert "4 steps, 45 minutes, 4 to 8 people" in answer.text
    assert "Publish version 1" in answer.text
    assert own_versions() == []


def test_published_file_becomes_the_first_version(samira):
    answer = samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    assert answer.location == OWN
    assert own_versions() == [1]


def test_changed_file_becomes_the_next_version_and_the_first_stays(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    before = db.session.scalars(
        select(GuideVersion.checksum).order_by(GuideVersion.id)
    ).all()
    swap = {"en: Coffee.": "en: Tea."}
    samira.post(BRING_IN, data={"text": own_file(swap=swap), "publish": "1"})
    after = db.session.scalars(
        select(GuideVersion.checksum).order_by(GuideVersion.id)
    ).all()
    assert own_versions() == [1, 2]
    assert after[:-1] == before


def test_same_words_in_another_layout_are_no_new_version(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    laid_out = own_file().replace("methods: []", "methods:  []  # none")
    answer = samira.post(f"{BRING_IN}?lang=en", data={"text": laid_out, "publish": "1"})
    assert answer.status_code == 422
    assert "The newest version says the same" in answer.text
    assert own_versions() == [1]


def test_every_problem_is_named_with_its_place_and_the_text_stays(samira):
    swap = {"minutes: 45": "minutes: 44", "sensitivity: low": "sensitivity: high"}
    answer = upload(samira, own_file(swap=swap).encode())
    assert answer.status_code == 422
    assert "The steps take 45 minutes together" in answer.text
    assert "must be closed" in answer.text
    assert "a-talk-about-the-square" in answer.text  # in the field, to be put right
    assert own_versions() == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("square.exe", b"x", "ends in .yaml"),
        ("square", b"x", "ends in .yaml"),
        ("square.yaml", b"x" * (256 * 1024 + 1), "too large"),
        ("square.yaml", b"\xff\xfe\x00a", "not plain text"),
        ("square.yaml", b"title: \x07bell", "invisible character"),
    ],
)
def test_file_of_another_kind_is_refused_with_a_sentence(samira, name, data, sentence):
    answer = upload(samira, data, name)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "[]",
        "42",
        "a: &b 1\nc: *b",
        "!!python/object:os.system {}",
        "{",
        "\u202e",
    ],
)
def test_text_that_is_no_guide_is_refused(samira, text):
    assert samira.post(BRING_IN, data={"text": text, "publish": "1"}).status_code == 422
    assert own_versions() == []


def test_name_of_a_built_in_guide_is_refused(samira):
    swap = {"slug: a-talk-about-the-square": "slug: rondkomen"}
    form = {"text": own_file(swap=swap), "publish": "1"}
    answer = samira.post(f"{BRING_IN}?lang=en", data=form)
    assert answer.status_code == 422
    assert "is the name of a built-in guide" in answer.text


def test_name_of_a_page_is_refused(samira):
    swap = {"slug: a-talk-about-the-square": "slug: bring-in"}
    form = {"text": own_file(swap=swap), "publish": "1"}
    assert samira.post(BRING_IN, data=form).status_code == 422


def test_new_version_of_a_guide_put_away_is_refused(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    samira.post(f"{OWN}/put-away")
    swap = {"en: Coffee.": "en: Tea."}
    form = {"text": own_file(swap=swap), "publish": "1"}
    answer = samira.post(f"{BRING_IN}?lang=en", data=form)
    assert answer.status_code == 422
    assert "Take it back first" in answer.text


def test_two_towns_may_use_the_same_name(app, samira, cast, sign_in):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    fatma = sign_in(app.test_client(), cast.fatma)
    theirs = "/oosterbrug/desk/guides/bring-in"
    answer = fatma.post(theirs, data={"text": own_file(), "publish": "1"})
    assert answer.location == "/oosterbrug/desk/guides/a-talk-about-the-square"
    assert own_versions() == [1, 1]

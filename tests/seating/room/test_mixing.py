"""Lines to cross, what people said, wishes: little asked, sealed, deleted."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock
from dialogue.foundation.database import db, everywhere, writing
from dialogue.registrations import sealed
from dialogue.registrations.models import Registration
from dialogue.seating import actions, queries
from dialogue.seating.models import SeatingNote, SeatingWish, WishKind
from dialogue.seating.people import as_key

MIXING = {
    "rounds": "3",
    "lines": ["age", "street"],
    "streets": "Kanaalstraat\nHofflat",
    "effort": "3",
}


def test_the_organiser_chooses_lines_and_rounds(facilitator, desk, evening):
    assert facilitator.get(desk + "/mixing").status_code == 200
    assert facilitator.post(desk + "/mixing", data=MIXING).status_code == 303
    found = queries.set_up_of(evening)
    assert (found.rounds, found.lines) == (3, ["street", "age"])
    assert found.streets == ["Kanaalstraat", "Hofflat"]
    assert facilitator.get(desk + "?round=3").status_code == 200
    assert facilitator.get(desk + "?round=4").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"rounds": "9"}, {"lines": ["shoe size"]}, {"streets": "Kanaalstraat"},
        {"lines": ["side"], "statement": ""}, {"streets": "\n".join(map(str, range(20)))},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_everything_typed_kept(
    facilitator, desk, evening, wrong
):
    answer = facilitator.post(desk + "/mixing", data=MIXING | wrong)
    assert answer.status_code == 422
    assert queries.set_up_of(evening).rounds == 1


def test_a_resident_answers_only_what_is_asked_and_may_leave_it(
    client, app, mixed, evening, cast
):
    hanneke = next(
        each
        for each in db.session.scalars(everywhere(select(Registration)))
        if each.people == 2
    )
    token = sealed.link_token(hanneke, sealed.key_of(evening))
    client.post(f"/wilgendam/mine/{token}")
    assert "/wilgendam/mine/mixing" in client.get("/wilgendam/mine").text
    page = client.get("/wilgendam/mine/mixing").text
    assert 'name="p1-age"' in page
    assert 'name="p2-age"' in page
    assert "p1-tenure" not in page
    assert "needs_language" not in page
    form = {"p1-age": "30", "p1-work": "", "p2-age": "", "p2-work": "", "p2-first": "y"}
    assert client.post("/wilgendam/mine/mixing", data=form).status_code == 303
    notes = queries.notes_of(evening)
    assert notes[(hanneke.id, 1)] == {"age": "30"}
    assert notes[(hanneke.id, 2)] == {"first": True}
    bad = client.post("/wilgendam/mine/mixing", data=form | {"p1-age": "7"})
    assert bad.status_code == 422


def test_without_a_link_or_without_lines_there_is_nothing_to_answer(client, evening):
    assert client.get("/wilgendam/mine/mixing").status_code == 404


def test_what_people_said_is_sealed(facilitator, desk, mixed):
    raw = [each.known for each in db.session.scalars(everywhere(select(SeatingNote)))]
    assert raw
    assert not any(b"retired" in each or b'"age"' in each for each in raw)


def test_answers_to_a_line_that_is_dropped_are_deleted(facilitator, desk, mixed, now):
    with writing():
        actions.choose_mixing(mixed, actions.Mixing(rounds=1, lines=("work",)), now=now)
    assert all(set(note) == {"work"} for note in queries.notes_of(mixed).values())


def test_the_facilitator_notes_what_somebody_tells(facilitator, desk, mixed, by_name):
    who = by_name("Nazanin")
    assert facilitator.get(desk + "/people").status_code == 200
    page = facilitator.get(f"{desk}/people/{who}")
    assert page.status_code == 200
    form = {"age": "65", "work": "", "needs_language": "Farsi", "wheelchair": "must"}
    assert facilitator.post(f"{desk}/people/{who}", data=form).status_code == 303
    known = queries.notes_of(mixed)[as_key(who)]
    assert known == {"age": "65", "needs_language": "Farsi", "wheelchair": True}
    assert "Farsi" in facilitator.get(desk + "/people").text
    for missing in ("0.1", "99999.1", "x", "1.9"):
        assert facilitator.get(f"{desk}/people/{missing}").status_code == 404


def test_a_list_is_ordered_as_one_reads_and_folded_by_letter_when_it_is_long(
    facilitator, desk, mixed, monkeypatch
):
    from dialogue.seating.people import by_name, letter_of

    ordered = [
        "Anna",
        "anna +2",
        "Åsa",
        "Đorđe",
        "Özlem",
        "Wim (2)",
        "Wim (10)",
        "محمد",
    ]
    assert sorted(set(ordered), key=by_name) == ordered
    assert "".join(map(letter_of, ordered)) == "AAADOWWم"
    assert letter_of("2 buren") == letter_of("") == ""
    assert "<summary>" not in facilitator.get(desk + "/people").text.split("<main")[1]
    everybody = queries.neighbours_of(mixed) * 4
    monkeypatch.setattr(queries, "neighbours_of", lambda _: everybody)
    folded = facilitator.get(desk + "/people").text.split("<main")[1]
    assert folded.count("<summary>") == len({each.name[:1] for each in everybody})


def test_wishes_are_noted_sealed_and_taken_away(facilitator, desk, evening, by_name):
    form = {
        "one": by_name("Kofi"), "other": by_name("Bas"), "kind": "apart", "hard": "must",
    }  # fmt: skip
    assert facilitator.post(desk + "/wishes", data=form).status_code in (302, 303)
    wish = queries.wishes_of(evening)[0]
    assert (wish.kind, wish.hard) == (WishKind.APART, True)
    raw = db.session.scalars(everywhere(select(SeatingWish))).one().about
    assert json.dumps(wish.about).encode() not in raw
    assert "Kofi" in facilitator.get(desk + "/wishes").text
    same = facilitator.post(desk + "/wishes", data=form | {"other": form["one"]})
    assert same.status_code == 422
    assert facilitator.post(f"{desk}/wishes/{wish.id}/drop").status_code == 303
    assert not queries.wishes_of(evening)
    assert facilitator.post(f"{desk}/wishes/{wish.id}/drop").status_code == 404


def test_a_wish_may_give_way_and_must_again(facilitator, desk, evening, by_name, now):
    pair = [as_key(by_name(name)) for name in ("Kofi", "Cor")]
    with writing():
        made = actions.wish(evening, WishKind.HELPER, pair, hard=True, now=now)
    weigh = f"{desk}/wishes/{made.id}/weigh"
    for word in ("try", "must"):
        assert facilitator.post(weigh, data={"hard": word}).status_code == 303
        assert queries.wishes_of(evening)[0].hard == (word == "must")
    assert facilitator.post(f"{desk}/wishes/0/weigh", data={}).status_code == 404


@pytest.mark.slow
def test_steps_words_and_hosts_may_give_way_and_are_then_named(
    facilitator, desk, mixed, by_name, now
):
    """What is impossible as a must is seated when it may give way, and told."""
    from dialogue.foundation.jobs.running import work_due

    with writing():
        for number in (1, 2, 3):
            words = actions.TableWords(3, 9, False)
            actions.change_table(mixed, number, words, now=now)
    wheel = {"wheelchair": "must"}
    words = {"needs_language": "Farsi", "language_hard": "must", "host": "y"}
    forms = {"Cor": wheel, "Kofi": words}
    for name, form in forms.items():
        facilitator.post(f"{desk}/people/{by_name(name)}", data=form)
    refused = facilitator.post(desk + "/plan")
    assert refused.status_code == 422
    for page in ("people", "mixing"):
        assert f'href="{desk}/{page}"' in refused.text.rsplit("note--problem", 1)[1]
    for name, form in forms.items():
        mild = {key: "try" if form[key] == "must" else form[key] for key in form}
        facilitator.post(f"{desk}/people/{by_name(name)}", data=mild)
    form = {"rounds": "2", "lines": ["age"], "effort": "2", "hosts": "try"}
    assert facilitator.post(desk + "/mixing", data=form).status_code == 303
    assert facilitator.post(desk + "/plan").status_code == 303
    work_due(now, "a worker")
    broken = facilitator.get(desk).text.split("data-broken-list")[1].split("</ul>")[0]
    assert "Cor" in broken
    assert "Kofi" in broken
    assert broken.count("<li>") == 4, "no steps, no Farsi, two tables without a host"
    people = facilitator.get(desk + "/people").text
    assert people.count("if it is possible") + people.count("als het kan") >= 2


def test_who_helps_somebody_is_dealt_beside_them_and_who_must_sit_apart_is_not(
    facilitator, desk, evening, by_name, now
):
    pair = [as_key(by_name(name)) for name in ("Kofi", "Cor")]
    apart = [[as_key(by_name("Wim")), each.key] for each in neighbours(evening, "Wim")]
    with writing():
        actions.wish(evening, WishKind.HELPER, pair, hard=True, now=now)
        for two in apart[:12]:
            actions.wish(evening, WishKind.APART, two, hard=True, now=now)
        actions.deal_everybody(evening, now=now)
    at = {
        (c.registration_id, c.person): c.table_number
        for c in queries.chairs_of(evening)
    }
    assert at[pair[0]] == at[pair[1]]
    assert all(at[one] != at[other] for one, other in apart[:12])


def neighbours(evening, besides):
    return [each for each in queries.neighbours_of(evening) if each.name != besides]


def test_the_morning_after_nobody_knows_who_sat_where(
    facilitator, desk, mixed, now, monkeypatch, sign_in, cast
):
    facilitator.post(desk + "/deal")
    later = mixed.ends_at + timedelta(hours=20)
    with writing():
        actions.forget_when_over(mixed.ends_at + timedelta(hours=2))
    assert queries.chairs_of(mixed)
    with writing():
        assert actions.forget_when_over(later) == 1
    assert not queries.chairs_of(mixed)
    assert not queries.notes_of(mixed)
    assert not queries.wishes_of(mixed)
    assert queries.last_step(mixed) is None
    monkeypatch.setattr(clock, "now", lambda: later)
    sign_in(facilitator, cast.joost)
    page = facilitator.get(desk)
    assert page.status_code == 200
    assert "data-person" not in page.text
    assert len(queries.tables_of(mixed)) == 3


def test_who_signed_up_together_may_be_parted_when_the_organiser_says_so(
    facilitator, desk, evening, by_name, now
):
    with writing():
        apart = actions.Mixing(rounds=1, parties_together=False)
        actions.choose_mixing(evening, apart, now=now)
        actions.deal_everybody(evening, now=now)
    at = {
        (c.registration_id, c.person): c.table_number
        for c in queries.chairs_of(evening)
    }
    pairs = [("Hanneke", "Hanneke +1"), ("Priya", "Priya +1"), ("Sanne", "Sanne +1")]
    assert any(at[as_key(by_name(a))] != at[as_key(by_name(b))] for a, b in pairs)

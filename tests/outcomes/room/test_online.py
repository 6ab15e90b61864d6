"""An online round: brought in as counts, counted by our rule, Polis' own beside it."""

import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import actions, online, queries, rules
from dialogue.outcomes.counting import Verdict
from dialogue.outcomes.models import OnlineRound, OnlineStatement
from dialogue.outcomes.tally import NotAPolisExport, tally_polis
from dialogue.outcomes.tally import packed as packing
from tests.outcomes.protection.attacker import possible_numbers

DATA = Path(__file__).parents[1] / "tally" / "data"
CONVERSATIONS = sorted(path for path in DATA.iterdir() if path.is_dir())
COMMENTS = (
    "comment-id,moderated,comment-body\n0,1,Meer bankjes in de straat\n1,-1,Weg ermee\n"
)
K = 5


def zipped(files, prefix=""):
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(prefix + name, text)
    return found.getvalue()


def votes(rows):
    return "timestamp,comment-id,voter-id,vote\n" + "".join(
        f"{at},{comment},{person},{vote}\n"
        for at, (comment, person, vote) in enumerate(rows)
    )


def export(groups, **more):
    """Everybody votes on statement 0: ``groups`` is {group: (agree, disagree, pass)}."""
    people, cast = [], []
    for group, three in groups.items():
        for vote, many in zip((1, -1, 0), three, strict=True):
            for _ in range(many):
                cast.append((0, len(people), vote))
                people.append(f"{len(people)},{group}\n")
    return {
        "comments.csv": COMMENTS, "votes.csv": votes(cast),
        "participants-votes.csv": "participant,group-id\n" + "".join(people),
    } | more  # fmt: skip


def folder_zip(folder):
    return zipped({
        path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".csv"
    })  # fmt: skip


def send(desk, data, file="export.zip", **fields):
    page = desk.client.post(
        f"{desk.place}/harvest/online?lang=en",
        data={"file": (io.BytesIO(data), file), "once": "o1", "name": "", **fields},
        content_type="multipart/form-data",
    )
    db.session.rollback()
    from dialogue.foundation.database import start_writing

    start_writing()
    return page


@pytest.mark.parametrize("folder", CONVERSATIONS, ids=lambda folder: folder.name)
def test_what_is_kept_counts_as_the_export_itself(desk, now, folder):
    found = actions.import_round(desk.session, folder_zip(folder), now=now)
    straight = tally_polis(folder)
    kept = online.polis_statements(found)
    assert [one.id for one in kept] == [one.id for one in straight.statements]
    for ours, theirs in zip(kept, straight.statements, strict=True):
        assert (ours.everyone, ours.groups, ours.ungrouped) == (
            theirs.everyone, theirs.groups, theirs.ungrouped,
        )  # fmt: skip
        assert ours.judgement == theirs.judgement
        assert ours.consensus == theirs.consensus
    assert (found.people, found.votes) == (straight.people, straight.votes)
    reference = json.loads((folder / "reference_counts.json").read_text("utf-8"))
    published = {
        c["comment_id"]: c["group_aware_consensus_agree"] for c in reference["comments"]
    }
    for one in kept:
        assert round(float(one.consensus), 6) == published[one.id]


def test_no_row_of_a_participant_is_kept(desk, now):
    actions.import_round(
        desk.session, zipped(export({0: (9, 8, 7), 1: (6, 6, 6)})), now=now
    )
    names = {
        c.name for m in (OnlineRound, OnlineStatement) for c in m.__table__.columns
    }
    assert not {name for name in names if "voter" in name or "participant" in name} - {
        "voters"
    }
    rows = db.session.scalars(
        select(OnlineStatement).execution_options(scope="everywhere")
    ).all()
    assert [(one.number, one.groups) for one in rows] == [
        (0, [[0, 9, 8, 7], [1, 6, 6, 6]]), (1, [[0, 0, 0, 0], [1, 0, 0, 0]]),
    ]  # fmt: skip


def test_sent_and_read_on_the_page(desk):
    files = export({0: (20, 6, 6), 1: (6, 20, 6)}, **{"summary.csv": "topic,Bankjes\n"})
    assert send(desk, zipped(files, prefix="export/")).status_code == 303
    page = desk.get("harvest/online?lang=en").text.replace("\xa0", " ")
    assert "Bankjes" in page and "64 people took part and voted 64 times" in page
    assert "agree: 26 · disagree: 26 · pass: 12" in page
    assert "0. Meer bankjes in de straat" in page and "divided" in page
    # (21/34) * (7/34)
    assert (
        f"{float(Fraction(21, 34) * Fraction(7, 34)):.2f}" == "0.13" and "0.13" in page
    )
    assert "taken out by a moderator" in page


def test_sent_twice_it_is_there_once(desk):
    data = zipped(export({0: (9, 8, 7)}))
    assert send(desk, data).status_code == 303
    assert send(desk, data).status_code == 303
    again = send(desk, data, once="another")
    assert again.status_code == 422
    assert len(db.session.scalars(
        select(OnlineRound).execution_options(scope="everywhere")).all()) == 1  # fmt: skip


def test_removing_takes_everything_out_and_it_can_be_sent_again(desk):
    data = zipped(export({0: (9, 8, 7)}))
    send(desk, data)
    assert "harvest/online/remove" in desk.get("harvest/online").text
    assert desk.post("harvest/online/remove").status_code == 303
    for model in (OnlineRound, OnlineStatement):
        assert (
            db.session.scalars(
                select(model).execution_options(scope="everywhere")
            ).all()
            == []
        )
    assert desk.post("harvest/online/remove").status_code == 303  # twice harms nothing
    assert send(desk, data, once="o2").status_code == 303


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the zip file"),
        (b"not a zip at all", "This is not a zip file that we can open."),
        (zipped({"readme.txt": "hello"}), "There is no comments.csv in this zip file"),
        (zipped({"comments.csv": COMMENTS}), "There is no votes.csv in this zip file"),
        (zipped(export({0: (9, 8, 7)}, **{"votes.csv": votes([(0, 0, 1), (0, 1, 7)])})),
         "We cannot read line 3 of votes.csv."),
        (zipped(export({0: (9, 8, 7)}, **{"votes.csv": b"\xff\xfe\x00\x01"})),
         "There is no votes.csv in this zip file that we can read."),
        (zipped(export({0: (9, 8, 7)}, **{"comments.csv": "wrong,columns\n1,2\n"})),
         "There is no comments.csv in this zip file that we can read."),
        (zipped(export({}, **{"votes.csv": votes([])})), "There are no statements with votes"),
        (zipped(export(dict.fromkeys(range(13), (5, 0, 0)))), "more than 3000 statements"),
        (zipped(export({0: (9, 8, 7)}, **{
            "comments.csv": f"comment-id,comment-body\n{10**18},Te groot\n0,Goed\n"})),
         "There is no comments.csv in this zip file that we can read."),
        (zipped({f"{number}.txt": "" for number in range(300)}), "larger than we can take"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_counted_is_refused_with_what_to_do(desk, data, sentence):
    page = send(desk, data, file="a.zip" if data else "", name="Bankjes")
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="Bankjes"' in page.text  # nothing typed is lost
    assert queries.online_round_of(desk.session) is None


def test_a_zip_that_swells_is_stopped_while_it_swells(desk, now, monkeypatch):
    monkeypatch.setattr(packing, "MOST_UNPACKED", 100_000)
    bomb = zipped(export({0: (9, 8, 7)}, **{"votes.csv": "0" * 5_000_000}))
    assert len(bomb) < 20_000
    with pytest.raises(RuleBroken) as refused:
        actions.import_round(desk.session, bomb, now=now)
    assert refused.value.sentence is rules.ROUND_TOO_LARGE


def test_a_zip_with_a_way_out_writes_nowhere_else(tmp_path, monkeypatch):
    monkeypatch.setattr(packing.TemporaryDirectory, "__init__", _in(tmp_path))
    cast = votes([(0, 0, 1)])
    rooted = zipped({"/tmp/x/comments.csv": COMMENTS, "/tmp/x/votes.csv": cast})
    assert packing.tally_packed(rooted).votes == 1
    with pytest.raises(NotAPolisExport):
        packing.tally_packed(
            zipped({"../comments.csv": COMMENTS, "../votes.csv": cast})
        )
    assert list(tmp_path.rglob("*.csv")) == []


def _in(folder):
    import tempfile

    plain = tempfile.TemporaryDirectory.__init__

    def begin(self, *, prefix):
        (folder / "deep").mkdir(exist_ok=True)
        plain(self, prefix=prefix, dir=folder / "deep")

    return begin


def test_odd_texts_are_kept_as_one_line_every_page_can_carry(desk, now):
    long = "a" * 1500
    comments = f'comment-id,comment-body\n0,"<script>alert(1)</script>\nTwee\x07 regels"\n1,{long}\n'
    files = export({0: (9, 8, 7)}, **{"comments.csv": comments})
    found = actions.import_round(desk.session, zipped(files), now=now)
    assert found.statements[0].text == "<script>alert(1)</script> Twee\ufffd regels"
    assert len(found.statements[1].text) == 1000 and found.statements[1].text.endswith(
        "…"
    )
    db.session.commit()
    assert "<script>alert(1)" not in desk.get("harvest/online").text


def test_a_group_of_few_shows_neither_figures_nor_a_verdict_nor_a_consensus(desk, now):
    found = actions.import_round(
        desk.session, zipped(export({0: (30, 20, 10), 1: (2, 1, 1)})), now=now
    )
    one = online.shown_round(found, K, sensitive=False).statements[0]
    figures = {side: counts for side, counts, _ in one.cards.rows}
    assert all(figure is None for figure in figures["1"])
    assert one.groups[1] == ("1", None)
    assert one.judged[0] is Verdict.TOO_FEW and one.consensus is None


def test_where_figures_are_hidden_there_is_no_consensus(desk, now):
    found = actions.import_round(
        desk.session, zipped(export({0: (57, 20, 3), 1: (60, 40, 0)})), now=now
    )
    one = online.shown_round(found, K, sensitive=False).statements[0]
    assert online.polis_statements(found)[0].consensus == Fraction(58, 82) * Fraction(
        61, 102
    )
    assert one.consensus is None


def test_where_all_figures_are_shown_the_consensus_is_polis_own(desk, now):
    found = actions.import_round(
        desk.session, zipped(export({0: (57, 20, 8), 1: (60, 40, 9)})), now=now
    )
    one = online.shown_round(found, K, sensitive=False).statements[0]
    assert one.consensus == Fraction(58, 87) * Fraction(61, 111)


def grids_of(shown):
    """Each statement's cards as a table with totals, for the attacker."""
    for one in shown.statements:
        if one.cards.rows:
            yield one, [[*counts, total] for _, counts, total in one.cards.rows]


@pytest.mark.slow
@pytest.mark.parametrize("folder", CONVERSATIONS[:2], ids=lambda folder: folder.name)
def test_an_attacker_narrows_no_hidden_small_count_of_a_real_round(desk, now, folder):
    found = actions.import_round(desk.session, folder_zip(folder), now=now)
    attacks = []
    true_votes = {
        one.id: (dict(one.groups), one.everyone.answered)
        for one in online.polis_statements(found)
    }
    for one, grid in grids_of(online.shown_round(found, K, sensitive=False)):
        evidence, everyone = true_votes[one.number]
        if len(grid) - 1 != len(evidence) or len(one.cards.columns) != 3:
            continue  # people without a group are a row that nobody sees
        if everyone != sum(a.answered for a in evidence.values()):
            grid.insert(len(grid) - 1, [None] * 4)
        true = [
            [a.agree, a.disagree, a.dont_know, a.answered] for a in evidence.values()
        ]
        attacks += [
            (grid, (r, c)) for r, row in enumerate(true) for c, count in enumerate(row)
            if 0 < count < K and grid[r][c] is None
        ]  # fmt: skip
    assert len(attacks) > 20
    assert min(possible_numbers(attacks)) >= K


def test_another_town_has_no_such_round(client, cast, sign_in, desk):
    send(desk, zipped(export({0: (9, 8, 7)})))
    fatma = sign_in(client, cast.fatma)
    assert fatma.get(f"{desk.place}/harvest/online").status_code in {403, 404}

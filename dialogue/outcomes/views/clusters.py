"""Clusters: who stands alone on the left, who says the same on the right."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Contribution, QuoteConsent
from dialogue.foundation import clock, journal
from dialogue.outcomes import actions, marking, queries, rules
from dialogue.outcomes.findings import reach_of
from dialogue.outcomes.forms import ClusterForm
from dialogue.outcomes.models import Cluster
from dialogue.outcomes.queries import Clustered
from dialogue.outcomes.views.door import (
    HARVEST,
    asked_for,
    blind,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
    step_names,
)
from dialogue.outcomes.views.sentences import NONE, PAGE, fits_choice, names_of
from dialogue.outcomes.views.sorting import steps_asked
from dialogue.outcomes.words import say
from dialogue.sessions.models import DialogueSession

CLUSTERS = f"{HARVEST}/clusters"
ALONE, TOGETHER = "alone", "together"


@room.form(CLUSTERS, needs=Permission.HARVEST)
def clusters(slug: str, session_id: int) -> ResponseReturnValue:
    """The board; POST moves the ticked (or dragged) sentences."""
    town, dialogue_session = desk_of(slug, session_id)
    if request.method == "POST":
        return _move(slug, dialogue_session)
    hand, steps = hand_here(dialogue_session), step_names(dialogue_session)
    said = queries.sentences_of(dialogue_session, hand)
    heaps = queries.clusters_of(dialogue_session, said, hand)
    themes = queries.themes_of(dialogue_session, hand)
    chosen = asked_for("step", "kind", "theme", "words")
    order = {theme.id: place for place, theme in enumerate(themes)}
    loose = sorted(
        (
            each for each in queries.standing_alone(said, heaps)
            if fits_choice(each, chosen)
        ),
        key=lambda one: (order.get(one.theme_id or 0, len(order)), *blind(one, steps)),
    )  # fmt: skip
    start = max(0, request.args.get("from", 0, type=int)) // PAGE * PAGE

    def to(place: int) -> str:
        at: dict[str, Any] = {
            "slug": slug, "session_id": session_id, "from": place, **chosen,
        }  # fmt: skip
        return url_for("outcomes.clusters", **at)

    return page(
        "clusters", town, dialogue_session, steps=steps, chosen=chosen,
        loose=loose[start : start + PAGE], many=len(loose), start=start,
        step_size=PAGE, earlier=to(start - PAGE) if start else "",
        later=to(start + PAGE) if start + PAGE < len(loose) else "",
        heaps=[
            (heap, say(reach.spread.says))
            for heap, reach in zip(
                heaps, reach_of(dialogue_session, said, heaps), strict=True
            )
            if _in_theme(heap, chosen["theme"])
        ],
        themes=themes, names=names_of(themes), confirmed=len(said), name_of=name_of,
        translated=in_other_languages(dialogue_session),
        can_undo=queries.last_cluster_step(dialogue_session, g.account_id, hand)
        is not None,
    )  # fmt: skip


def name_of(heap: Clustered) -> str:
    """What a page calls a cluster; one that lost its words says so."""
    return heap.cluster.text or str(_("needs new words"))


def _in_theme(heap: Clustered, theme: str) -> bool:
    return not theme or str(heap.theme_id or NONE) == theme


def _move(slug: str, dialogue_session: DialogueSession) -> ResponseReturnValue:
    at: dict[str, Any] = {"slug": slug, "session_id": dialogue_session.id}
    here = redirect(url_for("outcomes.clusters", **at), 303)
    if may_not_sort(dialogue_session):
        return here
    ids = list(dict.fromkeys(request.form.getlist("sentence")))
    wish = request.form.get("do") or request.form.get("to", "")
    if not ids:
        flash(_("Tick the sentences you mean."), "attention")
        return here
    if wish.startswith("s"):  # dropped on another sentence
        ids, wish = list(dict.fromkeys([*ids, wish[1:]])), TOGETHER
    if wish == TOGETHER:
        if len(ids) < rules.LEAST_MEMBERS:
            flash(_("Tick at least two sentences that say the same."), "attention")
            return here
        return redirect(url_for("outcomes.cluster_new", sentence=ids, **at), 303)
    hand = hand_here(dialogue_session)
    into = _wished(dialogue_session, wish, hand)
    if into is None and wish != ALONE:
        flash(_("Choose where to put them."), "attention")
        return here
    moved = actions.put_in_cluster(
        dialogue_session,
        [queries.sentence_in(dialogue_session, each) for each in ids],
        into, account_id=g.account_id, hand=hand,
    )  # fmt: skip
    _tell(slug, dialogue_session, moved)
    return here


def _wished(dialogue_session: DialogueSession, wish: str, hand: int) -> Cluster | None:
    number = wish.removeprefix("c")
    if number.isascii() and number.isdecimal() and len(number) < 16:
        return queries.cluster_in(dialogue_session, int(number), hand)
    return None


def _tell(slug: str, dialogue_session: DialogueSession, moved: int) -> None:
    undo = url_for("outcomes.clusters_undo", slug=slug, session_id=dialogue_session.id)
    text = ngettext("%(num)s sentence moved.", "%(num)s sentences moved.", moved)
    if moved:
        flash({"text": text, "undo": undo}, "undo")  # type: ignore[arg-type]
    else:
        flash(_("They lie there already."), "info")


@room.form(f"{CLUSTERS}/new", needs=Permission.HARVEST)
def cluster_new(slug: str, session_id: int) -> ResponseReturnValue:
    """The sentence over the sentences that were ticked (``?sentence=…``)."""
    town, dialogue_session = desk_of(slug, session_id)
    ids = list(dict.fromkeys(request.args.getlist("sentence")))
    chosen = [queries.sentence_in(dialogue_session, each) for each in ids]
    form = ClusterForm(data=_start(chosen))
    if form.validate_on_submit():
        with form.catching():
            if not journal.already(form.once.data):
                rules.check_may_sort(
                    queries.comparison_of(dialogue_session), g.account_id
                )
                made = actions.make_cluster(
                    dialogue_session, chosen, form.text.data,
                    language=form.language.data, account_id=g.account_id,
                    hand=hand_here(dialogue_session),
                )  # fmt: skip
                journal.once(form.once.data, f"cluster:{made.id}", now=clock.now())
            warn(form.text.data, dialogue_session)
            return _back(slug, session_id)
    return page(
        "cluster_new", town, dialogue_session, form.status, form=form, members=chosen,
        translated=in_other_languages(dialogue_session),
        back=_way_back(slug, session_id),
    )  # fmt: skip


def _start(chosen: Sequence[Contribution]) -> Mapping[str, str]:
    """Words to begin with: of the first sentence that may be printed."""
    first = next(
        (each for each in chosen if each.quote_consent is not QuoteConsent.NO), None
    )
    if first is None:
        return {}
    return {"text": rules.one_line(first.text), "language": first.language}


@room.form(f"{CLUSTERS}/<int:cluster_id>", needs=Permission.HARVEST)
def cluster(slug: str, session_id: int, cluster_id: int) -> ResponseReturnValue:
    """Another sentence over the same members."""
    town, dialogue_session = desk_of(slug, session_id)
    hand = hand_here(dialogue_session)
    found = queries.cluster_in(dialogue_session, cluster_id, hand)
    form = ClusterForm(
        data={
            "text": found.text,
            "language": found.language,
            "revision": found.revision,
        }
    )
    if form.validate_on_submit():
        with form.catching():
            rules.check_may_sort(queries.comparison_of(dialogue_session), g.account_id)
            actions.rename_cluster(
                dialogue_session, found, form.text.data, language=form.language.data,
                seen=form.revision.data, account_id=g.account_id,
            )  # fmt: skip
            warn(form.text.data, dialogue_session)
            return _back(slug, session_id)
    where = queries.members_of(dialogue_session, hand)
    members = [
        each.contribution
        for each in queries.sentences_of(dialogue_session)
        if where.get(each.id) == found.id
    ]
    return page(
        "cluster", town, dialogue_session, form.status, form=form, members=members,
        found=found, translated=in_other_languages(dialogue_session),
        back=_way_back(slug, session_id),
    )  # fmt: skip


@room.act(f"{CLUSTERS}/<int:cluster_id>/apart", needs=Permission.HARVEST)
def cluster_apart(slug: str, session_id: int, cluster_id: int) -> ResponseReturnValue:
    """Every sentence stands alone again; can be undone."""
    _town, dialogue_session = desk_of(slug, session_id)
    if may_not_sort(dialogue_session):
        return _back(slug, session_id)
    hand = hand_here(dialogue_session)
    found = queries.cluster_in(dialogue_session, cluster_id, hand)
    where = queries.members_of(dialogue_session, hand)
    members = [
        queries.sentence_in(dialogue_session, each)
        for each, lies in sorted(where.items())
        if lies == found.id
    ]
    moved = actions.put_in_cluster(
        dialogue_session, members, None, account_id=g.account_id, hand=hand
    )
    _tell(slug, dialogue_session, moved)
    return _back(slug, session_id)


@room.act(f"{CLUSTERS}/undo", needs=Permission.HARVEST)
def clusters_undo(slug: str, session_id: int) -> ResponseReturnValue:
    """Take back the last steps of whoever asks."""
    _town, dialogue_session = desk_of(slug, session_id)
    if not may_not_sort(dialogue_session):
        undo_steps(dialogue_session, steps_asked())
    return _back(slug, session_id)


def undo_steps(dialogue_session: DialogueSession, steps: int) -> None:
    """Take steps of clustering back, or say that there are none."""
    back = actions.undo_clustering(
        dialogue_session, account_id=g.account_id, steps=steps,
        hand=hand_here(dialogue_session),
    )  # fmt: skip
    if not back:
        flash(_("There is nothing to take back."), "info")


def warn(text: str, *evenings: DialogueSession) -> None:
    """Say it at once when words that were typed may give somebody away."""
    askers = [marking.asker(each) for each in evenings]
    pieces = [piece for each in askers for piece in marking.marks_in(text, each)]
    if any(kind is not None for _words, kind in pieces):
        flash(
            _("Somebody may be recognised in this sentence. It stands under "
              "‘Recognisable’ until somebody has looked."),
            "attention",
        )  # fmt: skip


def _way_back(slug: str, session_id: int) -> str:
    to = (
        "outcomes.alike" if request.args.get("back") == "alike" else "outcomes.clusters"
    )
    return url_for(to, slug=slug, session_id=session_id)


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    return redirect(_way_back(slug, session_id), 303)

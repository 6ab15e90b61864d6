"""One by one: does another sentence say the same? A key for each that may."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Contribution, Translation
from dialogue.outcomes import actions, queries
from dialogue.outcomes.forms import SortForm
from dialogue.outcomes.queries import Clustered, Sentence
from dialogue.outcomes.views.clusters import CLUSTERS, name_of, undo_steps
from dialogue.outcomes.views.door import (
    blind,
    compared,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
    step_names,
)
from dialogue.sessions.models import DialogueSession

MOST = 9  # as many as there are keys


@room.form(f"{CLUSTERS}/one-by-one", needs=Permission.HARVEST)
def alike(slug: str, session_id: int) -> ResponseReturnValue:
    """1–9 put it with what says the same, A lets it stand alone, U takes back."""
    town, dialogue_session = desk_of(slug, session_id)
    form = SortForm()
    if form.validate_on_submit():
        return _carry_out(slug, dialogue_session, str(form.sentence.data or ""))
    hand, steps = hand_here(dialogue_session), step_names(dialogue_session)
    said = queries.sentences_of(dialogue_session, hand)
    heaps = queries.clusters_of(dialogue_session, said, hand)
    loose = queries.standing_alone(said, heaps)
    looked = queries.looked_alone(dialogue_session, hand)
    stack = sorted(
        (each for each in loose if each.id not in looked),
        key=lambda one: (one.theme_id or 0, *blind(one, steps)),
    )
    top = stack[0] if stack else None
    translated = in_other_languages(dialogue_session)
    if top is not None:
        form.sentence.data = top.id
    return page(
        "alike", town, dialogue_session, form=form, top=top, steps=steps,
        left=len(stack), wanted=len(loose) + sum(len(each.members) for each in heaps),
        alone=len(loose) - len(stack), heaps=len(heaps), confirmed=len(said),
        candidates=_candidates(top, loose, heaps, translated) if top else [],
        translated=translated,
        can_undo=queries.last_cluster_step(dialogue_session, g.account_id, hand)
        is not None,
    )  # fmt: skip


def _carry_out(
    slug: str, dialogue_session: DialogueSession, sentence_id: str
) -> ResponseReturnValue:
    at: dict[str, Any] = {"slug": slug, "session_id": dialogue_session.id}
    here = redirect(url_for("outcomes.alike", **at), 303)
    if may_not_sort(dialogue_session):
        return here
    do, same = request.form.get("do", ""), request.form.get("same", "")
    if do == "undo":
        undo_steps(dialogue_session, 1)
        return here
    said, hand = (
        queries.sentence_in(dialogue_session, sentence_id),
        hand_here(dialogue_session),
    )
    if do == "alone":
        actions.stand_alone(dialogue_session, said, account_id=g.account_id, hand=hand)
    elif same.startswith("s"):
        to = url_for(
            "outcomes.cluster_new", sentence=[sentence_id, same[1:]],
            back="alike", **at,
        )  # fmt: skip
        return redirect(to, 303)
    elif same.startswith("c") and same[1:].isascii() and same[1:].isdecimal():
        into = queries.cluster_in(dialogue_session, int(same[1:16]), hand)
        actions.put_in_cluster(
            dialogue_session, [said], into, account_id=g.account_id, hand=hand
        )
    else:
        flash(_("Choose what says the same, or let it stand alone."), "attention")
    return here


def _candidates(
    top: Sentence,
    loose: Sequence[Sentence],
    heaps: Sequence[Clustered],
    translated: Mapping[str, tuple[Translation, ...]],
) -> list[Mapping[str, Any]]:
    """What may say the same: clusters and sentences, most alike first."""
    # Not at the top of the file: only who clusters needs the measure.
    from dialogue.outcomes.similarity import likely_themes

    texts = {f"c{each.cluster.id}": [each.cluster.text] for each in heaps}
    for each in heaps:
        texts[f"c{each.cluster.id}"] += [
            compared(one, translated) for one in each.members
        ]
    texts |= {f"s{each.id}": [compared(each, translated)] for each in loose}
    del texts[f"s{top.id}"]
    heap_of = {f"c{each.cluster.id}": each for each in heaps}
    by_id = {f"s{each.id}": each.contribution for each in loose}
    found = likely_themes(
        compared(top, translated), texts, language=top.contribution.language, top=MOST
    )
    alike_ones = [(guess.theme, guess.shared) for guess in found]
    named = {key for key, _shared in alike_ones}
    # Clusters that resemble nothing in it may say the same in other words.
    others = [(key, ()) for key in heap_of if key not in named]
    return [
        _shown(place, key, shared, heap_of.get(key), by_id)
        for place, (key, shared) in enumerate([*alike_ones, *others][:MOST], 1)
    ]


def _shown(
    place: int,
    key: str,
    shared: Sequence[str],
    heap: Clustered | None,
    by_id: Mapping[str, Contribution],
) -> Mapping[str, Any]:
    if heap is None:
        text, language, words = by_id[key].text, by_id[key].language, _("alone")
    else:
        text, language = name_of(heap), heap.cluster.language
        words = ngettext("%(num)s sentence", "%(num)s sentences", len(heap.members))
    return {
        "key": str(place),
        "value": key,
        "name": text,
        "lang": language,
        "count_words": words,
        "example": _("Shared words: %(words)s.", words=", ".join(shared))
        if shared
        else "",
    }

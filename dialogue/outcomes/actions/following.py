"""Words that were copied from a sentence change with it, and go when it goes."""

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import db
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import CouncilRequest

Said = tuple[str, str]  # the words, the reason


def follow_words(contribution: Contribution, before: Said, *, gone: bool) -> None:
    """Where the very words of a sentence were copied to, they follow what it says now.

    That is over a cluster of its evening, in every draft, in the steps that could bring
    them back, and in a request that is not with the council yet. ``gone``: the sentence
    was withdrawn or struck. Then a cluster and a request have no words, and neither
    goes out until somebody writes new ones; unless another confirmed sentence says the
    very same.
    """
    now = ("", "") if gone else (contribution.text, contribution.reason)
    for was, becomes in zip(before, now, strict=True):
        old, new = rules.one_line(was), rules.one_line(becomes)
        if not old or old == new or (gone and queries.also_said(contribution, old)):
            continue
        _over_clusters(contribution, old, new)
        for request in queries.requests_beside(contribution):
            if request.asked_at is None:
                _in_request(request, old, new)
    db.session.flush()


def _over_clusters(contribution: Contribution, old: str, new: str) -> None:
    for cluster in queries.clusters_beside(contribution):
        if cluster.text == old:
            cluster.text = new
            cluster.revision += 1
    for step in queries.rewordings_beside(contribution):
        step.texts = [each for each in step.texts if old not in each]


def _in_request(request: CouncilRequest, old: str, new: str) -> None:
    for field in ("text", "why"):
        if rules.one_line(getattr(request, field)) == old:
            setattr(request, field, new)
            request.revision += 1

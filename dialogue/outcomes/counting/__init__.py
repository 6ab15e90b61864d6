"""Counting, honestly: frozen facts in, findings out; no web and no database.

The whole evening at once::

    count_evening(Evening, *, settings=DEFAULTS, slate_size=8) -> EveningFindings

and each figure by itself::

    judge(sides, undeclared=None, settings=DEFAULTS) -> Judgement
    say_answers(Answers, *, no_answer=0, sensitive=False, settings=...) -> Phrase
    say_shown(ShownAnswers, settings=...) -> Phrase      # after disclosure control
    say_figure(Figure, total=None, settings=...) -> Phrase
    merge_small(Answers, *, no_answer=0, k=5) -> tuple[Part, ...]
    spread_of(mentions, *, tables_held) -> Spread
    make_spread(*, tables, tables_held, neighbourhoods, ...) -> Spread
    choose_slate(candidates, groups, *, size=8) -> Slate
    pair_measure(code, answers, *, sensitive=False, settings=...) -> PairedMeasure
    count_heads(parties, *, invited=0, reached=0, helpers=0) -> HeadCount
    count_statement(Statement, *, tables_held, settings=...) -> StatementFinding
    count_cluster(Cluster, *, tables_held) -> ClusterFinding

Sentences come as `Phrase` (English msgid, parameters, perhaps a plural). A page
shows one with ``phrase.render(gettext, ngettext)``; both functions only look
up, the phrase fills in its own parameters.

What a finding `says` may be printed. What it holds as `evidence` goes out only
through the ledger of released figures.
"""

from .evening import count_cluster, count_evening, count_statement, stand_beside
from .evidence import (
    Answers,
    Channel,
    Cluster,
    Evening,
    HeldTable,
    MeasureAnswer,
    Mention,
    MinoritySentence,
    Moment,
    Statement,
)
from .findings import (
    Basis,
    BesideVoice,
    ClusterFinding,
    Direction,
    EveningFindings,
    Judgement,
    PairedMeasure,
    Rule,
    SideVerdict,
    Slate,
    Spread,
    StatementFinding,
    Verdict,
)
from .headcount import DoesNotAddUp, HeadCount, Party, Standing, count_heads
from .measures import pair_measure, pairs_rule, say_pairs, say_shown_pairs
from .phrases import Phrase
from .settings import DEFAULTS, CountingSettings
from .shown import say_figure, say_shown
from .slate import Candidate, choose_slate, slate_rule
from .spreading import make_spread, reaches_enough_tables, spread_of
from .verdicts import agreement, judge, judge_statement, say_verdict, verdict_rule
from .wording import Part, in_ten, merge_small, percentages, say_answers, wording_rule

__all__ = [
    "DEFAULTS",
    "Answers",
    "Basis",
    "BesideVoice",
    "Candidate",
    "Channel",
    "Cluster",
    "ClusterFinding",
    "CountingSettings",
    "Direction",
    "DoesNotAddUp",
    "Evening",
    "EveningFindings",
    "HeadCount",
    "HeldTable",
    "Judgement",
    "MeasureAnswer",
    "Mention",
    "MinoritySentence",
    "Moment",
    "PairedMeasure",
    "Part",
    "Party",
    "Phrase",
    "Rule",
    "SideVerdict",
    "Slate",
    "Spread",
    "Standing",
    "Statement",
    "StatementFinding",
    "Verdict",
    "agreement",
    "choose_slate",
    "count_cluster",
    "count_evening",
    "count_heads",
    "count_statement",
    "in_ten",
    "judge",
    "judge_statement",
    "make_spread",
    "merge_small",
    "pair_measure",
    "pairs_rule",
    "percentages",
    "reaches_enough_tables",
    "say_answers",
    "say_figure",
    "say_pairs",
    "say_shown",
    "say_shown_pairs",
    "say_verdict",
    "slate_rule",
    "spread_of",
    "stand_beside",
    "verdict_rule",
    "wording_rule",
]

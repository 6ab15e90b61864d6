"""From an evening's harvest to a document. Reads through queries, counts nothing.

Figures come from outcomes.findings and outcomes.figures and pass the ledger of
released figures (outcomes.releases) before a word is made of them.
"""

from datetime import datetime

from flask import current_app
from msgspec import Struct

from dialogue.conversations import queries as talks
from dialogue.conversations.models import Evening
from dialogue.guides.format import GuideFile, LocalText, PromptRole
from dialogue.outcomes import queries as harvest
from dialogue.outcomes import releases
from dialogue.outcomes.counting import DEFAULTS, Phrase, verdict_rule, wording_rule
from dialogue.outcomes.facts import is_sensitive
from dialogue.outcomes.findings import Findings, findings_of
from dialogue.registrations import queries as registrations
from dialogue.reports.document import cards, counts, measuring
from dialogue.reports.document.parts import (
    Course,
    Cover,
    Document,
    ReadAloud,
    Request,
    Shown,
    SortedTwice,
    StepRun,
    Texts,
    Words,
)
from dialogue.reports.document.sentences import (
    Numbered,
    clusters_in,
    number_sentences,
    themes_in,
)
from dialogue.reports.models import Report
from dialogue.sessions.models import DialogueSession


class Draft(Struct, frozen=True):
    """A document with the figures that must be written down when it goes out."""

    document: Document
    figures: tuple[releases.Released, ...]


def draft_of_session(
    report: Report, dialogue_session: DialogueSession, label: str
) -> Draft:
    """The document of one dialogue session, as it would go out now. Writes nothing."""
    evening = talks.evening_of(dialogue_session)
    guide = talks.guide_of(dialogue_session)
    findings = findings_of(dialogue_session)
    sensitive, k = is_sensitive(guide), guide.k
    lang = language_of(dialogue_session)
    numbered = number_sentences(dialogue_session, findings)
    asked = releases.Asked()
    heads = counts.ask_people(
        asked, registrations.head_count(dialogue_session), k, sensitive=sensitive
    )
    rounds = registrations.invitation_rounds(dialogue_session)
    counts.ask_rounds(asked, rounds, k)
    shown = cards.ask_cards(asked, findings, k)
    cards.ask_online(asked, findings, k)
    slips = measuring.ask_measures(asked, evening, guide, findings, sensitive=sensitive)
    decided = releases.decide(dialogue_session, asked, label, k)
    people = counts.people(decided, heads, rounds, lang)
    document = Document(
        ref=dialogue_session.ref,
        cover=_cover(report, dialogue_session, findings, people.came, lang),
        read_aloud=_read_aloud(report, findings, numbered, lang),
        was_open=tuple(Words(line, lang) for line in paragraphs(report.was_open)),
        requests=_requests(dialogue_session, numbered, findings, lang),
        course=_course(evening, guide, dialogue_session, findings, numbered),
        people=people,
        themes=themes_in(dialogue_session, findings, numbered, lang),
        stances=cards.stances(decided, shown, findings, numbered, k),
        measures=measuring.measures(decided, slips),
        sentences=numbered.sentences,
        rules=_rules(findings),
        clusters=clusters_in(dialogue_session, findings, numbered),
        online=cards.online(decided, findings, k, sensitive=sensitive, lang=lang),
        sorted_twice=_sorted_twice(findings),
    )
    subject = releases.subject_of(dialogue_session)
    return Draft(document, (releases.Released(subject, decided),))


def language_of(dialogue_session: DialogueSession) -> str:
    """The language in which organisers wrote about it."""
    return dialogue_session.languages[0] if dialogue_session.languages else "nl"


def texts_of(field: LocalText | None) -> Texts:
    """A text of a guide in all its languages."""
    if field is None:
        return ()
    return tuple(Words(text, lang) for lang, text in field.versions)


def paragraphs(text: str) -> list[str]:
    """What people wrote, by empty lines."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _cover(
    report: Report,
    dialogue_session: DialogueSession,
    findings: Findings,
    came: Shown,
    lang: str,
) -> Cover:
    venue = dialogue_session.venue
    return Cover(
        title=Words(dialogue_session.title, lang),
        subtitle=Words(report.subtitle, lang) if report.subtitle else None,
        town=dialogue_session.municipality.name,
        country=dialogue_session.municipality.country,
        starts_at=dialogue_session.starts_at,
        ends_at=dialogue_session.ends_at,
        tables=findings.evening.basis.tables_held,
        meeting=dialogue_session.meeting.value,
        place=venue.name if venue else "",
        sender=dialogue_session.led_by,
        people=came,
        answer_due=report.answer_due,
        site=str(current_app.extensions["settings"].public_url),
    )


def _read_aloud(
    report: Report, findings: Findings, numbered: Numbered, lang: str
) -> ReadAloud:
    # The slate is kept beside what people wrote: a report of several evenings uses it.
    chosen = [
        numbered.of.get(each) or _first(findings, numbered, each)
        for each in findings.slate.chosen
    ]
    return ReadAloud(
        tuple(Words(each, lang) for each in paragraphs(report.read_aloud)),
        slate=tuple(each for each in chosen if each),
        says=findings.slate.says,
        rule=findings.slate.rule.says,
    )


def _first(findings: Findings, numbered: Numbered, statement: str) -> int:
    """The number of the first sentence of a statement that was put to the cards."""
    members = findings.members.get(statement, ())
    return min((numbered.of[each.id] for each in members), default=0)


def _requests(
    dialogue_session: DialogueSession, numbered: Numbered, findings: Findings, lang: str
) -> tuple[Request, ...]:
    held = findings.evening.basis.tables_held
    found = [
        (
            request,
            len(harvest.tables_behind(request)),
            tuple(
                sorted(
                    numbered.of[each.contribution_id]
                    for each in request.sources
                    if each.contribution_id in numbered.of
                )
            ),
        )
        for request in harvest.requests_of(dialogue_session)
    ]
    return tuple(
        Request(
            number=request.number,
            text=Words(request.text, lang),
            why=Words(request.why, lang) if request.why else None,
            to=request.addressed_to,
            tables=tables,
            tables_held=held,
            due=request.answer_due,
            right=request.right.value if request.right else "",
            sources=sources,
        )
        for request, tables, sources in found
    )


def _course(
    evening: Evening | None, guide: GuideFile, dialogue_session: DialogueSession,
    findings: Findings, numbered: Numbered,
) -> Course:  # fmt: skip
    spent = evening.minutes_spent if evening else {}
    skipped = set(evening.skipped) if evening else set()
    version = dialogue_session.guide_version
    return Course(
        guide=texts_of(guide.title),
        guide_slug=guide.slug,
        guide_version=version.number,
        guide_checksum=version.checksum,
        steps=tuple(
            StepRun(
                step.kind.value,
                texts_of(
                    next(
                        (
                            each.text
                            for each in step.prompts
                            if each.role is PromptRole.QUESTION
                        ),
                        None,
                    )
                ),
                step.minutes,
                spent.get(step.key),
                step.key in skipped,
            )
            for step in guide.steps
        ),
        began_at=_to_minute(evening.began_at if evening else None),
        ended_at=_to_minute(evening.ended_at if evening else None),
        tables_held=findings.evening.basis.tables_held,
        tables_unread=sum(not table.read_back for table in findings.facts.tables),
        withdrawn=findings.facts.withdrawn,
        not_printed=sum(each.words is None for each in numbered.sentences),
        k=guide.k,
    )


def _sorted_twice(findings: Findings) -> tuple[SortedTwice, ...]:
    one = findings.agreement
    if one is None:
        return ()
    alpha, rand = (
        "" if figure is None else f"{figure:.2f}" for figure in (one.alpha, one.rand)
    )
    return (SortedTwice(one.sentences, one.alike, alpha, rand, one.settled),)


def _to_minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None


def _rules(findings: Findings) -> tuple[Phrase, ...]:
    """The rules of counting that this report used, each once."""
    used = [each.spread.rule.says for each in findings.evening.clusters[:1]]
    if findings.evening.statements:
        used += [wording_rule(DEFAULTS).says, verdict_rule(DEFAULTS).says]
    used += [each.rule.says for each in findings.evening.measures if each.pairs][:1]
    return tuple(used)

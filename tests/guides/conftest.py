"""The shelf of the tests: two built-in guides, and who opens it."""

import pytest

from tests.conftest import commit
from tests.makers.guides import make_guide_version


@pytest.fixture
def shelf(app, cast):
    found = [make_guide_version(slug) for slug in ("sleutel-van-de-buren", "rondkomen")]
    commit()
    return found


@pytest.fixture
def samira(client, cast, shelf, sign_in):
    return sign_in(client, cast.samira)


def own_file(**more):
    """A small sound guide file; ``more`` replaces its text bit by bit."""
    text = WHOLE
    for old, new in more.get("swap", {}).items():
        assert old in text
        text = text.replace(old, new)
    return text


WHOLE = """format: dialogue-guide/1
slug: a-talk-about-the-square
title: {nl: Een gesprek over het plein, en: A talk about the square}
aim: {nl: We horen wat het plein voor mensen is., en: We hear what the square is to people.}
source: {nl: Van de bewoners., en: From the people who live there.}
methods: []
sensitivity: low
closed: false
people: {min: 4, ideal: 6, max: 8}
tables: one
minutes: 45
roles:
- {kind: facilitator, name: {nl: gespreksbegeleider, en: facilitator}}
- {kind: reporter, name: {nl: verslaggever, en: reporter}}
credits: {licence: CC0-1.0, by: The people on the square}
languages:
  nl: {machine_made: false, checked_by: [Samira], tested_with_readers_on: '2026-01-12'}
  en: {machine_made: true}
steps:
- key: welcome
  kind: welcome
  minutes: 5
  must: true
  form: table
  turn: free
  prompts:
  - role: question
    text: {nl: 'Welkom. We praten over {topic}.', en: 'Welcome. We talk about {topic}.'}
- key: stories
  kind: experience
  minutes: 25
  must: true
  form: table
  turn: talking-piece
  seconds_per_person: 180
  think_seconds: 60
  prompts:
  - role: question
    text: {nl: Wat maakte je mee op het plein?, en: What happened to you on the square?}
  response: {kinds: [experience, quote], max_items: 8}
  capture: {by: reporter, medium: device, name: none, store: kept, read_back: true}
- key: coffee
  kind: break
  minutes: 10
  must: false
  form: everyone
  turn: free
  prompts:
  - role: question
    text: {nl: Koffie., en: Coffee.}
- key: read-back
  kind: read-back
  minutes: 5
  must: true
  form: table
  turn: free
  prompts:
  - role: question
    text: {nl: Ik lees voor wat er staat. Klopt het?, en: I read out what is written.}
"""

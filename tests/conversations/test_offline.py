"""A host's phone loses the internet: nothing is lost, nothing is read by a thief."""

import threading

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from dialogue.conversations import actions
from dialogue.foundation.assets import shelf_of
from dialogue.foundation.database import db
from tests.conftest import NOW, commit
from tests.conversations.conftest import said_at
from tests.journeys.browser import Visitor

# Everything in every store of the browser that can be read from a page, as text.
DUMP = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const {name, version} of await indexedDB.databases()) {
    const db = await new Promise((ok) => { const r = indexedDB.open(name, version); r.onsuccess = () => ok(r.result); r.onerror = () => ok(null);
      r.onupgradeneeded = () => r.transaction.abort(); });  // it went meanwhile: do not make it anew
    if (!db) continue;
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((ok) => { db.transaction(store).objectStore(store).getAll().onsuccess = (e) => ok(e.target.result); });
      for (const row of rows) {
        if (row instanceof CryptoKey) { found.push('key'); try { await crypto.subtle.exportKey('raw', row); found.push('KEY CAN LEAVE'); } catch {} }
        else found.push(JSON.stringify(row), new TextDecoder().decode(row.sealed ?? new Uint8Array()));
      }
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const asked of await shelf.keys()) found.push(asked.url, await (await shelf.match(asked)).text());
  }
  return found.join('\\n');
}"""
SENT = """() => [...document.querySelectorAll('[data-lines] [data-state]')].every(
  (state) => state.textContent === document.querySelector('[data-composer]').dataset.sent)"""
WORDS = ("Mijn buurvrouw bracht soep.", "Niemand wist dat ik ziek was.")


@pytest.fixture
def served(app, database_kind):
    if database_kind != "sqlite":
        pytest.skip("the browser does not see the difference")
    assert "table.js" in shelf_of(app).names, "the front end is not built"
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def write(page, words):
    page.fill("#sentence", words)
    page.press("#sentence", "Enter")
    page.wait_for_function(
        "words => document.querySelector('[data-lines]').innerText.includes(words)",
        arg=words,
    )


@pytest.mark.journey
def test_sentences_wait_on_the_phone_sealed_and_arrive_once(served, hold, chromium):
    held = hold(step=5)
    token, code = held.token, held.evening.code
    commit()
    db.session.rollback()  # the server writes now
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="nl-NL"
    )
    page = context.new_page()
    host = Visitor(page)
    host.opens(f"{served}/table/{token}")
    page.fill("#code", code)
    page.click("main button[type=submit]")
    page.wait_for_url("**/table/here")
    host.sees_a_sound_page()
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "caches.open('dialogue-table').then((s) => s.match('/table/here')).then(Boolean)"
    )

    context.set_offline(True)
    for words in WORDS:
        write(page, words)
    page.wait_for_selector("[data-banner]:not([hidden])")
    dump = page.evaluate(DUMP)
    assert "key" in dump.splitlines()  # something waits
    assert "KEY CAN LEAVE" not in dump
    assert not [words for words in WORDS if words in dump or words[5:15] in dump]

    page.reload()  # without internet: the page is there, and so is what waits
    for words in WORDS:
        page.wait_for_function(
            "words => document.querySelector('[data-lines]').innerText.includes(words)",
            arg=words,
        )

    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(SENT)
    said = [(each.number, each.text) for each in said_at(held)]
    db.session.rollback()
    assert said == list(enumerate(WORDS, 1))

    page.wait_for_function(  # wiped with the last one sent
        f"async () => !(await ({DUMP})()).split('\\n').includes('key')"
    )

    page.reload()
    expect(page.locator("[data-lines] > li")).to_have_count(len(WORDS))
    page.click(
        "details:has-text('Deze tafel') > summary, details:has-text('This table') > summary"
    )
    page.click("details details summary")
    page.click("form[action='/table/leave'] button")
    page.wait_for_url("**/table/left")
    dump = page.evaluate(DUMP)
    assert not [words for words in WORDS if words in dump]
    assert page.evaluate("caches.keys()") == []
    page.goto(f"{served}/table/here")
    assert page.url.endswith("/table")
    page.go_back()
    assert not [words for words in WORDS if words in page.content()]
    context.close()
    assert [each for each in host.complaints if "Failed to fetch" not in each] == []


@pytest.mark.journey
def test_what_stands_beside_a_sentence_shows_at_once(served, hold, chromium):
    held = hold(step=9)
    token, code = held.token, held.evening.code
    commit()
    db.session.rollback()
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="nl-NL"
    )
    page = context.new_page()
    host = Visitor(page)
    host.opens(f"{served}/table/{token}")
    page.fill("#code", code)
    page.click("main button[type=submit]")
    page.wait_for_url("**/table/here")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")

    context.set_offline(True)
    page.fill("#addressed_to", "de wethouder")
    page.click(".composer details summary")
    page.check("#minority")
    page.fill("#reason", "Het is donker.")
    write(page, "Zet de lampen aan.")
    line = page.locator("[data-lines] > li")
    beside = "verzoek · aan de wethouder · sommigen zien het anders"
    expect(line.locator("[data-kind]")).to_have_text(beside, use_inner_text=True)

    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-lines] > li a")
    expect(line.locator("[data-kind]")).to_have_text(beside, use_inner_text=True)
    page.click("[data-lines] > li a")
    page.wait_for_url("**/table/here/sentence/*")
    host.sees_a_sound_page()
    page.go_back()
    page.reload()
    expect(page.locator("[data-lines] > li")).to_contain_text(
        beside, use_inner_text=True
    )
    context.close()
    assert [each for each in host.complaints if "Failed to fetch" not in each] == []


@pytest.mark.journey
def test_a_step_where_nothing_is_written_follows_the_room_too(
    served, hold, chromium, afresh
):
    held = hold(step=1, present=None)
    token, code = held.token, held.evening.code
    commit()
    db.session.rollback()  # the server writes now
    context = chromium.new_context(locale="nl-NL")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{served}/table/{token}")
    page.fill("#code", code)
    page.click("main button[type=submit]")
    step = page.locator("[data-watch]")
    expect(step).to_contain_text("stap 1 van 11")
    page.fill("#present", "6")  # half typed: nothing is taken away under a hand

    afresh()
    actions.go_to_step(held.evening, 2, now=NOW)
    commit()
    db.session.rollback()
    with page.expect_response("**/table/here/state"):
        page.clock.run_for(6000)
    expect(page.locator("#present")).to_have_value("6")
    expect(step).to_contain_text("stap 1 van 11")
    page.fill("#present", "")
    page.clock.run_for(6000)
    expect(step).to_contain_text("stap 2 van 11")
    context.close()

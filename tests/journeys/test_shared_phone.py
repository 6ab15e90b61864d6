"""A telephone that goes from hand to hand: what one person left, the next cannot see."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor
from tests.journeys.test_resident import opens_by_mail, signs_up
from tests.journeys.world import Site, coming_evening

pytestmark = pytest.mark.journey

LEFT = """async () => {
  const stores = [];
  for (const {name, version} of await indexedDB.databases()) {
    const db = await new Promise((ok, no) => {
      const asked = indexedDB.open(name, version);
      asked.onsuccess = () => ok(asked.result); asked.onerror = no; });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((ok) => {
        const all = db.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => ok(all.result); });
      stores.push(JSON.stringify(rows)); }
    db.close(); }
  const kept = [];
  for (const name of await caches.keys())
    for (const asked of await (await caches.open(name)).keys())
      kept.push(asked.url, await (await caches.match(asked)).text());
  return [...stores, ...kept, ...Object.values(localStorage), ...Object.values(sessionStorage)].join("\\n");
}"""


def left_behind(visitor: Visitor) -> str:
    """Everything that this browser keeps for the site, cookies with it."""
    cookies = " ".join(str(each) for each in visitor.page.context.cookies())
    return f"{visitor.page.evaluate(LEFT)} {cookies}"


def test_after_leaving_the_back_button_and_the_storage_tell_nothing(
    site: Site, visitor: Visitor, width: int
) -> None:
    mail = f"kanarie{width}@post.example"
    evening = coming_evening(site, f"Een gedeelde telefoon {width}")
    signs_up(visitor, evening.page, "Kanarie", mail, "Geef mij een plek")
    opens_by_mail(site, visitor, mail).reads("Je komt, Kanarie")
    page = visitor.page
    visitor.presses("Iets veranderen").reads("Je aanmelding veranderen")
    page.go_back()
    visitor.presses("Sluiten en niets achterlaten")
    assert "Kanarie" not in page.content()
    for _step in range(8):
        if page.go_back() is None:
            break
        page.wait_for_load_state()
        assert "Kanarie" not in page.content(), page.url
        assert mail not in page.content(), page.url
    visitor.opens("/wilgendam/mine").reads_not("Kanarie")
    assert "Kanarie" not in left_behind(visitor)
    assert mail not in left_behind(visitor)


def test_the_look_at_what_is_left_finds_what_is_there(
    site: Site, somebody: Callable[..., Visitor]
) -> None:
    visitor = somebody(360)
    visitor.opens("/wilgendam/")
    visitor.page.evaluate("() => sessionStorage.setItem('who', 'Kanarie')")
    assert "Kanarie" in left_behind(visitor)

"""Forms as a browser reads them off a page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

CHOSEN = {"checkbox", "radio"}
NOT_TYPED = {"csrf_token"}


@dataclass
class PageForm:
    """One form: where it goes, what it would send now, and what can be typed in it."""

    action: str
    sends: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Collects the links and the POST forms of one page."""

    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where, self.links = where, list[str]()
        self.forms, self.now = list[PageForm](), list[PageForm]()
        self.area: str | None = None
        self.picker: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].split("#")[0])
        elif tag == "form" and given.get("method", "get").lower() == "post":
            self._begin(given.get("action", ""))
        elif self.now and tag in {"input", "button", "textarea", "select"}:
            self._field(tag, given)
        elif self.now and tag == "option" and self.picker:
            first = self.picker not in self.now[-1].sends
            if first or "selected" in given:
                self.now[-1].sends[self.picker] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.now:
            self.now.pop()
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.picker = None

    def handle_data(self, data: str) -> None:
        if self.area is not None and self.now:
            self.now[-1].sends[self.area] += data.removeprefix("\n")

    def _begin(self, action: str) -> None:
        whole = urljoin(self.where, action or self.where)
        parts = urlsplit(whole)
        found = PageForm(parts.path + (f"?{parts.query}" if parts.query else ""))
        self.forms.append(found)
        self.now.append(found)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name, form = given.get("name"), self.now[-1]
        if not name or name in NOT_TYPED:
            return
        form.names.add(name)
        if tag == "textarea":
            self.area = name
            form.sends[name] = ""
        elif tag == "select":
            self.picker = name
        elif tag == "input" and (given.get("type") not in CHOSEN or "checked" in given):
            form.sends[name] = given.get("value", "")
        elif tag == "button":
            form.sends.setdefault(name, given.get("value", ""))


def read(page: str, where: str) -> Reader:
    """The forms and links of a page that was opened at ``where``."""
    reader = Reader(where)
    reader.feed(page)
    return reader

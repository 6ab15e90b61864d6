"""The tags lean on one private function; that must not change unseen."""

from importlib.metadata import version

import pytest
import weasyprint
from weasyprint.pdf import tags as weasyprint_tags

from dialogue.foundation.paper import tags
from dialogue.foundation.paper.tags.notes import check_version


def test_weasyprint_is_the_version_the_tags_were_written_for() -> None:
    assert version("weasyprint") == tags.PINNED == "70.0"
    check_version()


def test_another_version_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(tags.PressChanged, match=r"70\.0 only"):
        check_version()


def test_another_signature_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_tags, "_build_box_tree", lambda box: None)
    with pytest.raises(tags.PressChanged, match="has changed"):
        check_version()


def test_the_private_function_is_given_back() -> None:
    own = weasyprint_tags._build_box_tree
    root = weasyprint.HTML(string="<h1>A</h1>").etree_element
    with tags.noted(root):
        assert weasyprint_tags._build_box_tree is not own
    assert weasyprint_tags._build_box_tree is own

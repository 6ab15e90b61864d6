"""A resident finds the municipality by name, village, former name or postcode."""

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.municipalities import actions, queries, reference
from dialogue.municipalities.models import Municipality, PlaceName
from dialogue.municipalities.rules import RESERVED, fold, postcode_in
from tests.laid_back import laid_back


@pytest.fixture
def low_countries(app):
    laid_back("municipalities: all", actions.load_reference)


def slugs(text):
    return [found.slug for found in queries.find_municipalities(text)]


@pytest.mark.slow
def test_all_municipalities_are_there_once(low_countries):
    assert actions.load_reference() == 342 + 565


TYPED = {
    "Gent": "gent",
    "gand": "gent",
    "'s-Hertogenbosch": "s-hertogenbosch",
    "s hertogenbosch": "s-hertogenbosch",
    "den haag": "s-gravenhage",
    "Súdwest-Fryslân": "sudwest-fryslan",
    "sudwest fryslan": "sudwest-fryslan",
    "Bruxelles": "brussel",
    "Luik": "liege",
    "Ljouwert": "leeuwarden",
    "it hearrenfean": "heerenveen",
    "Brielle": "voorne-aan-zee",
    "Laeken": "brussel",
    "Moelingen": "voeren",
    "'s-Gravenvoeren": "voeren",
    "St Vith": "sankt-vith",
    "St. Vith": "sankt-vith",
    "Sint Vith": "sankt-vith",
    "Sankt Vith": "sankt-vith",
    "St.-Niklaas": "sint-niklaas",
    "Sint-Annaparochie": "waadhoeke",
    "Rhode-St-Genese": "sint-genesius-rode",
    "Snits": "sudwest-fryslan",
    "Zwaagwesteinde": "dantumadiel",
    "De Westereen": "dantumadiel",
    "buitenpost": "achtkarspelen",
    "Bûtenpost": "achtkarspelen",
    "Kotten": "winterswijk",
    "Brussels": "brussel",
    "9000": "gent",
    "1011 AB": "amsterdam",
    "1011ab": "amsterdam",
    "2312 HL Leiden": "leiden",
    "Gemeente Leiden": "leiden",
}
NONSENSE = ("", "x", "%", "_", "0000", "12345", "zzzz", "\u202e", "' or 1=1")


def test_found_first_by_what_people_type(low_countries):
    assert {typed: slugs(typed)[0] for typed in TYPED} == TYPED


def test_each_says_where_it_lies_brussels_too(low_countries):
    assert queries.find_municipalities("Elsene")[0].province.startswith("Brussels")
    unplaced = db.session.scalars(
        select(Municipality.slug).where(Municipality.province == "")
    )
    assert list(unplaced) == []


def test_a_postcode_that_spans_several_gives_them_all(low_countries):
    spanning = [
        found
        for found in (slugs(code) for code in ("3470", "1336", "2111"))
        if len(found) > 1
    ]
    assert spanning


def test_who_types_a_town_is_not_asked_about_those_its_postcodes_reach(low_countries):
    assert slugs("Leiden") == ["leiden"]
    assert len(slugs("Oudega")) > 1, "there are several"


def test_nonsense_finds_nothing_and_does_not_fail(low_countries):
    assert {typed: slugs(typed) for typed in NONSENSE} == {key: [] for key in NONSENSE}


def test_a_merged_towns_address_leads_to_its_heir(low_countries):
    assert queries.successor_slug("brielle") == "voorne-aan-zee"
    assert queries.successor_slug("gent") is None


def test_no_address_of_a_town_is_one_of_the_houses_own():
    assert not {place.slug for place in reference.places()} & RESERVED


@pytest.mark.slow
def test_loading_again_keeps_what_a_coordinator_filled_in(low_countries):
    town = queries.municipality_by_slug("leiden")
    town.phone = "14 071"
    db.session.flush()
    actions.load_reference()
    assert queries.municipality_by_slug("leiden").phone == "14 071"


def test_every_other_name_is_of_a_place_that_is_there(low_countries):
    known = set(db.session.scalars(select(PlaceName.folded)))
    lost = [
        row["also_called"]
        for row in reference.rows("other_names.csv")
        if fold(row["also_called"]) not in known
    ]
    assert lost == []


def test_folding_and_postcodes():
    assert fold("  Sint-Gillis (Waas) ") == "sint gillis waas"
    assert postcode_in("0123") is None
    assert postcode_in(" 2312 hl ") == "2312"

"""Words of this room that several of its parts say."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from dialogue.registrations.models import Way

WAYS: Mapping[Way, Any] = {
    Way.PHONE: _l("telephone"),
    Way.DOOR: _l("at the door"),
    Way.CARD: _l("card"),
    Way.VIA: _l("through somebody"),
    Way.WEB: _l("website"),
    Way.WALK_IN: _l("walked in"),
}

"""Every permission in the house, and which roles hold it. Nowhere else."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


class Role(StrEnum):
    """Who somebody is, here."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    OWNER = "owner"  # of the programme: every municipality's set-up, nobody's people
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    TABLE_HOST = "table host"
    CLERK = "clerk"


ROLE_NAMES: Mapping[Role, Any] = {
    Role.OWNER: _l("owner of the programme"),
    Role.COORDINATOR: _l("coordinator"),
    Role.FACILITATOR: _l("facilitator"),
    Role.TABLE_HOST: _l("table host"),
    Role.CLERK: _l("council clerk"),
}


class Permission(StrEnum):
    """What a door asks for."""

    VISIT = "visit"
    OWN_ACCOUNT = "own account"
    SEE_DESK = "see desk"
    PLAN_SESSION = "plan session"
    KEEP_PEOPLE = "keep people"
    SEAT_PEOPLE = "seat people"
    RUN_EVENING = "run evening"
    HARVEST = "harvest"
    WRITE_REPORT = "write report"
    ISSUE_REPORT = "issue report"
    SEND_ANSWER = "send answer"
    ANSWER_REPORT = "answer report"
    KEEP_VENUES = "keep venues"
    KEEP_TEAM = "keep team"
    KEEP_MUNICIPALITY = "keep municipality"
    KEEP_GUIDES = "keep guides"
    OWN_PROGRAMME = "own programme"


_EVERYBODY = frozenset(Role)
_ACCOUNTS = _EVERYBODY - {Role.ANYONE}
_DESK = frozenset({Role.COORDINATOR, Role.FACILITATOR})
_COORDINATION = frozenset({Role.COORDINATOR})

GRANTS: Mapping[Permission, frozenset[Role]] = {
    Permission.VISIT: _EVERYBODY,
    Permission.OWN_ACCOUNT: _ACCOUNTS,
    Permission.SEE_DESK: _DESK,
    Permission.PLAN_SESSION: _DESK,
    Permission.KEEP_PEOPLE: _DESK,
    Permission.SEAT_PEOPLE: _DESK,
    Permission.RUN_EVENING: _DESK | {Role.TABLE_HOST},
    Permission.HARVEST: _DESK,
    Permission.WRITE_REPORT: _DESK,
    Permission.ISSUE_REPORT: _DESK,
    Permission.SEND_ANSWER: _DESK,
    Permission.ANSWER_REPORT: frozenset({Role.CLERK}),
    Permission.KEEP_VENUES: _DESK,
    Permission.KEEP_TEAM: _COORDINATION | {Role.OWNER},
    Permission.KEEP_MUNICIPALITY: _COORDINATION | {Role.OWNER},
    Permission.KEEP_GUIDES: _DESK | {Role.OWNER},
    Permission.OWN_PROGRAMME: frozenset({Role.OWNER}),
}


def granted(permission: Permission, roles: frozenset[Role]) -> bool:
    """Whether any of these roles holds the permission."""
    return bool(GRANTS[permission] & roles)

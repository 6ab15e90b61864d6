"""What the municipalities room does when a bell rings."""

from datetime import datetime

from dialogue.access.permissions import Role
from dialogue.foundation import bells
from dialogue.municipalities import actions


@bells.invitation_accepted.connect
def give_the_role(
    municipality_id: int | None, *, account_id: int, role: Role, now: datetime
) -> None:
    """Whoever accepted an invitation holds the role it was for."""
    actions.give_role(account_id, municipality_id, role, now=now)

"""What changes accounts, and who is signed in."""

from dialogue.access.actions.accounts import (
    change_account,
    change_password,
    check_current,
    make_account,
    new_recovery_codes,
    set_password,
    set_second_factor,
)
from dialogue.access.actions.invitations import (
    Newcomer,
    accept_invitation,
    invite,
    invite_owner,
    join_with_account,
    withdraw_invitation,
)
from dialogue.access.actions.links import (
    ask_reset,
    carry_out_reset,
    open_link,
    post_reset,
    reset_password,
    reset_second_factor,
    settle_second_factor,
    tidy,
)
from dialogue.access.actions.sign_ins import (
    check_password,
    end_all_sign_ins,
    end_sign_in,
    pass_second_factor,
    start_sign_in,
    warn_of_wrong_codes,
)

__all__ = [
    "Newcomer",
    "accept_invitation",
    "ask_reset",
    "carry_out_reset",
    "change_account",
    "change_password",
    "check_current",
    "check_password",
    "end_all_sign_ins",
    "end_sign_in",
    "invite",
    "invite_owner",
    "join_with_account",
    "make_account",
    "new_recovery_codes",
    "open_link",
    "pass_second_factor",
    "post_reset",
    "reset_password",
    "reset_second_factor",
    "set_password",
    "set_second_factor",
    "settle_second_factor",
    "start_sign_in",
    "tidy",
    "warn_of_wrong_codes",
    "withdraw_invitation",
]

"""What is filled in about municipalities, venues and teams."""

from dialogue.municipalities.forms.team import InviteForm, RoleForm

__all__ = ["InviteForm", "RoleForm"]

"""What is filled in about municipalities, venues and teams."""

from dialogue.municipalities.forms.set_up import SetUpForm, StartForm
from dialogue.municipalities.forms.team import InviteForm, RoleForm
from dialogue.municipalities.forms.venues import NewVenueForm, VenueForm, values_of

__all__ = [
    "InviteForm",
    "NewVenueForm",
    "RoleForm",
    "SetUpForm",
    "StartForm",
    "VenueForm",
    "values_of",
]

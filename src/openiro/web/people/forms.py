"""The forms of people, roles, posts, teams and bank holidays."""

from datetime import date
from decimal import Decimal
from typing import Any

from openiro.domain.permissions import Scope
from openiro.domain.roles import ROLES
from openiro.govuk import forms
from openiro.people.queries import roles_for_keys, teams

ROLE_OPTIONS = [forms.Option(role.code, role.name, role.description) for role in ROLES.values()]
ROLE_NAMES = [(role.code, role.name) for role in ROLES.values()]
ROLES_OF_A_TEAM = tuple(role.code for role in ROLES.values() if role.scope is Scope.TEAM)


class FilterForm(forms.Form):
    """Which people the list shows."""

    marks_optional = False

    search = forms.TextField(label="Name, staff number or email", required=False, width=20)
    role = forms.SelectField(label="Role", options=ROLE_NAMES, blank="Any role", required=False)
    inactive = forms.CheckboxField(label="Show people who are deactivated too", small=True)


class PersonForm(forms.Form):
    """Who a person is."""

    name = forms.TextField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="Email address", required=False, hint="They sign in with it. Without one they are only named."
    )


class NewPersonForm(PersonForm):
    """A person who is not there yet."""

    code = forms.TextField(
        label="Staff number",
        max_length=40,
        width=10,
        spellcheck=False,
        hint="The council's own number for them. It stands in web addresses, so it must not be a name.",
    )
    field_order = ("name", "code", "email")


class RoleForm(forms.Form):
    """A role to be given."""

    role = forms.RadiosField(label="Role", options=ROLE_OPTIONS, missing="Select the role")
    team = forms.SelectField(
        label="Team",
        options=(),
        only_if=forms.When("role", *ROLES_OF_A_TEAM),
        missing="Select the team whose children they see",
    )
    from_on = forms.DateField(label="First day")
    to_on = forms.DateField(label="Last day", required=False, hint="Leave empty if it has no end yet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.set_options([(line.name, line.name) for line in teams()])


class LastDayForm(forms.Form):
    """The last day of a role or of a post."""

    to_on = forms.DateField(label="Last day", hint="They hold it to the end of that day.")


class PostForm(forms.Form):
    """A post that a person fills."""

    role = forms.SelectField(
        label="Role", options=[(code, ROLES[code].name) for code in ROLES if ROLES[code].is_reviewer]
    )
    fte = forms.DecimalField(
        label="Full-time equivalent",
        hint="1 is full time; 0.6 is three days of five.",
        min_value=Decimal("0.01"),
        max_value=Decimal("1"),
        max_digits=3,
        decimal_places=2,
    )
    permanent = forms.YesNoField(label="Is the post permanent?", no="No: agency or temporary", inline=False)
    from_on = forms.DateField(label="First day")
    to_on = forms.DateField(label="Last day", required=False, hint="Leave empty if it has no end yet.")


class TeamForm(forms.Form):
    """A team of social workers, or the service itself."""

    name = forms.TextField(label="Name of the team", max_length=120)


class BankHolidayForm(forms.Form):
    """A proclaimed day."""

    on = forms.DateField(label="Date", called="The date", earliest=date(1990, 1, 1))
    title = forms.TextField(label="What it is called", max_length=100, hint="As it was proclaimed.")


class KeyForm(forms.Form):
    """A key by which another program reads."""

    name = forms.TextField(
        label="What reads with it", max_length=80, hint="The program and who keeps it, such as Power BI, data team."
    )
    held = forms.SelectField(
        label="Whose role it reads by", options=(), hint="It reads what this role of this person reads, and no more."
    )
    expires_on = forms.DateField(label="Last day", hint="It works to the end of that day, a year ahead at the most.")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held: Any = self.fields["held"]
        lines = roles_for_keys(on=on)
        held.set_options(
            [(str(each.number), ", ".join(filter(None, (each.person, each.role, each.team)))) for each in lines]
        )

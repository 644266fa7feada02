"""The forms of signing in: those of the library, in our words; and our own."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from openiro.govuk import forms

LENGTH = "At least 12 characters. Three words that do not belong together make a good one."


def _say(form: Any, name: str, label: str, *, hint: str = "", missing: str = "") -> None:
    """Give a field of the library its label, its hint and what is said when it is left empty."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing or f"Enter {label[:1].lower()}{label[1:]}"


class SignInForm(account.LoginForm):
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "Email address", missing="Enter your email address")
        _say(self, "password", "Password", missing="Enter your password")
        self.fields["login"].error_messages["invalid"] = "Enter an email address like name@example.gov.uk"
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Password", missing="Enter your password")


class ChangePasswordForm(account.ChangePasswordForm):
    """The password of now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Password that you use now")
        _say(self, "password1", "New password", hint=LENGTH)
        _say(self, "password2", "New password again")

    def clean(self) -> dict[str, Any]:
        """As that of the library, but for the words."""
        cleaned: dict[str, Any] = super().clean()
        if self.has_error("password2"):
            self.errors["password2"] = self.error_class(["The two new passwords are not the same. Enter them again"])
        return cleaned


class _Code:
    """Six digits of an app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Code", hint=self.hint, missing="Enter the code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"  # type: ignore[attr-defined]

    hint = "The 6 digits that your authenticator app shows now, or one of your recovery codes."


class CodeForm(_Code, second_step.AuthenticateForm):
    """The second step of signing in."""


class ConfirmByCodeForm(_Code, second_step.ReauthenticateForm):
    """A code before something that matters."""


class AddAppForm(_Code, ActivateTOTPForm):
    """The first code of a new authenticator app, which proves that it was set up."""

    hint = "The 6 digits that your authenticator app shows now."


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: its name, and whether it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "Name of this passkey", hint="So that you know it again, such as 'Work laptop'.")
        self.fields["name"].max_length = 60
        alone = "Sign in with it alone, without a password"
        _say(self, "passwordless", alone, hint="Choose this where the device asks for your fingerprint, face or PIN.")
        self.fields["passwordless"].initial = True


class SetPasswordForm(forms.Form):
    """A first password, or a new one for a forgotten one."""

    password = forms.PasswordField(label="New password", hint=LENGTH, autocomplete="new-password")
    again = forms.PasswordField(label="New password again", autocomplete="new-password")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, self.person)
            except ValidationError as error:
                self.add_error("password", error)
        if password and "again" in cleaned and cleaned["again"] != password:
            self.add_error("again", "The two passwords are not the same. Enter them again")
        return cleaned


class MakeLinkForm(forms.Form):
    """A link to set a password, handed over in person."""

    reset_second_factor = forms.CheckboxField(
        label="Also remove their authenticator app, passkeys and recovery codes",
        hint="Choose this only if they have lost their phone or key. They set up a new one when they next sign in.",
    )

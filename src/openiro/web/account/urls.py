"""Addresses of signing in and of one's own account. Of the library only what is offered here; the rest is not there."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as council
from django.urls import include, path

from openiro.web.account import views
from openiro.web.account.council import council_callback, council_login

OURS = [
    path("", views.account, name="account"),
    path("sessions/end/", views.sessions_end, name="session-end"),
    path("go-on/", views.go_on, name="go-on"),
    path("set-password/<str:token>/<path:code>", views.password_set, name="password-set"),
    path("link/<path:code>", views.link_make, name="link-make"),
]

SIGNING_IN = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-step/", second_step.index, name="mfa_index"),
    path("second-step/code/", second_step.authenticate, name="mfa_authenticate"),
    path("second-step/confirm/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/add/", app.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/passkeys/sign-in/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("second-step/passkeys/confirm/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-step/passkeys/<int:pk>/remove/", views.passkey_remove, name="mfa_remove_webauthn"),
    path("provider/<str:provider_id>/", council_login, name="openid_connect_login"),
    path("provider/<str:provider_id>/answer/", council_callback, name="openid_connect_callback"),
    path("provider-cancelled/", council.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider-failed/", council.login_error, name="socialaccount_login_error"),
]

ASKED_FOR_BY_THE_LIBRARY = (
    "account_signup",
    "account_set_password",
    "account_reset_password",
    "socialaccount_signup",
    "socialaccount_connections",
)

urlpatterns = [
    path("", include((OURS, "account"))),
    *SIGNING_IN,
    *(path(f"not-offered/{name}/", views.not_offered, name=name) for name in ASKED_FOR_BY_THE_LIBRARY),
]

"""What is said while signing in: refusals and messages in our own words, and the events that stand for letters."""

PASSKEY_NAME = "My passkey"

ERRORS = {
    "email_password_mismatch": (
        "The email address or the password is wrong. Try again. "
        "After 5 wrong passwords, signing in is locked for 15 minutes."
    ),
    "too_many_login_attempts": (
        "Signing in is locked for 15 minutes after too many wrong attempts. Wait, then try again. "
        "If you have forgotten your password, ask an administrator for a link to set a new one."
    ),
    "enter_current_password": "Enter the password that you use now",
    "incorrect_password": "The password is wrong",
    "incorrect_code": "The code is wrong or has been used. Wait for the next one and try again",
    "rate_limited": "Too many attempts. Wait 15 minutes, then try again",
}

SECOND_FACTOR_ERRORS = {
    "incorrect_code": ERRORS["incorrect_code"],
    "cannot_delete_authenticator": (
        "This is your only second step, and the service needs one. Add another first, then remove this one."
    ),
}

MESSAGES = {
    "account/messages/logged_out.txt": "You have signed out.",
    "account/messages/password_changed.txt": "Your password is changed. Your other sessions have ended.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "Your recovery codes are ready. Earlier ones no longer work.",
}

EVENTS = {
    "mfa/email/totp_activated": "account.app_added",
    "mfa/email/totp_deactivated": "account.app_removed",
    "mfa/email/webauthn_added": "account.passkey_added",
    "mfa/email/webauthn_removed": "account.passkey_removed",
    "mfa/email/recovery_codes_generated": "account.recovery_codes_made",
}

"""What carries an email away: a mail server, or GOV.UK Notify. Each answer says whether it was taken for certain."""

import smtplib
from dataclasses import dataclass
from typing import Any, Protocol

import requests
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

SECONDS = 20
TEMPORARY = range(400, 500)


@dataclass(frozen=True)
class Letter:
    """One email: to whom, what it says, and a reference of our own by which it can be asked for again."""

    to: str
    subject: str
    body: str
    reference: str


class NotTaken(Exception):
    """It was certainly not taken, and may be later: nobody answered, or was too busy. Try again."""


class Refused(Exception):
    """It was certainly not taken, and will not be: the message says why, without the address."""


class InDoubt(Exception):
    """It may have been taken or not: the line broke before the answer came."""


class Transport(Protocol):
    """Something that sends one letter at a time."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises `NotTaken`, `Refused` or `InDoubt`."""

    def was_taken(self, reference: str) -> bool | None:
        """Whether the carrier has the letter of our reference; None where it cannot say."""

    def close(self) -> None:
        """Let go of the line."""


def configured_transport() -> Transport | None:
    """The way out that the settings name; None where there is none, and notices are kept."""
    post = settings.OPENIRO_POST
    if post.notify_key:
        return Notify(post.notify_key, post.notify_template, post.notify_url)
    return MailServer(post.smtp, post.sender) if post.smtp else None


class MailServer:
    """A mail server, over one line for as many letters as there are."""

    def __init__(self, where: dict[str, Any], sender: str) -> None:
        self._server = EmailBackend(**where, timeout=SECONDS)
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Hand a letter over; its reference is the number of the message. Raises as `Transport` says."""
        message = EmailMessage(
            letter.subject,
            letter.body,
            self._sender,
            [letter.to],
            connection=self._server,
            headers={"Message-ID": f"<{letter.reference}@openiro>", "Auto-Submitted": "auto-generated"},
        )
        self._open()
        try:
            self._server.send_messages([message])
        except smtplib.SMTPRecipientsRefused as fault:
            raise _by_code(max(code for code, _ in fault.recipients.values())) from fault
        except smtplib.SMTPResponseException as fault:
            raise _by_code(fault.smtp_code) from fault
        except (OSError, smtplib.SMTPException) as fault:
            self._server.connection = None
            raise InDoubt from fault

    def _open(self) -> None:
        try:
            self._server.open()
        except smtplib.SMTPAuthenticationError as fault:
            raise NotTaken("The mail server refused the password of this service.") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise NotTaken("The mail server could not be reached.") from fault

    def was_taken(self, reference: str) -> bool | None:
        """A mail server does not say."""
        return None

    def close(self) -> None:
        """Say goodbye to the server."""
        self._server.close()


def _by_code(code: int) -> Exception:
    if code in TEMPORARY:
        return NotTaken("The mail server was too busy.")
    return Refused("The mail server refused the address or the message.")


class Notify:
    """GOV.UK Notify, by one template whose subject is ((subject)) and whose text is ((body))."""

    def __init__(self, key: str, template: str, url: str) -> None:
        from notifications_python_client.notifications import NotificationsAPIClient

        self._client = NotificationsAPIClient(key, base_url=url, timeout=SECONDS)
        self._template = template

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises as `Transport` says."""
        from notifications_python_client.errors import HTTPError, InvalidResponse

        words = {"subject": letter.subject, "body": letter.body}
        try:
            self._client.send_email_notification(letter.to, self._template, words, letter.reference)
        except HTTPError as fault:
            raise _of_notify(fault) from fault
        except InvalidResponse as fault:
            raise InDoubt from fault

    def was_taken(self, reference: str) -> bool | None:
        """Whether Notify knows the reference."""
        from notifications_python_client.errors import HTTPError, InvalidResponse

        try:
            return bool(self._client.get_all_notifications(reference=reference)["notifications"])
        except (HTTPError, InvalidResponse, KeyError):
            return None

    def close(self) -> None:
        """Let go of the line."""
        self._client.request_session.close()


def _of_notify(fault: Any) -> Exception:
    cause = fault.__cause__
    answer = getattr(cause, "response", None)
    if answer is None:
        reason = getattr(next(iter(getattr(cause, "args", ())), None), "reason", None)
        nobody_answered = isinstance(cause, requests.ConnectTimeout) or "NewConnection" in type(reason).__name__
        return NotTaken("GOV.UK Notify could not be reached.") if nobody_answered else InDoubt()
    if answer.status_code == requests.codes.too_many:
        return NotTaken("GOV.UK Notify was too busy.")
    if answer.status_code in TEMPORARY:
        return Refused("GOV.UK Notify refused the address, the key or the template.")
    return InDoubt()

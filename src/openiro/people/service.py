"""The account in whose name timed jobs and the command line act."""

from openiro.people.models import User

SERVICE_CODE = "openiro"


def service_account() -> User:
    """The service's own account, which may do everything and never signs in; made when it is missing."""
    account, _ = User.objects.get_or_create(
        is_service=True, defaults={"code": SERVICE_CODE, "name": "OpenIRO", "password": "!"}
    )
    return account

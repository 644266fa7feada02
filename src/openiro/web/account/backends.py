"""Who may sign in with a password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from openiro.people.queries import person_with_roles


class PersonBackend(AuthenticationBackend):
    """Finds a person by the email on their record, letter case aside, and by no other.

    The service account never signs in. A person who is not let in any more loses the session that they have.
    """

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """The person of a session with their roles, which every page asks for."""
        person = person_with_roles(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> AbstractBaseUser | None:
        person = get_user_model().objects.filter(email__iexact=email, is_service=False).first()
        return self._check_password(person, password)

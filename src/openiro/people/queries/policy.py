"""The council's policy in force."""

from datetime import date

from django.conf import settings

from openiro.core.queries import setting
from openiro.domain.policy import Policy
from openiro.policies import DEFAULT, load_policy

POLICY_SETTING = "policy"


def policy_in_force(*, on: date) -> Policy:
    """The policy that this service runs under, as it holds on `on`: that chosen in the service, else of its settings.

    One query. Raises `UnableToReadPolicy` where its file is missing or wrong.
    """
    return policy_chosen(setting(POLICY_SETTING), on=on)


def policy_chosen(chosen: str, *, on: date) -> Policy:
    """The policy of that name or file as it holds on `on`; that of the service's settings where `chosen` is empty.

    For whoever has read the choice already. Raises `UnableToReadPolicy`.
    """
    return load_policy(chosen or settings.OPENIRO_POLICY or DEFAULT, on)

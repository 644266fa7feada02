"""The council's policy in force."""

from datetime import date

from django.conf import settings

from openiro.core.queries import setting
from openiro.domain.policy import Policy
from openiro.policies import DEFAULT, load_policy

POLICY_SETTING = "policy"


def policy_in_force(*, on: date) -> Policy:
    """The policy that this service runs under on `on`: that of its settings (OPENIRO_POLICY), else that chosen in it.

    One query. Raises `UnableToReadPolicy` where its file is missing or wrong.
    """
    return policy_chosen(setting(POLICY_SETTING), on=on)


def policy_chosen(chosen: str, *, on: date) -> Policy:
    """The policy of the service's settings as it holds on `on`, else that of the name or file `chosen`.

    For whoever has read the choice already. Raises `UnableToReadPolicy`.
    """
    return load_policy(settings.OPENIRO_POLICY or chosen or DEFAULT, on)

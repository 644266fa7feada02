"""How the council calls itself and its service, and its colour."""

import re
from dataclasses import dataclass
from datetime import date

from openiro.core.queries import setting
from openiro.domain.words import sentence
from openiro.people.queries.policy import POLICY_SETTING, policy_chosen

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_OUR_COLOUR = "#1f4e5f"


@dataclass(frozen=True)
class Council:
    """`colour` is written into a style sheet, so nothing but six hexadecimal digits is accepted."""

    name: str
    service: str
    colour: str = _OUR_COLOUR

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"'{self.colour}' is no colour. Write it as # and six digits, such as #1f4e5f.")


def council_on(on: date, *, asks: bool = True) -> Council:
    """The council whose service this is, in the words that its policy holds on `on`.

    Which policy was chosen in the service is read once a process, by the first page that `asks`. A page that does not
    ask (an error page, when the database may be the error) takes what is known, else the policy of the settings.
    """
    if asks and not _chosen:
        _chosen.append(setting(POLICY_SETTING))
    policy = policy_chosen(_chosen[0] if _chosen else "", on=on)
    return Council(policy.council, sentence(policy.words.service))


_chosen: list[str] = []

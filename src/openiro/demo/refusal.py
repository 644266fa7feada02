"""What a synthetic council cannot do."""

from openiro.domain.refusal import Refusal


class UnableToLayOut(Refusal):
    """A plan asks for figures that no set of records can give together."""

"""Ordinary invented names, the same for the same seed. Nobody here is real."""

from dataclasses import dataclass

from faker import Faker


@dataclass(frozen=True)
class Name:
    """A person's given and family name."""

    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


class Names:
    """Gives names in order, no two people of a service alike."""

    def __init__(self, seed: int) -> None:
        self._faker = Faker("en_GB")
        self._faker.seed_instance(seed)
        self._given: set[Name] = set()

    def of(self, sex: str, family: str = "") -> Name:
        """A name for a person of that sex (M, F or any other letter), of a family where one is given."""
        while True:
            given = {"M": self._faker.first_name_male, "F": self._faker.first_name_female}.get(
                sex, self._faker.first_name
            )
            name = Name(given(), family or self._faker.last_name())
            if name not in self._given:
                self._given.add(name)
                return name

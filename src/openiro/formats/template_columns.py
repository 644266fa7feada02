"""How the columns of our own templates are written down."""

from openiro.domain.codes import CODE_SETS
from openiro.formats.layouts import Column, Kind

Words = tuple[tuple[str, str], ...]


def words_of(field: str) -> Words:
    """The codes that a column may hold, each with what it means."""
    return tuple((code.code, code.meaning) for code in CODE_SETS[field])


def key(name: str, kind: Kind, meaning: str, words: Words = ()) -> Column:
    """A column without which a row cannot be used."""
    return Column(name, kind, needed=True, required=True, fatal=True, meaning=meaning, words=words)


def fact(name: str, kind: Kind, meaning: str, words: Words = (), *, required: bool = False) -> Column:
    """A column that may be blank; where it is `required`, the file has it, and a blank cell is remarked on."""
    return Column(name, kind, needed=required, required=required, meaning=meaning, words=words)


def later_fact(name: str, kind: Kind, meaning: str, words: Words = ()) -> Column:
    """A column that joined a template later: files made before it lack it, and nothing is said of that."""
    return Column(name, kind, meaning=meaning, words=words, may_lack=True)


CHILD = key("CHILD", Kind.TEXT, "The child's identifier, as in CHILD of the SSDA903 return.")
REVIEW = key("REVIEW", Kind.DATE, "The day of the review, as in REVIEW of the SSDA903 return.")

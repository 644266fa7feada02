"""Words as every page, paper and letter writes them."""

_ONE = {"children": "child", "people": "person", "equivalents": "equivalent"}
_SEVERAL = {
    "complaints",
    "compliments",
    "concerns",
    "conferences",
    "days",
    "disputes",
    "meetings",
    "minutes",
    "periods",
    "referrals",
    "reviews",
    "statements",
    "steps",
}


def in_number(number: object, several: str) -> str:
    """What is counted, in the singular where there is one: 'child' of 1, 'children' of 0, 2 or an unknown number.

    What is no plain plural ('per 10,000', 'reviews a child') stands as it is.
    """
    *before, last = several.split(" ")
    if number != 1 or "each" in before or not (last in _ONE or last in _SEVERAL):
        return several
    return " ".join([*before, _ONE.get(last, last.removesuffix("s"))])


def sentence(text: str) -> str:
    """The text with a capital first letter, the rest as it stands: names, months and initials keep theirs."""
    return text[:1].upper() + text[1:]

"""Words as every page, paper and letter writes them."""


def sentence(text: str) -> str:
    """The text with a capital first letter, the rest as it stands: names, months and initials keep theirs."""
    return text[:1].upper() + text[1:]

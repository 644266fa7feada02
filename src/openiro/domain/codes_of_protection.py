"""Our own code sets about child protection: conferences and the categories of plans."""

from openiro.domain.code_lists import Code, listed

INITIAL_KINDS = ("initial", "receiving_in")

PROTECTION_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "CONFERENCE_KIND": listed("""
        initial Initial conference
        review Review conference
        transfer_in Transfer-in conference
        receiving_in Receiving-in conference
    """),
    "ABUSE_CATEGORY": listed("""
        NEG Neglect
        PHY Physical abuse
        SAB Sexual abuse
        EMO Emotional abuse
        MUL Multiple categories
    """),
}

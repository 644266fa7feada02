"""Our own code sets about audits: the rules of a sample, and how a question is met."""

from openiro.domain.code_lists import Code, listed

AUDIT_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "AUDIT_RULE": listed("""
        all At random from all
        team At random from one team
        officer At random from one reviewing officer
        moves More than so many placement moves in the last 12 months
        no_permanence Two reviews held, and no agreed plan for permanence
        risk The IRO was told of a safeguarding concern or of going missing in the last 12 months
        named Named by their numbers
        alone One that an officer began
    """),
    "AUDIT_MET": listed("""
        yes Yes
        partly Partly
        no No
        not_applicable Does not apply
    """),
}

"""Our own code set about what follows a child's coming into care."""

from openiro.domain.code_lists import Code, listed

ARRIVAL_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "ARRIVAL_DELAY": listed("""
        told_late Told late that the child came into care
        consent No consent yet
        papers Paperwork late or incomplete
        no_appointment No appointment in time
        out_of_area_closed Out of area: books closed to children of other authorities
        out_of_area_capacity Out of area: too few appointments there
        not_brought Child was not brought
        moved Child moved
        missing Child is missing
        hospital Child is in hospital
        report Report not written
        refused Young person refuses
        other Other
    """),
}

"""Our own code sets about proceedings in court and what the IRO says in them."""

from openiro.domain.code_lists import Code, listed

COURT_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "COURT_APPLICATION": listed("""
        care Care order
        supervision Supervision order
        placement Placement order
        special_guardianship Special guardianship order
        adoption Adoption order
        child_arrangements Child arrangements order
        contact Contact with a child in care
        discharge Discharge of a care order
        secure Secure accommodation
        deprivation Deprivation of liberty
        other Other order
    """),
    "COURT_HEARING": listed("""
        case_management Case management hearing
        further_case_management Further case management hearing
        issues_resolution Issues resolution hearing
        final Final hearing
        other Other hearing
    """),
    "HEARING_OUTCOME": listed("""
        held Held
        adjourned Adjourned
        vacated Taken off the list
    """),
    "FINAL_ORDER": listed("""
        care Care order
        supervision Supervision order
        placement Placement order
        special_guardianship Special guardianship order
        adoption Adoption order
        child_arrangements Child arrangements order
        discharged Care order discharged
        other Other order
        no_order No order
        withdrawn Application withdrawn
    """),
    "PLAN_VIEW": listed("""
        agrees Agrees with the plan
        agrees_in_part Agrees in part
        disagrees Does not agree
    """),
    "PLAN_CONSULTED": listed("""
        in_time Consulted in time
        too_late Consulted too late
        not_consulted Not consulted
    """),
    "COURT_DELAY": listed("""
        court_time No time in court
        assessments Assessments not complete
        late_evidence Evidence filed late
        family_finding Finding a family
        placement No placement
        late_relatives Relatives came forward late
        plan_changed The plan changed
        other Other
    """),
    "REVOCATION": listed("""
        apply Apply for discharge
        not_yet Not yet; look again
        keep The order is still needed
    """),
}

"""Our own code sets about challenge: what disputes are about, how their stages end, and what came of them."""

from openiro.domain.code_lists import Code, listed

CHALLENGE_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "DISPUTE_SERVICE": listed("""
        looked_after Looked-after children
        child_protection Child protection
    """),
    "DISPUTE_THEME": listed("""
        care_planning Care planning
        drift Drift or delay
        decision_not_implemented Decision not carried out
        decision_objected_to Decision objected to
        permanence Permanence
        no_exit_plan No plan for leaving care
        unallocated No allocated social worker
        late_report Late or missing report or plan
        late_answer Delay in the manager's answer
        poor_practice Quality of practice or recording
        participation Participation of the child
        placement Placement
        health Health
        education Education
        contact Contact
        pathway_plan Pathway plan
        statutory_breach Breach of a statutory duty
        human_rights Human rights
        iro_not_told IRO not told
        safeguarding Safeguarding
        other Other
    """),
    "DISPUTE_OUTCOME": listed("""
        agreed Agreed as asked
        partly_agreed Agreed in part
        not_agreed Not agreed
        withdrawn Withdrawn
        overtaken Overtaken by events
    """),
    "STAGE_END": listed("""
        resolved Resolved
        escalated Escalated
        bypassed Bypassed
        withdrawn Withdrawn
    """),
}

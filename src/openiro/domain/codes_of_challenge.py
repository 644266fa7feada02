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
        documents Documents poor, incomplete or missing
        visits Visits of the social worker
        family_query A parent's question or worry
        rehabilitation Return home
        family_finding Finding a family
        matching Matching with other children
        reallocation Change of social worker
        plan_not_shared Plan not shared
        quorum Quorum of a conference
        recording Late or poor recording of the case
        life_story Life-story work
        unaccompanied Services for unaccompanied children
        partner_agency Practice of a partner agency
        commissioned Commissioned service
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
    # A council's procedure says when; each time is recorded, and days of no other reason are left out of the count.
    "CLOCK_STOP": listed("""
        panel Waiting for a panel or a hearing
        assessment Waiting for an expert's assessment
        child The child asked for time
        case_discussion Complex case discussion under way
        agreed_pause Pause agreed by both sides
    """),
    "COMPLIMENT_THEME": listed("""
        timely_plan Timely plan
        report_quality High quality of reports
        tenacity Tenacity
        child_at_centre The child at the centre
        partnership Partnership with family and others
        permanence Permanence achieved
        other Other
    """),
    "CONCERN_OUTCOME": listed("""
        resolved Resolved
        formal Became a formal dispute
        withdrawn Withdrawn
    """),
    "COMPLAINANT": listed("""
        child A looked-after child
        care_leaver A care leaver
        parent A parent
        carer A carer
        other Somebody else
    """),
    "COMPLAINT_ABOUT": listed("""
        service The reviewing service
        social_care Social care
    """),
    "COMPLAINT_OUTCOME": listed("""
        informal Settled informally with the reviewing officer
        upheld Upheld
        partly_upheld Upheld in part
        not_upheld Not upheld
        withdrawn Withdrawn
    """),
    "COMPLAINT_HELP": listed("""
        advocate An advocate helped
        offered An advocate was offered and not wanted
        other Somebody else helped
        none No help was offered
    """),
    "REFERRAL": listed("""
        cafcass Referral to Cafcass
        legal_advice Independent legal advice
        case_discussion Complex case discussion
        care_planning_group Care planning group
        partnership Safeguarding partnership
    """),
}

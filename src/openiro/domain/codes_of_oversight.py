"""Our own code sets about what an IRO does between reviews, and of which changes the IRO is told."""

from openiro.domain.code_lists import Code, listed

OVERSIGHT_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "OVERSIGHT_LEVEL": listed("""
        low Low
        medium Medium
        high High
    """),
    "OVERSIGHT_KIND": listed("""
        midway Midway review
        in_depth In-depth examination
        by_need Check by need
        follow_up Follow-up of decisions
    """),
    "OVERSIGHT_OUTCOME": listed("""
        on_track The plan is on track
        raised Raised with the social worker
        concern A concern was raised
        dispute A formal dispute was raised
        early_review An early review is needed
    """),
    "CONTACT_KIND": listed("""
        visit Visit
        telephone Telephone
        video Video call
        message Text or email
        meeting Meeting
        activity Something done together
        care_planning Care planning meeting of the agencies
        exploitation Meeting about exploitation
    """),
    "CONTACT_WITH": listed("""
        child The child
        social_worker Social worker
        carer Carer
        parent Parent
        guardian Children's guardian
        school School
        health Health
        agencies Several agencies
        other Somebody else
    """),
    "CONTACT_STANDING": listed("""
        done Done
        offered Offered
        accepted Offered and accepted
        declined Offered and declined
    """),
    # Care Planning, Placement and Case Review (England) Regulations 2010, regs 9, 14, 25; IRO Handbook, chapter 3.
    "CHANGE_EVENT": listed("""
        placement_plan A placement plan was made
        placement_to_end A placement is to end
        placement_ended A placement ended in an emergency
        placement_risk A risk to the stability of the placement
        approval_extended A temporary approval is to be extended
        plan_change A change of the care plan is proposed
        transition A significant transition is ahead: home, school, placement, leaving care
        court_plan_change The plan changed in court proceedings
        decision_not_done An agreed decision was not carried out in time
        contact_change A major change of contact
        worker_change A change of social worker
        safeguarding A safeguarding concern or enquiry
        conference The outcome of a child protection conference
        complaint A complaint
        family_change A significant change in the birth family
        offence A charge, a referral to youth justice, a conviction or a sentence
        exclusion An exclusion from school
        missing Missing from placement
        health A significant health event, diagnosis, hospital stay or accident
        panel A panel decision on permanence
        legal_change A change of legal status
    """),
    "CHANGE_DISPOSITION": listed("""
        note Noted
        contact Contact with the child
        care_planning Care planning meeting of the agencies
        early_review Early review
        challenge Challenge
    """),
}

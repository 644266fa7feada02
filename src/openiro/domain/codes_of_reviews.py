"""Our own code sets about reviews: how people met, took part, were invited, and what was decided.

They are no codes of a national return, and have no collection years. Where law or guidance gives the list, its
source stands beside it.
"""

from openiro.domain.code_lists import Code, listed

REVIEW_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "MODE": listed("""
        in_person Everyone in one room
        hybrid Some in the room, some by video or telephone
        video By video
        telephone By telephone
        paper On paper, as one of a series of meetings
    """),
    "PARENT": listed("""
        mother Mother
        father Father
    """),
    "PARENT_REASON": listed("""
        died Died
        whereabouts_unknown Whereabouts unknown
        did_not_attend Invited and did not attend
        not_appropriate Not appropriate
        declined Declined
        not_invited Not invited
        not_recorded Not recorded
    """),
    "LATE_REASON": listed("""
        child_unavailable Child ill, missing or asked for another day
        parent_unavailable Parent or carer unavailable
        iro_unavailable IRO unavailable
        social_worker_unavailable Social worker unavailable
        professional_unavailable Another professional unavailable
        reports_not_ready Reports not ready
        not_told IRO service not told in time
        court Court timetable
        other Other
    """),
    # Care Planning, Placement and Case Review (England) Regulations 2010, regs 14, 17, 30 and 33(3); IRO Handbook.
    "EARLY_REVIEW_TRIGGER": listed("""
        iro_asks The IRO asks for it
        child_asks The child asks for it
        placement_unsafe A visit found that the placement does not safeguard the child
        police_or_remand The child is in police or remand accommodation that would go unreviewed
        custody The child in care is detained and would leave unreviewed
        accommodation_to_end Accommodation is to stop, and nobody with parental responsibility takes over
        placement_to_end The placement is to be ended
        placement_ended_in_emergency The placement was ended in an emergency
        other_arrangements A move from a regulated placement to other arrangements is proposed
        with_parent Placing the child with a parent is proposed
        plan_change A significant change of the care plan is proposed
        placement_at_risk The placement is at risk of breaking down
        welfare_concern A visit raised a concern for the child's welfare
        school_change A change of school in key stage 4 is proposed
        proceedings Adoption or special guardianship proceedings
        missing The child has gone missing
        leaving_care Ceasing to look after the child is proposed
    """),
    "RESCHEDULING_REASON": listed("""
        child_asked The child asked for another day
        child_unavailable Child ill or missing
        parent_unavailable Parent or carer unavailable
        iro_unavailable IRO unavailable
        social_worker_unavailable Social worker unavailable
        professional_unavailable Another professional unavailable
        reports_not_ready Reports not ready
        room Room or connection not to be had
        brought_forward Brought forward
        left_care The child left care
        booked_in_error Booked in error
        other Other
    """),
    "MEETING_KIND": listed("""
        review Looked-after review
        conference Child protection conference
    """),
    "INVITEE_ROLE": listed("""
        child The child
        mother Mother
        father Father
        other_family Other family
        carer Carer
        social_worker Social worker
        team_manager Team manager
        supervising_social_worker Carer's supervising social worker
        residential_worker Residential key worker
        personal_adviser Personal adviser
        advocate Advocate
        independent_visitor Independent visitor
        guardian Children's guardian (Cafcass)
        health Health professional
        school School or designated teacher
        virtual_school Virtual school
        youth_justice Youth justice worker
        interpreter Interpreter
        other Somebody else
    """),
    "EXCLUSION_REASON": listed("""
        child_asked The child does not want them there
        risk A risk to the child or to others
        court_order A court order
        not_in_interest Not in the child's best interests
        seen_apart They are consulted apart from the meeting
        whereabouts_unknown Whereabouts unknown
        died Died
    """),
    "CHILD_WISH": listed("""
        wants Wants them there
        does_not_want Does not want them there
        no_wish Does not mind
    """),
    "HOW_SENT": listed("""
        email By email
        link By a private link
        post By post
        by_hand By hand
        telephone By telephone
        case_system In the case system
    """),
    "HOW_CONSULTED": listed("""
        online_form By an online form
        paper_form By a form on paper
        in_person In person by the IRO
        telephone By telephone
        video By video
        writing In writing
        advocate Through an advocate
        social_worker Through the social worker
        participation_officer With the participation officer
        at_meeting At the meeting
    """),
    # Harrow, strategy, section 6: who supports the child in being consulted.
    "CONSULTATION_SUPPORT": listed("""
        nobody Nobody
        carer The carer
        placement Somebody at the placement
        social_worker The social worker
        advocate An advocate
        participation_officer The participation officer
        family Somebody of the family
        other Somebody else
    """),
    "REPLY": listed("""
        coming Is coming
        by_video Joins by video or telephone
        not_coming Is not coming
        not_sure Does not know yet
    """),
    "PAPER": listed("""
        decisions Decisions
        record Record of the review
        letter Letter to the child
        care_plan Care plan
    """),
    "WITHHELD_REASON": listed("""
        not_entitled Not entitled to it
        child_asked The child does not want them to have it
        risk A risk to the child or to others
        court_order A court order
        whereabouts_unknown Whereabouts unknown
        declined Does not want it
    """),
    "LINK_PURPOSE": listed("""
        form Consultation form
        letter Letter to the child
        record Record of the review
        accuracy Draft record to check
    """),
    "COMMENT_OUTCOME": listed("""
        taken_in Taken in
        not_taken Not taken in
        noted Noted under where people did not agree
    """),
    "RESPONDENT": listed("""
        child Child
        parent Parent
        carer Carer
        advocate Advocate
        professional Professional
    """),
    "VIEW_SOURCE": listed("""
        child The child directly
        advocate An advocate
        carer The carer
        social_worker The social worker
        participation_officer The participation officer
        school School
        app An app or website of the child's choice, such as Mind of My Own (MOMO)
        app_express An app for younger or disabled children, such as Mind of My Own Express
    """),
    "VIEW_MEDIUM": listed("""
        spoken Spoken
        form A form
        letter A letter or note
        text A text message
        email An email
        telephone Telephone
        video Video call
        app An app or website
        drawing Drawing or play
        signs Signs or symbols
        observed Observed
    """),
    "VIEW_TOPIC": listed("""
        home Where I live
        family My family and family time
        school School
        health My health
        friends Friends and free time
        review My review
        worries Something that worries me
        good_news Good news
        achievement Something that I achieved
        change Something that I want changed
        plan My plan
        iro My reviewing officer
        other Something else
    """),
    # Who is to be shown the report in advance: Buckinghamshire, annual report 2016/17, section 5.
    "SHOWN_PAPER": listed("""
        child the child
        parents the parents
        others the others
    """),
    "PAPER_KIND": listed("""
        social_worker_report Social worker's report
        care_plan Care plan
        placement_plan Placement plan
        health_plan Health plan
        education_plan Education plan (PEP)
        sdq SDQ
        pathway_plan Pathway plan
        carer_report Carer's report
        school_report School report
        placement_quality Quality report on the placement
    """),
    "ATTACHMENT_KIND": listed("""
        social_worker_report Social worker's report
        care_plan Care plan
        placement_plan Placement plan
        health_plan Health plan or assessment
        education_plan Education plan (PEP)
        sdq SDQ
        pathway_plan Pathway plan
        carer_report Carer's report
        school_report School report
        placement_quality Quality report on the placement
        consultation_form Consultation form on paper
        letter_translated Letter to the child in another language
        other Another document
    """),
    "CHILD_CHAIRED": listed("""
        none No
        part Part of it
        all All of it
    """),
    # Care Planning, Placement and Case Review (England) Regulations 2010, reg 36(1)(b).
    "SEEN_ALONE": listed("""
        alone Seen alone
        not_alone Seen, but not alone
        refused The child did not want to be seen alone
        inappropriate Not appropriate for age or understanding
        not_seen Not seen
    """),
    "NO_PART_REASON": listed("""
        missing Missing at the time
        refused Did not want to
        unwell Unwell
        not_asked Was not asked in time
        communication No support for communication
        not_in_interest Not in the child's best interests, as decided with the social worker
        elsewhere At school, on holiday or elsewhere
        other Other
    """),
    "CHECK_ANSWER": listed("""
        yes Yes
        no No
        not_applicable Does not apply
    """),
    "DECISION_OWNER": listed("""
        social_worker Social worker
        iro IRO
        team_manager Team manager
        personal_adviser Personal adviser
        carer Carer
        supervising_social_worker Carer's supervising social worker
        residential_worker Residential key worker
        child The child
        mother Mother
        father Father
        other_family Other family
        health Health professional
        school School or designated teacher
        virtual_school Virtual school
        advocate Advocate
        youth_justice Youth justice worker
        other Somebody else
    """),
    "DECISION_OUTCOME": listed("""
        implemented Done
        partly Partly done
        not_implemented Not done
        overtaken Overtaken by events
    """),
    # Annex A of the inspection framework, permanence plan.
    "PERMANENCE": listed("""
        REMAINSUP Supported to remain at home
        RETURN1M Return home within one month
        RETURN6M Return home within six months
        RETURNEV Return home eventually
        LTRELFR Long-term placement with relatives or friends
        LTFOST18 Long-term foster care until 18
        RESPLMT Residential placement until 18
        SUPPLIV Supported living in the community
        ADOPTION Adoption
        OTHERPLN Other plan
    """),
    "PERMANENCE_DELAY": listed("""
        proceedings In proceedings
        assessments Assessments not complete
        parallel_plans Parallel plans still open
        family_finding Family finding
        placement No placement found
        other Other
    """),
    # What each plan for permanence goes through; the match itself stands with the plan.
    "PERMANENCE_STEP": listed("""
        family_finding Family finding: a family is found
        panel Matching panel
        home_assessment Return home: assessment
        home_support Return home: support plan in place
        home_revocation Return home: application to revoke the care order
        home_returned Return home: the child is at home
        parents_assessment Placement with parents: assessment and agreement
        parents_placed Placement with parents under a care order
        parents_ended Placement with parents ended, or the order revoked
        sgo_assessment Special guardianship: assessment and support plan
        sgo_applied Special guardianship: application
        sgo_made Special guardianship: order made
        adoption_decision Adoption: decision that the child should be placed
        adoption_placement_order Adoption: placement order
        adoption_placed Adoption: placed with the family
        adoption_order Adoption: order made
        adoption_disrupted Adoption: the placement disrupted
        life_story Life-story book given
        later_life_letter Later-life letter given
        staying_put_agreed Staying put: agreed with the carer
        staying_put_began Staying put: began at 18
    """),
    "NEED_KIND": listed("""
        language Language
        communication Communication
        disability Disability
        culture Culture and ethnicity
        religion Religion or belief
        sexuality Sexuality and gender
        immigration Immigration status
        digital How the child likes to be reached
        family_time Time with parents, brothers and sisters, and wider family
        away Living away from home: why there, and what it means for school, health and family time
    """),
    "REACHED_MATTER": listed("""
        late_review A review that is late
        dispute A dispute
    """),
    "FILE_SCAN": listed("""
        clean Nothing found
        infected Something harmful found
        failed Could not be scanned
    """),
}

"""Our own code sets about supervision, learning and the meetings of the service."""

from openiro.domain.code_lists import Code, listed

SUPERVISION_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "SUPERVISION_KIND": listed("""
        planned Supervision
        ad_hoc Supervision as required
        appraisal Appraisal
    """),
    # What the sheet of an officer counts. The order is that of the sheet and of the agenda.
    "SHEET_TOPIC": listed("""
        children Children allocated
        overdue Reviews overdue
        held_late Reviews held late
        records Records not written in time
        letters Records and letters not sent in time
        decisions Decisions sent late
        disputes Open disputes
        concerns Open concerns
        checks Checks between reviews overdue
        permanence No plan for permanence by the second review
        not_seen Not seen before the review
        actions Actions of earlier supervision
        learning Learning and training
        duties Duties beside reviews
    """),
    "LEARNING_KIND": listed("""
        course Course
        post_qualifying Post-qualifying course
        workshop Workshop
        webinar Webinar
        away_day Away day
        reading Reading and research
        shadowing Shadowing or being observed
        other Something else
    """),
    "LEARNING_STANDING": listed("""
        wanted Wanted or needed
        booked Booked
        done Done
    """),
    "SESSION_AUDIENCE": listed("""
        foster_carers Foster carers
        social_workers Social workers
        new_staff New staff and trainees
        managers Managers
        partners Health, schools and other partners
        young_people Children and young people
        other Somebody else
    """),
    "MEMBER_PART": listed("""
        chair Chair
        councillor Councillor
        young_people Children and young people's representative
        iro Independent reviewing officer
        participation Participation officer
        partner Partner agency
        officer Officer of the council
    """),
    "STAFF_GENDER": listed("""
        F Female
        M Male
        other Another gender
        not_said Prefers not to say
    """),
}

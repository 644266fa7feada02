"""Our own code sets about action plans: where an action comes from, when it is due, how far it has come."""

from openiro.domain.code_lists import Code, listed

PLAN_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "ACTION_SOURCE": listed("""
        inspection Finding of an inspection
        ncb National Children's Bureau recommendation
        council Council meeting or panel
        audit Audit
        children_in_care_council Children in care council
        theme Theme of challenge
        dispute Dispute
        report Annual report
        case_review Serious case review or research
        plan Another plan, such as the placement stability plan
        other Other
    """),
    "ACTION_TIMESCALE": listed("""
        date By a day
        quarterly Quarterly
        ongoing Ongoing
    """),
    "ACTION_STATE": listed("""
        in_progress In progress
        achieved Achieved
        partly Partly achieved
        on_hold On hold
        not_achieved Not achieved
    """),
    "INSPECTION_JUDGEMENT": listed("""
        outstanding Outstanding
        good Good
        requires_improvement Requires improvement
        inadequate Inadequate
        none No judgement: a finding alone
    """),
}

"""What a person may be allowed to do: one name for each thing, `area.verb_noun`."""

from enum import StrEnum


class Permission(StrEnum):
    """A thing that a role may or may not do. Each area adds its own lines."""

    # children
    VIEW_CHILDREN = "children.view_children"
    RECORD_CHILD = "children.record_child"
    RECORD_CARE = "children.record_care"
    RECORD_CHECKS = "children.record_checks"
    # allocation
    VIEW_CASELOAD = "allocation.view_caseload"
    ALLOCATE = "allocation.allocate_child"
    # reviews
    VIEW_REVIEWS = "reviews.view_reviews"
    PLAN_REVIEW = "reviews.plan_review"
    RECORD_REVIEW = "reviews.record_review"
    CANCEL_REVIEW = "reviews.cancel_review"
    CORRECT_REVIEW = "reviews.correct_review"
    ASK_EARLY_REVIEW = "reviews.ask_for_early_review"
    APPROVE_LATENESS = "reviews.approve_lateness"
    BRING_PAPERS = "reviews.bring_papers"
    VIEW_DECISIONS = "reviews.view_decisions"
    ANSWER_DECISION = "reviews.answer_decision"
    REPORT_PROGRESS = "reviews.report_progress"
    VIEW_RECORD = "reviews.view_record"
    DISTRIBUTE_RECORD = "reviews.distribute_record"
    OVERSEE = "reviews.oversee_between_reviews"
    VIEW_OVERSIGHT = "reviews.view_oversight"
    NOTIFY_CHANGE = "reviews.notify_change"
    # meetings
    INVITE = "meetings.invite_people"
    RECORD_CONFERENCE = "meetings.record_conference"
    # voice
    VIEW_VIEWS = "voice.view_views"
    RECORD_VIEWS = "voice.record_views"
    # escalations
    VIEW_DISPUTES = "escalations.view_disputes"
    RAISE_DISPUTE = "escalations.raise_dispute"
    ANSWER_DISPUTE = "escalations.answer_dispute"
    HANDLE_COMPLAINTS = "escalations.handle_complaints"
    # supervision
    VIEW_SUPERVISION = "supervision.view_supervision"
    SUPERVISE = "supervision.record_supervision"
    RECORD_LEARNING = "supervision.record_learning"
    # proceedings
    VIEW_COURT = "proceedings.view_proceedings"
    RECORD_COURT = "proceedings.record_proceedings"
    # arrivals
    VIEW_ARRIVALS = "arrivals.view_steps_into_care"
    RECORD_ARRIVALS = "arrivals.record_steps_into_care"
    # quality
    VIEW_FORMS = "quality.view_forms"
    FILL_FORM = "quality.fill_in_form"
    ANSWER_FORM = "quality.answer_form"
    VIEW_COPIES = "quality.view_copies"
    VIEW_MEETINGS = "quality.view_meetings"
    HOLD_MEETING = "quality.hold_meeting"
    # plans
    VIEW_PLANS = "plans.view_plans"
    WRITE_PLANS = "plans.write_plans"
    # audits
    VIEW_AUDITS = "audits.view_audits"
    DO_AUDIT = "audits.do_audit"
    DRAW_SAMPLE = "audits.draw_sample"
    # ingest
    VIEW_LOADS = "ingest.view_loads"
    LOAD_RETURN = "ingest.load_return"
    UNDO_LOAD = "ingest.undo_load"
    ASSIGN_PROBLEM = "ingest.assign_problem"
    # measures
    VIEW_MEASURES = "measures.view_measures"
    VIEW_ROWS = "measures.view_rows"
    NOTE_FIGURE = "measures.note_figure"
    # reports
    VIEW_REPORTS = "reports.view_reports"
    WRITE_REPORT = "reports.write_report"
    CHECK_REPORT = "reports.check_report"
    SIGN_OFF_REPORT = "reports.sign_off_report"
    # people
    VIEW_PEOPLE = "people.view_people"
    MANAGE_POSTS = "people.manage_posts"
    MANAGE_USERS = "people.manage_users"
    # policy
    VIEW_POLICY = "policy.view_policy"
    # core
    VIEW_ACCESS_LOG = "core.view_access_log"
    VIEW_HISTORY = "core.view_history"
    ADD_BANK_HOLIDAY = "core.add_bank_holiday"
    SEND_NOTICES = "core.send_notices"

    @property
    def area(self) -> str:
        """The part of the service that the permission belongs to."""
        return self.split(".")[0]

    @property
    def in_words(self) -> str:
        """What may be done, as people say it: `record review`."""
        return self.split(".")[1].replace("_", " ")


class Scope(StrEnum):
    """Whose records a role sees. Outside it a record does not exist."""

    NONE = "no child's record"
    OWN_ALLOCATED = "children allocated to them, or covered"
    OWN_CHAIRED = "children whose conference they chair, or cover"
    OWN_CARERS = "children placed with the carers whom they review"
    OWN_CASES = "children whose social worker they are"
    TEAM = "the children of their teams"
    REACHED = "children concerned in what has reached them"
    DIARY = "children with something to book, send or gather"
    ALL = "every child of the service"
    AGGREGATES = "figures only, small numbers hidden"

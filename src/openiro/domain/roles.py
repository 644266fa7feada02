"""The roles of the service: whom each sees, what each does, and the one matrix that is printed from them."""

from collections.abc import Iterable
from dataclasses import dataclass

from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal

P = Permission


class UnableToFindRole(Refusal):
    """A role was asked for by a code that the service does not have."""


@dataclass(frozen=True)
class Role:
    """A role that a person may hold.

    `sees_names`: children by name, else by number. `sees_free_text`: what people wrote. `asks_reason`: opening a
    child's record outside one's own caseload asks for a reason. `is_reviewer`: children may be allocated to it.
    """

    code: str
    name: str
    description: str
    scope: Scope
    permissions: frozenset[P]
    sees_names: bool = True
    sees_free_text: bool = True
    asks_reason: bool = False
    is_reviewer: bool = False


_READ = {P.VIEW_CHILDREN, P.VIEW_REVIEWS, P.VIEW_POLICY}
_PLANS = {P.VIEW_PLANS}
_FIGURES = {P.VIEW_MEASURES, P.VIEW_REPORTS, P.VIEW_POLICY}
_REVIEW = {P.PLAN_REVIEW, P.RECORD_REVIEW, P.VIEW_CASELOAD, P.VIEW_HISTORY, P.INVITE, P.DISTRIBUTE_RECORD}
_PAPERS = {P.VIEW_DECISIONS, P.VIEW_RECORD, P.VIEW_VIEWS}
_CHALLENGE = {P.VIEW_DISPUTES, P.RAISE_DISPUTE, P.HANDLE_COMPLAINTS}
_FORMS = {P.VIEW_FORMS, P.VIEW_MEETINGS}
_MONITOR = _FORMS | {P.FILL_FORM}
_ANSWERS = {P.ANSWER_DISPUTE, P.ANSWER_DECISION}
_SENIOR = frozenset(
    _READ
    | _FIGURES
    | _PAPERS
    | _FORMS
    | _PLANS
    | _ANSWERS
    | {P.VIEW_DISPUTES, P.VIEW_COURT, P.CHECK_REPORT, P.SIGN_OFF_REPORT}
)
_OVERSIGHT = {P.OVERSEE, P.VIEW_OVERSIGHT}
_COURT = {P.VIEW_COURT, P.RECORD_COURT}
_ARRIVALS = {P.VIEW_ARRIVALS, P.RECORD_ARRIVALS}
_SUPERVISED = {P.VIEW_SUPERVISION, P.RECORD_LEARNING}
_AUDIT = {P.VIEW_AUDITS, P.DO_AUDIT}
_OWN_CASE = {P.ASK_EARLY_REVIEW, P.BRING_PAPERS, P.REPORT_PROGRESS, P.RECORD_CHECKS}

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "iro",
            "Independent reviewing officer",
            "Holds the reviews of the children allocated to them, hears the child, and challenges.",
            Scope.OWN_ALLOCATED,
            frozenset(
                _READ
                | _FIGURES
                | _REVIEW
                | _PAPERS
                | _CHALLENGE
                | _OWN_CASE
                | _OVERSIGHT
                | _SUPERVISED
                | _COURT
                | _MONITOR
                | _PLANS
                | _AUDIT
                | _ARRIVALS
                | {P.VIEW_ROWS, P.RECORD_VIEWS, P.CHECK_REPORT}
            ),
            is_reviewer=True,
        ),
        Role(
            "conference_chair",
            "Conference chair",
            "Chairs the child protection conferences of the children allocated to them.",
            Scope.OWN_CHAIRED,
            frozenset(_READ | _FIGURES | _CHALLENGE | _PLANS | _AUDIT | {P.VIEW_CASELOAD, P.RECORD_CONFERENCE}),
            is_reviewer=True,
        ),
        Role(
            "fostering_iro",
            "Fostering reviewing officer",
            "Reviews foster carers; sees of a child only what the review says of the placement.",
            Scope.OWN_CARERS,
            frozenset({P.VIEW_CHILDREN, P.VIEW_POLICY, P.VIEW_COPIES}),
            sees_free_text=False,
        ),
        Role(
            "iro_manager",
            "IRO manager",
            "Runs the service: allocation, approval of lateness, quality, reports, policy.",
            Scope.ALL,
            frozenset(P) - {P.MANAGE_USERS, P.LOAD_RETURN, P.UNDO_LOAD, P.VIEW_COPIES},
            asks_reason=True,
        ),
        Role(
            "business_support",
            "Business support",
            "Books meetings, invites people, sends papers and chases answers.",
            Scope.DIARY,
            frozenset(
                _READ
                | {P.PLAN_REVIEW, P.VIEW_CASELOAD, P.VIEW_PEOPLE, P.INVITE, P.BRING_PAPERS, P.DISTRIBUTE_RECORD}
                | {P.SEND_NOTICES}
                | _ARRIVALS
            ),
            sees_free_text=False,
        ),
        Role(
            "social_worker",
            "Social worker",
            "Brings their own children's plans to reviews, carries out decisions, answers concerns.",
            Scope.OWN_CASES,
            frozenset(
                _READ | _PAPERS | _OWN_CASE | _COURT | _ARRIVALS | {P.VIEW_DISPUTES, P.NOTIFY_CHANGE, P.VIEW_AUDITS}
            ),
        ),
        Role(
            "team_manager",
            "Team manager",
            "Answers decisions and first-stage challenge for the children of their team.",
            Scope.TEAM,
            frozenset(
                _READ
                | _PAPERS
                | _OWN_CASE
                | _COURT
                | _FORMS
                | _ANSWERS
                | _ARRIVALS
                | {P.ANSWER_FORM, P.VIEW_MEASURES, P.VIEW_DISPUTES, P.NOTIFY_CHANGE}
                | _PLANS
                | {P.VIEW_AUDITS}
            ),
        ),
        Role(
            "head_of_service",
            "Head of service",
            "Answers the stages of challenge that reach them; sees figures for the service.",
            Scope.REACHED,
            _SENIOR,
        ),
        Role(
            "assistant_director",
            "Assistant director",
            "Answers the stages of challenge that reach them; sees figures for the service.",
            Scope.REACHED,
            _SENIOR,
        ),
        Role(
            "director",
            "Director of children's services",
            "Answers the last stages of challenge; sees figures for the service.",
            Scope.REACHED,
            _SENIOR,
        ),
        Role(
            "lado",
            "Designated officer for allegations",
            "Handles allegations against people who work with children; nobody else sees them.",
            Scope.NONE,
            frozenset({P.VIEW_POLICY}),
        ),
        Role(
            "participation_officer",
            "Participation officer",
            "Helps children who want it to give their views before a review.",
            Scope.DIARY,
            frozenset(_READ | {P.VIEW_MEASURES, P.VIEW_VIEWS, P.RECORD_VIEWS}),
            sees_free_text=False,
        ),
        Role(
            "health_lead",
            "Health lead",
            "Keeps the health checks of all looked-after children up to date.",
            Scope.ALL,
            frozenset({P.VIEW_CHILDREN, P.VIEW_MEASURES, P.VIEW_POLICY, P.RECORD_CHECKS} | _ARRIVALS),
            sees_free_text=False,
            asks_reason=True,
        ),
        Role(
            "virtual_school_lead",
            "Virtual school lead",
            "Keeps the education checks of all looked-after children up to date.",
            Scope.ALL,
            frozenset({P.VIEW_CHILDREN, P.VIEW_MEASURES, P.VIEW_POLICY, P.RECORD_CHECKS} | _ARRIVALS),
            sees_free_text=False,
            asks_reason=True,
        ),
        Role(
            "commissioner",
            "Commissioning officer",
            "Reads what monitoring forms say of placements and commissioned services.",
            Scope.NONE,
            frozenset({P.VIEW_POLICY, P.VIEW_COPIES}),
            sees_names=False,
        ),
        Role(
            "data_analyst",
            "Data analyst",
            "Loads returns, puts data right, and answers for the figures.",
            Scope.ALL,
            frozenset(
                _READ
                | _FIGURES
                | {P.VIEW_ROWS, P.NOTE_FIGURE, P.VIEW_LOADS, P.LOAD_RETURN, P.UNDO_LOAD, P.ASSIGN_PROBLEM}
            ),
            sees_names=False,
            sees_free_text=False,
            asks_reason=True,
        ),
        Role(
            "panel_member",
            "Corporate parenting panel member",
            "Reads the papers and the figures, with small numbers hidden, and asks questions.",
            Scope.AGGREGATES,
            frozenset(_FIGURES),
            sees_names=False,
            sees_free_text=False,
        ),
        Role(
            "administrator",
            "Administrator",
            "Keeps accounts, roles and settings; sees no child's record.",
            Scope.NONE,
            frozenset({P.MANAGE_USERS, P.VIEW_PEOPLE, P.VIEW_POLICY, P.ADD_BANK_HOLIDAY, P.SEND_NOTICES}),
            sees_names=False,
            sees_free_text=False,
        ),
    )
}


def role(code: str) -> Role:
    """The role of that code. Raises `UnableToFindRole`, with the codes there are, for any other."""
    try:
        return ROLES[code]
    except KeyError:
        raise UnableToFindRole(f"There is no role {code!r}. The roles are: {', '.join(ROLES)}.") from None


def can(role_codes: Iterable[str], permission: P) -> bool:
    """Whether any of the roles held allows it. Raises `UnableToFindRole`."""
    return any(permission in role(code).permissions for code in role_codes)


def scopes_for(role_codes: Iterable[str], permission: P) -> frozenset[Scope]:
    """Whose records a person with these roles may use the permission on; empty where it is not theirs."""
    held = (role(code) for code in role_codes)
    return frozenset(each.scope for each in held if permission in each.permissions) - {Scope.NONE}


def can_see_names(role_codes: Iterable[str]) -> bool:
    """Whether any of the roles held shows children by name."""
    return any(role(code).sees_names for code in role_codes)


def can_see_free_text(role_codes: Iterable[str]) -> bool:
    """Whether any of the roles held shows what people wrote."""
    return any(role(code).sees_free_text for code in role_codes)


def permission_matrix() -> tuple[tuple[str, ...], ...]:
    """Every permission against every role, headings first: `yes` where it is allowed, else blank."""
    heading = ("permission", *(each.name for each in ROLES.values()))
    rows = (
        (str(permission), *("yes" if permission in each.permissions else "" for each in ROLES.values()))
        for permission in P
    )
    return (heading, *rows)

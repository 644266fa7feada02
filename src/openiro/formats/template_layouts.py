"""Our own templates as data: what the national returns do not hold and the service needs."""

from openiro.domain.codes import CODE_SETS
from openiro.domain.roles import ROLES
from openiro.formats.layouts import Column, Kind, Layout

_ROLE_WORDS = tuple((code, role.name) for code, role in ROLES.items())


def _words(field: str) -> tuple[tuple[str, str], ...]:
    return tuple((code.code, code.meaning) for code in CODE_SETS[field])


def _key(name: str, kind: Kind, meaning: str, words: tuple[tuple[str, str], ...] = ()) -> Column:
    return Column(name, kind, needed=True, required=True, fatal=True, meaning=meaning, words=words)


def _fact(
    name: str, kind: Kind, meaning: str, words: tuple[tuple[str, str], ...] = (), *, required: bool = False
) -> Column:
    return Column(name, kind, needed=required, required=required, meaning=meaning, words=words)


_CHILD = _key("CHILD", Kind.TEXT, "The child's identifier, as in CHILD of the SSDA903 return.")
_REVIEW = _key("REVIEW", Kind.DATE, "The day of the review, as in REVIEW of the SSDA903 return.")

TEMPLATES: tuple[Layout, ...] = (
    Layout(
        "staff",
        "staff.csv",
        ("staff",),
        (
            _key("OFFICER", Kind.TEXT, "The staff number or sign-in name of the person; the same in every file."),
            _key("NAME", Kind.TEXT, "The person's name, as others should see it."),
            _fact("EMAIL", Kind.TEXT, "The person's work email address."),
            _key("ROLE", Kind.WORD, "The role held.", _ROLE_WORDS),
            _fact("TEAM", Kind.TEXT, "The team, where the role has one."),
            _fact("FTE", Kind.DECIMAL, "Full-time equivalent of the post, more than 0 and at most 1.", required=True),
            _key("STARTED", Kind.DATE, "The first day in the post."),
            _fact("ENDED", Kind.DATE, "The last day in the post; empty if it goes on."),
            _fact("PERMANENT", Kind.FLAG, "Whether the person is employed permanently, not agency or interim."),
        ),
        ("officer", "role", "started"),
        ("started", "ended"),
        period_is_fatal=True,
        meaning="Who works in the service: one row for each post held.",
    ),
    Layout(
        "allocations",
        "allocations.csv",
        ("allocations", "allocation"),
        (
            _CHILD,
            _key("OFFICER", Kind.TEXT, "The staff number or sign-in name, as in staff.csv."),
            _key("ROLE", Kind.WORD, "In which role the officer has the child.", _words("OFFICER_ROLE")),
            _key("FROM", Kind.DATE, "The first day of the allocation."),
            _fact("TO", Kind.DATE, "The last day of the allocation; empty if it goes on."),
        ),
        ("child", "role", "from"),
        ("from", "to"),
        period_is_fatal=True,
        meaning="Which officer had which child, from when to when: one row for each allocation.",
    ),
    Layout(
        "parents",
        "parents.csv",
        ("parents", "parent"),
        (
            _CHILD,
            _REVIEW,
            _key("PARENT", Kind.WORD, "Which parent the row is about.", _words("PARENT")),
            _key("ATTENDED", Kind.FLAG, "Whether the parent attended the review."),
            _key("VIEWS", Kind.FLAG, "Whether the parent's views were obtained for the review in any way."),
            _fact("REASON", Kind.WORD, "Why the views were not obtained; empty if they were.", _words("PARENT_REASON")),
        ),
        ("child", "review", "parent"),
        meaning="Parents' part in reviews: one row for each review and parent.",
    ),
    Layout(
        "names",
        "names.csv",
        ("names",),
        (
            _CHILD,
            _fact("GIVEN_NAME", Kind.TEXT, "The child's given name.", required=True),
            _fact("FAMILY_NAME", Kind.TEXT, "The child's family name.", required=True),
            _fact("NHS_NUMBER", Kind.TEXT, "The child's NHS number, ten digits."),
            _fact("DISABLED", Kind.FLAG, "Whether the child is disabled; empty if it is not known."),
        ),
        ("child",),
        meaning="Names and facts that the return leaves out: one row for each child.",
    ),
    Layout(
        "review_details",
        "review_details.csv",
        ("reviewdetails", "reviewdetail"),
        (
            _CHILD,
            _REVIEW,
            _fact("MODE", Kind.WORD, "How people met.", _words("MODE"), required=True),
            _fact("MINUTES", Kind.NUMBER, "How long the review took, in minutes."),
            _fact("ADJOURNED", Kind.DATE, "The day on which the review was adjourned, if it was."),
            _fact("ADJOURNMENT_REASON", Kind.TEXT, "Why it was adjourned."),
            _fact("COMPLETED", Kind.DATE, "The day on which the review was completed."),
            _fact("LATE_REASON", Kind.WORD, "Why the review was late, if it was.", _words("LATE_REASON")),
        ),
        ("child", "review"),
        meaning="More on reviews of the return: one row for each review.",
    ),
)

TEMPLATE_OF = {layout.name: layout for layout in TEMPLATES}

"""Our own templates as data: what the national returns do not hold and the service needs."""

from openiro.domain.roles import ROLES
from openiro.formats.challenge_templates import CHALLENGE_TEMPLATES
from openiro.formats.layouts import Kind, Layout
from openiro.formats.outcome_templates import OUTCOME_TEMPLATES
from openiro.formats.practice_templates import PRACTICE_TEMPLATES
from openiro.formats.protection_templates import PROTECTION_TEMPLATES
from openiro.formats.review_templates import CHECKS, DECISIONS, PARENTS, REVIEW_DETAILS
from openiro.formats.template_columns import CHILD, fact, key, words_of

_ROLE_WORDS = tuple((code, role.name) for code, role in ROLES.items())

TEMPLATES: tuple[Layout, ...] = (
    Layout(
        "staff",
        "staff.csv",
        ("staff",),
        (
            key("OFFICER", Kind.TEXT, "The staff number or sign-in name of the person; the same in every file."),
            key("NAME", Kind.TEXT, "The person's name, as others should see it."),
            fact("EMAIL", Kind.TEXT, "The person's work email address."),
            key("ROLE", Kind.WORD, "The role held.", _ROLE_WORDS),
            fact("TEAM", Kind.TEXT, "The team, where the role has one."),
            fact("FTE", Kind.DECIMAL, "Full-time equivalent of the post, more than 0 and at most 1.", required=True),
            key("STARTED", Kind.DATE, "The first day in the post."),
            fact("ENDED", Kind.DATE, "The last day in the post; empty if it goes on."),
            fact("PERMANENT", Kind.FLAG, "Whether the person is employed permanently, not agency or interim."),
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
            CHILD,
            key("OFFICER", Kind.TEXT, "The staff number or sign-in name, as in staff.csv."),
            key("ROLE", Kind.WORD, "In which role the officer has the child.", words_of("OFFICER_ROLE")),
            key("FROM", Kind.DATE, "The first day of the allocation."),
            fact("TO", Kind.DATE, "The last day of the allocation; empty if it goes on."),
        ),
        ("child", "role", "from"),
        ("from", "to"),
        period_is_fatal=True,
        meaning="Which officer had which child, from when to when: one row for each allocation.",
    ),
    PARENTS,
    Layout(
        "names",
        "names.csv",
        ("names",),
        (
            CHILD,
            fact("GIVEN_NAME", Kind.TEXT, "The child's given name.", required=True),
            fact("FAMILY_NAME", Kind.TEXT, "The child's family name.", required=True),
            fact("NHS_NUMBER", Kind.TEXT, "The child's NHS number, ten digits."),
            fact("DISABLED", Kind.FLAG, "Whether the child is disabled; empty if it is not known."),
        ),
        ("child",),
        meaning="Names and facts that the return leaves out: one row for each child.",
    ),
    REVIEW_DETAILS,
    DECISIONS,
    CHECKS,
    Layout(
        "permanence",
        "permanence.csv",
        ("permanence", "permanenceplans"),
        (
            CHILD,
            key("PLAN", Kind.CODE, "The plan for where the child is to grow up.", words_of("PERMANENCE")),
            key("FROM", Kind.DATE, "The first day of the plan."),
            fact("AGREED", Kind.DATE, "The day on which it was agreed; empty while it is proposed."),
            fact("ENDED", Kind.DATE, "The last day of the plan; empty if it goes on."),
        ),
        ("child", "plan", "from"),
        ("from", "ended"),
        period_is_fatal=True,
        meaning="Permanence plans: one row for each plan of a child.",
    ),
    Layout(
        "entitlements",
        "entitlements.csv",
        ("entitlements", "entitlement"),
        (
            CHILD,
            key("ENTITLEMENT", Kind.WORD, "What the child was told of or given, by its id in the council's policy."),
            key("TOLD", Kind.DATE, "The day on which the child was told or given it."),
        ),
        ("child", "entitlement", "told"),
        meaning="What children were told of their entitlements: one row for each child, entitlement and day.",
    ),
    *CHALLENGE_TEMPLATES,
    *PROTECTION_TEMPLATES,
    *OUTCOME_TEMPLATES,
    *PRACTICE_TEMPLATES,
)

TEMPLATE_OF = {layout.name: layout for layout in TEMPLATES}

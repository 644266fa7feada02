"""Beside the stages of a dispute: its clock stopped and run again, referrals and advice, documents."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.files import store_file
from openiro.domain.codes import CODE_SETS
from openiro.domain.disputes import DisputeState, UnableToChangeDispute, check_can_become, check_stop
from openiro.domain.permissions import Permission
from openiro.escalations.actions._common import child_of, facts_of, hold, record
from openiro.escalations.models import ClockStop, Dispute, Evidence, Referral
from openiro.people.models import User
from openiro.people.queries import day_of

REASONS_TO_STOP = tuple(each.code for each in CODE_SETS["CLOCK_STOP"])
REFERRALS = tuple(each.code for each in CODE_SETS["REFERRAL"])
LONGEST_TITLE = 120
MOST_DOCUMENTS = 100


@transaction.atomic
def stop_clock(*, dispute: Dispute, reason: str, by: User, at: datetime) -> None:
    """From today on no day counts, for a reason of CLOCK_STOP. Needs `escalations.raise_dispute` of the child.

    Raises `UnableToChangeDispute` where it stands still already, for another reason, or where the dispute is closed.
    """
    _changing(dispute, by, at)
    check_stop(dispute.stops.filter(ended_on__isnull=True).exists(), reason, REASONS_TO_STOP)
    ClockStop.objects.create(dispute=dispute, reason=reason, began_on=day_of(at), began_by=by)
    record(dispute, "escalations.clock_stopped", {"stop": reason}, by, at)


@transaction.atomic
def run_clock(*, dispute: Dispute, by: User, at: datetime) -> None:
    """From today on days count again. Needs `escalations.raise_dispute` of the child.

    Raises `UnableToChangeDispute` where the clock runs.
    """
    _changing(dispute, by, at)
    if not dispute.stops.filter(ended_on__isnull=True).update(ended_on=day_of(at), ended_by=by):
        raise UnableToChangeDispute("The clock runs already.")
    record(dispute, "escalations.clock_ran_again", {}, by, at)


@transaction.atomic
def refer(*, dispute: Dispute, kind: str, to: str, reason: str, by: User, at: datetime) -> Referral:
    """Refer to Cafcass, or ask for independent advice, at any point (rules 5.12 to 5.16); `kind`: REFERRAL.

    Needs `escalations.raise_dispute` of the child. Raises `UnableToChangeDispute` without a known kind or a reason.
    """
    _changing(dispute, by, at)
    if kind not in REFERRALS:
        raise UnableToChangeDispute("Choose from the list what is asked for.")
    if not reason.strip():
        raise UnableToChangeDispute("Say why you ask.")
    row = Referral.objects.create(
        dispute=dispute, kind=kind, to=to.strip(), reason=reason.strip(), asked_at=at, asked_by=by
    )
    record(dispute, "escalations.referred", {"referral": kind}, by, at)
    return row


@transaction.atomic
def settle_referral(*, referral: Referral, outcome: str, by: User, at: datetime) -> None:
    """Keep what came of a referral or of advice, also after the dispute is closed.

    Needs `escalations.raise_dispute` of the child. Raises `UnableToChangeDispute` without words or where it is kept.
    """
    check_may_for(by, Permission.RAISE_DISPUTE, child_of(referral.dispute), on=day_of(at))
    if not outcome.strip():
        raise UnableToChangeDispute("Say what came of it.")
    kept = Referral.objects.filter(pk=referral.pk, settled_at__isnull=True)
    if not kept.update(outcome=outcome.strip(), settled_at=at, settled_by=by):
        raise UnableToChangeDispute("What came of it is recorded already.")
    record(referral.dispute, "escalations.referral_settled", {"referral": referral.kind}, by, at)


@transaction.atomic
def add_evidence(*, dispute: Dispute, title: str, name: str, content: bytes, by: User, at: datetime) -> Evidence:
    """Put a document to the dispute, for whoever sees it. It is never taken back.

    Raises `UnableToChangeDispute` without a title or where the dispute is closed, `UnableToStoreFile` for the file.
    """
    check_may_for(by, Permission.VIEW_DISPUTES, child_of(dispute), on=day_of(at))
    hold(dispute)
    check_can_become(facts_of(dispute), DisputeState.CLOSED)
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        raise UnableToChangeDispute(f"Say what the document is, in {LONGEST_TITLE} characters or fewer.")
    if dispute.evidence.count() >= MOST_DOCUMENTS:
        raise UnableToChangeDispute("There are too many documents already. Put several into one.")
    file = store_file(name=name, content=content, by=by, at=at)
    row = Evidence.objects.create(dispute=dispute, file=file, title=title.strip(), added_at=at, added_by=by)
    record(dispute, "escalations.evidence_added", {"evidence": row.pk, "sha256": file.sha256}, by, at)
    return row


def _changing(dispute: Dispute, by: User, at: datetime) -> None:
    """Hold an open dispute for a change by whoever may raise one about the child."""
    check_may_for(by, Permission.RAISE_DISPUTE, child_of(dispute), on=day_of(at))
    hold(dispute)
    check_can_become(facts_of(dispute), DisputeState.CLOSED)

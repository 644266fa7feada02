"""Papers that people write: the words beside the figures, every version kept; remarks; what was frozen."""

from django.db import models
from django.db.models import F, Q

from openiro.core.models import both_or_neither
from openiro.domain.papers import Heard, PaperFacts, PaperState, paper_state
from openiro.people.models import User


class Paper(models.Model):
    """One version of a paper of one kind for one period, both days included.

    Its figures are counted when it is read, until it is signed off: from then on it is read as it was frozen. A later
    version corrects the one before, and says in `what_changes` what it changes.
    """

    kind = models.CharField(max_length=20)
    from_on = models.DateField()
    to_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    what_changes = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_on", "to_on", "version"], name="one_paper_of_a_kind_period_and_version"
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="paper_ends_after_it_begins"),
            both_or_neither("paper", "checked"),
            both_or_neither("paper", "signed_off"),
            both_or_neither("paper", "published"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on} to {self.to_on}, version {self.version}"

    @property
    def state(self) -> PaperState:
        """Where it is in its life."""
        return paper_state(
            PaperFacts(self.checked_at is not None, self.signed_off_at is not None, self.published_at is not None)
        )


class Narrative(models.Model):
    """What was written in one section of a paper; a later text is a later version, and the earlier one stays."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="narratives")
    section = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "section", "version"], name="one_text_a_version_of_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.section} {self.version}"


class Remark(models.Model):
    """What somebody said of a section while the paper was written, until it is dealt with."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="remarks")
    section = models.CharField(max_length=40)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [both_or_neither("remark", "resolved")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.section} {self.pk}"


class Hearing(models.Model):
    """A body that approved the paper, agreed to it as young people, or was presented with it, and on which day.

    Young people stand by their group, never by name.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="hearings")
    body = models.CharField(max_length=120)
    on = models.DateField()
    what = models.CharField(max_length=30)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(what__in=list(Heard)), name="what_a_body_may_do")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.on}"


class FigureNote(models.Model):
    """What a reader must know of a measure's figure for these days, both included, that its records do not say.

    `by_hand`: the number that somebody counted where the records could not; it stands beside the figure and is never
    taken for it. A note is withdrawn, not removed.
    """

    measure = models.CharField(max_length=80)
    from_on = models.DateField()
    to_on = models.DateField()
    kind = models.CharField(max_length=20)
    words = models.TextField()
    by_hand = models.DecimalField(max_digits=10, decimal_places=1, null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="figure_note_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(by_hand__isnull=True) | Q(by_hand__gte=0), name="counted_by_hand_from_nought"
            ),
            both_or_neither("figure_note", "withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.from_on} to {self.to_on}"


class FrozenPaper(models.Model):
    """A paper as it was signed off: `content` and `rows` are JSON, compressed and in base 64; `sha256` is of both.

    `content`: the paper with every number and with small numbers hidden, figures, definitions, policy, narrative
    versions and the version of the software. `rows`: the records behind each measure, by codes alone.
    """

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="frozen")
    content = models.TextField()
    rows = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.paper_id)

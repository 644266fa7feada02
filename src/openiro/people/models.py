"""People, roles held, teams and posts, the private links of their calendars, and the keys of other programs."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Finds people for sign-in, letter case aside."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in, a worker who is only named (no password), or the service account of timed jobs."""

    code = models.CharField(max_length=40, unique=True, help_text="the council's own staff number, or ours")
    email = models.EmailField(null=True, blank=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_service = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_an_email"),
            models.UniqueConstraint(fields=["is_service"], condition=Q(is_service=True), name="one_service_account"),
        ]

    def __str__(self) -> str:
        return self.code

    @cached_property
    def all_roles(self) -> "tuple[RoleHeld, ...]":
        """Every role ever given to this person, read once for as long as this object lives."""
        return tuple(self.roles_held.select_related("team").order_by("role", "from_on"))


class Team(models.Model):
    """A team of social workers, or the reviewing service itself."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role that a person holds from one day to another, both included; in a team where the role has one."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(fields=["user", "role", "team", "from_on"], name="a_role_of_a_team_is_held_once"),
            models.UniqueConstraint(
                fields=["user", "role", "from_on"], condition=Q(team__isnull=True), name="a_role_is_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Post(models.Model):
    """A post and who fills it: full-time equivalent, from when to when (both days included), permanent or not.

    `permanent` null: a loaded file did not say.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    fte = models.DecimalField(max_digits=4, decimal_places=2)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    permanent = models.BooleanField(default=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="post_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(fte__gt=0, fte__lte=1), name="post_fte_between_0_and_1"),
            models.UniqueConstraint(fields=["user", "role", "from_on"], name="a_post_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.fte}"


class CalendarLink(models.Model):
    """The private address of a person's calendar feed: only the hash of its key is kept. Withdrawn, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_links")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at__isnull=True), name="one_calendar_link_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"


class ApiKey(models.Model):
    """A key by which another program reads what one role of one person may read: only its hash is kept.

    It stops with its last day, with the role, with the person's account, or when it is withdrawn; never deleted.
    """

    held = models.ForeignKey(RoleHeld, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(help_text="the last day on which it works")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.held_id} {self.made_at:%Y-%m-%d}"

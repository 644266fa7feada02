"""Teams, and the posts that people fill."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain import roles
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import Post, Team, User
from openiro.people.queries import check_may, day_of


class UnableToChangePost(Refusal):
    """A team or a post cannot be added or ended as asked."""


@transaction.atomic
def add_team(*, name: str, by: User, at: datetime) -> Team:
    """Add a team. Needs `people.manage_users`. Raises `UnableToChangePost` where the name is taken or blank."""
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    if not name.strip() or Team.objects.filter(name__iexact=name.strip()).exists():
        raise UnableToChangePost("A team needs a name that no other team has. Give a different one.")
    team = Team.objects.create(name=name.strip())
    facts = {"team": team.pk, "name": team.name}
    record_event(stream=SERVICE_STREAM, kind="people.team_added", facts=facts, by=by, at=at)
    return team


@transaction.atomic
def add_post(
    *,
    person: User,
    role: str,
    fte: Decimal,
    from_on: date,
    to_on: date | None = None,
    permanent: bool = True,
    by: User,
    at: datetime,
) -> Post:
    """Record that a person fills a post in a role, both days included; `fte` above 0 and up to 1 (full time).

    Needs `people.manage_posts`. Raises `UnableToChangePost` for an impossible FTE, role or day.
    """
    check_may(by, Permission.MANAGE_POSTS, on=day_of(at))
    if role not in roles.ROLES:
        raise UnableToChangePost(f"There is no role {role}. Choose one of: {', '.join(roles.ROLES)}.")
    if not 0 < fte <= 1:
        raise UnableToChangePost("A post is up to 1 full-time equivalent, and more than 0. Give such a number.")
    if to_on is not None and to_on < from_on:
        raise UnableToChangePost("A post cannot end before its first day. Give a later last day.")
    if Post.objects.filter(user=person, role=role, from_on=from_on).exists():
        raise UnableToChangePost("A post in that role from that day is recorded already. End that one first.")
    post = Post.objects.create(user=person, role=role, fte=fte, from_on=from_on, to_on=to_on, permanent=permanent)
    facts = {
        "person": person.code,
        "role": role,
        "fte": str(fte),
        "from_on": from_on,
        "to_on": to_on,
        "permanent": permanent,
    }
    record_event(stream=SERVICE_STREAM, kind="people.post_added", facts=facts, by=by, at=at)
    return post


@transaction.atomic
def end_post(*, person: User, number: int, to_on: date, by: User, at: datetime) -> None:
    """End a person's post after `to_on`, its last day; `number` is that of `PostLine`.

    Needs `people.manage_posts`. Raises `UnableToChangePost` where it is not theirs or would end before it begins.
    """
    check_may(by, Permission.MANAGE_POSTS, on=day_of(at))
    post = person.posts.filter(pk=number).first()
    if post is None:
        raise UnableToChangePost(f"{person.name} has no such post. Look at the posts and choose again.")
    if to_on < post.from_on:
        raise UnableToChangePost("A post cannot end before its first day. Give a later last day.")
    before, post.to_on = post.to_on, to_on
    post.save(update_fields=["to_on"])
    facts = {"person": person.code, "role": post.role, "from_on": post.from_on, "before": before, "to_on": to_on}
    record_event(stream=SERVICE_STREAM, kind="people.post_ended", facts=facts, by=by, at=at)

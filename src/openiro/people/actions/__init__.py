"""Writes of people: persons, their roles, teams and posts."""

from openiro.people.actions.people import (
    UnableToChangePerson,
    add_person,
    change_person,
    deactivate,
    reactivate,
    set_password,
)
from openiro.people.actions.posts import UnableToChangePost, add_post, add_team, end_post
from openiro.people.actions.roles import UnableToGiveRole, end_role, give_role
from openiro.people.queries import service_account

__all__ = [
    "UnableToChangePerson",
    "UnableToChangePost",
    "UnableToGiveRole",
    "add_person",
    "add_post",
    "add_team",
    "change_person",
    "deactivate",
    "end_post",
    "end_role",
    "give_role",
    "reactivate",
    "service_account",
    "set_password",
]

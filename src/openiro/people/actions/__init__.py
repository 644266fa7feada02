"""Writes of people: persons, their roles, teams, posts, calendar links and proclaimed bank holidays."""

from openiro.people.actions.api_keys import UnableToMakeKey, make_api_key, note_key_used, withdraw_api_key
from openiro.people.actions.bank_holidays import add_bank_holiday
from openiro.people.actions.calendar_links import make_calendar_link, withdraw_calendar_link
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
from openiro.people.actions.sending import Sent, send_next_notice, send_notice_again, settle_doubts
from openiro.people.queries import service_account

__all__ = [
    "Sent",
    "UnableToChangePerson",
    "UnableToChangePost",
    "UnableToGiveRole",
    "UnableToMakeKey",
    "add_bank_holiday",
    "add_person",
    "add_post",
    "add_team",
    "change_person",
    "deactivate",
    "end_post",
    "end_role",
    "give_role",
    "make_api_key",
    "make_calendar_link",
    "note_key_used",
    "reactivate",
    "send_next_notice",
    "send_notice_again",
    "service_account",
    "set_password",
    "settle_doubts",
    "withdraw_api_key",
    "withdraw_calendar_link",
]

"""Addresses of people, roles, posts, teams, bank holidays and policy. A person stands in them by staff number."""

from django.urls import path

from openiro.web.people.views import calendar, keys, notices, people, policy, roles

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person-list"),
    path("add/", people.person_add, name="person-add"),
    path("bank-holidays/", calendar.bank_holiday_list, name="bank-holiday-list"),
    path("bank-holidays/add/", calendar.bank_holiday_add, name="bank-holiday-add"),
    path("keys/", keys.key_list, name="key-list"),
    path("keys/new/", keys.key_new, name="key-new"),
    path("keys/<int:number>/withdraw/", keys.key_withdraw, name="key-withdraw"),
    path("notices/", notices.notice_list, name="notice-list"),
    path("notices/<int:number>/send/", notices.notice_send_again, name="notice-send-again"),
    path("permissions/", policy.permission_list, name="permission-list"),
    path("policy/", policy.policy, name="policy"),
    path("teams/", people.team_list, name="team-list"),
    path("teams/add/", people.team_add, name="team-add"),
    path("person/<path:code>", people.person, name="person"),
    path("change/<path:code>", people.person_change, name="person-change"),
    path("deactivate/<path:code>", people.person_deactivate, name="person-deactivate"),
    path("reactivate/<path:code>", people.person_reactivate, name="person-reactivate"),
    path("role/give/<path:code>", roles.role_give, name="role-give"),
    path("role/<int:number>/end/<path:code>", roles.role_end, name="role-end"),
    path("post/add/<path:code>", roles.post_add, name="post-add"),
    path("post/<int:number>/end/<path:code>", roles.post_end, name="post-end"),
]

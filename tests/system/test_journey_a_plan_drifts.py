"""Journey 6: a plan drifts. Concern, stage 1, stage 2, resolved: each day counts, what changed is written down."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from tests.system.journey import Journey
from tests.system.service import MONDAY

ABOUT = "The school place was promised for September and is not found"
CHANGED = "She starts at the academy after Christmas"


class TestAPlanDrifts(Journey):
    """A child of the officer's, whose social worker is in the manager's team."""

    def test_a_concern_goes_through_two_stages_until_it_is_resolved(self) -> None:
        self.child = self.service.lay_out("decisions-sent")["child"].split("/")[2]
        self.given_i_am_signed_in_as("iro")
        self.when_i_raise_a_concern()
        with self.days_later(2):
            self.when_i_make_it_formal()
        with self.days_later(4):
            self.when_the_manager_answers_and_the_officer_goes_further()
        with self.days_later(9):
            self.when_the_head_of_service_answers()
            self.when_the_officer_closes_it()
        self.then_everything_is_told_of_the_child()

    @contextmanager
    def days_later(self, days: int) -> Iterator[None]:
        """What happens on a later morning, after which that morning's service is the journey's."""
        first = self.service
        with first.at(MONDAY + timedelta(days=days)) as self.service:
            yield
            self.said = self.page.locator("main").inner_text()
        self.service = first

    def when_i_raise_a_concern(self) -> None:
        self.when_i_open(f"/children/{self.child}/")
        self.when_i_follow("Everything challenged for this child", within="main")
        self.when_i_follow("Raise a concern", within="main")
        self.page.get_by_label("What is it about?").select_option(label="Drift or delay")
        self.page.get_by_role("group", name="Who should answer?").get_by_role("radio").first.check()
        self.when_i_enter("Your message", ABOUT)
        self.when_i_press("Send")
        self.then_the_page_is_sound()
        self.then_i_see("5 working days left")
        self.concern = self.page.url.removeprefix(self.service.url)

    def when_i_make_it_formal(self) -> None:
        """On Wednesday nobody has answered: three working days are left, and the officer does not wait for them."""
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(self.concern)
        self.then_i_see("3 working days left")
        self.when_i_follow("Make this formal", within="main")
        self.when_i_enter("What do you want to happen", "A place by January")
        self.when_i_press("Make this formal")
        self.then_the_page_is_sound()
        self.then_i_see("20 working days left")
        self.then_i_see("Stage 1")
        self.dispute = self.page.url.removeprefix(self.service.url)

    def when_the_manager_answers_and_the_officer_goes_further(self) -> None:
        """On Friday: two of the twenty days are gone."""
        self.given_i_am_signed_in_as("team_manager")
        self.when_i_open(self.dispute)
        self.then_i_see(ABOUT)
        self.then_i_see("18 working days left")
        self.when_i_answer("We wait for the panel")
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(self.dispute)
        self.then_i_see("We wait for the panel")
        self.when_i_follow("Take this further", within="main")
        self.page.get_by_role("radio", name=re.compile("Stage 2")).check()
        self.when_i_press("Take this further")
        self.then_i_see("gone to its next stage")

    def when_the_head_of_service_answers(self) -> None:
        """On the Wednesday after: the weekend did not count."""
        self.given_i_am_signed_in_as("head_of_service")
        self.when_i_open(self.dispute)
        self.then_i_see("15 working days left")
        self.when_i_answer("She starts on 4 January")

    def when_i_answer(self, words: str) -> None:
        self.when_i_follow("Answer", within="main")
        self.when_i_enter("Your answer", words)
        self.when_i_press("Send the answer")
        self.then_the_page_is_sound()
        self.then_i_see("Your answer is kept")

    def when_the_officer_closes_it(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(self.dispute)
        self.when_i_follow("Close", within="main .govuk-button-group")
        self.page.get_by_role("radio", name="Agreed as asked").check()
        self.when_i_press("Close this dispute")
        self.then_i_see("What changed for the child")
        self.when_i_enter("What changed for the child?", CHANGED)
        self.when_i_press("Close this dispute")
        self.then_the_page_is_sound()
        self.then_i_see("5 working days to its close")
        self.then_i_see(CHANGED)
        self.when_i_open(f"/challenge/{self.child}/")

    def then_everything_is_told_of_the_child(self) -> None:
        assert "Agreed as asked" in self.said
        assert "Became a formal dispute" in " ".join(self.said.split()).replace("became", "Became")

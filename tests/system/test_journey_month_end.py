"""Journey 8: month end. The analyst drops the 903 files in, sees whose the problems are, commits; a figure moves."""

import re

from tests.system.journey import Journey
from tests.system.returns import Return

MESSY = Return(
    {
        "header": ("X9001,F,01/06/2012,WBRI,,,", "X9002,M,03/04/2014,QQQQ,,,", "X9003,M,12/12/2010,AIND,,,"),
        "episodes": (
            "X9001,10/05/2026,S,C2,N1,U1,PR1,,,,,,",
            "X9002,01/07/2026,S,V2,N1,U4,PR1,,,,,,",
            "X9003,31/02/2026,S,V2,N1,U4,PR1,,,,,,",
            "X9999,01/05/2026,S,V2,N1,U4,PR1,,,,,,",
        ),
        "reviews": (
            "X9001,01/06/2012,05/06/2026,PN1",
            "X9002,03/04/2014,yesterday,PN3",
            "X9002,03/04/2014,24/07/2026,PN9",
        ),
    }
)
LOOKED_AFTER = "/measures/population.looked_after/?period=this-year"


class TestMonthEnd(Journey):
    """An invented return, messy as real ones are, of two children who are new and two whose rows cannot be used."""

    def test_dropped_in_looked_through_committed_and_undone(self) -> None:
        self.given_i_am_signed_in_as("data_analyst")
        before = self.figure()
        self.when_i_drop_the_files_in()
        self.then_i_see_the_problems_with_their_owners()
        assert self.figure() == before, "A check alone must change no figure."
        self.when_i_commit()
        assert self.figure() == before + 2
        self.when_i_undo_it()
        assert self.figure() == before

    def figure(self) -> int:
        """How many children are looked after, as the measure's own page says."""
        self.when_i_open(LOOKED_AFTER)
        return int(self.page.locator("main .oi-stat__value").first.inner_text().replace(",", ""))

    def when_i_drop_the_files_in(self) -> None:
        self.when_i_open("/data/")
        self.when_i_follow("Load a return", within="main")
        self.page.get_by_label("Files of one return").set_input_files(MESSY.written_to(self.folder / "return"))
        self.when_i_enter("Collection year", "2027")
        self.when_i_press("Check the files")

    def then_i_see_the_problems_with_their_owners(self) -> None:
        self.then_the_page_is_sound()
        self.load = self.page.url
        self.then_i_see("Waiting for a decision")
        self.then_i_see("3 rows have errors and are left out")
        for owner in ("Data analyst", "Social worker", "Business support"):
            self.then_i_see(re.compile(rf"{owner}\s+\d+\s+open"))
        for problem in ("DECOM is not a date", "REVIEW is not a date", "The child is in no usable row of the header"):
            self.then_i_see(problem)

    def when_i_commit(self) -> None:
        self.when_i_open(self.load)
        self.when_i_press("Commit the good rows")
        self.then_the_page_is_sound()
        self.then_i_see("is committed")

    def when_i_undo_it(self) -> None:
        self.when_i_open(self.load)
        self.when_i_follow("Undo this load")
        self.when_i_press("Undo this load")
        self.then_the_page_is_sound()
        self.then_i_see("is undone")

"""Writes tables of the Standard Safeguarding Dataset v1.4.0 from what is on record: people, care, reviews, conferences.

The dataset's review tables say nothing of the work of the IRO. What they lack follows their own columns, in columns
whose names begin with `iro_`, so that nobody takes them for the dataset's. Source: its DDL of 2026-01-20.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

OWN = {
    "ssd_person": "pers_person_id pers_upn pers_sex pers_ethnicity pers_dob pers_upn_unknown pers_is_mother",
    "ssd_cla_episodes": (
        "clae_cla_episode_id clae_person_id clae_cla_episode_start_date clae_cla_episode_start_reason "
        "clae_cla_primary_need_code clae_cla_episode_ceased_date clae_cla_episode_ceased_reason clae_cla_id "
        "clae_cla_last_iro_contact_date clae_entered_care_date"
    ),
    "ssd_cla_reviews": (
        "clar_cla_review_id clar_cla_id clar_cla_review_due_date clar_cla_review_date clar_cla_review_cancelled "
        "clar_cla_review_participation"
    ),
    "ssd_initial_cp_conference": (
        "icpc_icpc_id icpc_person_id icpc_cp_plan_id icpc_icpc_transfer_in icpc_icpc_target_date icpc_icpc_date "
        "icpc_icpc_outcome_cp_flag"
    ),
    "ssd_cp_plans": (
        "cppl_cp_plan_id cppl_icpc_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date "
        "cppl_cp_plan_initial_category cppl_cp_plan_latest_category"
    ),
    "ssd_cp_reviews": (
        "cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_date "
        "cppr_cp_review_outcome_continue_cp"
    ),
}
LACKING = {
    "ssd_cla_reviews": (
        "iro_person_id iro_officer_id iro_review_in_time iro_late_reason iro_review_mode iro_chaired_by_child "
        "iro_seen_before_date iro_seen_alone iro_advocate iro_review_adjourned_date iro_review_completed_date "
        "iro_decisions_sent_date iro_record_finished_date iro_record_distributed_date iro_care_plan_updated_date"
    ),
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    table: tuple(f"{own} {LACKING.get(table, '')}".split()) for table, own in OWN.items()
}
Cell = str | bool | date | None


@dataclass(frozen=True)
class OutTable:
    """A table to be handed out: its name, and rows by column; a column that a row does not name is blank."""

    name: str
    rows: list[dict[str, Cell]]

    def lines(self) -> Iterable[tuple[str, ...]]:
        """The headings, then each row. Raises `KeyError` for a column that the table does not have."""
        headings = HEADINGS[self.name]
        yield headings
        for row in self.rows:
            if strange := set(row) - set(headings):
                raise KeyError(f"{self.name}: {', '.join(sorted(strange))}")
            yield tuple(_cell(row.get(heading)) for heading in headings)


def _cell(value: Cell) -> str:
    """Days as the dataset's dates, Y and N for its flags, blank for what is not known."""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return value.isoformat() if isinstance(value, date) else value or ""

"""The tables of the Standard Safeguarding Dataset v1.4.0 that are read, as data. Source: its DDL of 2026-01-20."""

from openiro.formats.layouts import Column, Kind, Layout


def _table(name: str, needed: str, others: str) -> Layout:
    columns = [
        Column(column.upper(), Kind.TEXT, needed=needs) for text, needs in ((needed, True), (others, False))
        for column in text.split()
    ]  # fmt: skip
    return Layout(name, f"{name}.csv", (name.replace("_", ""),), tuple(columns), ("row",))


PERSON = _table(
    "ssd_person",
    "pers_person_id pers_dob",
    "pers_legacy_id pers_upn pers_forename pers_surname pers_sex pers_gender pers_ethnicity pers_single_unique_id "
    "pers_upn_unknown pers_send_flag pers_expected_dob pers_death_date pers_is_mother pers_nationality",
)
EPISODES = _table(
    "ssd_cla_episodes",
    "clae_person_id clae_cla_episode_start_date clae_cla_episode_ceased_date",
    "clae_cla_episode_id clae_cla_placement_id clae_cla_episode_start_reason clae_cla_primary_need_code "
    "clae_cla_episode_ceased_reason clae_cla_id clae_referral_id clae_cla_last_iro_contact_date "
    "clae_entered_care_date",
)
REVIEWS = _table(
    "ssd_cla_reviews",
    "clar_cla_id clar_cla_review_date",
    "clar_cla_review_id clar_cla_review_due_date clar_cla_review_cancelled clar_cla_review_participation",
)
PLACEMENTS = _table(
    "ssd_cla_placement",
    "clap_cla_placement_id clap_cla_placement_start_date clap_cla_placement_type",
    "clap_cla_id clap_person_id clap_cla_placement_urn clap_cla_placement_distance clap_cla_placement_provider "
    "clap_cla_placement_postcode clap_cla_placement_end_date clap_cla_placement_change_reason",
)
STATUSES = _table(
    "ssd_legal_status",
    "lega_person_id lega_legal_status lega_legal_status_start_date",
    "lega_legal_status_id lega_legal_status_end_date",
)
IMMIGRATION = _table(
    "ssd_immigration_status",
    "immi_person_id immi_immigration_status",
    "immi_immigration_status_id immi_immigration_status_start_date immi_immigration_status_end_date",
)
MISSING = _table(
    "ssd_missing",
    "miss_person_id miss_missing_episode_start_date miss_missing_episode_type",
    "miss_table_id miss_missing_episode_end_date miss_missing_rhi_offered miss_missing_rhi_accepted",
)
CP_PLANS = _table(
    "ssd_cp_plans",
    "cppl_person_id cppl_cp_plan_start_date",
    "cppl_cp_plan_id cppl_referral_id cppl_icpc_id cppl_cp_plan_end_date cppl_cp_plan_ola "
    "cppl_cp_plan_initial_category cppl_cp_plan_latest_category",
)
CP_INITIAL = _table(
    "ssd_initial_cp_conference",
    "icpc_person_id icpc_icpc_date",
    "icpc_icpc_id icpc_icpc_meeting_id icpc_s47_enquiry_id icpc_cp_plan_id icpc_referral_id icpc_icpc_transfer_in "
    "icpc_icpc_target_date icpc_icpc_outcome_cp_flag icpc_icpc_outcome_json icpc_icpc_team icpc_icpc_worker_id",
)
CP_REVIEWS = _table(
    "ssd_cp_reviews",
    "cppr_person_id cppr_cp_review_date",
    "cppr_cp_review_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_meeting_id cppr_cp_review_outcome_continue_cp "
    "cppr_cp_review_quorate cppr_cp_review_participation",
)
SSD_TABLES = (PERSON, EPISODES, REVIEWS, PLACEMENTS, STATUSES, IMMIGRATION, MISSING, CP_PLANS, CP_INITIAL, CP_REVIEWS)
NEEDED = (PERSON, EPISODES)

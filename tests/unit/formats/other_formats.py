"""Small invented sources of the other national formats, written to a folder for a test."""

import csv
from pathlib import Path

from openiro.formats.annex_a import HEADINGS

SSD = {
    "ssd_person": (
        "PERS_PERSON_ID,pers_dob,pers_sex,pers_ethnicity,pers_is_mother",
        ["P1,2010-05-01 00:00:00,F,WBRI,N", "P2,15/08/2014,M,A3 - odd,", "P3,2001-01-01 00:00:00,M,WBRI,"],
    ),
    "ssd_cla_episodes": (
        "clae_person_id,clae_cla_id,clae_cla_placement_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,"
        "clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason",
        [
            "P1,C1,L1,2017-04-10 00:00:00,S - Started to be looked after,N1,2017-09-01 00:00:00,X1",
            "P1,C1,L2,2017-09-01 00:00:00,P,N1,,",
            "P2,C2,L3,2015-01-12,S,N2,20/10/2017,E4A: Returned home",
        ],
    ),
    "ssd_legal_status": (
        "lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date",
        ["P1,C1 - Interim care order,2017-04-10,2017-12-01", "P1,C2,2017-12-01,", "P2,V2,2015-01-12,2017-10-20"],
    ),
    "ssd_cla_placement": (
        "clap_cla_placement_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_type,"
        "clap_cla_placement_provider,clap_cla_placement_end_date,clap_cla_placement_change_reason",
        [
            "L1,C1,2017-04-10,U4,PR1,2017-09-01,CARPL",
            "L2,C1,2017-09-01,K2,PR4,,",
            "L3,C2,2015-01-12,U6,PR1,2017-10-20,",
        ],
    ),
    "ssd_cla_reviews": (
        "clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,"
        "clar_cla_review_participation",
        [
            "C1,2017-05-08,2017-05-05 00:00:00,N,PN1 - Child attends and speaks",
            "C1,2017-08-01,2017-08-01,Y,PN1",
            "C1,2018-02-01,,N,",
            "C2,2017-06-14,2017-06-14,,PN0",
        ],
    ),
    "ssd_immigration_status": (
        "immi_person_id,immi_immigration_status,immi_immigration_status_end_date",
        ["P1,UASC,2018-01-31 00:00:00", "P2,British,"],
    ),
    "ssd_missing": (
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
        "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
        [
            "M1,P1,2017-06-03 22:40:00,Missing,2017-06-04 07:15:00,Y,N",
            "M2,P1,2017-11-20,A - Away from placement,20/11/2017,N,",
            "M3,P2,2017-10-20,M,,,",
        ],
    ),
}


def write_ssd(folder: Path, **tables: list[str] | None) -> Path:
    """The invented tables in `folder`, with other rows for those named; None leaves one out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (heading, rows) in SSD.items():
        lines = tables.get(name, rows)
        if lines is not None:
            (folder / f"{name}.csv").write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    return folder


def write_distances(folder: Path, *rows: str) -> Path:
    """The invented dataset, its placements with these distances from home."""
    heading = (
        "clap_cla_placement_id,clap_cla_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_type,"
        "clap_cla_placement_end_date,clap_cla_placement_distance"
    )
    write_ssd(folder)
    (folder / "ssd_cla_placement.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return folder


LISTED = {
    "Child Unique ID": "A1",
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": "01/05/2010",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "b) No",
    "Date Started to be Looked After": "10/04/2017",
    "Child's Category of Need": "a) Abuse or neglect",
    "Start date of current legal status": "01/06/2017",
    "Child's Legal Status": "b) Full care orders",
    "Date of Latest Statutory Review": "2017-10-05",
    "Start Date of Most Recent Placement": "01/06/2017",
    "Placement Type": "h) Children\u2019s Homes",
    "Placement Provider": "a) Own LA",
}


def write_list_8(path: Path, *rows: dict[str, str], renamed: dict[str, str] | None = None) -> Path:
    """List 8 as CSV: each row the invented child with what is said otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow((renamed or {}).get(heading, heading) for heading in HEADINGS)
        lines.writerows([{**LISTED, **row}.get(heading, "") for heading in HEADINGS] for row in rows or ({},))
    return path

"""Our own code set about figures: what a reader must know of one that its records do not say."""

from openiro.domain.code_lists import Code, listed

FIGURE_CODE_SETS: dict[str, tuple[Code, ...]] = {
    "FIGURE_NOTE": listed("""
        partial Partial: some records are missing
        by_hand Counted by hand
        under_reported Under-reported
        system_changed After a change of system
        recording_changed Recorded in another way than before
        other Other
    """),
}

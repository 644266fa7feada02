"""The code sets of the SSDA903 return, each code with its meaning and the collection years it is valid in.

Collection year Y runs from 1 April Y-1 to 31 March Y. Rows are never rewritten: a code that is replaced gets
a `valid_to`, and its successor a `valid_from`. The order of a list is that of the guide and is stable.
Source: DfE, Children looked-after by local authorities in England, guide to the SSDA903 collection, by year.
"""

from openiro.domain.code_lists import FIRST_RETURN, FIRST_YEAR, LAST_YEAR, Code, listed
from openiro.domain.codes_of_arrivals import ARRIVAL_CODE_SETS
from openiro.domain.codes_of_audits import AUDIT_CODE_SETS
from openiro.domain.codes_of_challenge import CHALLENGE_CODE_SETS
from openiro.domain.codes_of_court import COURT_CODE_SETS
from openiro.domain.codes_of_figures import FIGURE_CODE_SETS
from openiro.domain.codes_of_oversight import OVERSIGHT_CODE_SETS
from openiro.domain.codes_of_plans import PLAN_CODE_SETS
from openiro.domain.codes_of_protection import PROTECTION_CODE_SETS
from openiro.domain.codes_of_reviews import REVIEW_CODE_SETS
from openiro.domain.codes_of_supervision import SUPERVISION_CODE_SETS

__all__ = [
    "CODE_SETS",
    "FIRST_RETURN",
    "FIRST_YEAR",
    "LAST_YEAR",
    "Code",
    "code_list",
    "codes_ever",
    "codes_valid",
    "meaning_of",
]

_YES_NO = listed("""
    0 No
    1 Yes
""")

_YES_NO_FIELDS = (
    "MOTHER UASC CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
    "INTERVENTION_RECEIVED INTERVENTION_OFFERED FOSTER_CARE"
)

_ETHNIC = listed("""
    WBRI White British
    WIRI White Irish
    WOTH Any other White background
    WIRT Traveller of Irish heritage
    WROM Gypsy or Roma
    MWBC White and Black Caribbean
    MWBA White and Black African
    MWAS White and Asian
    MOTH Any other Mixed background
    AIND Indian
    APKN Pakistani
    ABAN Bangladeshi
    AOTH Any other Asian background
    CHNE Chinese
    BCRB Caribbean
    BAFR African
    BOTH Any other Black background
    OOTH Any other ethnic group
    REFU Refused
    NOBT Information not yet obtained
""")

_PLACE = listed("""
    A3 Placed for adoption with consent, with current foster carer
    A4 Placed for adoption with consent, not with current foster carer
    A5 Placed for adoption with placement order, with current foster carer
    A6 Placed for adoption with placement order, not with current foster carer
    H5 [-2025] Semi-independent living, not regulated as a children's home
    K1 Secure children's home
    K2 Children's home
    K3 [2025-] Supported accommodation
    P1 With own parents or other person with parental responsibility
    P2 [-2025] Independent living
    P3 Residential employment
    R1 Residential care home
    R2 NHS or other health establishment
    R3 Family centre or mother and baby unit
    R5 Young offender institution or prison
    S1 Residential school
    T0 All types of temporary move
    T1 Temporary stay in hospital
    T2 Temporary absence on holiday
    T3 Temporary stay while the usual carer is on holiday
    T4 Other temporary accommodation of seven days or less
    U1 Foster placement with relative or friend, long term
    U2 Foster placement with relative or friend, fostering for adoption or concurrent planning
    U3 Foster placement with relative or friend, other
    U4 Foster placement with other foster carer, long term
    U5 Foster placement with other foster carer, fostering for adoption or concurrent planning
    U6 Foster placement with other foster carer, other
    Z1 [-2025] Other placement
    Z11 [2026-] Other placement, type Z11
    Z12 [2026-] Other placement, type Z12
    Z13 [2026-] Other placement, type Z13
    Z14 [2026-] Other placement, type Z14
""")

_ACCOMMODATION = {
    "B": "With parents or relatives",
    "C": "Community home or other residential care",
    "D": "Semi-independent transitional accommodation",
    "E": "Supported lodgings",
    "G": "Gone abroad",
    "H": "Deported",
    "K": "Ordinary lodgings",
    "R": "Residence not known",
    "S": "No fixed abode or homeless",
    "T": "Foyer or similar supported accommodation",
    "U": "Independent living",
    "V": "Emergency accommodation",
    "W": "Bed and breakfast",
    "X": "In custody",
    "Y": "Other accommodation",
    "Z": "With former foster carer",
}
_ENDED_ACCOMMODATION = {"S1": 2024, "X1": 2024}
_ACCOM = (
    *(
        Code(kind + suit, f"{meaning}, {word}", valid_to=_ENDED_ACCOMMODATION.get(kind + suit))
        for kind, meaning in _ACCOMMODATION.items()
        for suit, word in (("1", "suitable"), ("2", "not suitable"))
    ),
    Code("0", "Not applicable: not in touch"),
)

CODE_SETS: dict[str, tuple[Code, ...]] = {
    "SEX": listed("""
        1 [-2024] Male
        2 [-2024] Female
        M [2025-] Male
        F [2025-] Female
        U [2025-] Unknown
    """),
    "ETHNIC": _ETHNIC,
    "RNE": listed("""
        S Started to be looked after
        L Change of legal status only
        P Change of placement and carer only
        T Change of placement, same carer
        B Change of legal status, placement and carer at the same time
        U Change of legal status and placement at the same time, same carer
    """),
    "LS": listed("""
        C1 Interim care order
        C2 Full care order
        D1 Freeing order
        E1 Placement order
        V2 Single period of accommodation under section 20
        V3 Series of short breaks, each recorded
        V4 Series of short breaks under an agreement
        J1 Remanded to local authority or youth detention accommodation
        J2 Accommodated under the Police and Criminal Evidence Act
        J3 Youth rehabilitation order with residence or intensive fostering requirement
        L1 Under police protection in local authority accommodation
        L2 Emergency protection order
        L3 Child assessment order in local authority accommodation
    """),
    "CIN": listed("""
        N1 Abuse or neglect
        N2 Child's disability
        N3 Parental illness or disability
        N4 Family in acute stress
        N5 Family dysfunction
        N6 Socially unacceptable behaviour
        N7 Low income
        N8 Absent parenting
    """),
    "PLACE": _PLACE,
    "PLACE_PROVIDER": listed("""
        PR0 Parents or other person with parental responsibility
        PR1 Own provision
        PR2 Other local authority provision
        PR3 Other public provision
        PR4 Private provision
        PR5 Voluntary or third sector provision
    """),
    "REC": listed("""
        X1 Episode ends, new episode begins on the same day
        E11 Adopted, application unopposed
        E12 Adopted, consent dispensed with by the court
        E2 Died
        E3 Care taken over by another local authority in the UK
        E4A Returned home as part of the care planning process
        E4B Returned home not as part of the care planning process
        E13 Left care to live with a person without parental responsibility
        E41 Child arrangements (residence) order granted
        E43 [-2018] Special guardianship order made to former foster carers
        E44 [-2018] Special guardianship order made to carers other than former foster carers
        E45 [2019-] Special guardianship order to former foster carers who are relatives or friends
        E46 [2019-] Special guardianship order to former foster carers, not relatives or friends
        E47 [2019-] Special guardianship order to other relatives or friends
        E48 [2019-] Special guardianship order to other carers
        E5 Moved into independent living with support
        E6 Moved into independent living without support
        E7 Transferred to residential care funded by adult social care
        E8 Care ceased for any other reason
        E9 Sentenced to custody
        E14 Accommodation on remand ended
        E15 Age assessment found the child to be 18 or over
        E16 Child moved abroad
        E17 Aged 18 or over and stayed with former foster carers
    """),
    "REASON_PLACE_CHANGE": listed("""
        CARPL Change to or implementation of the care plan
        CLOSE Provision closes or carer resigns
        ALLEG Allegation (section 47)
        STAND Standards of care concern
        APPRR Approval removed
        CREQB Carer asks for the end because of the child's behaviour
        CREQO Carer asks for the end for another reason
        CHILD Child asks for the end
        LAREQ Responsible or area authority asks for the end
        PLACE Change in the status of the placement only
        CUSTOD [2019-] Custody arrangement
        OTHER Other
    """),
    "REVIEW_CODE": listed("""
        PN0 Child aged under 4 at the review
        PN1 Child attends and speaks for themselves
        PN2 Child attends and an advocate speaks for them
        PN3 Child attends and conveys their view by symbols or without words
        PN4 Child attends and does not convey their view
        PN5 Child does not attend and has briefed an advocate
        PN6 Child does not attend and conveys their view by other means
        PN7 Child does not attend and does not convey their view
    """),
    "SDQ_REASON": listed("""
        SDQ1 Child under 4 or over 16
        SDQ2 Carer refused
        SDQ3 Severity of the child's disability
        SDQ4 Other
        SDQ5 Child refused
    """),
    **dict.fromkeys(_YES_NO_FIELDS.split(), _YES_NO),
    "IN_TOUCH": listed("""
        YES In touch
        NO Not in touch
        DIED Died after leaving care
        REFU Refuses contact
        NREQ No longer requires services
        RHOM Returned home
    """),
    "ACTIV": listed("""
        F1 Full time in higher education
        P1 Part time in higher education
        F2 Full time in other education
        P2 Part time in other education
        F3 [-2021] Full time in training or employment
        P3 [-2021] Part time in training or employment
        F4 [2022-] Full time in an apprenticeship
        P4 [2022-] Part time in an apprenticeship
        F5 [2022-] Full time in training or employment, not an apprenticeship
        P5 [2022-] Part time in training or employment, not an apprenticeship
        G4 Not in education, employment or training: illness or disability
        G5 Not in education, employment or training: other circumstances
        G6 Not in education, employment or training: pregnancy or parenting
        0 Not applicable: not in touch
    """),
    "ACCOM": _ACCOM,
    "NB_ADOPTR": listed("""
        1 One adopter
        2 Two adopters
    """),
    "SEX_ADOPTR": listed("""
        M1 One male adopter
        F1 One female adopter
        MM Two male adopters
        FF Two female adopters
        MF One male and one female adopter
    """),
    "LS_ADOPTR": listed("""
        L0 Single adopter
        L11 Married couple
        L12 Civil partners
        L2 Different-gender couple, not married or civil partners
        L3 Same-gender couple, not married or civil partners
        L4 Two people who are not a couple
    """),
    "REASON_PLACED_CEASED": listed("""
        RD1 The child's needs changed
        RD2 The court did not make a placement order
        RD3 Prospective adopters could not be found
        RD4 Any other reason
    """),
    "PREV_PERM": listed("""
        P1 Adoption
        P2 Special guardianship order
        P3 Residence order or child arrangements order
        P4 Unknown
        Z1 No previous permanence option
    """),
    "MISSING": listed("""
        M Missing: whereabouts unknown
        A Away from placement without authorisation: whereabouts known
    """),
    "SW_REASON": listed("""
        MANAGE [2024-] Change of case management
        FCONTA [2024-] First contact social worker
        LEFTRL [2024-] Social worker left the role
        ORGRST [2024-] Organisational restructure
        TSPROC [2024-] Transfer process
        ABSENC [2024-] Social worker absent for a period
        CHCHAN [2024-] Child asked for a change
        PCCHAN [2024-] Parent or carer asked for a change
        SWDIED [2024-] Social worker died
        OTHERS [2024-] Other
    """),
    "OFFICER_ROLE": listed("""
        iro Independent reviewing officer
        conference_chair Child protection conference chair
    """),
}
CODE_SETS.update(REVIEW_CODE_SETS)
CODE_SETS.update(CHALLENGE_CODE_SETS)
CODE_SETS.update(COURT_CODE_SETS)
CODE_SETS.update(OVERSIGHT_CODE_SETS)
CODE_SETS.update(SUPERVISION_CODE_SETS)
CODE_SETS.update(PLAN_CODE_SETS)
CODE_SETS.update(AUDIT_CODE_SETS)
CODE_SETS.update(PROTECTION_CODE_SETS)
CODE_SETS.update(FIGURE_CODE_SETS)
CODE_SETS.update(ARRIVAL_CODE_SETS)

ETHNIC_GROUPS: dict[str, tuple[str, ...]] = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "Other": ("OOTH",),
    "Unknown": ("REFU", "NOBT"),
}
_GROUP_OF = {code: group for group, codes in ETHNIC_GROUPS.items() for code in codes}

SHORT_BREAK_STATUSES = frozenset({"V3", "V4"})
ADOPTION_PLACEMENTS = frozenset({"A3", "A4", "A5", "A6"})
TEMPORARY_PLACEMENTS = frozenset({"T0", "T1", "T2", "T3", "T4"})


def code_list(field: str, year: int) -> tuple[Code, ...]:
    """The codes of `field` (a column of the return) valid in collection year `year`, in the guide's order.

    Of a year before the first whose guide is here, the codes of that one. Raises `KeyError` for a field without codes.
    """
    return tuple(code for code in CODE_SETS[field] if code.is_valid_in(max(year, FIRST_YEAR)))


def codes_valid(field: str, year: int) -> frozenset[str]:
    """The codes of `field` that may be used in collection year `year`. Raises `KeyError` as `code_list`."""
    return frozenset(code.code for code in code_list(field, year))


def codes_ever(field: str) -> frozenset[str]:
    """Every code that `field` has had in any collection year: one of these that is not valid is outdated."""
    return frozenset(code.code for code in CODE_SETS[field])


def meaning_of(field: str, code: str) -> str:
    """What `code` means, in whatever year; the code itself where it is not in the list of `field`."""
    return next((each.meaning for each in CODE_SETS[field] if each.code == code), code)


def ethnic_group(code: str | None) -> str:
    """The ethnic group of an ETHNIC code; 'Unknown' for refused, not obtained, blank and anything else."""
    return _GROUP_OF.get(code or "", "Unknown")

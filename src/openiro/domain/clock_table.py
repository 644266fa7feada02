"""The clocks of the service as a table, one line each: read by `openiro.domain.clocks`.

id | title | anchor | limit | number of the rule | source | confidence | notes (`local`: a policy may differ).
"""

SOURCES = {
    "CPPCR": "Care Planning, Placement and Case Review (England) Regulations 2010",
    "AAR": "Adoption Agencies Regulations 2005",
    "FSR": "Fostering Services (England) Regulations 2011",
    "Handbook": "IRO Handbook",
    "WT": "Working Together to Safeguard Children",
    "Education": "Statutory guidance on promoting the education of looked-after children",
    "Missing": "Statutory guidance on children who run away or go missing",
    "Local": "Procedures that councils share",
}

TABLE = """
service.told | IRO service told | became looked after | 2 working days | 2.04 | Handbook | S | local
iro.appointed | IRO appointed | became looked after | 5 working days | 2.03 | Handbook | S
plan.placement | Placement plan | placement started | 5 working days | 2.23 | CPPCR, reg 9 | V | if not before
plan.care | Care plan | first placement started | 10 working days | 2.23 | CPPCR, reg 4(2) | V | if not before
plan.education | Education plan (PEP) | became looked after | 10 working days | 8.06 | Education | S | local
health.initial | Initial health assessment | became looked after | 20 working days | 8.01 | CPPCR, reg 7 | S
health.under_5 | Health review under 5 | previous assessment | 6 months | 8.02 | CPPCR, reg 7 | S
health.from_5 | Health review from 5 | previous assessment | 12 months | 8.02 | CPPCR, reg 7 | S
review.first | First review | became looked after | 20 working days | 1.03 | CPPCR, reg 33(1) | V
review.second | Second review | first held | 3 months | 1.04 | CPPCR, reg 33(2) | V
review.later | Later review | previous held | 6 months | 1.04 | CPPCR, reg 33(2) | V
review.adjourned | Adjourned review | adjournment | 20 working days | 1.40 | CPPCR, reg 36(2) | S | once
short_breaks.first | First short-break review | first break | 3 months | 1.62 | CPPCR, reg 48 | S
short_breaks.later | Later short-break review | previous held | 6 months | 1.62 | CPPCR, reg 48 | S
authority.first | First review under placing authority | authority given | 3 months | 1.51 | AAR, reg 36 | V
authority.later | Later review under placing authority | previous held | 6 months | 1.51 | AAR, reg 36 | V
adoption.first | First review placed for adoption | placed for adoption | 4 weeks | 1.52 | AAR, reg 36 | V
adoption.second | Second review placed for adoption | first of these held | 3 months | 1.52 | AAR, reg 36 | V
adoption.later | Later review placed for adoption | previous held | 6 months | 1.52 | AAR, reg 36 | V
adoption.disrupted | Review after return from adopters | child returned | 28-42 days | 1.55 | AAR, reg 36 | M
before.child | Talk with the child | review date | 20 working days before | 2.10 | Local | S | local
before.contact | Talk with the IRO | review date | 15 working days before | 2.11 | Handbook | S | local
before.invitations | Invitations sent | review date | 10 working days before | 2.12 | Local | S | local
before.reports | Reports reach the IRO | review date | 3 working days before | 2.13 | Handbook | S | local
after.decisions | Decisions sent | review completed | 5 working days | 3.02 | Handbook, chapter 3 | S
after.manager | Manager's response | receipt | 5 working days | 3.06 | Handbook, chapter 3 | S | local
after.care_plan | Care plan updated | review completed | 10 working days | 3.05 | Local | S
after.record | Full record | review completed | 15 working days | 3.03 | Local | S
after.distribution | Record distributed | review completed | 20 working days | 3.04 | Local | S
dispute.formal | Dispute, all formal stages | formal start | 20 working days | 5.23 | Handbook, 6.2 | V
conference.initial | Initial conference | strategy discussion | 15 working days | 7.01 | WT | V
conference.core_group | First core group | initial conference | 10 working days | 7.04 | WT | S
conference.first_review | First review conference | initial conference | 3 months | 7.02 | WT | S
conference.later_review | Later review conference | previous conference | 6 months | 7.02 | WT | S
visit.first | First visit | placement started | 1 weeks | 8.09 | CPPCR, reg 28 | V
visit.first_year | Visit in the first year | previous visit | 6 weeks | 8.09 | CPPCR, reg 28 | V
visit.later | Visit after the first year | previous visit | 6 weeks | 8.09 | CPPCR, reg 28 | V
visit.lasting | Visit, placement meant to last to 18 | previous visit | 3 months | 8.09 | CPPCR, reg 28 | V
missing.interview | Return home interview | return | 72 hours | 8.13 | Missing | S
pathway.assessment | Pathway assessment | 16th birthday or eligible | 3 months | 8.07 | CPPCR, reg 42 | V
carer.review | Foster carer's review | approval or previous review | 1 years | 6.08 | FSR, reg 28 | S
record.disposal | Record kept | birth | 75 years | 10.05 | CPPCR, reg 50 | S
record.disposal_death | Record kept after a death before 18 | death | 15 years | 10.05 | CPPCR, reg 50 | S
"""

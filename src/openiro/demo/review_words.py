"""What people of a synthetic council say and write around a review. Nobody in it is real."""

from collections.abc import Mapping

# By the ids of the questions of the policy; what a child's age is not asked is left out.
CHILDREN: tuple[Mapping[str, object], ...] = (
    {
        "home": "good",
        "home_say": "I like my room and the dog. I would like to stay up later at weekends.",
        "family": "more",
        "family_say": "I want to see my brother on his own sometimes, not only when everyone is there.",
        "school": "ok",
        "school_say": "Maths is hard. Mr Adeyemi helps me after school on Tuesdays.",
        "friends": "Football on Saturdays, and baking.",
        "worries": "Nobody has told me what happens after the summer.",
        "good": "I got into the county team.",
        "there": ["carer", "social_worker"],
        "talk": "What happens after the summer\nSeeing my brother on his own",
        "chair": "part",
        "helper": "participation_officer",
        "heard": "yes",
        "knows_iro": "yes",
        "with_worker": "yes",
        "with_carer": "yes",
        "iro_say": "It was good that you asked me first. Please make it shorter.",
        "advocate": "no",
        "quote": "yes",
    },
    {
        "home": "ok",
        "home_say": "It is fine. I miss my old room.",
        "family": "enough",
        "school": "good",
        "school_say": "My form tutor listens.",
        "health": "ok",
        "change": "I want a phone, and to go to the swimming club on my own.",
        "good": "I can swim 50 lengths.",
        "where": "At home, after school.",
        "there": ["carer", "mother", "social_worker"],
        "talk": "Going to the swimming club on my own",
        "chair": "no",
        "helper": "carer",
        "heard": "partly",
        "knows_iro": "no",
        "with_worker": "partly",
        "with_carer": "yes",
        "iro_say": "Too many people talked at once.",
        "advocate": "yes",
        "quote": "no",
    },
)
PARENT: Mapping[str, object] = {
    "coming": "coming",
    "apart": "no",
    "child_well": "Settled, and talks more than last year.",
    "family_time": "Two hours is too short. Could it be outdoors when the weather is good?",
    "heard": "partly",
    "last_time": "I was asked at the end, when most was settled.",
    "told": "I would like a telephone call after each hospital appointment.",
    "worries": "That the social worker changes again.",
}
CARER: Mapping[str, object] = {
    "coming": "coming",
    "child_well": "Very well. Sleeps through the night since September.",
    "school": "Homework club twice a week.",
    "health": "Dentist in October, no treatment needed. Glasses on order.",
    "wishes": "To see more of the family, and to know the plan.",
    "support": "Two weekends of respite in spring would help.",
    "stable": "yes",
    "heard": "yes",
    "last_time": "Well led. The decisions came within the week.",
}
SAID = "I want to know where I am going to live when I am sixteen. Nobody says it in a way that I understand."
NOTES: Mapping[str, str] = {
    "changes": "A new school since September. A grandmother has come forward and is being assessed.",
    "placement": "The placement meets the child's needs. The carers are willing to go on until 18.",
    "family_time": "Every second Saturday with mother. Time with the brother alone is to be arranged.",
    "education": "Attendance is 97 per cent. One-to-one tuition in mathematics has begun.",
    "health": "The assessment was in June. Glasses are on order; the dentist found nothing to treat.",
    "leisure": "Football every Saturday, and baking with the carer.",
    "permanence": "Long-term foster care until 18 is the plan; the match goes to panel.",
    "iro_view": "The plan is the right one and moves too slowly. The panel's day was put off twice.",
    "impact": "The child will know by January where home is.",
}
OBJECTION = "The budget of the team does not cover this. We offer the group that begins in January in its place."
DISPUTE = "The match was to go to panel in June, then in September. No day is booked, and the child asks."
WANTED = "A day for the panel within four weeks, and a letter that tells the child."
LATE_APPROVED = "Agreed: the reports are needed. The new day holds."
EARLY = "The carers have given notice that they cannot go on beyond the holidays."

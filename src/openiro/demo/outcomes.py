"""What reviews lead to: decisions with their answers and outcomes, and the days of record, copies and care plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from openiro.demo.lives import DecisionLaid, Life, ReviewLaid
from openiro.domain.months import age_on
from openiro.domain.working_days import WorkingCalendar

# Who is to do it, what, and from which to which age of the child it may be decided.
DECISIONS = (
    ("social_worker", "Update the care plan with what was agreed today.", 0, 17),
    ("social_worker", "Book the health assessment, and tell the carer the day.", 0, 17),
    ("social_worker", "Agree dates for family time in the next school holidays.", 0, 17),
    ("social_worker", "Finish the assessment of the relatives who have come forward.", 0, 12),
    ("social_worker", "Begin life-story work, and bring the book to the next review.", 2, 12),
    ("social_worker", "Speak alone with the child at the next visit about what was said today.", 4, 17),
    ("social_worker", "Find out which clubs are near, and pay for the first term.", 5, 16),
    ("social_worker", "Apply for a passport.", 1, 17),
    ("team_manager", "Decide whether the placement is matched as a long-term one.", 0, 16),
    ("team_manager", "Bring the plan for permanence to the panel.", 0, 16),
    ("carer", "Take the child to the dentist.", 2, 17),
    ("carer", "Keep a bedtime that allows for nine hours of sleep.", 4, 14),
    ("supervising_social_worker", "Arrange the training about sleep that the carers asked for.", 0, 12),
    ("school", "Hold the meeting about the education plan, and send the plan round.", 3, 17),
    ("virtual_school", "Find out whether one-to-one tuition can be paid for.", 6, 16),
    ("health", "Send the immunisation record to the social worker.", 0, 17),
    ("health", "Go through the SDQ with the carers, and advise on the score.", 4, 16),
    ("iro", "Meet the child before the next review.", 4, 17),
    ("advocate", "Help the young person to write down what should change.", 9, 17),
    ("personal_adviser", "Write the pathway plan with the young person, who keeps a copy.", 16, 17),
    ("personal_adviser", "Open a bank account together, and practise a weekly budget.", 15, 17),
    ("child", "Choose two courses to visit, and tell the social worker which.", 15, 17),
    ("mother", "Bring the photographs that were asked for to the next family time.", 0, 14),
    ("residential_worker", "Plan with the young person how pocket money is saved.", 10, 17),
)
HOW_MANY = (3, 4, 4, 5, 5, 6)
WEEKS_TO_DO = (2, 4, 4, 6, 8, 8, 12, 16)
OUTCOMES = {"implemented": 0.74, "partly": 0.13, "not_implemented": 0.08, "overtaken": 0.05}
ANSWERS_AFTER = (0, 0, 1, 1, 2, 2, 3, 4, 5)
DAYS_TO_ANSWER = 5
LEFT_UNANSWERED, OBJECTED, NEVER = 0.07, 0.015, 0.03
COMPLETED_AFTER = (0,) * 9 + (2, 4, 6)
# Working days from completion, those of the few that are late among them.
SENT_AFTER = (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 8)
RECORD_AFTER = (5, 8, 9, 10, 11, 12, 12, 13, 14, 14, 15, 15, 17, 21)
COPIES_AFTER = (1, 2, 2, 3, 3, 4, 5)
PLAN_AFTER = (2, 4, 5, 6, 7, 8, 9, 9, 10, 10, 13)


def settle_outcomes(lives: Sequence[Life], last_day: date, calendar: WorkingCalendar, random: Random) -> None:
    """Fill in what every review led to by `last_day`."""
    for life in lives:
        unfinished: list[DecisionLaid] = []
        for index, review in enumerate(life.reviews):
            _settle_days(review, last_day, calendar, random)
            review.decisions = _decided(life, review, unfinished, random)
            _send(review, last_day, calendar, random)
            following = life.reviews[index + 1].held_on if index + 1 < len(life.reviews) else None
            unfinished = _judged(review, following, random)


def _settle_days(review: ReviewLaid, last_day: date, calendar: WorkingCalendar, random: Random) -> None:
    completed_on = calendar.days_after(review.held_on, random.choice(COMPLETED_AFTER))

    def day(after: date, choices: tuple[int, ...]) -> date | None:
        found = calendar.days_after(after, random.choice(choices))
        return found if found <= last_day and random.random() > NEVER else None

    review.completed_on = completed_on if completed_on <= last_day else None
    review.decisions_sent_on = day(completed_on, SENT_AFTER)
    review.record_finished_on = day(completed_on, RECORD_AFTER)
    review.distributed_on = day(review.record_finished_on, COPIES_AFTER) if review.record_finished_on else None
    review.care_plan_updated_on = day(completed_on, PLAN_AFTER)


def _decided(life: Life, review: ReviewLaid, unfinished: Sequence[DecisionLaid], random: Random) -> list[DecisionLaid]:
    """What was not done comes first, again; then what is new."""
    age = age_on(life.born_on, review.held_on)
    again = [(each.owner, each.text) for each in unfinished]
    new = [(owner, text) for owner, text, youngest, oldest in DECISIONS if youngest <= age <= oldest]
    fresh = [each for each in random.sample(new, len(new)) if each not in again]
    chosen = [*again, *fresh][: random.choice(HOW_MANY)]
    return [
        DecisionLaid(number, text, owner, review.held_on + timedelta(weeks=random.choice(WEEKS_TO_DO)))
        for number, (owner, text) in enumerate(chosen, start=1)
    ]


def _send(review: ReviewLaid, last_day: date, calendar: WorkingCalendar, random: Random) -> None:
    """All decisions go to the manager at once and are answered at once; silence is agreement after five days."""
    sent_on = review.decisions_sent_on
    if sent_on is None:
        return
    silent = random.random() < LEFT_UNANSWERED
    answered_on = calendar.days_after(sent_on, DAYS_TO_ANSWER + 1 if silent else random.choice(ANSWERS_AFTER))
    for decision in review.decisions:
        decision.sent_on = sent_on
        if answered_on <= last_day:
            objected = not silent and random.random() < OBJECTED
            decision.answer = "deemed" if silent else "objected" if objected else "agreed"
            decision.answered_on = answered_on


def _judged(review: ReviewLaid, following: date | None, random: Random) -> list[DecisionLaid]:
    """Judge each decision at the following review, if there was one; answers what was not done."""
    if following is None:
        return []
    outcomes = random.choices(list(OUTCOMES), list(OUTCOMES.values()), k=len(review.decisions))
    for decision, outcome in zip(review.decisions, outcomes, strict=True):
        decision.outcome, decision.judged_on = outcome, following
    return [each for each in review.decisions if each.outcome == "not_implemented"]

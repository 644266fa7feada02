"""Journey 6: a plan drifts; concern, stage 1, stage 2, resolved; every day is counted, what changed is written down."""

from datetime import date

from django.urls import reverse

from openiro.escalations.models import Concern, Dispute
from tests.integration.challenge.conftest import at
from tests.integration.web_decisions.conftest import browser, words


def page_of(name, child, *numbers):
    return reverse(f"challenge:{name}", args=[child.reference, *numbers])


def test_a_plan_drifts(friday_morning, child, ada, tom, mona, head, review):
    officer, worker = browser(ada), browser(tom)

    # Friday: as easy as a message, from the child's page in one click.
    assert page_of("child", child) in officer.get(reverse("children:child", args=[child.reference])).content.decode()
    given = {"theme": "drift", "person_code": tom.code, "text": "The school place is not found"}
    said = words(officer.post(f"{page_of('concern-raise', child)}?review={review.pk}", given, follow=True))
    assert "Your concern is sent" in said
    assert "5 working days left" in said
    concern = Concern.objects.get()
    thread = page_of("concern", child, concern.pk)
    assert "The school place is not found" in words(worker.get(thread))
    worker.post(thread, {"text": "I asked the school again"})

    # Wednesday: nothing has moved, and it becomes formal.
    friday_morning.move_to(at(date(2026, 11, 25)))
    officer, manager = browser(ada), browser(mona)
    given = {"wanted": "A place by January", "further_themes": ["education"]}
    said = words(officer.post(page_of("concern-formal", child, concern.pk), given, follow=True))
    assert "20 working days left all formal stages" in said
    dispute = Dispute.objects.get()
    its_page = page_of("dispute", child, dispute.pk)
    said = words(manager.get(its_page))
    assert "The school place is not found" in said
    assert "Drift or delay; Education" in said
    manager.post(page_of("dispute-reply", child, dispute.pk), {"reply": "We wait for the panel"})

    # Two days later the clock stops for the panel, and runs again on Tuesday: Friday and Monday do not count.
    friday_morning.move_to(at(date(2026, 11, 27)))
    officer = browser(ada)
    officer.post(page_of("dispute-stop", child, dispute.pk), {"reason": "panel"})
    assert "19 working days left when it runs again" in words(officer.get(its_page))
    friday_morning.move_to(at(date(2026, 12, 1)))
    officer = browser(ada)
    officer.post(page_of("dispute-run", child, dispute.pk), {})

    # Stage 2 with the head of service, who sees the child from now on.
    assert browser(head).get(its_page).status_code == 404
    said = words(officer.post(page_of("dispute-next", child, dispute.pk), {"place": "2"}, follow=True))
    assert "The dispute has gone to its next stage" in said
    friday_morning.move_to(at(date(2026, 12, 3)))
    officer, senior = browser(ada), browser(head)
    senior.post(page_of("dispute-reply", child, dispute.pk), {"reply": "She starts on 4 January"})
    given = {"outcome": "agreed", "agreed": "A place at the academy", "changed_for_child": "She goes to school"}
    said = words(officer.post(page_of("dispute-close", child, dispute.pk), given, follow=True))
    for told in ("4 working days to its close", "She goes to school", "A place at the academy", "She starts on 4"):
        assert told in said

    # From the theme to the record in three clicks; from the child to everything in one.
    themes = officer.get(reverse("challenge:themes")).content.decode()
    link = f"{reverse('challenge:list')}?standing=all&amp;period=year&amp;service=looked_after&amp;theme=education"
    assert link in themes
    assert its_page in officer.get(link.replace("&amp;", "&")).content.decode()
    said = words(officer.get(page_of("child", child)))
    assert "Agreed as asked" in said
    assert "Became a formal dispute" in said

"""Each page in a real browser: drawn, quiet, within the window, safe."""

import pytest
from django.urls import reverse

from risks.access.models import Scope
from tests.browser.conftest import Visit
from tests.factories import make_run
from tests.web.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

LISTS = (
    "dashboard",
    "register",
    "exposure",
    "cases",
    "reminder_list",
    "reports",
    "calendar",
)
ADMIN = (
    "admin:index",
    "admin:risks_risk_changelist",
    "admin:risks_case_changelist",
    "admin:risks_risk_add",
    "admin:risks_assumptions_add",
    "admin:risks_case_add",
)
ACCOUNT = ("mfa_index", "account_change_password")


def addresses(world: World) -> list[str]:
    return [
        *(reverse(name) for name in (*LISTS, *ADMIN, *ACCOUNT)),
        reverse("risk", args=[world.walled_risk.public_id]),
        reverse("what_if", args=[world.walled_risk.public_id]),
        reverse("case", args=[world.walled_case.public_id]),
        reverse("rules"),
        f"{reverse('enter_rule')}?court=cacd",
        reverse("entered_rule", args=[world.entered_rule.public_id]),
        reverse("mark_as_met", args=[world.deadline.public_id]),
        reverse("add_deadline", args=[world.walled_case.public_id]),
        reverse("change_responsible", args=[world.deadline.public_id]),
        reverse("reminder", args=[world.walled_reminder.public_id]),
        reverse("snooze_reminder", args=[world.walled_reminder.public_id]),
        reverse("reminder_history", args=[world.walled_reminder.public_id]),
        reverse("decide_proposal", args=[world.proposal.public_id]),
        reverse("admin:risks_case_change", args=[world.walled_case.pk]),
        reverse("admin:risks_case_history", args=[world.walled_case.pk]),
    ]


def test_no_page_makes_the_console_complain(visit: Visit, world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))

    for address in addresses(world):
        visit.open(address)

    assert visit.complaints == []


@pytest.mark.parametrize(
    "scheme", ["light", pytest.param("dark", marks=pytest.mark.proof)]
)
def test_no_page_is_wider_than_a_telephone(
    scheme: str, visit: Visit, world: World
) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit.page.set_viewport_size({"width": 400, "height": 800})

    wide = [
        address
        for address in addresses(world)
        if visit.open(address).evaluate("document.documentElement.scrollWidth") > 400
    ]

    assert wide == []


def test_charts_are_drawn_under_the_policy(visit: Visit, world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))

    for address in (
        reverse("dashboard"),
        reverse("exposure"),
        reverse("risk", args=[world.open_risk.public_id]),
    ):
        page = visit.open(address)
        charts = page.locator("[data-chart]")
        charts.last.locator("svg").wait_for()
        assert charts.locator("svg").count() == charts.count()

    assert visit.complaints == []


def test_a_chart_turns_with_the_dark_theme(visit: Visit, world: World) -> None:
    page = visit.open(reverse("risk", args=[world.open_risk.public_id]))
    chart = page.locator("[data-chart]").first
    label = chart.locator("svg .role-axis-label text").first
    label.wait_for()
    light = label.get_attribute("fill")

    page.evaluate("document.documentElement.classList.add('dark')")
    page.wait_for_function(
        "light => document.querySelector('[data-chart] svg .role-axis-label text')"
        "?.getAttribute('fill') !== light",
        arg=light,
    )

    card = chart.evaluate("figure => getComputedStyle(figure).backgroundColor")
    assert card != "rgb(255, 255, 255)"
    assert chart.locator("svg > rect[fill='white']").count() == 0
    assert visit.complaints == []


def test_a_chart_describes_itself_to_who_cannot_see_it(
    visit: Visit, world: World
) -> None:
    page = visit.open(reverse("risk", args=[world.open_risk.public_id]))

    chart = page.locator("[data-chart]").first
    chart.locator("svg").wait_for()

    told = chart.get_attribute("aria-label")
    assert told is not None
    assert told.startswith("Curve: probability of losing more than each amount")


def test_a_deadline_is_closed_by_hand(visit: Visit, world: World) -> None:
    page = visit.open(reverse("case", args=[world.open_case.public_id]))
    page.get_by_role("link", name="Mark as met").click()
    page.get_by_label("What was done").fill("Filed as entry 44.")

    page.get_by_role("button", name="Mark as met").click()

    page.get_by_text("Marked as met:").wait_for()
    world.deadline.refresh_from_db()
    assert world.deadline.close_reason == "Filed as entry 44."


def test_a_reminder_is_acknowledged_by_hand(visit: Visit, world: World) -> None:
    page = visit.open(reverse("reminder", args=[world.walled_reminder.public_id]))

    page.get_by_role("button", name="Acknowledge reminder").click()

    page.get_by_text("You acknowledged this reminder on").wait_for()
    world.walled_reminder.refresh_from_db()
    assert world.walled_reminder.state == "acknowledged"


def test_a_proposal_is_accepted_by_hand(visit: Visit, world: World) -> None:
    page = visit.open(reverse("risk", args=[world.open_risk.public_id]))
    page.get_by_label("Reason").fill("The order says so.")

    page.get_by_role("button", name="Accept proposal").click()

    page.get_by_text("Proposal accepted.").wait_for()
    world.proposal.refresh_from_db()
    assert world.proposal.status == "accepted"


def test_a_doubt_becomes_a_proposal_by_hand(visit: Visit, world: World) -> None:
    page = visit.open(reverse("risk", args=[world.open_risk.public_id]))
    page.get_by_role("link", name="What if").click()
    page.get_by_label("Probability within the horizon").fill("10 %")
    page.get_by_role("button", name="Show effect").click()
    page.get_by_text("Probability within the horizon 20 % → 10 %").wait_for()
    page.get_by_label("Reason for the change").fill("The audit found less.")
    page.get_by_label("Decide by").fill("2096-06-30")

    page.get_by_role("button", name="Propose change").click()

    page.get_by_text("It takes effect as a new version once it is accepted.").wait_for()
    proposal = world.open_risk.proposals.get(origin__startswith="what-if")
    assert proposal.change == {"probability_horizon": 0.1}
    assert visit.complaints == []


def test_the_first_key_leads_past_the_menu(visit: Visit) -> None:
    page = visit.open(reverse("dashboard"))

    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Skip to content")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["x"] >= 0  # type: ignore[index]


def test_the_menu_opens_by_keyboard_on_a_telephone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 400, "height": 800})
    page = visit.open(reverse("dashboard"))
    menu = page.get_by_role("button", name="Show or hide the menu").first

    menu.focus()
    page.keyboard.press("Enter")

    page.get_by_role("link", name="Risk register").wait_for(state="visible")


def test_nobody_signs_in_with_a_wrong_password(visit: Visit) -> None:
    visit.page.context.clear_cookies()
    page = visit.open(reverse("account_login"))
    page.get_by_label("Login").fill("counsel")
    page.get_by_label("Password").fill("wrong")

    page.get_by_role("button", name="Sign in").click()

    page.get_by_text("not correct").wait_for()


def test_a_person_signs_in_and_out(visit: Visit, world: World) -> None:
    world.people["counsel"].set_password("a-long-enough-phrase")
    world.people["counsel"].save()
    visit.page.context.clear_cookies()
    page = visit.open(reverse("register"))
    page.get_by_label("Login").fill("counsel")
    page.get_by_label("Password").fill("a-long-enough-phrase")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("highest score first").wait_for()

    page.get_by_text("counsel@example.com").click()
    page.get_by_role("button", name="Log out").click()

    page.get_by_role("heading", name="Sign in").wait_for()
    assert visit.complaints == []

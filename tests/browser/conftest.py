"""Debian's Chromium against the real pages, with every console message kept."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web.world import World, client_of, make_world

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""


@dataclass
class Visit:
    """One signed-in window, and what its console complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}", wait_until="load")
        return self.page

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it, or name its binary in CHROMIUM")
    # Playwright's own loop runs in this thread; Django would take it for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        # As root there is no sandbox to be had.
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(live_server: LiveServer) -> World:
    return make_world()


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, world: World) -> Iterator[Visit]:
    """Counsel's window, of the width of a laptop."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    session = client_of(world.people["counsel"]).cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    visit = Visit(page=context.new_page(), address=live_server.url)
    visit.page.on("console", visit.hear)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    context.close()

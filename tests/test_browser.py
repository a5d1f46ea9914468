"""The page in a browser: it works, by mouse and by keyboard, asks for nothing, and runs nothing that it shows.

Chromium is looked for where it usually is.  Where ``ATTRIB_BROWSER`` names one, its want is a failure and no skip.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings

from attrib.corroboration import corroborate
from attrib.pages.markup import tame
from attrib.pages.stories import render_stories
from attrib.report import Report
from tests import samples
from tests.test_page import ALLOWED, GLOBAL, NASTY, hostile
from tests.test_stories import CIRCULAR

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

    Opens = Callable[..., "Opened"]

WANTED = os.environ.get("ATTRIB_BROWSER")
CHROMIUM = WANTED or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def give_up(reason: str) -> NoReturn:
    """Skip, unless the browser was asked for."""
    if WANTED:
        pytest.fail(f"ATTRIB_BROWSER is set, and {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        give_up("Playwright is not installed")
    if not CHROMIUM or not Path(CHROMIUM).is_file():
        give_up(f"there is no Chromium at {CHROMIUM}" if CHROMIUM else "no Chromium was found")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield browser
        browser.close()


class Opened:
    """A page in the browser, with all that it asked for, said and complained of."""

    def __init__(self, page: Page, file: Path):
        self.page = page
        self.heard: list[str] = []
        self.asked: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("popup", lambda popup: self.heard.append(popup.url))
        page.on("request", lambda request: self.asked.append(request.url))
        page.route("**/*", lambda route: route.continue_() if route.request.url == file.as_uri() else route.abort())
        page.goto(file.as_uri())

    def _refuse(self, dialog: Dialog) -> None:
        self.heard.append(dialog.message)
        dialog.dismiss()

    def is_open(self) -> list[str]:
        """The claims whose panels are open."""
        found: list[str] = self.page.eval_on_selector_all("details[open]", "all => all.map(x => x.dataset.claim)")
        return found

    def lit(self) -> str:
        """The text that is marked as that of the claim which is open."""
        found: str = self.page.eval_on_selector_all(".text .on", "all => all.map(x => x.textContent).join('|')")
        return found

    def focused(self) -> str:
        """The text of what has the focus."""
        found: str = self.page.evaluate("document.activeElement.textContent")
        return found

    def end(self) -> None:
        """See that it asked for nothing but itself and complained of nothing, and close it."""
        assert self.heard == []
        assert [url for url in self.asked if not url.split("#")[0].endswith(".html")] == []
        assert len(self.asked) == 1
        self.page.context.close()


@pytest.fixture
def opens(browser: Browser, tmp_path: Path) -> Iterator[Opens]:
    """Opens reports, and sees in the end that none of them asked for anything or complained."""
    opened: list[Opened] = []

    def open_page(shown: Report | str, width: int = 1280, **options: object) -> Opened:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(shown if isinstance(shown, str) else shown.to_html(), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        opened.append(Opened(context.new_page(), file))
        return opened[-1]

    yield open_page
    for each in opened:
        each.end()


def test_a_click_opens_a_claim_and_another_closes_it(opens: Opens) -> None:
    shown = opens(samples.report())
    assert shown.is_open() == []
    shown.page.click("mark >> text=The harbour wall at Velmora cracked on Tuesday")
    assert shown.is_open() == ["0"]
    assert shown.lit().split("|") == [
        "The harbour wall at Velmora cracked on Tuesday", "the Velmora Courier", "reported", "citing",
        "sources in the port authority",
    ]  # fmt: skip
    assert shown.page.get_attribute("#at-0", "aria-expanded") == "true"
    assert shown.page.is_visible("#panel-0 svg.chain")
    shown.page.click("mark >> text=Nobody")
    assert shown.is_open() == ["3"] and shown.page.get_attribute("#at-0", "aria-expanded") == "false"
    shown.page.click("mark >> text=Nobody")
    assert shown.is_open() == [] and shown.lit() == ""


def test_a_claim_opens_from_the_list_and_from_links(opens: Opens) -> None:
    shown = opens(samples.report())
    shown.page.click("#panel-1 > summary")
    shown.page.wait_for_selector(".text .on")
    assert shown.is_open() == ["1"] and "Engineer Ilsa Brandt" in shown.lit()
    shown.page.click("#panel-1 .dispute a")
    assert shown.is_open() == ["2"] and "denied" in shown.lit()
    shown.page.click("#panel-2 a.back")
    assert shown.focused() == "2" and shown.is_open() == ["2"]
    shown.page.click("button >> text=Relayed")
    shown.page.click("#sources a[data-open='3']")
    assert shown.is_open() == ["3"] and shown.page.is_visible("#at-3")
    assert shown.page.get_attribute("button >> text=Relayed", "aria-pressed") == "false"


def test_the_keyboard_goes_through_the_claims_in_order(opens: Opens) -> None:
    shown = opens(samples.report())
    press = shown.page.keyboard.press
    press("Tab")
    assert shown.focused() == "Skip to the claims"
    order = []
    for _ in range(9):
        press("Tab")
        order.append(shown.focused())
    assert order[:4] == ["Anonymous origin (2)", "Relayed (1)", "Disputed (2)", "Author’s own voice"]
    assert order[4:] == ["0", "1", "2", "3", "4"]
    press("Enter")
    assert shown.is_open() == ["4"] and shown.focused().startswith("4")
    assert shown.page.evaluate("document.activeElement.localName") == "summary"
    press("Escape")
    assert shown.is_open() == [] and shown.focused() == "4"
    assert shown.page.evaluate("document.activeElement.id") == "at-4"
    press("Shift+Tab")
    press("Space")
    assert shown.is_open() == ["3"]


def test_the_focus_can_be_seen(opens: Opens) -> None:
    shown = opens(samples.report())
    for _ in range(7):
        shown.page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert shown.page.evaluate(f"{style}.outlineStyle") == "solid"
        assert float(shown.page.evaluate(f"{style}.outlineWidth").removesuffix("px")) >= 2


def test_filters_leave_what_meets_all_of_them(opens: Opens) -> None:
    shown = opens(samples.report())
    numbers = ".text a.number:visible"
    shown.page.click("button >> text=Anonymous")
    assert shown.page.locator(numbers).all_inner_texts() == ["0", "4"]
    assert shown.page.locator("details:visible").count() == 2
    assert shown.page.inner_text("[role=status]") == "2 of 5 claims shown"
    shown.page.click("button >> text=Disputed")
    assert shown.page.locator(numbers).all_inner_texts() == ["0"]
    shown.page.click("button >> text=Anonymous")
    assert shown.page.locator(numbers).all_inner_texts() == ["0", "1"]
    assert shown.page.get_attribute("button >> text=Disputed", "aria-pressed") == "true"
    shown.page.click("mark >> text=Nobody")
    assert shown.is_open() == []
    shown.page.click("button >> text=Disputed")
    assert shown.page.locator(numbers).count() == 5 and shown.page.inner_text("[role=status]") == ""


def test_the_authors_own_voice_can_be_marked(opens: Opens) -> None:
    shown = opens(samples.report())
    voice = "getComputedStyle(document.querySelector('.text .voice')).backgroundColor"
    before = shown.page.evaluate(voice)
    shown.page.click("button >> text=voice")
    assert shown.page.evaluate(voice) != before
    shown.page.click("button >> text=voice")
    assert shown.page.evaluate(voice) == before


def test_all_can_be_read_without_the_script(opens: Opens) -> None:
    shown = opens(samples.report(), java_script_enabled=False)
    assert not shown.page.is_visible(".filters")
    assert shown.page.locator("details").count() == 5
    shown.page.click("#panel-3 > summary")
    assert "in the words of Tomas Reyl" in shown.page.inner_text("#claim-3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_nothing_runs_over_the_edge(opens: Opens, width: int, scheme: str) -> None:
    for report in (samples.report(), samples.hostile_report("W" * 300), samples.hostile_report("\u0301中" * 200)):
        shown = opens(report, width=width, color_scheme=scheme)
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        shown.page.click("#at-0")
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.page.is_visible("#panel-0 .sentence")


CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parse(colour).slice(0, 3).map((c) => {
      c /= 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((parse(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || at.closest("script, svg") || !at.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(at).color), light(behind(at))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${at.className} ${walk.currentNode.data.slice(0, 30)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(opens: Opens, scheme: str) -> None:
    shown = opens(samples.report(), color_scheme=scheme, reduced_motion="reduce")
    shown.page.click("button >> text=voice")
    for number in range(5):
        shown.page.click(f"#at-{number}")
        assert shown.page.evaluate(CONTRAST) == []


def test_paper_gets_every_claim(opens: Opens) -> None:
    shown = opens(samples.report())
    shown.page.click("#at-1")
    shown.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert shown.is_open() == ["0", "1", "2", "3", "4"]
    shown.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    shown.page.wait_for_timeout(50)
    assert shown.is_open() == ["1"]
    shown.page.emulate_media(media="print")
    assert not shown.page.is_visible(".filters")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["", "".join(NASTY)])
def test_the_page_of_many_texts(opens: Opens, text: str, scheme: str) -> None:
    hostile = samples.hostile_report(text)
    stories = [*CIRCULAR, *corroborate([hostile, hostile])]
    for width in (320, 1280):
        shown = opens(render_stories(stories), width=width, color_scheme=scheme)
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.page.evaluate(CONTRAST) == []
        assert shown.page.evaluate("document.scripts.length") == 0
        assert shown.page.is_visible("svg.network >> nth=0")


INVENTORY = """() => [...document.querySelectorAll("*")].map(
  (x) => [x.localName, x.getAttributeNames(), (x.getAttribute("class") ?? "")])"""


@pytest.mark.parametrize("text", [*NASTY, "".join(NASTY), "".join(reversed(NASTY))])
def test_what_is_hostile_runs_nothing(opens: Opens, text: str) -> None:
    shown = opens(samples.hostile_report(text))
    shown.page.click("#at-0")
    assert shown.page.evaluate("window.pwned") is None
    assert shown.page.evaluate("document.scripts.length") == 1
    for name, attributes, _ in shown.page.evaluate(INVENTORY):
        allowed = ALLOWED[name] | GLOBAL | {"aria-expanded", "aria-controls", "viewBox", "open"}
        assert set(attributes) <= allowed, (name, attributes)
    article = """() => {
      const copy = document.querySelector(".text").cloneNode(true);
      copy.querySelectorAll(".number").forEach((x) => x.remove());
      return copy.textContent;
    }"""
    assert shown.page.evaluate(article) == tame(text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile)
def test_no_text_whatever_runs_anything(opens: Opens, text: str) -> None:
    report = samples.hostile_report(text)
    for page in (report.to_html(), f"<!doctype html><title>notebook</title>{report._repr_html_()}"):
        shown = opens(page)
        for summary in shown.page.query_selector_all("summary"):
            summary.click()
        assert shown.page.evaluate("window.pwned") is None
        shown.end()

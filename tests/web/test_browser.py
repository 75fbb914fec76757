from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from web.accessibility import flaws
from web.fake_verifier import CRASHING, LOCKED, SLOW, SOUND, WRONG, FakeVerifier

pytestmark = pytest.mark.browser

MASS = "/mass/?peptide=LL-37&observed=899.7"


def pdf(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must neither leave the host nor write an error to its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    opened = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert [words for words in complaints if "status of 4" not in words and "status of 5" not in words] == []


def check(page: Page, *files: FilePayload) -> None:
    page.goto("/")
    page.set_input_files("input[type=file]", list(files))
    page.click("[data-submit]")
    page.wait_for_url("**/results/**")


def test_a_value_leads_to_its_frame_and_the_frame_back_to_the_value(page: Page) -> None:
    check(page, pdf("semax.pdf", WRONG))
    row = page.locator("#c1-hplc_purity")
    row.locator("a").click()
    mark = page.locator("a.mark.is-shown")
    expect(mark).to_have_count(1)
    title = page.locator("#c1-purity-specification h4").inner_text()
    expect(mark).to_have_attribute("aria-label", f"Purity (HPLC), {title}: 99.31 % (Open)")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    mark.locator("rect").click()
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    expect(row).to_have_class("is-shown")


def test_the_frames_can_be_used_by_keyboard_alone(page: Page) -> None:
    check(page, pdf("semax.pdf", WRONG))
    page.locator("#c1-lot_number a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.mark:focus")).to_have_attribute("data-back", "c1-lot_number")
    page.keyboard.press("Enter")
    expect(page.locator("#c1-lot_number")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".is-shown")).to_have_count(0)


def test_going_back_leads_to_the_same_result(page: Page) -> None:
    check(page, pdf("semax.pdf", WRONG))
    address = page.url
    page.locator("#c1-lot_number a").click()
    assert page.url.startswith(f"{address}#place-")
    page.go_back()
    assert page.url == address


def test_a_frame_lies_where_the_words_are_on_the_page(page: Page) -> None:
    check(page, pdf("semax.pdf", WRONG))
    picture = page.locator(".sheet img").first.bounding_box()
    frame = page.locator("a.mark[data-back=c1-lot_number] rect").bounding_box()
    assert picture
    assert frame
    scale = picture["width"] / 595.28
    assert frame["x"] - picture["x"] == pytest.approx(218 * scale, abs=2.5)
    assert frame["y"] - picture["y"] == pytest.approx(158 * scale, abs=2.5)


def test_files_can_be_dropped_and_removed_again(page: Page) -> None:
    page.goto("/")
    page.evaluate("""() => {
      const data = new DataTransfer();
      for (const name of ["a.pdf", "b.pdf"]) data.items.add(new File(["sound"], name));
      const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
      document.querySelector("[data-drop]").dispatchEvent(drop);
    }""")
    expect(page.locator("[data-file-list] li")).to_have_count(2)
    expect(page.locator("[data-submit]")).to_have_text("Check 2 certificates")
    page.get_by_role("button", name="Remove a.pdf").click()
    expect(page.locator("[data-file-list] li")).to_have_count(1)
    page.click("[data-submit]")
    page.wait_for_url("**/results/**")
    expect(page.locator("h1")).to_have_text("b.pdf")


def test_nothing_chosen_is_told_before_anything_is_sent(page: Page, verifier: FakeVerifier) -> None:
    page.goto("/")
    page.click("[data-submit]")
    expect(page.locator("#documents-error")).to_contain_text("Choose at least one certificate")
    expect(page.locator("#documents")).to_be_focused()
    assert verifier.asked == []


def test_files_over_the_limit_are_told_before_they_are_sent(page: Page, verifier: FakeVerifier) -> None:
    page.goto("/")
    page.set_input_files("input[type=file]", [pdf("big.pdf", bytes(1_500_000))])
    expect(page.locator("#documents-error")).to_contain_text("one upload takes 1.0 MB")
    page.click("[data-submit]")
    assert page.url.endswith("/")
    assert verifier.asked == []


def test_a_slow_check_shows_that_work_goes_on_and_then_its_result(page: Page, verifier: FakeVerifier) -> None:
    page.goto("/")
    page.evaluate("""() => {
      const panel = document.querySelector("[data-busy-panel]");
      const note = () => sessionStorage.setItem("seen", `${panel.checkVisibility()}: ${panel.innerText}`);
      new MutationObserver(note).observe(panel, { attributes: true });
    }""")  # the browser answers no questions while it waits for the server, so the page takes notes
    page.set_input_files("input[type=file]", [pdf("slow.pdf", SLOW)])
    page.click("[data-submit]")
    page.wait_for_url("**/results/**")
    assert str(page.evaluate("sessionStorage.getItem('seen')")).startswith("true: Checking slow.pdf")
    expect(page.locator("[data-progress-words]")).to_have_text("0 of 1 done")
    verifier.release.set()
    expect(page.locator("h1")).to_have_text("slow.pdf", timeout=8000)


def test_upload_and_result_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    check(page, pdf("semax.pdf", WRONG))
    expect(page.locator(".verdict-word")).to_contain_text("Fail")
    page.locator("#c1-lot_number a").click()
    assert "#place-" in page.url
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_can_be_read_by_everybody(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, base_url=address)
    page = context.new_page()
    found = {}
    for path in ("/", MASS, "/mass/?observed=428.2", "/samples/", "/checks/", "/checks/identity.form", "/nothing"):
        page.goto(path)
        found[path] = flaws(page)
    for files in ((WRONG,), (SOUND,), (LOCKED,), (CRASHING,), (WRONG, SOUND, LOCKED, CRASHING)):
        check(page, *(pdf(f"{n}.pdf", data) for n, data in enumerate(files, 1)))
        found[repr(files)] = flaws(page)
    context.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_mass_is_computed_without_scripts_and_its_answer_has_an_address(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/mass/")
    page.get_by_label("Peptide or sequence").fill("Ac-MEHFPGP-NH2")
    page.get_by_label("Observed values").fill("428.2@2+")
    page.get_by_role("button", name="Compute").click()
    expect(page.get_by_role("img", name="Ladder of the ions of")).to_be_visible()
    expect(page.locator(".check-message").first).to_contain_text("fits one molecule only")
    expect(page.locator(".ladder-hit")).to_have_count(1)
    shared = page.url
    page.goto(shared)
    expect(page.get_by_label("Peptide or sequence")).to_have_value("Ac-MEHFPGP-NH2")
    context.close()

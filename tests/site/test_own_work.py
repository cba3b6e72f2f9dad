"""What a reader does is kept in the browser: finished pages, guesses, drawn questions, a package."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

START, LESSON = "modules/children/start.html", "modules/children/start_small.html"
QUIZ, LAB = "modules/children/quiz.html", "modules/children/roll_out_lab.html"
LINK = "version=1&1.id=child_benefit&1.who.age=0-17&1.amount.value=3&f1.id=external"
PRE_TEST, MY_WORK = "book/pre_test.html", "book/my_work.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has kept nothing yet, as wide as a phone; no script may fail in it."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    made = context.new_page()
    failures: list[str] = []
    made.on("pageerror", lambda error: failures.append(str(error)))
    yield made
    context.close()
    assert failures == []


def answer(form: Locator, *, rightly: bool) -> None:
    """Answer a quiz's form rightly or wrongly, and check the answer."""
    if form.get_attribute("data-kind") == "numeric":
        form.locator("input").fill(form.get_attribute("data-answer") or "" if rightly else "-7")
    else:
        for option in form.locator(".quiz-option").all():
            right = option.locator(".quiz-feedback").get_attribute("data-right") == "true"
            control = option.locator("input")
            if right == rightly:
                control.check()
            elif control.get_attribute("type") == "checkbox":
                control.uncheck()
    form.get_by_role("button", name="Check my answer").click()


def test_finished_pages_count_down_the_hour(page: Page, site_url: str) -> None:
    """The button tells what is left, ticks the contents, survives a reload, and can be taken back."""
    page.goto(site_url + START)
    end = page.locator(".module-end")
    end.get_by_role("button", name="I have finished this page").click()
    expect(end.locator("[aria-live=polite]")).to_have_text(
        "1 of 8 pages finished. 57 minutes are left of this module's hour."
    )
    page.reload()
    button = end.get_by_role("button", name="I have not finished this page")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".finished-mark").first).to_be_attached()
    button.click()
    expect(page.locator(".finished-mark")).to_have_count(0)
    expect(end.locator("[aria-live=polite]")).to_contain_text("60 minutes are left")


def test_the_place_tells_minutes_and_kilobytes(page: Page, site_url: str) -> None:
    """Under each title stand the page's own and those up to the end, as whole kilobytes."""
    page.goto(site_url + LESSON)
    place = page.locator(".module-place").inner_text()
    assert "This page: 8 minutes, " in place and "Then to the end: 41 minutes, " in place
    sizes = page.locator(".module-place .kilobytes").all_inner_texts()
    assert all(50 < int(size.removesuffix(" kB")) < 400 for size in sizes) and len(sizes) == 2


def test_a_guess_and_an_answer_survive_a_reload(page: Page, site_url: str) -> None:
    """Both are chosen again, and the guess stands beside what each guess means."""
    page.goto(site_url + LESSON)
    guess = page.locator("form.quiz[data-kind=prediction]")
    guess.get_by_role("radio").nth(2).check()
    guess.get_by_role("button", name="Keep my guess").click()
    answer(page.locator("form.quiz[data-kind=single]"), rightly=True)
    page.reload()
    expect(guess.get_by_role("radio").nth(2)).to_be_checked()
    expect(page.locator(".guesses li").nth(2).locator(".guessed")).to_have_text("Your guess")
    expect(page.locator("form.quiz[data-kind=single] input:checked")).to_have_count(1)


def test_a_quiz_draws_six_and_counts(page: Page, site_url: str) -> None:
    """One of each aim, no two variants of a question; the same after a reload, others when asked."""
    page.goto(site_url + QUIZ)
    drawn = page.locator(".quiz-bank form.quiz:visible")
    expect(drawn).to_have_count(6)
    forms = drawn.all()
    assert {form.get_attribute("data-aim") for form in forms} == set("12345")
    assert len({form.get_attribute("data-family") for form in forms}) == 6
    names = [form.get_attribute("id") for form in forms]
    page.reload()
    assert [form.get_attribute("id") for form in drawn.all()] == names
    for place, form in enumerate(drawn.all()):
        answer(form, rightly=place > 0)
    expect(page.locator(".quiz-score")).to_have_text("5 of 6 right.")
    page.get_by_role("button", name="Draw other questions").click()
    expect(drawn).to_have_count(6)
    expect(page.locator(".quiz-bank form.quiz:visible input:checked")).to_have_count(0)
    expect(page.locator(".quiz-score")).to_be_empty()


def test_a_part_of_several_right_answers_is_told_as_such(page: Page, site_url: str) -> None:
    """One right answer of several is not called wrong, and not the whole."""
    page.goto(site_url + "modules/children/first_lesson.html")
    form = page.locator("form.quiz[data-kind=multiple]")
    right = form.locator(".quiz-option:has([data-right=true])")
    assert right.count() > 1
    right.first.locator("input").check()
    form.get_by_role("button", name="Check my answer").click()
    expect(form.locator(".quiz-result")).to_contain_text("Right so far. More answers belong to it.")


def test_a_quiz_can_be_read_without_a_script(browser: Browser, site_url: str) -> None:
    """All questions of the bank stand in the page, with their feedback folded."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + QUIZ)
    assert page.locator(".quiz-bank form.quiz:visible").count() > 14
    context.close()


def test_the_pre_test_tells_what_may_be_skipped(page: Page, site_url: str) -> None:
    """A lesson whose questions are all right may be skipped and counted; one with a wrong answer may not."""
    page.goto(site_url + PRE_TEST)
    forms = page.locator(".quiz-bank form.quiz").all()
    for form in forms:
        answer(form, rightly=form.get_attribute("id") != "pre-m2-take-up")
    skipped = page.locator(".quiz-score li")
    expect(skipped).to_have_count(3)
    expect(page.locator(".quiz-score")).not_to_contain_text("What a child benefit does")
    skipped.first.get_by_role("button", name="as finished").click()
    page.goto(site_url + MY_WORK)
    expect(page.locator(".my-work section").first.get_by_role("listitem")).to_have_count(1)


def test_a_policy_is_kept_and_opened_again(page: Page, site_url: str) -> None:
    """The lab's policy becomes a part of the package, and opens in the lab from the page of one's work."""
    page.goto(site_url + LAB)
    lab = page.locator("policy-lab")
    expect(lab.locator(".summary, .tile").first).to_be_visible()
    frame = page.locator(".my-package")
    frame.get_by_role("button", name="Keep it in my package").click()
    expect(frame.locator("[aria-live=polite]")).to_contain_text("Change something in the lab first")
    amount = lab.get_by_label("Benefit, as a number")
    amount.fill("3")
    amount.press("Enter")
    page.wait_for_function("location.hash.includes('amount.value=3')")
    frame.get_by_role("button", name="Keep it in my package").click()
    expect(frame.locator("[aria-live=polite]")).to_have_text("Kept in this browser.")
    page.goto(site_url + MY_WORK)
    page.get_by_role("link", name="The part for children: open it in its lab").click()
    expect(amount).to_have_value("3")


def test_a_package_is_seen_in_the_reader_s_own_country(page: Page, site_url: str) -> None:
    """The country chosen at the start is kept, and the kept policy opens there, among all countries."""
    page.goto(site_url + START)
    page.get_by_label("My country").select_option(label="Mongolia")
    expect(page.locator(".my-country [aria-live=polite]")).to_have_text("Mongolia is kept in this browser.")
    page.goto(site_url + LAB + "#" + LINK)
    page.get_by_role("button", name="Keep it in my package").click()
    page.get_by_role("link", name="See it in Mongolia").click()
    lab = page.locator("policy-lab")
    expect(lab.get_by_label("Benefit, as a number").first).to_have_value("3")
    expect(lab.get_by_label("Country", exact=True)).to_have_value("mongolia")
    page.get_by_role("button", name="Keep it in my package").click()
    page.goto(site_url + MY_WORK)
    package = page.locator(".my-work section").nth(1).get_by_role("listitem")
    expect(package).to_have_text(
        ["For Mongolia", "The part for children: open it in its lab", "The whole package: open it in its lab"]
    )


def test_a_sentence_is_kept_as_it_is_written(page: Page, site_url: str) -> None:
    """It is there after a reload, and stands among one's work."""
    page.goto(site_url + LAB)
    field = page.get_by_role("textbox", name="One sentence for the cabinet")
    field.fill("We begin with the youngest.")
    field.blur()
    expect(page.locator(".my-words-result")).to_have_text("Kept in this browser.")
    page.reload()
    expect(field).to_have_value("We begin with the youngest.")
    page.goto(site_url + MY_WORK)
    expect(page.locator(".my-work")).to_contain_text("We begin with the youngest.")


def test_all_work_is_saved_deleted_and_loaded_again(page: Page, site_url: str, tmp_path: Path) -> None:
    """The file brings all of it to another device; a file of another kind is refused and changes nothing."""
    page.goto(site_url + START)
    page.get_by_role("button", name="I have finished this page").click()
    page.goto(site_url + MY_WORK)
    finished = page.locator(".my-work section").first
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as a file").click()
    saved = tmp_path / "my-work.json"
    download.value.save_as(saved)
    assert json.loads(saved.read_text("utf-8"))["kept"]["course:progress"]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete all of it").click()
    expect(page.locator(".my-work")).to_contain_text("Nothing is kept here yet.")
    chooser = page.locator(".my-work input[type=file]")
    wrong = tmp_path / "wrong.json"
    for text in ("[]", "not JSON", '{"form": 2, "kept": {}}', '{"form": 1, "kept": {"mode": "x"}}'):
        wrong.write_text(text, "utf-8")
        chooser.set_input_files(wrong)
        expect(page.locator(".my-work-result")).to_contain_text("file")
        expect(page.locator(".my-work")).to_contain_text("Nothing is kept here yet.")
    chooser.set_input_files(saved)
    expect(page.locator(".my-work-result")).to_have_text("Loaded. It has taken the place of what was here.")
    expect(finished.get_by_role("link", name="Children: start here")).to_be_visible()

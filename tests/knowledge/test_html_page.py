"""Every page says first that it may load nothing, whatever else stands in it; and no sign turns its writing round."""

from html.parser import HTMLParser

import pytest

from clientzoo.knowledge.html_page import POLICY, finished_page, policy_meta


class _First(HTMLParser):
    """The elements in the order in which they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text",
        "<p>x",
        "<script>x</script>",
        "<!doctype html><html><head><title>x</title></head></html>",
        "<!DOCTYPE html>\n<html lang='en'>\n<head>\n<script>x</script>",
        '<!doctype html><html lang="ru" dir=ltr><head><meta charset="utf-8">',
        '<!doctype html><html x="><head><script>x</script>"><head>',
        "<!-- --!><script>x</script><head> -->",
        "<!doctype html><!-- <head> --><script>x</script>",
        "<head ><script>x</script><head>",
        "<html><head x='<head>'><script>x</script>",
        f"<p>{policy_meta()}",
        f"<!-- {policy_meta()} --><script>x</script>",
    ],
)
def test_the_policy_comes_first(html: str) -> None:
    reader = _First()
    reader.feed(finished_page(html))
    before = [tag for tag, _ in reader.seen[: [tag for tag, _ in reader.seen].index("meta")]]
    assert set(before) <= {"html", "head"}
    assert reader.seen[len(before)][1] == {"http-equiv": "Content-Security-Policy", "content": POLICY}


def test_a_page_that_says_it_already_is_left_as_it_is() -> None:
    html = f"<!doctype html><html><head>{policy_meta()}<title>x</title>"
    assert finished_page(html).count("Content-Security-Policy") == 1


def test_only_the_script_that_was_given_may_run() -> None:
    html = finished_page("<script>ours</script>", "ours")
    assert "script-src 'sha256-rgvsnp0zxWNUvWEsimAQhAMk/FuXhs4KGLaWswSwk5c='" in html
    assert "script-src" not in finished_page("<script>ours</script>")


def test_signs_that_turn_the_writing_round_are_spelt_out() -> None:
    assert "Rom\\u202egpj.exe" in finished_page("<p>Rom\u202egpj.exe</p>")

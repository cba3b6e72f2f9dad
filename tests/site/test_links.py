"""Every link of the built site leads to a file that is there, and to a place in it that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from book.extension.facts import is_web_address
from simulator import Policy
from simulator.errors import SimulatorError
from tests.conftest import SITE

ADDRESSES = {"href", "src", "poster", "action"}
# What a page's own script follows is written as data beside it.
DATA = {"data-pages", "data-exercise"}
IN_DATA = re.compile(r'"(?:address|release)": "([^"]+)"')
A_POLICY = "version="


@dataclass
class Contents(HTMLParser):
    """The ids and the addresses of a page, and whether it has a lab that opens a policy."""

    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    has_lab: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag brings."""
        given = {name: value for name, value in attrs if value is not None}
        self.ids |= {given["id"]} if "id" in given else set()
        self.addresses += [given[name] for name in ADDRESSES & set(given)]
        self.addresses += [found for name in DATA & set(given) for found in IN_DATA.findall(given[name])]
        self.has_lab = self.has_lab or tag == "policy-lab"


@cache
def contents(path: Path) -> Contents:
    """Return what a page holds, read once."""
    page = Contents()
    page.feed(path.read_text("utf-8"))
    return page


def pages() -> list[Path]:
    """Return every page of the site; what the theme leaves among its styles is none."""
    assert SITE.exists(), "the site is not built: run `make site` first"
    return sorted(path for path in SITE.rglob("*.html") if "_static" not in path.parts)


def faults_of(path: Path, site: Path = SITE) -> Iterator[str]:
    """Yield a line for each address of a page that leads nowhere."""
    for address in contents(path).addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        name, fragment = urldefrag(address)
        target = (path.parent / unquote(urlsplit(name).path)).resolve() if name else path
        if target.is_dir():
            target /= "index.html"
        if not target.is_relative_to(site) or not target.is_file():
            yield f"{path.relative_to(site)}: {address} leads to no file"
        elif fragment and target.suffix == ".html" and not has_place(contents(target), unquote(fragment)):
            yield f"{path.relative_to(site)}: {address} leads to no place in its page"


def has_place(page: Contents, fragment: str) -> bool:
    """Say whether a page has an id, or a lab that can read the policy of a link."""
    if not fragment.startswith(A_POLICY):
        return fragment in page.ids
    try:
        return page.has_lab and bool(Policy.from_fragment(fragment).schemes)
    except SimulatorError:
        return False


def test_every_link_leads_to_a_place() -> None:
    """Files, anchors, pictures, scripts, and what the pages' own scripts open."""
    every = pages()
    assert len(every) > 40 and sum(len(contents(path).addresses) for path in every) > 2000
    assert [fault for path in every for fault in faults_of(path)] == []


def test_links_to_the_web_are_whole_and_encrypted() -> None:
    """What leads out of the site has a host and no unprotected address."""
    every = {address for path in pages() for address in contents(path).addresses}
    assert [each for each in every if "://" in each and not is_web_address(each)] == []
    assert any(is_web_address(each) for each in every)


@pytest.mark.parametrize(
    ("link", "is_right"),
    [
        ("other.html#there", True),
        ("#here", True),
        ("other.html#version=1&1.id=child_benefit&f1.id=external", True),
        ("other.html#version=1&1.id=childs_benefit", False),
        ("#version=1&1.id=child_benefit&f1.id=external", False),
        ("other.html#their", False),
        ("others.html", False),
        ("../outside.html", False),
        ("https://example.org/nowhere", True),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, is_right: bool, tmp_path: Path) -> None:
    """A missing file, a missing id, a policy without its lab, and a file outside the site."""
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside.html").touch()
    (site / "other.html").write_text('<p id="there"></p><policy-lab></policy-lab>', "utf-8")
    page = site / "page.html"
    page.write_text(f'<p id="here"></p><a href="{link.replace("&", "&amp;")}">A link</a>', "utf-8")
    assert (list(faults_of(page, site)) == []) == is_right


def test_what_a_script_opens_is_followed(tmp_path: Path) -> None:
    """The address of a page that the pre-test lets one skip stands in the data beside it."""
    page = tmp_path / "page.html"
    data = json.dumps({"a": {"title": "A", "address": "nowhere.html"}}).replace('"', "&quot;")
    page.write_text(f'<div data-pages="{data}"></div>', "utf-8")
    assert list(faults_of(page, tmp_path)) == ["page.html: nowhere.html leads to no file"]

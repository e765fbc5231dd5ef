"""`caveat serve`: every edition on this machine, as its source stands now."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat_site.build import build, quiet
from caveat_site.preview.renderer import INDEX
from cli.previews import Server, free_port, serving
from cli.running import CANARY, OPEN, caveat, content, project, run, says
from projection.corpora import page

PRODUCT = "guidance/product.html"
BAR = re.compile(
    r'<link rel="stylesheet" href="/_preview/.*\n.*</script>\n|<aside id="caveat-preview".*</aside>\n', re.DOTALL
)
SIGNS = (b"_preview", b"caveat-preview", b"caveat-row")
"""What only the preview says."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview that no test changes the source of."""
    with serving(project(tmp_path_factory.mktemp("shared"))) as server:
        server.wait(f"partner/{PRODUCT}", OPEN)
        yield server


def test_every_edition_shows_the_pages_of_its_build(shared: Server) -> None:
    """But for the bar and for the name of the index's folder: there is no second way to make a page."""
    build(shared.root, None, shared.root / "built", quiet)
    for edition in ("law-enforcement", "partner"):
        built = content(shared.root / "built" / edition)
        for address in (name for name in built if name.endswith(".html")):
            text = shared.get(f"{edition}/{address}")
            assert 'id="caveat-preview"' in text
            own = re.sub(r"assets/search/[0-9a-f]{16}/", INDEX, built[address].decode())
            parts = BAR.split(text)
            assert "".join(parts) == own, address
        assert shared.get(f"{edition}/library.json").encode() == built["library.json"]
        assert shared.get(f"{edition}/assets/base.css").encode() == built["assets/base.css"]
        shards = {name.rpartition("/")[2]: data for name, data in built.items() if name.startswith("assets/search/")}
        for name, data in shards.items():
            assert shared.get(f"{edition}/{INDEX}{name}").encode() == data


def test_nothing_of_another_edition_is_served(shared: Server) -> None:
    """Neither a page nor a word of one, whatever asks for it."""
    assert CANARY in shared.get("law-enforcement/secret.html")
    assert CANARY in shared.get(f"law-enforcement/{PRODUCT}")
    assert CANARY not in shared.get(f"partner/{PRODUCT}")
    for path in ("partner/secret.html", "partner/../law-enforcement/secret.html", "partner/%2e%2e/secret.html"):
        status, text = shared.ask(path, {"Host": shared.address})
        assert status == 404
        assert CANARY not in text
    assert "draft.html" not in shared.get("law-enforcement/library.html")
    assert shared.status("law-enforcement/draft.html") == 404
    assert shared.status("police/index.html") == 404


def test_the_bar_leads_to_the_same_page_or_to_the_home_of_an_edition_that_lacks_it(shared: Server) -> None:
    assert 'href="/partner/guidance/product.html"' in shared.get(f"law-enforcement/{PRODUCT}")
    secret = shared.get("law-enforcement/secret.html")
    assert "does not have this page" in secret
    assert '<a href="/partner/index.html">' in secret
    assert 'href="/partner/secret.html"' not in secret


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""]
)
def test_another_name_of_this_machine_is_refused(shared: Server, host: str) -> None:
    """A page of somewhere else whose name leads here (DNS rebinding) gets nothing."""
    status, text = shared.ask(f"law-enforcement/{PRODUCT}", {"Host": host.format(port=shared.port)})
    assert status == 421
    assert OPEN not in text
    status, text = shared.ask(f"law-enforcement/{PRODUCT}", {"Host": f"localhost:{shared.port}"})
    assert (status, OPEN in text) == (200, True)


def test_a_page_of_somewhere_else_can_embed_nothing(shared: Server) -> None:
    """A script element is allowed across sites, and a shard of the index is a script: it would tell what it holds."""
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert shared.ask("law-enforcement/assets/base.css", asked)[0] == 403
    assert shared.ask("law-enforcement/assets/base.css", asked | {"Sec-Fetch-Site": "same-origin"})[0] == 200
    assert shared.ask(f"partner/{PRODUCT}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0] == 200


def test_it_listens_to_this_machine_alone(shared: Server) -> None:
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in ("127.0.0.2", *(others - {"127.0.0.1"})):
        with pytest.raises(ConnectionRefusedError), socket.create_connection((address, shared.port), timeout=2):
            pass


def test_a_port_in_use_is_said(shared: Server) -> None:
    result = caveat("serve", "--port", str(shared.port), cwd=shared.root)
    assert result.returncode == 1
    assert f"port {shared.port} is in use" in result.stderr
    assert "--port" in result.stderr


def test_an_edition_that_is_not_there_is_said(shared: Server) -> None:
    result = caveat("serve", "--port", str(free_port()), "--edition", "police", cwd=shared.root)
    assert result.returncode == 2
    assert "there is no edition 'police'" in result.stderr


def test_nothing_of_the_preview_is_in_any_build(tmp_path: Path) -> None:
    """Not a byte, whatever makes the site; what the preview serves is the positive control."""
    root = project(tmp_path)
    assert caveat("build", cwd=root).returncode == 0
    assert caveat("stage", "partner", "staged", cwd=root).returncode == 0
    assert run("mkdocs", "build", "-q", "--site-dir", "other", cwd=root).returncode == 0
    for folder in ("site", "staged", "other"):
        whole = content(root / folder)
        assert whole
        assert not [path for path, data in whole.items() if any(sign in path.encode() + data for sign in SIGNS)]
    with serving(root, "--drafts") as server:
        text = server.wait("law-enforcement/draft.html", "Text of a draft").encode()
        assert all(sign in text for sign in SIGNS)
        assert b"DRAFT" in text
        assert b"No edition publishes this page yet" in text


def test_changes_and_problems_appear_and_nothing_is_left(tmp_path: Path) -> None:
    """In each edition; a mistake is named with its place, the page stays as it was, and its mending is seen."""
    root = project(tmp_path)
    shutil.rmtree(root / "stop")
    about = root / "docs" / "about.md"
    text = about.read_text(encoding="utf-8")
    with serving(root) as server:
        server.wait("partner/about.html", OPEN)
        about.write_text(text + "\nA wagtail.\n\n[x](nowhere.md)\n", encoding="utf-8")
        found = server.wait("partner/about.html", "[broken-link]")
        assert re.search(r"<code>docs/about\.md:\d+:5</code> .+ <code>\[broken-link\]</code>", found)
        assert OPEN in found
        assert "wagtail" not in found
        server.wait_for_log("[broken-link]")
        about.write_text(text + "\nA nuthatch.\n", encoding="utf-8")
        assert "[broken-link]" not in server.wait("law-enforcement/about.html", "nuthatch")
        about.write_text(text + '\n<p style="x">x</p>\n', encoding="utf-8")
        assert "nuthatch" in server.wait("partner/about.html", "[forbidden-html]")
        about.write_text(text + "\nA new page: [it](new-one.md).\n", encoding="utf-8")
        (root / "docs" / "new-one.md").write_text(page("A redstart.\n", title="New one"), encoding="utf-8")
        server.wait("partner/new-one.html", "redstart")
        server.wait("partner/about.html", "A new page")
        server.wait("partner/a-to-z.html", "New one")
        assert "Traceback" not in server.said
        # The theme and the settings alone are on the disk.
        assert not says(root / "temporary", OPEN)
    assert server.process.returncode == 0
    assert not list((root / "temporary").iterdir())
    assert not (root / "site").exists()


def test_what_an_edition_loses_is_gone_at_once_and_while_the_content_has_problems(tmp_path: Path) -> None:
    root = project(tmp_path)
    about, other = root / "docs" / "about.md", root / "docs" / "other.md"
    other.write_text(page("A dunnock.\n", title="Other words"), encoding="utf-8")
    with serving(root) as server:
        server.wait("partner/other.html", "dunnock")
        other.write_text(page("A dunnock.\n", title="Other words", editions="law-enforcement"), encoding="utf-8")
        server.wait("partner/other.html", "dunnock", there=False)
        assert "Other words" not in server.get("partner/a-to-z.html")
        assert "dunnock" in server.get("law-enforcement/other.html")
        # A mistake elsewhere holds nothing back that has to go.
        other.write_text(page("A dunnock.\n", title="Other words"), encoding="utf-8")
        server.wait("partner/other.html", "dunnock")
        about.write_text(about.read_text(encoding="utf-8") + "\n[x](nowhere.md)\n", encoding="utf-8")
        server.wait("partner/about.html", "[broken-link]")
        other.write_text(page("A dunnock.\n", title="Other words", editions="law-enforcement"), encoding="utf-8")
        server.wait("partner/other.html", "dunnock", there=False)
        assert "Other words" not in server.ask("partner/a-to-z.html", {})[1]
        # Of a page that cannot be read nobody knows who may see it.
        other.write_text("---\ntitle: Other words\n---\nA dunnock.\n", encoding="utf-8")
        server.wait("law-enforcement/other.html", "dunnock", there=False)
        assert "[missing-editions]" in server.ask("law-enforcement/other.html", {})[1]

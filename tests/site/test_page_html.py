"""The second look at a page's HTML: depth, and what could run, load from elsewhere or break the policy."""

import pytest

from caveat_site.page_html import DEEPEST, forbidden, too_deep

REFUSED = {
    "style element": "<style>p{}</style>",
    "script": "<p>x</p><SCRIPT src='a.js'></SCRIPT>",
    "iframe": '<iframe srcdoc="x"></iframe>',
    "object": '<object data="x"></object>',
    "meta refresh": '<meta http-equiv="refresh" content="0">',
    "base": '<base href="https://x.example/">',
    "style attribute": '<p style="color:red">x</p>',
    "style attribute, capitals and spaces": '<p\nSTYLE = "color:red">x</p>',
    "handler": '<b onclick="x()">x</b>',
    "handler without quotes": "<b onmouseover=x>x</b>",
    "javascript link": '<a href="javascript:x()">x</a>',
    "data link": '<a href=" data:text/html,x">x</a>',
    "entity in a scheme": '<a href="&#106;avascript:x">x</a>',
    "data image": '<img src="data:image/png;base64,AA" alt="">',
    "image from elsewhere": '<img alt="" src="https://x.example/a.png">',
    "image from elsewhere, no scheme": '<img alt="" src="//x.example/a.png">',
    "image set": '<img alt="" srcset="https://x.example/a.png 2x" src="a.png">',
    "form elsewhere": '<button formaction="https://x.example/">x</button>',
    "form to elsewhere": '<form action="https://x.example/"><input name="q"></form>',
    "drawing from elsewhere": '<svg><use href="https://x.example/a.svg#b"/></svg>',
    "drawing from elsewhere, old form": '<svg><image xlink:href="//x.example/a.png"/></svg>',
    "video poster": '<video poster="https://x.example/a.png"></video>',
}
ALLOWED = {
    "prose about it": "<p>Write style= or &lt;script&gt; and onclick= as you like.</p>",
    "code about it": '<pre><code>&lt;p style="x"&gt; data: javascript:</code></pre>',
    "external link": '<a href="https://www.legislation.gov.uk/">Act</a>',
    "mail": '<a href="mailto:a@b.example">x</a>',
    "image": '<img alt="" src="../files/a.png">',
    "form of the site": '<form role="search" action="search.html"><input name="q"></form>',
    "data attribute": '<tr data-order="1"><td data-label="data:">x</td></tr>',
    "drawing": '<svg viewBox="0 0 1 1"><use href="#b"/><path d="M0 0"/></svg>',
    "time": '<time datetime="2024-03-18">18 March 2024</time>',
}


@pytest.mark.parametrize("page", REFUSED.values(), ids=REFUSED)
def test_refused(page: str) -> None:
    assert forbidden(page)


@pytest.mark.parametrize("page", ALLOWED.values(), ids=ALLOWED)
def test_allowed(page: str) -> None:
    assert forbidden(page) == ()


def test_a_finding_names_the_element_and_not_the_text() -> None:
    assert forbidden('<p style="color:red" onclick="secret()">secret</p>') == (
        "the attribute style on <p>; use a class",
        "the attribute onclick on <p>",
    )


@pytest.mark.parametrize(
    "page, deep",
    [
        ("<div>" * DEEPEST + "</div>" * DEEPEST, False),
        ("<div>" * (DEEPEST + 1) + "</div>" * (DEEPEST + 1), True),
        ("<ul><li>" * (DEEPEST // 2 + 1), True),
        ("<p>one</p>" * 1000, False),
        ("<ul>" + "<li>item" * 1000 + "</ul>", False),
        ("<br>" * 1000 + '<img src="a.png">' * 1000, False),
        ("<b><i>x</b></i>" * 1000, False),
        ("<div></p></div>" * 1000, False),
    ],
)
def test_depth(page: str, deep: bool) -> None:
    assert too_deep(page) is deep

"""Citing: paragraphs have anchors that anybody can work out, and a reader copies a citation of one."""

import re
from pathlib import Path

from browser.conftest import ROOT
from caveat.projection.address import page_address
from caveat.projection.anchors import anchors_of
from caveat.projection.dialect import convert
from caveat_site.source import Source

_GIVEN = re.compile(r'<(?:p|li|dd)\b[^>]*\sid="(p-[^"]+)"')


def test_a_built_page_has_the_anchors_that_its_text_gives(site: Path) -> None:
    """On every page of both editions: what is worked out from a page's Markdown is what the engine has published."""
    compared = 0
    for edition, projection in Source(ROOT).project().items():
        for document in projection.documents:
            if document.uri in projection.origins:
                published = (site / edition / page_address(document.uri)).read_text(encoding="utf-8")
                expected = [anchor for anchor in anchors_of(convert(document.body)) if anchor.startswith("p-")]
                assert _GIVEN.findall(published) == expected, document.uri
                compared += len(expected)
    assert compared > 1000

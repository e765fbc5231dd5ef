"""What each pattern takes for a trace of a person, and what it leaves alone.

Telephone numbers are those that Ofcom keeps for drama, and help lines that are public; registrations, national
insurance numbers and references are invented. National insurance numbers here begin with letters that are given out;
the numbers are not known to belong to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from caveat.assurance.watching.matching import Matcher
from caveat.assurance.watching.reading import folded
from caveat.content.corpus import WatchEntry
from caveat.content.patterns import PATTERNS, PERSONAL
from caveat.content.problem import Location


@dataclass(frozen=True)
class Case:
    """Texts that are each found whole, and texts in which nothing is."""

    fires: tuple[str, ...]
    quiet: tuple[str, ...]


CASES: Mapping[str, Case] = {
    "telephone": Case(
        fires=(
            "020 7946 0142",
            "02079460142",
            "(020) 7946 0142",
            "0113 496 0142",
            "01632 960142",
            "07700 900145",
            "07700-900-145",
            "020 7946\n0142",
            "+44 20 7946 0142",
            "+44 (0)20 7946 0142",
            "0044 7700 900145",
            "+40 21 555 0142",
            "０２０ ７９４６ ０１４２",
        ),
        quiet=(
            "Ring 101 or 999, or 112.",
            "The Modern Slavery Helpline is 08000 121 700.",
            "Crimestoppers: 0800 555 111.",
            "Between 2017-02-01 and 2018-03-04",
            "0.1234567890 of them",
            "On 01.02.2017 10 people came.",
            "1,234,567,890 in all",
            "MS-DEB-010 and 0123 of 4567",
            "From 01 to 2019",
            "a hash of 020794601429999999",
            "01632\n\n960142",
        ),
    ),
    "service-number": Case(
        fires=("08000 121 700", "0800 555 1110", "0300 123 1234", "+44 300 123 1234", "0900 000 0000"),
        quiet=("020 7946 0142", "07700 900145", "03/04/2018", "09.11.2017", "Open 0800 to 1800 hours", "116 123"),
    ),
    "e-mail": Case(
        fires=("jo.smith@example.org", "jo+cases@example.police.uk", "Jo_Smith@sub.example.org", "o'neill@example.org"),
        quiet=("Meet @ the station", "@example", "jo@localhost", "cost 5@10", "user at example.org"),
    ),
    "vehicle-registration": Case(
        fires=("AB12 CDE", "AB12CDE", "ab12cde", "A123 BCD", "A1 BCD", "ABC 123D", "KAZ 4512", "DIG 4512", "АВ12 СDЕ"),
        quiet=(
            "the M25 for an hour",
            "in G20 and",
            "MSA 2015 s 45",
            "at 12 the",
            "COVID 2020",
            "GRI 2016 report",
            "SW19 and Wimbledon",
            "MS-GDN-019",
            "AB12 CDEF",
            "QI12 OOO",
        ),
    ),
    "national-insurance-number": Case(
        fires=("AB 12 34 56 C", "AB123456C", "ab123456c", "AB-12-34-56-C", "AB123456"),
        quiet=("QQ 12 34 56 C", "GB123456C", "AB123456E", "AB1234567", "at 12 34 56 a", "DA123 456"),
    ),
    "postcode": Case(
        fires=("SW1A 2AA", "sw1a 2aa", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "EC1A1BB"),
        quiet=("s1 2nd", "section e1 1st", "QX1 2AA", "SW1A 2CI", "M25 2km", "s 45 and 2 others", "N200 NRM", "B12 AA"),
    ),
    "date-of-birth": Case(
        fires=(
            "born on 3 March 1999",
            "born 3rd of March, 1999",
            "DOB: 03/03/1999",
            "D.O.B. 3-3-99",
            "date of birth is 1999-03-03",
            "Date of birth | 3 Mar 1999",
            "born March 3, 1999",
        ),
        quiet=(
            "born in 1999",
            "on 3 March 1999 the court",
            "date of birth",
            "born on a Monday",
            "stubborn 3 March 1999",
        ),
    ),
    "crime-reference": Case(
        fires=(
            "crime reference number CR/12345/24",
            "Crime ref. 42123456",
            "incident number 1234",
            "URN 01AB1234519",
            "log no. 0412-180324",
            "CAD 1234",
            "12/34567/24",
            "CR/123456/2024",
        ),
        quiet=(
            "a crime number is given",
            "incident numbers 2019",
            "in 2016/17 and 2017/18",
            "[2019] EWCA Crim 1234",
            "https://example.org/12/34567/24/x",
            "CADRE 12",
            "on 03/04/2018",
            "crime 2017",
        ),
    ),
    "collar-number": Case(
        fires=(
            "PC 1234",
            "PC1234",
            "WPC 12",
            "PCSO 12345",
            "DC 4567",
            "Sgt 123",
            "PS 2019",
            "Sergeant 4512",
            "collar number 1234",
            "warrant card no. 123456",
            "officer number 4512",
        ),
        quiet=(
            "R v DS 2020",
            "Washington DC 2019",
            "PC Smith",
            "a search warrant 24 hours old",
            "the inspector 2019 report",
            "[2019] UKSC 12",
            "officers 1234",
            "PC 1",
        ),
    ),
    "nrm-reference": Case(
        fires=(
            "NRM reference 123456",
            "NRM case number: AB/1234",
            "nrm referral ref. 20210042",
            "NRM/2021/00421",
            "MS1 no. 4512",
        ),
        quiet=("NRM 2021", "NRM referrals 2021", "the NRM form", "NRM statistics 12345", "ENRM-123456"),
    ),
}


def hits(name: str, text: str) -> list[str]:
    matcher = Matcher([WatchEntry(frozenset({"partner"}), (), (name,), "", Location("watchlist.yml"))])
    text = folded(text)
    return [text[hit.start : hit.end] for hit in matcher.hits(text, debrief=False)]


FIRES = [(name, text) for name, case in CASES.items() for text in case.fires]
QUIET = [(name, text) for name, case in CASES.items() for text in case.quiet]


@pytest.mark.parametrize("frame", ["{}", "Ask ({}).", "See **{}**, then go.", "x|{}|y", "\n{}\n\nMore."])
@pytest.mark.parametrize("name, text", FIRES)
def test_a_trace_is_found_whole(name: str, text: str, frame: str) -> None:
    (found,) = hits(name, frame.format(text))
    assert found.strip("()") == folded(text).strip("()")


@pytest.mark.parametrize("name, text", QUIET)
def test_what_only_resembles_one_is_left_alone(name: str, text: str) -> None:
    assert hits(name, text) == []


@pytest.mark.parametrize("name, text", FIRES)
def test_a_trace_is_found_far_from_any_other(name: str, text: str) -> None:
    """Long prose without a digit is passed over at once: not what comes after it."""
    prose = "Nothing of the kind stands here. " * 50
    assert len(hits(name, f"{prose}\n{text}\n{prose}\n{text}\n{prose}")) == 2


def test_every_pattern_has_cases() -> None:
    assert set(CASES) == set(PATTERNS)


def test_debriefs_are_kept_free_of_people() -> None:
    """Help lines and switchboards belong to nobody."""
    assert PATTERNS.keys() - PERSONAL == {"service-number"}

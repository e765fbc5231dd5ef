"""What telephone numbers, registrations and other traces of people look like in text.

The expressions are our own: they look for what someone may have left in by mistake, not for what a service would
accept. Where a form is published it is followed: the numbering plan of Ofcom, the registration formats of DVLA, the
prefixes of national insurance numbers in HMRC's manual NIM39110, the postcode areas of Royal Mail. Crime references,
collar numbers and case references have no national form; they are known by the words beside them.

Text comes folded (`caveat.redaction.fold`) but with its capitals. Registrations, postcodes and the like are looked for
in capitals, and in small letters only in a form that no ordinary words make.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of text that the watch list knows by name."""

    title: str
    """What a message calls it."""
    expression: str
    """A regular expression, to be tried where no letter or digit stands before; without groups of its own."""
    personal: bool = True
    """Watched for in debriefs whether or not an entry names it."""


_END = r"(?![A-Za-z0-9])"
_APART = r"(?:[ ()-]|\n(?!\n)){0,3}"
"""What may stand between two digits of a telephone number; a line may break there."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_DATE = (
    rf"(?:[0-3]?[0-9][ ./-][01]?[0-9][ ./-](?:[0-9]{{4}}|[0-9]{{2}})|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    rf"|{_DAY}[ ](?:of[ ])?{_MONTH},?[ ][0-9]{{2,4}}|{_MONTH}[ ]{_DAY},?[ ][0-9]{{4}})"
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|GY|"
    "HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|"
    "PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|"
    "B|E|G|L|M|N|S|W"
)
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_YEAR = r"(?:19|20)[0-9]{2}"
_NUMBERED = r"(?:reference|ref\.?|number|no\.?|num\.?)"
_SERIAL = r"(?=[A-Za-z0-9/-]*[0-9][A-Za-z0-9/-]*[0-9][A-Za-z0-9/-]*[0-9])[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)*"

PATTERNS: Mapping[str, Pattern] = {
    "telephone": Pattern(
        "a telephone number",
        # Geographic (01, 02), mobile and personal (07); with +44 or 0044; any other country with its plus sign.
        rf"(?<![0-9][-./])(?:(?:\+|00)44{_APART}(?:\(0\){_APART})?|\(?0)[127](?:{_APART}[0-9]){{8,9}}{_END}"
        rf"|\+(?!44)[1-9][0-9]{{0,2}}(?:{_APART}[0-9]){{7,12}}{_END}",
    ),
    "service-number": Pattern(
        "the number of a service",
        # Freephone and shared cost: help lines and switchboards, never a person's own line.
        rf"(?<![0-9][-./])(?:(?:\+|00)44{_APART}(?:\(0\){_APART})?|\(?0)[3589](?:{_APART}[0-9]){{8,9}}{_END}",
        personal=False,
    ),
    "e-mail": Pattern(
        "an e-mail address", r"(?i:[a-z0-9][a-z0-9._%+'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})"
    ),
    "vehicle-registration": Pattern(
        "a vehicle registration",
        # Since 2001 AB12 CDE, 1983 A123 BCD, 1963 ABC 123D, Northern Ireland ABZ 1234.
        rf"(?:[A-HJ-PR-Y]{{2}}[0-9]{{2}}[ -]?[A-HJ-PR-Z]{{3}}|[A-HJ-NPR-TV-Y][0-9]{{1,3}}[ -]?[A-HJ-PR-Z]{{3}}"
        rf"|[A-HJ-PR-Z]{{3}}[ -]?[0-9]{{1,3}}[A-HJ-NPR-TV-Y]|[A-Z](?:I[A-Z]|[A-Z]Z)[ -]?(?!{_YEAR})[1-9][0-9]{{3}}"
        rf"|[a-hj-pr-y]{{2}}[0-9]{{2}}[a-hj-pr-z]{{3}}){_END}",
    ),
    "national-insurance-number": Pattern(
        "a national insurance number",
        rf"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?[0-9]{{2}}[ -]?[0-9]{{2}}[ -]?[0-9]{{2}}"
        rf"(?:[ -]?[A-D])?{_END}|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z][0-9]{{6}}[a-d]{_END}",
    ),
    "postcode": Pattern(
        "a postcode",
        # Most words are no postcode for want of a digit: the list of areas is slow to try on all of them.
        rf"(?=[A-Za-z]{{1,2}}[0-9])(?:(?:{_AREAS})[0-9][0-9A-Z]?[ ]?{_INWARD}"
        rf"|(?i:(?:{_AREAS})[0-9][0-9a-z]?[ ](?![0-9](?:st|nd|rd|th)){_INWARD})){_END}",
    ),
    "date-of-birth": Pattern(
        "a date of birth",
        rf"(?i:(?:born|d\.?[ ]?o\.?[ ]?b\.?|date[ ]of[ ]birth|birth[ ]?date)[ ]?[:|,(=-]?[ ]?"
        rf"(?:is[ ]|was[ ])?(?:on[ ])?(?:the[ ])?{_DATE}){_END}",
    ),
    "crime-reference": Pattern(
        "a crime or incident reference",
        # By its label, or as serial numbers between strokes: 12/34567/24, CR/12345/24. Not part of an address.
        rf"(?i:(?:crime|incident|occurrence|custody|log|urn|crn)[ ](?:{_NUMBERED}[ ])?{_NUMBERED}[ ]?[:#]?[ ]?{_SERIAL}"
        rf"|(?:urn|crn)[ ]?[:#]?[ ]?{_SERIAL}){_END}"
        rf"|CAD[ ]?(?:{_NUMBERED}[ ]?)?[0-9]{{2,6}}{_END}"
        rf"|(?<!/)(?:[0-9]{{2}}|[A-Z]{{1,4}})/[0-9]{{4,7}}/[0-9]{{2}}(?:[0-9]{{2}})?(?![A-Za-z0-9/])",
    ),
    "collar-number": Pattern(
        "a collar or warrant number",
        # Detectives' ranks are also other things' initials, and a year often follows those.
        rf"(?:W?P[CS]|PCSO|CSO|W?Sgt|SC)[ ]?[0-9]{{2,6}}[A-Z]{{0,2}}{_END}"
        rf"|W?D[CS][ ]?(?!{_YEAR}{_END})[0-9]{{2,6}}{_END}"
        rf"|(?i:(?:sergeant|constable|inspector|officer)[ ](?:{_NUMBERED}[ ])?(?!{_YEAR}{_END})[0-9]{{3,6}}){_END}"
        rf"|(?i:(?:collar|warrant|shoulder|epaulette)[ ](?:card[ ])?{_NUMBERED}[ ]?[:#]?[ ]?"
        rf"[a-z]{{0,2}}[0-9]{{2,6}}){_END}",
    ),
    "nrm-reference": Pattern(
        "the reference of an NRM case",
        # No form of these is published; the label gives them away.
        rf"(?i:(?:nrm|dtn|ms1|first[ ]responder)[ ](?:case[ ]|referral[ ])?{_NUMBERED}[ ]?[:#]?[ ]?{_SERIAL}){_END}"
        rf"|NRM[/-]?(?:[0-9]{{2,4}}[/-])?[0-9]{{4,}}{_END}",
    ),
}
"""Name of a pattern, as `docs/data/watchlist.yml` writes it, to what it looks for."""

PERSONAL = frozenset(name for name, pattern in PATTERNS.items() if pattern.personal)
"""Names of the patterns that are always looked for in debriefs."""

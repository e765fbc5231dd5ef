"""A small library as values, for the tests of search: what each page is about is in its address."""

from collections.abc import Iterable, Mapping

from caveat.projection.staged import Definition, Document, Terminology
from caveat.search.analysis import analysis
from caveat.search.compile import Library, compiled
from caveat.search.phrases import phrases
from caveat.search.rank import Ranked, Ranker
from caveat.search.shards import Shards

GLOSSARY = (
    Definition("NRM", "National Referral Mechanism", "How victims are identified.", "glossary.html#nrm"),
    Definition("SOC", "Serious and organised crime", "", "glossary.html#soc"),
    Definition("SOC", "Standard occupational classification", "", "glossary.html#soc-2"),
    Definition("", "Cuckooing", "Taking over a home.", "glossary.html#cuckooing"),
)
ACTS = (
    ("MSA 2015", "Modern Slavery Act 2015"),
    ("PACE 1984", "Police and Criminal Evidence Act 1984"),
    ("SOA 2003", "Sexual Offences Act 2003"),
)
TERMS = (
    ("type", "guidance", "Guidance", ("advice",)),
    ("type", "bulletin", "Bulletin", ("alert",)),
    ("type", "debrief", "Operation debrief", ("lessons learned",)),
    ("exploitation", "labour", "Labour exploitation", ("sweatshop",)),
    ("exploitation", "criminal", "Criminal exploitation", ("drug running",)),
    ("audience", "investigator", "Investigator", ("detective",)),
    ("audience", "call-handler", "Call handler", ("control room",)),
    ("stage", "first-response", "First response", ()),
    ("forces", "west-midlands", "West Midlands Police", ()),
)
WORDS = Terminology(glossary=GLOSSARY, acts=ACTS, terms=TERMS)
AS_AT = "2024-06-30"


def guidance(uri: str, title: str, body: str, **fields: object) -> Document:
    """A product in force, guidance where its terms do not say otherwise."""
    terms = dict((("type", "guidance"), *fields.pop("terms", ())))  # type: ignore[misc]
    given = {"kind": "Guidance", "status": "force", "marking": "OFFICIAL", "terms": tuple(terms.items()), **fields}
    return Document(f"{uri}.md", title, body, **given)  # type: ignore[arg-type]


PAGES = (
    guidance(
        "defence",
        "The statutory defence",
        "A victim may have a defence under section 45(1) of the Modern Slavery Act 2015.\n",
        id="MS-GDN-001",
        legislation=("MSA 2015 s 45",),
        terms=(("audience", "investigator"), ("exploitation", "criminal")),
        updated="2024-03-18",
        dated="Updated 18 March 2024",
    ),
    guidance(
        "transparency",
        "Transparency in supply chains",
        "Section 54 asks companies for a statement.\n",
        id="MS-GDN-002",
        legislation=("MSA 2015 s 54",),
        updated="2023-10-02",
        dated="Updated 2 October 2023",
    ),
    guidance(
        "offences",
        "The main offences",
        "Sections 1, 2(3) and 4 set out the offences. See the table.\n",
        id="MS-REF-012",
        updated="2022-01-05",
        dated="Updated 5 January 2022",
    ),
    guidance("excluded", "Offences that are left out", "The list is in Schedule 4, and not in any other.\n"),
    guidance("convention", "The convention", "Article 26 asks for no punishment; article 10(2) for a decision.\n"),
    guidance(
        "bail",
        "Bail and conditions",
        "A constable may set conditions under section 47 of the Police and Criminal Evidence Act.\n",
        legislation=("PACE 1984 s 47",),
    ),
    guidance(
        "fort",
        "Operation FORT",
        "Ninety-two people were freed from farms.\n",
        id="MS-DEB-003",
        kind="Operation debrief",
        lessons=("Fort",),
        terms=(("type", "debrief"), ("forces", "west-midlands"), ("exploitation", "labour")),
        updated="2021-07-09",
    ),
    guidance("walls", "Searching a castle", "The fort has walls of stone.\n"),
    guidance("numbers", "How many there are", "An estimate of 198,000 people was made on 18 March 2019.\n"),
    guidance(
        "referral",
        "Referring a potential victim",
        "First responders refer to the National Referral Mechanism within a day.\n",
        terms=(("audience", "call-handler"), ("stage", "first-response")),
    ),
    guidance("gangs", "Serious and organised crime groups", "SOC groups are mapped.\n"),
    guidance("jobs", "Occupations", "Codes follow the standard occupational classification.\n"),
    guidance("centre", "The recognised centre", "Organise a visit. The programme has a licence, and grey walls.\n"),
    guidance("color", "A color from abroad", "To analyze it, write a catalog.\n"),
    guidance("tandarei", "Families from Țăndărei", "Children were taken from the town; Łódź is elsewhere.\n"),
    guidance("cooperate", "Co-operation with others", "Sub-contractors and a multi-agency meeting.\n"),
    guidance("email", "Writing an email", "Answer every email.\n"),
    guidance(
        "people", "What people want", "The victim's account, O'Neill\u2019s notebook, and children\u2019s homes.\n"
    ),
    guidance("duty", "The duty to notify", "Public bodies have a duty to notify.\n"),
    guidance("notify", "Whom to notify", "It is nobody's duty alone. Notify the desk.\n"),
    guidance("home", "Taking over a home", "Cuckooing means that a home is taken over.\n"),
    guidance(
        "bulletin",
        "Car washes",
        "New signs at car washes.\n",
        kind="Bulletin",
        terms=(("type", "bulletin"), ("exploitation", "labour")),
        updated="2024-06-01",
        dated="Updated 1 June 2024",
    ),
    guidance(
        "old-washes", "Car washes as they were", "Old signs at car washes.\n", status="superseded", updated="2019-05-05"
    ),
    guidance("virus", "Car washes and the virus", "No longer needed.\n", status="withdrawn", updated="2020-04-04"),
    Document("about.md", "About this library", "Who keeps it.\n", marking="OFFICIAL"),
    Document("glossary.md", "Glossary", "## NRM, National Referral Mechanism {#nrm}\n\nHow victims are identified.\n"),
)
LIBRARY = Library(tuple(sorted(PAGES, key=lambda each: each.uri)), WORDS, AS_AT)


def ranker(library: Library = LIBRARY) -> Ranker:
    """A reader of the library's own index."""
    return Ranker(Shards(fresh(library)))


def fresh(library: Library) -> Mapping[str, bytes]:
    """The shards of a library, with every page analysed now."""
    known = phrases(library.terminology)
    return compiled(library, [analysis(each, known) for each in library.documents])


def names(found: Iterable[Ranked], library: Library = LIBRARY) -> list[str]:
    """The pages, by address without its ending."""
    return [library.documents[each.page].uri.removesuffix(".md") for each in found]

"""British words as Americans spell them. A table of endings, and of words that follow none."""

import re

_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"^((?:mis)?behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|sav|val|vap|vig)our"), r"\1or"),
    (re.compile(r"^(cent|lit|kilomet|met|theat|fib|calib|somb|spect)re(s|d)?$"), r"\1er\2"),
    (re.compile(r"^(def|off|pret)ence(s|less)?$"), r"\1ense\2"),
    (re.compile(r"^licence(s?)$"), r"license\1"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"^(anal|catal|dial|monol|epil)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"(?<=[a-z])(?:ae|oe)(?=[a-z]{3})"), "e"),
    (re.compile(r"^programme(s|d)?$"), r"program\1"),
    (re.compile(r"^(judg|acknowledg)ement(s?)$"), r"\1ment\2"),
    (re.compile(r"^(enrol|fulfil|instal)(s|ment|ments)?$"), r"\1l\2"),
)
_WORDS = {
    "ageing": "aging",
    "aluminium": "aluminum",
    "cheque": "check",
    "cheques": "checks",
    "grey": "gray",
    "jewellery": "jewelry",
    "kerb": "curb",
    "mum": "mom",
    "paediatric": "pediatric",
    "practise": "practice",
    "pyjamas": "pajamas",
    "sceptical": "skeptical",
    "skilful": "skillful",
    "tyre": "tire",
    "tyres": "tires",
}


def american(word: str) -> str:
    """The American form of a folded word; the word itself where it has none of its own."""
    if word in _WORDS:
        return _WORDS[word]
    if not word.isascii() or not word.isalpha() or len(word) < 5:
        return word
    for ending, instead in _ENDINGS:
        if (found := ending.sub(instead, word)) != word:
            return found
    return word

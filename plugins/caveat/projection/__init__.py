"""From the whole source to what one edition may see.

    narrow     drops everything the edition may not see; the only step that reads the whole source
    resolve    fills in shared passages and variables, follows links, finds uses left without a definition
    label      marks what editions within this one lack, without changing structure or numbering
    furnish    makes the pages that no editor writes: home, library, A to Z, glossary, law, permanent links

Every step after `narrow` is a function of its result alone. So noninterference has to hold for one small module:
what `narrow` drops, nothing later can show.
"""

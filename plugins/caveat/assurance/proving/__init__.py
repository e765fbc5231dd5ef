"""Prove on a project's own content that nothing an edition may not see changes a byte of it.

    project, markers, yaml_text     the source, read without the code that is on trial
    texts                           what mutations are written with
    edits                           mutations as values
    blocks, words, fields, pages, data, attachments, surroundings
                                    what can be changed, kind by kind; all of them in `kinds`
    bodies                          what mutations of bodies share
    past                            the releases, as they are read and as they go into a copy
    names                           by what today's source takes things out of releases
    earlier, recalled               what can be changed in releases
    plan                            which mutations make a round
    disk                            sources written, finished editions compared
    prove                           the experiment; the build comes from outside
    report                          what a release authority files

Nothing here imports `caveat.redaction` or `caveat.projection`, directly or through another module: a fault there has to
show as a difference, and cannot if both sides share it. Of `caveat.history` it uses what moves releases in and out of
git, which does not know what they say.
"""

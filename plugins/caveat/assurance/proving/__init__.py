"""Prove on a project's own content that nothing an edition may not see changes a byte of it.

    project, markers, yaml_text     the source, read without the code that is on trial
    texts                           what mutations are written with
    edits                           mutations as values
    blocks, words, fields, pages, data, attachments, surroundings
                                    what can be changed, kind by kind; all of them in `kinds`
    bodies                          what mutations of bodies share
    plan                            which mutations make a round
    disk                            sources written, finished editions compared
    prove                           the experiment; the build comes from outside
    report                          what a release authority files

Nothing here imports `caveat.redaction` or `caveat.projection`, directly or through another module: a fault there has to
show as a difference, and cannot if both sides share it.
"""

"""The preview: every edition of a project in a browser on this machine, while somebody writes.

    watch      which files changed
    content    the source: a changed page at once, everything behind it
    renderer   one page of one edition
    site       one edition as it is shown
    bar        what the preview puts on a page: the switch between editions, the problems
    board      what the work has made, and what browsers want
    answers    what there is at an address
    server     what a browser may ask, and how it is answered
    preview    the order of the work

Nothing here is part of any edition: the bar comes with an answer of the server, never with a rendering.
"""

"""Looks for withheld text in finished output: the second line behind the projection, and never needed.

    sources        every file of the project, as it lies on the disk
    reference      the edition as it would be had restricted text never been written
    fingerprints   what the sources say and the reference does not: words, codes, passages, files
    reading        every text that a file holds, under every encoding it knows how to undo
    scan           every file of a folder, read and compared

The reference is made from a source that `withholding` has cut down by its own reading of the markers. So a fault of
the projection does not make what it lets through look legitimate.
"""

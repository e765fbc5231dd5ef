"""What editors say to findings that are to stand: the field `answers` of a page or shared passage.

answers:
  - to: house-style
    about: modern day slavery            # left out: every finding of this rule on the page
    because: The name of a strategy of 2014
"""

from caveat.content.corpus import Answer
from caveat.content.data_files import records
from caveat.content.findings import Findings
from caveat.content.nodes import Fields, Scalar
from caveat.content.validation import Model, Text


class _Answer(Model):
    to: Text
    about: Text = ""
    because: Text


def read_answers(fields: Fields, findings: Findings) -> tuple[Answer, ...]:
    """The answers that are right in themselves. Whether they answer anything is for `caveat.checking`."""
    node = fields.get("answers")
    if node is None or (isinstance(node, Scalar) and node.broken):
        return ()
    return tuple(
        Answer(model.to, model.about, model.because, item.location) for model, item in records(node, _Answer, findings)
    )

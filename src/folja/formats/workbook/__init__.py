"""The form: one workbook per network, filled in offline and read back.

Written with what is known already filled in and locked, read with its keys checked. Refuses a form
whose keys were changed or moved, with the place; what is written in its cells is never judged here.
"""

from folja.formats.workbook.faults import FormRefused
from folja.formats.workbook.reading import Form, FormAnswer, FormRow, is_form, read_form
from folja.formats.workbook.remarks import with_remarks
from folja.formats.workbook.writing import write_form

__all__ = [
    "Form",
    "FormAnswer",
    "FormRefused",
    "FormRow",
    "is_form",
    "read_form",
    "with_remarks",
    "write_form",
]

"""The official KPI form of a project, filled from a comparison of a line and its retrofits."""

from twin.form.card import form_card, form_parts
from twin.form.files import refuse_target, write_form
from twin.form.object import form_object
from twin.form.rows import Form, FormRow, form_of, form_pack
from twin.form.wishes import Wishes, wishes_of

__all__ = [
    "Form",
    "FormRow",
    "Wishes",
    "form_card",
    "form_object",
    "form_of",
    "form_pack",
    "form_parts",
    "refuse_target",
    "wishes_of",
    "write_form",
]

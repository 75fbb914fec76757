"""What is wrong with a template."""

from coaverify.model.errors import CoaverifyError


class TemplateError(CoaverifyError):
    """A template that cannot be used; the message names the file, the line and what would be right."""

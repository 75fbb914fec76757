"""The templates that hold for one certificate of a document, and their readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaverify.extract.harvest import Harvest
from coaverify.extract.labels import Label
from coaverify.extract.layout import Layout
from coaverify.extract.teaching.merging import merged
from coaverify.extract.teaching.reading import TEACHABLE, ReadPage, read_template
from coaverify.extract.teaching.signs import holds
from coaverify.extract.vocabulary import OTHER, phrase
from coaverify.model.certificate import Certificate
from coaverify.model.template import Template


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the templates that hold for a certificate read on it; without any it changes nothing."""

    pages: tuple[int, ...]
    readings: tuple[tuple[Template, Certificate], ...] = ()

    @property
    def templates(self) -> tuple[Template, ...]:
        return tuple(template for template, _ in self.readings)

    @property
    def claims(self) -> frozenset[str]:
        """The claims that were read."""
        return frozenset(claim for _, found in self.readings for claim in TEACHABLE if getattr(found, claim))

    def taught(self, certificate: Certificate) -> Certificate:
        """The certificate as read without templates, with their readings."""
        for template, found in self.readings:
            certificate = merged(certificate, template, found)
        return certificate


def lesson_on(
    layouts: Sequence[Layout],
    numbers: tuple[int, ...],
    general: Harvest,
    templates: Sequence[Template],
    read_page: ReadPage,
    *,
    holding: bool = False,
) -> Lesson:
    """The lesson of the certificate on the pages with these numbers.

    general: what the document states without templates. read_page: the general mechanism.
    holding: the templates are known to hold, as for an earlier state of the same certificate.
    """
    pages = [layout for layout in layouts if layout.page.number in numbers]
    fitting = [template for template in templates if holding or holds(template, pages)]
    return Lesson(
        numbers, tuple((template, read_template(template, pages, general, read_page)) for template in fitting)
    )


def ignored_on(lessons: Sequence[Lesson]) -> Mapping[int, Mapping[str, Label]]:
    """For each page the labels that its certificate's templates want ignored, as words that name no claim."""
    return {
        number: {phrase(words): Label(OTHER) for template in lesson.templates for words in template.ignored}
        for lesson in lessons
        for number in lesson.pages
        if any(template.ignored for template in lesson.templates)
    }

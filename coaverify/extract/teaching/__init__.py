"""What a user's templates add to the general mechanism, and what becomes of it where both speak of a claim."""

from coaverify.extract.teaching.lessons import Lesson, ignored_on, lesson_on

__all__ = ["Lesson", "ignored_on", "lesson_on"]

"""The words of certificates, one file for each language (`en.toml`, `de.toml`, ...): which label means which claim.

The sections of a file:

`common`, `appearance`      words by which the language is told, beside all others of the file
`noise`                     words that may stand in any label
`titles`                    what such a document is called
`others`                    what documents are called that name products and figures and are no certificates
`conforms`, `fails`         how a result is said to be in order, or not
`limits`                    words before a percentage that is a limit; `percent`: the sign's name
`[dates]`                   the months' names (full and short), ordinals behind a day, words between day and month,
                            words of a range; `order` where dates in figures begin with the day; `letters` for day,
                            month and year as in "TT.MM.JJJJ"
`[numbers]`                 `decimal = ","` where a comma parts decimals
`[comparators]`             words before a number, and behind it (`..._after`)
`[claims.<claim>]`          `heads`: the words that make a label this claim; `with`: words that may stand beside
                            them and change nothing; `without`: words that make it something else
`[roles]`, `[peaks]`        heads of columns in tables of results and in peak tables
`[mass]`                    words in which a mass is spoken of

A label is a head plus words of `with` (or of `noise`); words in brackets after it are free. All languages are
known at once, since labels are printed in two; where the same words mean different things in two languages, the
meanings of the document's own languages count (see `coaverify.extract.writing`).
"""

from coaverify.extract.vocabulary.languages import CODES, Language, language, languages
from coaverify.extract.vocabulary.meanings import MASS, OTHER, MassWords, Vocabulary, Words, vocabulary
from coaverify.extract.vocabulary.phrases import cut, is_cjk, pattern_of, phrase, spellings, tokens_of

__all__ = [
    "CODES",
    "MASS",
    "OTHER",
    "Language",
    "MassWords",
    "Vocabulary",
    "Words",
    "cut",
    "is_cjk",
    "language",
    "languages",
    "pattern_of",
    "phrase",
    "spellings",
    "tokens_of",
    "vocabulary",
]

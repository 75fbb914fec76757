"""The vocabulary in its languages, and how a document's language is told."""

from __future__ import annotations

import pytest

from certificate_pages import certificate_in, lines
from coaverify.extract.headings import is_title
from coaverify.extract.labels import interpret, peak_column_of, roles_of
from coaverify.extract.language import languages_of, manner_of
from coaverify.extract.values.texts import conforms
from coaverify.extract.vocabulary import CODES, MASS, Language, language, languages, vocabulary
from coaverify.extract.writing import Writing, written_as

SEVEN = ("en", "de", "fr", "es", "ru", "zh", "ja")
# What a certificate in each of the seven languages has to be able to state
WANTED = (
    "product_name", "sequence", "catalog_number", "lot_number", "cas_number", "molecular_formula", "hplc_purity",
    "purity_specification", "net_peptide_content", "water_content", "acetate_content", "tfa_content", "endotoxin",
    "quantity", "measured_content", "appearance", "received_date", "manufacture_date", "analysis_date", "issue_date",
    "retest_date", "expiry_date", "laboratory", "vendor", "manufacturer", "client", "task_number", "verification_key",
    "verification_url", "method", "instrument", "salt", "modification",
)  # fmt: skip


@pytest.mark.parametrize("one", languages(), ids=lambda one: one.code)
def test_every_word_of_a_file_is_understood_as_what_it_stands_under(one: Language) -> None:
    with written_as(Writing((one.code,))):
        for claim, heads in {**one.heads, MASS: one.mass["heads"]}.items():
            for head in heads:
                label = interpret(head)
                assert (head, label and label.claim) == (head, claim)
        for role, names in one.roles.items():
            assert [name for name in names if role not in roles_of(name)] == []
        for column, names in one.peaks.items():
            assert [name for name in names if peak_column_of(name) != column and "/" not in name] == []


@pytest.mark.parametrize("code", SEVEN)
def test_the_seven_languages_have_words_for_every_claim(code: str) -> None:
    one = language(code)
    assert [claim for claim in WANTED if not one.heads.get(claim)] == []
    assert [role for role in vocabulary_roles() if not one.roles.get(role)] == []
    assert {"retention_time", "area", "area_percent", "height"} <= one.peaks.keys()
    assert one.totals
    assert one.titles
    assert one.conforms
    assert one.fails
    assert one.appearance
    assert {name.removesuffix("_after") for name in one.comparators} >= {"at_least", "at_most"}
    assert len(one.months) == (0 if code in ("zh", "ja") else 12)


def vocabulary_roles() -> set[str]:
    return {role for roles in vocabulary().roles.values() for role in roles}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Product name: Semax", "Lot number", "Appearance: white powder", "Date of analysis"], ("en",)),
        (["Produktbezeichnung: Semax", "Chargen-Nr.", "Aussehen: weißes Pulver"], ("de",)),
        (["Désignation : Semax", "Numéro de lot", "Aspect : poudre blanche", "Teneur en eau"], ("fr",)),
        (["Nombre del producto: Semax", "Número de lote", "Aspecto: polvo blanco", "Pureza"], ("es",)),
        (["Наименование: Семакс", "Серия", "Внешний вид: белый порошок"], ("ru",)),
        (["品名：司美", "批号：2024", "外观：白色粉末", "检验结果"], ("zh",)),
        (["品名：セマックス", "ロット番号", "性状：白色の粉末", "試験結果"], ("ja",)),
        (["AB1234", "99.31 %", "813.92"], ()),
    ],
)
def test_the_language_of_a_page_is_told_by_its_words(texts: list[str], found: tuple[str, ...]) -> None:
    assert languages_of(texts) == found


def test_a_certificate_in_two_languages_has_two() -> None:
    both = ["Produktbezeichnung / Product name", "Chargennummer / Batch number", "Aussehen / Appearance"]
    assert set(languages_of(both)) == {"de", "en"}


def test_a_foreign_word_makes_no_second_language() -> None:
    english = ["Product name", "Batch number", "Appearance", "Manufacturer", "Storage conditions", "Retest date"]
    assert languages_of([*english, "Bahnhofstrasse", "Charge"]) == ("en",)


def test_a_charge_is_a_lot_in_german_and_electric_in_english() -> None:
    with written_as(Writing(("de",))):
        label = interpret("Charge")
        assert label is not None
        assert label.claim == "lot_number"
    with written_as(Writing(("en",))):
        label = interpret("Charge")
        assert label is not None
        assert label.claim == "other"
    with written_as(Writing(("en", "de"))):  # in two languages it may be a lot
        label = interpret("Charge")
        assert label is not None
        assert label.claim == "lot_number"


def test_data_are_a_date_in_italian_and_results_in_english() -> None:
    with written_as(Writing(("en",))):
        assert (roles_of("Data"), interpret("Data")) == (("result",), None)
    with written_as(Writing(("it",))):
        label = interpret("Data")
        assert label is not None
        assert (roles_of("Data"), label.claim) == ((), "issue_date")


def test_a_charge_of_ions_on_an_english_page_is_no_lot() -> None:
    page = lines("Product name: Semax", "Batch number: AB1234", "Purity (HPLC): 99.31 %", "Charge: 20", "Charge: 22")
    certificate = certificate_in(*page)
    assert [lot.value for lot in certificate.lots] == ["AB1234"]


@pytest.mark.parametrize(
    "text",
    ["Pruefdatum", "Prufdatum", "Numero de lot", "Fecha de emision", "Расчётная масса", "Purete", "Teneur en acetate"],
)
def test_labels_are_known_without_their_accents(text: str) -> None:
    assert interpret(text) is not None


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("产品的纯度", "hplc_purity"),
        ("样品批号：", "lot_number"),
        ("ペプチドの純度", "hplc_purity"),
        ("純度試験", "other"),
        ("⽣产⽇期", "manufacture_date"),  # radicals in the place of characters, as some fonts give them
        ("ＨＰＬＣ純度", "hplc_purity"),
        ("ﾛｯﾄ番号", "lot_number"),
        ("Date de l’analyse", "analysis_date"),
    ],
)
def test_labels_are_cut_into_words_and_folded(text: str, claim: str) -> None:
    label = interpret(text)
    assert label is not None
    assert label.claim == claim


@pytest.mark.parametrize("code", CODES)
def test_a_result_that_does_not_conform_is_not_said_to_conform(code: str) -> None:
    one = language(code)
    assert [word for word in one.conforms if not conforms(word)] == []
    assert [word for word in one.fails if conforms(word)] == []


@pytest.mark.parametrize("code", CODES)
def test_titles_are_known(code: str) -> None:
    assert [title for title in language(code).titles if not is_title(title.upper())] == []


@pytest.mark.parametrize(
    ("texts", "comma"),
    [
        (["99,31 %", "813,92", "4.6 mm", "1,2 ml", "7,5", "8,25"], True),
        (["99.31 %", "813.92"], False),
        (["99.31 %", "813,92"], None),
        (["Produktbezeichnung", "Aussehen", "Reinheit"], True),
        (["Product name", "Appearance"], False),
        (["22.03.2024", "Semax"], None),
    ],
)
def test_the_decimal_sign_is_told_by_numbers_then_by_the_language(texts: list[str], comma: bool | None) -> None:
    assert manner_of(texts).decimal_comma is comma

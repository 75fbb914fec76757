from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from coaverify.report.model import Report
from coaverify_web.store import Store, StoredDocument
from web.report_builder import passing_report


def stored(data: bytes = b"x", done: bool = True) -> StoredDocument:
    outcome: Future[Report] = Future()
    if done:
        outcome.set_result(passing_report())
    return StoredDocument("a.pdf", data, outcome)


def test_what_was_added_is_found_under_an_id_that_nobody_guesses() -> None:
    store = Store(10, 1000)
    ids = {store.add([stored()]).id for _ in range(5)}
    assert len(ids) == 5
    assert all(len(identifier) >= 22 for identifier in ids)
    assert all(store.get(identifier) is not None for identifier in ids)
    assert store.get("guess") is None


def test_the_longest_unused_upload_makes_room() -> None:
    store = Store(max_documents=2, max_bytes=1000)
    first, second = store.add([stored()]), store.add([stored()])
    store.get(first.id)
    store.add([stored()])
    assert store.get(first.id) is not None
    assert store.get(second.id) is None


def test_bytes_are_bounded_too_but_the_newest_upload_always_stays() -> None:
    store = Store(max_documents=100, max_bytes=10)
    first = store.add([stored(b"12345678")])
    second = store.add([stored(b"x" * 50)])
    assert store.get(first.id) is None
    assert store.get(second.id) is not None
    assert len(store) == 1


def test_a_dropped_document_is_not_verified_any_more() -> None:
    store = Store(max_documents=1, max_bytes=1000)
    waiting = stored(done=False)
    store.add([waiting])
    store.add([stored()])
    assert waiting.outcome.cancelled()
    assert waiting.crashed
    assert waiting.report is None


def test_page_images_count_as_memory_and_are_made_once() -> None:
    document = stored(b"12345")
    made: list[int] = []

    def render(data: bytes, page: int) -> bytes:
        made.append(page)
        return b"image of " + data

    assert document.image(1, render) == document.image(1, render) == b"image of 12345"
    assert made == [1]
    assert document.size == 5 + 14


def test_many_threads_may_use_the_store_at_once() -> None:
    store = Store(max_documents=20, max_bytes=10_000)

    def work(number: int) -> bool:
        upload = store.add([stored(bytes(10))])
        store.get(upload.id)
        return len(store) <= 20

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(400)))
    assert len(store) == 20

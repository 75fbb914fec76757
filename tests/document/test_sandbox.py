"""The sandbox: every breach costs its own task alone."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from coaverify.document.sandbox import Sandbox
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Limits

LIMITS = Limits(wall_seconds=4.0, cpu_seconds=3, memory_bytes=600_000_000, result_bytes=1000)


def greet(name: str) -> bytes:
    return f"hello {name}".encode()


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def leave() -> bytes:
    os._exit(7)


def sleep() -> bytes:
    time.sleep(60)
    return b""


def spin() -> bytes:
    while True:
        pass


def eat() -> bytes:
    return bytes(bytearray(50_000_000_000)[:1])


def ramble() -> bytes:
    return bytes(2000)


def refuse() -> bytes:
    raise Unreadable(ErrorCode.ENCRYPTED, "locked")


def stumble() -> bytes:
    raise LookupError("a fault of the program")


def say_text() -> bytes:
    return "text"  # type: ignore[return-value]  # what no task may return, to see it refused


def core_size() -> bytes:
    import resource

    return repr(resource.getrlimit(resource.RLIMIT_CORE)).encode()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(LIMITS, jobs=1) as opened:
        yield opened


def code_of(sandbox: Sandbox, function: object) -> ErrorCode:
    with pytest.raises(Unreadable) as caught:
        sandbox.submit(function).result()  # type: ignore[arg-type]  # object: the faulty tasks have several types
    assert len(caught.value.message) > 5
    return caught.value.code


def test_a_function_gives_its_bytes(sandbox: Sandbox) -> None:
    assert sandbox.submit(greet, "you").result() == b"hello you"


@pytest.mark.parametrize(
    ("breach", "code"),
    [
        (crash, ErrorCode.CORRUPT),
        (leave, ErrorCode.CORRUPT),
        (sleep, ErrorCode.TIMEOUT),
        (eat, ErrorCode.OUT_OF_MEMORY),
        (ramble, ErrorCode.TOO_LARGE),
        (refuse, ErrorCode.ENCRYPTED),
    ],
)
def test_a_breach_is_named_and_the_next_task_runs(sandbox: Sandbox, breach: object, code: ErrorCode) -> None:
    assert code_of(sandbox, breach) is code
    assert sandbox.submit(greet, "next").result() == b"hello next"


def test_too_much_processor_time_is_a_timeout() -> None:
    with Sandbox(Limits(wall_seconds=30.0, cpu_seconds=1), jobs=1) as sandbox:
        assert code_of(sandbox, spin) is ErrorCode.TIMEOUT
        assert sandbox.submit(greet, "next").result() == b"hello next"


def test_processor_time_is_counted_anew_for_each_task(sandbox: Sandbox) -> None:
    answers = [sandbox.submit(greet, str(number)).result() for number in range(60)]
    assert answers[-1] == b"hello 59"


def test_a_fault_of_the_program_stays_a_fault(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError):
        sandbox.submit(stumble).result()


def test_only_bytes_come_across(sandbox: Sandbox) -> None:
    with pytest.raises(TypeError):
        sandbox.submit(say_text).result()


def test_a_worker_leaves_no_core_file(sandbox: Sandbox) -> None:
    assert sandbox.submit(core_size).result() == b"(0, 0)"


def test_a_hung_task_does_not_stop_the_others() -> None:
    with Sandbox(LIMITS, jobs=2) as sandbox:
        hung = sandbox.submit(sleep)
        others = [sandbox.submit(greet, str(number)) for number in range(20)]
        assert [task.result() for task in others] == [f"hello {n}".encode() for n in range(20)]
        with pytest.raises(Unreadable):
            hung.result()


def test_threads_may_submit_at_the_same_time(sandbox: Sandbox) -> None:
    answers: list[bytes] = []

    def ask(number: int) -> None:
        answers.append(sandbox.submit(greet, str(number)).result())

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(f"hello {n}".encode() for n in range(16))


def test_a_finished_task_calls_back(sandbox: Sandbox) -> None:
    over = threading.Event()
    task = sandbox.submit(greet, "you")
    task.add_done_callback(lambda _task: over.set())
    assert over.wait(10)
    assert task.done()


def test_an_error_inside_the_block_ends_the_workers_at_once() -> None:
    with pytest.raises(KeyError), Sandbox(LIMITS, jobs=1) as sandbox:
        sandbox.submit(sleep)
        raise KeyError

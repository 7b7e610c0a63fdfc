"""The mailbox between the worker and the window."""

import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

import pytest

from nnlab.training import Mailbox


def test_that_a_new_mailbox_is_empty_and_wants_an_item():
    mailbox: Mailbox[int] = Mailbox()
    assert mailbox.take() is None
    assert mailbox.claim()


def test_that_an_item_is_taken_once():
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put("first")
    assert mailbox.take() == "first"
    assert mailbox.take() is None


def test_that_new_mail_replaces_old_mail():
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put("old")
    mailbox.put("new")
    assert mailbox.take() == "new"
    assert mailbox.take() is None


def test_that_a_request_is_claimed_once():
    mailbox: Mailbox[str] = Mailbox()
    assert mailbox.claim()
    assert not mailbox.claim()
    mailbox.request()
    mailbox.request()
    assert mailbox.claim()
    assert not mailbox.claim()


def test_that_a_request_made_while_the_answer_is_prepared_asks_for_another():
    mailbox: Mailbox[str] = Mailbox()
    assert mailbox.claim()
    mailbox.request()
    mailbox.put("answer to the first")
    assert mailbox.claim()


@pytest.fixture
def _eager_threads() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_eager_threads")
def test_that_two_threads_pass_mail_in_order_and_a_request_is_never_lost():
    mailbox: Mailbox[int] = Mailbox()
    answers = 200
    done: SimpleQueue[int] = SimpleQueue()

    def write() -> None:
        number = 0
        while number < answers:
            if mailbox.claim():
                number += 1
                mailbox.put(number)
        done.put(number)

    writer = Thread(target=write, daemon=True)
    writer.start()
    taken: list[int] = []
    while not taken or taken[-1] < answers:
        item = mailbox.take()
        if item is not None:
            taken.append(item)
            mailbox.request()  # once for each answer: were one lost, no other would follow
    assert done.get(timeout=20) == answers
    writer.join(20)
    assert taken == list(range(1, answers + 1))

"""The mailbox between the worker and the window."""

import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

import pytest

from nnlab.training import Mailbox


def test_that_a_new_mailbox_is_empty_and_wants_an_item():
    mailbox: Mailbox[int] = Mailbox()
    assert mailbox.wanted
    assert mailbox.take() is None


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


def test_that_an_answer_is_wanted_only_after_a_request():
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put("answer")
    assert not mailbox.wanted
    mailbox.take()
    assert not mailbox.wanted
    mailbox.request()
    assert mailbox.wanted


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
            if mailbox.wanted:
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
        mailbox.request()  # as the window's timer does, whether there was mail or not
    assert done.get(timeout=20) == answers
    writer.join(20)
    assert taken == sorted(set(taken))

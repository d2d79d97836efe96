"""Something for the profilers of Python programs to look at: threads that wait, work and allocate."""

import json
import threading
import time

kept = []


class Router:
    def route(self, events):
        return [self.partition(event["topic"]) for event in events]

    def partition(self, topic):
        return sum(ord(letter) for letter in topic) % 64


def publish(count):
    return json.loads(json.dumps([{"topic": f"orders.{number}", "payload": [number] * 8} for number in range(count)]))


def keep(count):
    """Allocations that stay."""
    for number in range(count):
        kept.append({"number": number, "text": "é" * 200})


def recurse(depth):
    return 0 if depth == 0 else 1 + recurse(depth - 1)


def busy(seconds):
    router = Router()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        router.route(publish(50))
        recurse(40)
        keep(20)


def waiting_threads(count):
    gate = threading.Event()
    for number in range(count):
        threading.Thread(target=gate.wait, name=f"subscriber-{number}", daemon=True).start()
    return gate


if __name__ == "__main__":
    waiting_threads(3)
    busy(1.5)

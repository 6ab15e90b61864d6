"""A client that keeps 16 connections busy: ``client PORT PATH REQUESTS [NAME=VALUE …]``."""

import sys
import threading
from http.client import HTTPConnection

CONNECTIONS = 16


def main(words: list[str]) -> int:
    """Ask for the page until the requests are used up; 1 when an answer was bad."""
    port, path, requests = int(words[0]), words[1], int(words[2])
    headers = dict(word.split("=", 1) for word in words[3:])
    bad: list[int] = []

    def ask(times: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(times):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 304):
                bad.append(answer.status)
        connection.close()

    each = max(1, requests // CONNECTIONS)
    threads = [threading.Thread(target=ask, args=(each,)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if bad:
        print(f"{len(bad)} bad answers, such as {bad[0]}", file=sys.stderr)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Requests signed by Phonevault's signers, over thousands of hard cases, are accepted by the independent verifier.

PHONEVAULT_SIGN_CASES is the path of the program that signs: JSON lines in, JSON lines out (see README.md).
"""

import base64
import json
import os
import subprocess
import unittest
from urllib.parse import unquote_to_bytes

from arbitrary_requests import arbitrary_requests
from verifier import HttpRequest, MalformedRequest, verify

COUNT = int(os.environ.get("PHONEVAULT_SIGN_CASE_COUNT", "4000"))
SEED = int(os.environ.get("PHONEVAULT_SIGN_CASE_SEED", "20260102"))
SHOWN = 10


def signed(program, lines):
    """One answer for every line."""
    done = subprocess.run(
        [program],
        input="".join(json.dumps(line) + "\n" for line in lines).encode(),
        stdout=subprocess.PIPE,
        check=False,
        timeout=600,
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines() if line]
    if done.returncode != 0 or len(answers) != len(lines):
        raise AssertionError("%s ended with %d after %d of %d answers" % (program, done.returncode, len(answers), len(lines)))
    return answers


def fault_of(line, answer):
    """Empty if the answer is what was asked for, signed so that the verifier accepts it."""
    verdict = verify(answer, lambda key: line["secret_key"] if key == line["access_key"] else None)
    if not verdict.accepted:
        return "refused: %s\n%s" % (verdict.why, verdict.canonical_request)
    if verdict.algorithm.lower() != line["algorithm"]:
        return "signed with " + verdict.algorithm
    # An accepted signature over something else than what was asked for would prove nothing.
    try:
        sent = HttpRequest.from_json(answer)
    except MalformedRequest as error:
        return str(error)
    if sent.method != line["method"] or sent.authority.lower() != line["host"]:
        return "method or host differs"
    if sent.body != base64.b64decode(line["body_base64"]):
        return "the body differs"
    # A path may come raw or encoded; where it is ambiguous the signer may read it either way.
    path = line["path"].encode()
    if unquote_to_bytes(sent.path) not in (path, unquote_to_bytes(path)):
        return "the path differs: %s" % sent.path
    asked = sorted((name.encode(), value.encode()) for name, value in line["query"])
    if sorted(sent.decoded_query()) != asked:
        return "the query differs: %s" % sent.query
    for name, value in line["headers"]:
        if sent.headers.get(name.lower()) != value.strip(" \t"):
            return "header %s differs" % name
    token = line.get("security_token")
    held = sent.headers.get("x-security-token" if line["algorithm"].startswith("sdk") else "x-acs-security-token")
    if held != token:
        return "the security token differs"
    if line["algorithm"].startswith("acs3") and sent.headers["x-acs-signature-nonce"] != line["nonce"]:
        return "the nonce differs"
    when = line["time"]
    if when not in (sent.headers.get("x-acs-date"), _extended(sent.headers.get("x-sdk-date", ""))):
        return "the time differs"
    return ""


def _extended(compact):
    return "%s-%s-%sT%s:%s:%sZ" % (compact[:4], compact[4:6], compact[6:8], compact[9:11], compact[11:13], compact[13:15])


class ArbitraryRequests(unittest.TestCase):
    def test_the_verifier_accepts_every_signed_request(self):
        program = os.environ.get("PHONEVAULT_SIGN_CASES")
        if not program:
            self.fail("PHONEVAULT_SIGN_CASES must be the path of the program that signs the cases (see tests/interop/README.md)")
        requests = list(arbitrary_requests(COUNT, SEED))
        answers = signed(program, [request.line for request in requests])

        faults, refused = [], 0
        for number, (request, answer) in enumerate(zip(requests, answers)):
            if "error" in answer:
                refused += 1
                fault = "" if request.refusable else "the signer refused: %s" % answer["error"]
            else:
                fault = fault_of(request.line, answer)
            if fault:
                faults.append("request %d: %s\n%s" % (number, fault, json.dumps(request.line, ensure_ascii=True)[:1500]))
        if faults:
            self.fail("%d of %d (seed %d):\n%s" % (len(faults), COUNT, SEED, "\n\n".join(faults[:SHOWN])))
        self.assertLess(refused, COUNT // 10, "most requests have to be signed, not refused")


class Generator(unittest.TestCase):
    def test_the_same_seed_gives_the_same_requests(self):
        first = [request.line for request in arbitrary_requests(200, SEED)]
        self.assertEqual(first, [request.line for request in arbitrary_requests(200, SEED)])
        self.assertNotEqual(first, [request.line for request in arbitrary_requests(200, SEED + 1)])

    def test_the_requests_are_hard_and_mostly_sendable(self):
        requests = list(arbitrary_requests(2000, SEED))
        values = [value for request in requests for _, value in request.line["query"]]
        for needle in ("%", "+", "*", "~", " ", "\n", "\0", "🙂", "&", "=", "#", "/"):
            self.assertTrue(any(needle in value for value in values), repr(needle))
        self.assertTrue(any("//" in request.line["path"] for request in requests))
        self.assertTrue(any(value == "" for value in values) and any(len(value) > 400 for value in values))
        refusable = sum(request.refusable for request in requests)
        self.assertTrue(0 < refusable < 100, refusable)


if __name__ == "__main__":
    unittest.main()

"""`python -m verifier --secret SK < request.json`: judges the request that `phonevault call --dry-run` prints."""

import argparse
import json
import os
import sys

from . import verify


def main() -> int:
    parser = argparse.ArgumentParser(prog="verifier", description="Checks the signature of one request read from stdin (JSON).")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--secret", help="the secret key")
    which.add_argument("--secret-env", metavar="NAME", help="the environment variable that holds the secret key")
    parser.add_argument("--access-key", help="refuse every other access key")
    options = parser.parse_args()

    secret = options.secret if options.secret is not None else os.environ.get(options.secret_env)
    if secret is None:
        parser.error("environment variable %s is not set" % options.secret_env)
    try:
        document = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    except ValueError as error:
        print("refused: not JSON: %s" % error)
        return 1

    verdict = verify(document, lambda key: secret if options.access_key in (None, key) else None)
    if verdict.accepted:
        print("accepted " + verdict.algorithm)
        return 0
    print("refused: " + verdict.why)
    if verdict.canonical_request is not None:
        print("the verifier's canonical request:\n" + verdict.canonical_request)
    return 1


if __name__ == "__main__":
    sys.exit(main())

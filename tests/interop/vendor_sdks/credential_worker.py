"""Processes whose whole knowledge is their environment: each finds Alibaba keys as the vendor's package does and lists the phones.

The package reads most variables when it is imported, so only a process that imports it afterwards shows what they do. Starting
Python with all that the clients import takes most of a second, so one process imports everything once and forks for each order.

Orders are lines of JSON on standard input: `source`, `region` and `environment`. Each is answered by one line: `provider`,
`phones` and `token`, or `error` with `message`. The argument is the certificate authority to trust.
"""

import json
import os
import sys
from typing import Any, Dict

PACKAGE = "alibabacloud_credentials"


def prepare(authority: str) -> None:
    """Imports the clients. What trusts nothing but the bundle of `certifi` is to trust the test's authority."""
    import certifi

    certifi.where = lambda: authority

    import alibabacloud_eds_aic20230930.client  # noqa: F401


def work(order: Dict[str, Any]) -> Dict[str, Any]:
    """Runs in the forked process, where the environment is the order's."""
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]

    from alibabacloud_credentials import provider
    from alibabacloud_credentials.client import Client as Credentials
    from alibabacloud_eds_aic20230930 import models
    from alibabacloud_eds_aic20230930.client import Client
    from alibabacloud_tea_openapi.utils_models import Config

    sources = {
        "environment": provider.EnvironmentVariableCredentialsProvider,
        "cli": provider.CLIProfileCredentialsProvider,
        "profile": provider.ProfileCredentialsProvider,
        "default": provider.DefaultCredentialsProvider,
    }
    try:
        credentials = Credentials(provider=sources[order["source"]]())
        keys = credentials.get_credential()
        client = Client(Config(credential=credentials, region_id=order["region"], connect_timeout=10_000, read_timeout=60_000))
        phones = client.describe_android_instances(models.DescribeAndroidInstancesRequest()).body
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
    return {"provider": keys.provider_name, "token": bool(keys.security_token), "phones": phones.total_count}


def main() -> None:
    prepare(sys.argv[1])
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os.environ.clear()
            os.environ.update(order["environment"])
            print(json.dumps(work(order)), flush=True)
            # Without the exit handlers of a package that was imported twice.
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()

"""What is called and with what, as C: the calls and inputs that the workers of other languages read from JSON."""

import json

from harness import scenarios


def header() -> str:
    """The text of `inputs.h`."""
    texts = {
        "REGION_HUAWEI": scenarios.REGION_HUAWEI,
        "REGION_ALIBABA": scenarios.REGION_ALIBABA,
        "PROJECT": scenarios.PROJECT,
        "ACCESS_KEY": scenarios.ACCESS_KEY,
        "SECRET_KEY": scenarios.SECRET_KEY,
        "BUCKET": scenarios.BUCKET,
        "APP": scenarios.APP,
        "FOLDER": scenarios.FOLDER,
        "UPLOAD_ENDPOINT": scenarios.UPLOAD_ENDPOINT,
    }
    lists = {
        "HUAWEI_PHONES": scenarios.HUAWEI_PHONES,
        "OBJECTS": scenarios.OBJECTS,
        "ALIBABA_PHONES": scenarios.ALIBABA_PHONES,
    }
    lines = ["/* Written by bench/c/inputs.py. */", "#ifndef INPUTS_H", "#define INPUTS_H", "", '#include "calls.h"', ""]
    lines += ["#define %s %s" % (name, _literal(text)) for name, text in texts.items()]
    for name, items in lists.items():
        lines += ["", "static const char *const %s[] = {" % name, *("    %s," % _literal(item) for item in items), "};"]
    calls = ("    {%s, &%s, %d}," % (_literal(call["name"]), call["kind"], call["items"]) for call in scenarios.CALLS)
    lines += ["", "static const struct call CALLS[] = {", *calls, "};", "", "#endif"]
    return "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    """Plain text is written in C as in JSON."""
    return json.dumps(text)

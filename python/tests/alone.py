"""The wheel alone in its environment: it stands behind nothing, and importing it brings no other distribution in."""

import sys
from importlib import metadata

sys.dont_write_bytecode = True
before = set(sys.modules)

import phonevault  # noqa: E402
from phonevault import alibaba, huawei  # noqa: E402

brought = {name.partition(".")[0] for name in set(sys.modules) - before}
foreign = sorted(name for name in brought - {"phonevault"} if name not in sys.stdlib_module_names)
assert not foreign, f"brings in {foreign}"
slow = {"asyncio", "dataclasses", "datetime", "enum", "logging", "typing"} & brought
assert not slow, f"imports at once what is slow: {sorted(slow)}"
assert metadata.requires("phonevault") is None, metadata.requires("phonevault")
assert metadata.version("phonevault") == phonevault.__version__
others = {distribution.metadata["Name"] for distribution in metadata.distributions()} - {"phonevault", "pip", "setuptools"}
assert not others, f"the environment is not empty: {sorted(others)}"
assert alibaba.__file__ and "site-packages" in alibaba.__file__, "not the wheel"
print(f"phonevault {phonevault.__version__} stands alone: {len(alibaba.__all__) + len(huawei.__all__)} names of clouds")

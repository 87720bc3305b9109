"""What a test does to the files of a simulated phone, through the admin service."""

from typing import Any, Dict, List


def content(files: Dict[str, Dict[str, Any]]) -> Dict[str, Any]:
    """What has to be the same after a restore."""
    return {path: (file["sha256"], file["bytes"], file.get("mode"), file.get("target")) for path, file in files.items()}


def hidden(files: Dict[str, Dict[str, Any]]) -> List[str]:
    return sorted(path for path, file in files.items() if not file["visible"])


def app_paths(package: str) -> List[str]:
    """Where an app keeps what it writes."""
    return ["/data/data/%s" % package, "/data/media/0/Android/data/%s" % package]


def below(files: Dict[str, Dict[str, Any]], directories: List[str]) -> List[str]:
    """The regular files below these directories."""
    starts = tuple(directory + "/" for directory in directories)
    return sorted(path for path, file in files.items() if path.startswith(starts) and file.get("kind", "file") == "file")


def damage(simulator: Any, phone_id: str, directories: List[str]) -> None:
    """Deletes every third file below these directories and overwrites every other third."""
    hit = 0
    for index, path in enumerate(below(simulator.files(phone_id), directories)):
        if index % 3 == 0:
            simulator.delete_file(phone_id, path)
        elif index % 3 == 1:
            simulator.write_file(phone_id, path, b"damaged " + path.encode())
        else:
            continue
        hit += 1
    if hit < 2:
        raise AssertionError("too few files below %s" % directories)


def differing(before: Dict[str, Any], after: Dict[str, Any]) -> List[str]:
    """The paths whose content is not the same."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))

"""Name the tests that a change touches, for `bin/test --quick`.

`python -m tests.quick` prints them, and counts on stderr what it leaves out.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import grimp

from tests.place import ROOT

# Files that two cores run in a minute: the folder's own, then the nearest importers.
MOST = 50
ALWAYS = ("tests/test_architecture.py", "tests/test_docs.py")
# They start browsers, workers and servers: only run when they are changed themselves.
SLOW = ("mark.integration", "mark.browser")
# What is tested in a folder of another name.
TESTED_IN = {
    "risks/engine/rules/": "risks/engine/time/",
    "templates/base.html": "templates/web/",
    "templates/emails/": "templates/alerts/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    tests: tuple[str, ...]
    left_out: tuple[str, ...]


def choose(changed: Iterable[str], *, most: int = MOST) -> Choice:
    """Return the test files that the changed files touch, and those left out."""
    paths = sorted(changed)
    if not paths:
        return Choice(tests=(), left_out=())
    chosen = {*ALWAYS, *filter(_is_run, paths)}
    mirrored = {test for path in paths for test in _mirrored(path)}
    below = {test for path in paths for test in _mirrored(path, "**")}
    direct, indirect = _importing(paths)
    for tests in (mirrored, direct, below, indirect):
        fast = {test for test in tests if not _is_slow(test)}
        if tests is mirrored or len(chosen | fast) <= most:
            chosen |= fast
    left_out = (below | indirect) - chosen
    return Choice(tests=tuple(sorted(chosen)), left_out=tuple(sorted(left_out)))


def changed_files() -> Iterator[str]:
    """Paths that differ from where the branch left main, committed or not."""
    base = _git("merge-base", "HEAD", "main") or ["HEAD"]
    yield from _git("diff", "--name-only", *base)
    yield from _git("ls-files", "--others", "--exclude-standard")


def _git(*words: str) -> list[str]:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.split("\n")[:-1]


def _is_run(path: str) -> bool:
    """Whether pytest finds tests in the file: a test, a page or a module's examples."""
    file = ROOT / path
    if not file.is_file():
        return False
    if path.startswith("tests/"):
        return file.name.startswith("test_")
    examples = path.startswith("risks/engine/") and file.suffix == ".py"
    page = path.startswith("docs/") and file.suffix == ".md"
    return (examples or page) and ">>> " in file.read_text("utf-8")


def _is_slow(test: str) -> bool:
    text = (ROOT / test).read_text("utf-8")
    return any(mark in text for mark in SLOW)


def _mirrored(path: str, *below: str) -> set[str]:
    """The tests in the deepest folder under tests/ that is named as the file's own."""
    for folder, instead in TESTED_IN.items():
        path = path.replace(folder, instead)
    top, *folders = PurePosixPath(path).parts
    if top == "tests" and folders[-1] == "conftest.py" and folders[1:]:
        return set(_tests_in(*folders[:-1], "**"))
    while folders and top in ("risks", "templates"):
        if ROOT.joinpath("tests", *folders).is_dir():
            return set(_tests_in(*folders, *below))
        folders.pop()
    return set()


def _tests_in(*folders: str) -> Iterator[str]:
    pattern = "/".join(("tests", *folders, "test_*.py"))
    return (str(test.relative_to(ROOT)) for test in ROOT.glob(pattern))


def _importing(paths: Iterable[str]) -> tuple[set[str], set[str]]:
    """The tests that import a changed module; and those that do so through others."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph("risks", "tracker", "tests", cache_dir=None)
    direct, indirect = set[str](), set[str]()
    for module in {_module(path) for path in paths} & graph.modules:
        direct |= graph.find_modules_that_directly_import(module)
        indirect |= graph.find_downstream_modules(module)
    return _tests_of(direct), _tests_of(indirect)


def _tests_of(modules: Iterable[str]) -> set[str]:
    return {
        f"{module.replace('.', '/')}.py"
        for module in modules
        if module.rpartition(".")[2].startswith("test_")
    }


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def main() -> None:
    choice = choose(changed_files())
    sys.stdout.write("\n".join(choice.tests) + "\n")
    folders = Counter(str(PurePosixPath(test).parent) for test in choice.left_out)
    for folder, number in sorted(folders.items()):
        sys.stderr.write(f"Left to the whole bin/test: {number:3} of {folder}\n")


if __name__ == "__main__":
    main()

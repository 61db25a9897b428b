from pathlib import Path

import pytest

from risks.management.demo.place import DemoRefused, Place, empty, held, secret


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(folder=tmp_path / "var" / "demo")
    place.folder.mkdir(parents=True)
    return place


def test_only_what_is_inside_is_deleted(place: Place) -> None:
    beside = place.folder.with_name("watchbrief.sqlite3")
    beside.touch()
    (place.folder / "logs").mkdir()
    (place.folder / "logs" / "worker.log").touch()

    empty(place)

    assert list(place.folder.iterdir()) == []
    assert beside.exists()


def test_what_a_link_points_to_stays(place: Place, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    (place.folder / "link").symlink_to(precious)

    empty(place)

    assert not (place.folder / "link").is_symlink()
    assert (precious / "file").exists()


def test_a_linked_demo_folder_is_refused(place: Place, tmp_path: Path) -> None:
    link = tmp_path / "demo"
    link.symlink_to(place.folder)

    with pytest.raises(DemoRefused, match="symbolic link"), held(Place(folder=link)):
        pass


def test_a_second_demo_is_refused_while_the_first_runs(place: Place) -> None:
    with held(place), pytest.raises(DemoRefused, match="Another demo"), held(place):
        pass


def test_a_demo_may_follow_another(place: Place) -> None:
    with held(place):
        pass

    with held(place):
        assert place.folder.exists()


def test_the_secret_lives_as_long_as_the_folder(place: Place) -> None:
    first = secret(place)
    assert secret(place) == first

    empty(place)

    assert secret(place) != first


def test_the_secret_is_for_its_owner_only(place: Place) -> None:
    secret(place)

    assert (place.folder / "secret").stat().st_mode & 0o077 == 0

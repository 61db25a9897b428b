"""What `bin/test --quick` runs, asked of the project as it is."""

from tests.quick import ALWAYS, choose


def test_a_change_runs_the_tests_that_import_it() -> None:
    choice = choose(["risks/engine/money.py"])

    assert "tests/engine/test_money.py" in choice.tests


def test_a_module_that_no_test_imports_runs_the_tests_of_its_folder() -> None:
    choice = choose(["risks/web/page_context.py"])

    assert any(test.startswith("tests/web/") for test in choice.tests)


def test_a_template_runs_the_tests_of_its_pages() -> None:
    mail = choose(["templates/emails/unknown-body.txt"])
    frame = choose(["templates/base.html"])

    assert any(test.startswith("tests/alerts/") for test in mail.tests)
    assert any(test.startswith("tests/web/") for test in frame.tests)


def test_a_page_runs_its_own_examples() -> None:
    choice = choose(["docs/understand/exposure.md"])

    assert set(choice.tests) == {*ALWAYS, "docs/understand/exposure.md"}


def test_a_changed_fixture_runs_the_tests_of_its_folder() -> None:
    choice = choose(["tests/admin/conftest.py"])

    assert "tests/admin/test_people.py" in choice.tests


def test_tests_of_real_processes_run_only_when_they_are_changed() -> None:
    slow = "tests/alerts/sending/test_processes.py"

    assert slow in choose([slow]).tests
    assert slow in choose(["risks/alerts/operations/sending/claim.py"]).left_out


def test_where_too_many_are_reached_those_of_the_folder_run_and_the_rest_is_named() -> (
    None
):
    everywhere = "risks/register/models/risk.py"

    choice = choose([everywhere], most=30)

    assert "tests/register/test_facts.py" in choice.tests
    assert not any(test.startswith("tests/web/") for test in choice.tests)
    assert "tests/web/test_matrix.py" in choice.left_out


def test_without_a_change_nothing_runs() -> None:
    assert choose([]).tests == ()

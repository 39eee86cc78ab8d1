from collections.abc import Callable

import pytest

RULE = "no_print_or_logging_of_content"
Found = Callable[..., list[str]]
SERVICE = "src/cairn/planning/service.py"
IMPORTS = "import structlog, sys; from structlog.contextvars import bind_contextvars\n"


@pytest.mark.parametrize(
    "call",
    [
        "print('x')",
        "sys.stdout.write('x')",
        "log.info(title)",
        "log.info(f'done {title}')",
        "log.info('done %s', title)",
        "log.info('done', title=title)",
        "log.info('done', error=str(error))",
        "log.info('done', **values)",
        "log.info('done', exc_info=True)",
        "log.exception('failed')",
        "log.info()",
        "logger.warning('done', email=email)",
        "self._log.error('done', text=text)",
        "await_(log.ainfo('done', text=text))",
        "logging.getLogger(__name__).debug('done', extra=extra)",
        "structlog.get_logger().info('done', text=text)",
        "log.bind(email=email)",
        "log.bind(user_id=1).info('done', text=text)",
        "bind_contextvars(email=email)",
        "structlog.contextvars.bind_contextvars(email=email)",
    ],
)
def test_what_may_carry_content_is_found(found: Found, call: str) -> None:
    assert found(RULE, {SERVICE: IMPORTS + call}) == [f"{SERVICE}:2"]


@pytest.mark.parametrize(
    "call",
    [
        "log.info('task.done', task_id=task.id, duration_ms=3, status=200)",
        "log.info('request', method='GET', path_template='/t/{id}')",
        "log.error('job.failed', error_type=type(error).__name__, attempt=2)",
        "bind_contextvars(request_id=1)",
        "log = structlog.get_logger()",
        "log.bind(user_id=1)",
        "math.log(2)",
        "service.info(title)",
        "blog.error(title)",
    ],
)
def test_ids_counts_and_types_pass(found: Found, call: str) -> None:
    assert found(RULE, {SERVICE: IMPORTS + call}) == []


def test_the_command_line_prints(found: Found) -> None:
    assert found(RULE, {"src/cairn/cli/tasks.py": "print('x')", "tools/x.py": "print('x')"}) == []
    assert found(RULE, {"src/cairn/app.py": "print('x')"}) == ["src/cairn/app.py:1"]

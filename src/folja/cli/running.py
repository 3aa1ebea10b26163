"""Running a command: language first, then the command, then the exit code.

0 done, 1 a fault of ours (one line and where the log is), 2 usage, 3 input refused, 4 findings at
or above `--fail-on`; 130 when the user breaks off. Refuses to show tracebacks.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Sequence

import click

from folja.cli.commands import build
from folja.cli.faults import log_fault, refusal_words, usage_words
from folja.cli.speaking import Words, language

DONE, OUR_FAULT, USAGE, REFUSED, FINDINGS = range(5)
BROKEN_OFF = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `arguments` are those after the program's name."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(language(asked, os.environ))
    if not sys.warnoptions:
        # What libraries warn of is for developers, who run with -W.
        warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        result = build(words).main(asked, prog_name="folja", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        click.echo(usage_words(error, words), err=True)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(words("fault.broken-off"), err=True)
        return BROKEN_OFF
    except BrokenPipeError:
        # Whoever read along (a pager, head) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        refusal = refusal_words(error, words)
        if refusal is not None:
            click.echo(refusal, err=True)
            return REFUSED
        click.echo(words("fault.ours", place=log_fault(error)), err=True)
        return OUR_FAULT
    return result if isinstance(result, int) else DONE

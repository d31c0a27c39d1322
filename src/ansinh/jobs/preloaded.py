"""What a fork server has at hand before it forks a worker: Django set up, and the modules every population run needs.

Imported by name, in the fork server only (jobs/engine.py): a worker then begins in moments instead of seconds.
"""

import warnings

import django

django.setup()
# A worker reads the command that began it once more, under another name; runpy need not say so each time.
warnings.filterwarnings("ignore", message=".* found in sys.modules", category=RuntimeWarning)

from ansinh.jobs.claims import intake  # noqa: E402 - models can be imported only once Django is set up
from ansinh.jobs.month import partition  # noqa: E402 - likewise

__all__ = ["intake", "partition"]

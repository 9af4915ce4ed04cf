"""Celery: one schedule in one table.

Celery and its broker carry work and may lose it; the outbox does not.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohe.settings")

app = Celery("cohe")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Times are Washington's (CELERY_TIMEZONE). Each task only writes or sends rows; doing so twice changes
# nothing.
app.conf.beat_schedule = {
    "send waiting work": {"task": "cohe.tasks.relay_outbox", "schedule": 1.0},
    "seal the trail": {"task": "cohe.tasks.seal_trails", "schedule": 60.0},
    "ask for the morning's worklists": {
        "task": "coordination.tasks.ask_for_worklists",
        "schedule": crontab(hour=5, minute=30, day_of_week="mon-fri"),
    },
    "catch up on the morning's worklists": {
        "task": "coordination.tasks.ask_for_worklists",
        "schedule": crontab(hour="6-18", minute="*/15", day_of_week="mon-fri"),
    },
    "ask for the closing of leavers' accounts": {
        "task": "staffing.tasks.ask_for_closing",
        "schedule": crontab(hour=5, minute=15),
    },
    "ask for the quarter's staffing checks": {
        "task": "staffing.tasks.ask_for_checks",
        "schedule": crontab(hour=6, minute=0, day_of_week="mon-fri"),
    },
    "ask for the figures of quarterly reports": {
        "task": "staffing.tasks.ask_for_quarters",
        "schedule": crontab(hour=5, minute=0),
    },
    "ask for the quarter's forecasts": {
        "task": "staffing.tasks.ask_for_forecasts",
        "schedule": crontab(hour=6, minute=10, day_of_week="mon-fri"),
    },
    "ask for the measures of closed quarters": {
        "task": "staffing.tasks.ask_for_measure_figures",
        "schedule": crontab(hour=4, minute=30),
    },
}

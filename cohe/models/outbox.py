"""Work outside the request.

A row written with the change that wants it, sent by Celery, done exactly once.
"""

from django.db import models
from django.db.models import Q

from cohe.models.organisation import TenantModel
from cohe.models.people import Person


class OutboxRow(TenantModel):
    """One piece of work. `args` holds ids and dates only: nothing personal travels through a queue."""

    task = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, default="")

    class Meta:
        indexes = (
            models.Index(fields=("id",), condition=Q(done_at=None, dead_at=None), name="outbox_waiting"),
        )
        constraints = (
            models.UniqueConstraint(fields=("cohe", "task", "key"), name="outbox_once"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(dead_at=None), name="outbox_done_or_dead"),
        )

    def __str__(self) -> str:
        return f"{self.task} {self.key}"

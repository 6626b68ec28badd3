"""What is written beside a list when it was compared or saved: its counts, and what each row became."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.queries import list_roles
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.queries import summarise_rows
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry


@transaction.atomic
def record_comparison(*, partner_list: PartnerList, by: User, unchanged: Collection[int]) -> PartnerList:
    """Keep the counts of the preview; the rows `unchanged` would change nothing."""
    require("import.preview", list_roles(by, partner_list.coalition))
    same = sorted(unchanged)
    for start in range(0, len(same), 400):
        rows = partner_list.rows.filter(verdict=PartnerRow.Verdict.UPDATE, number__in=same[start : start + 400])
        rows.update(verdict=PartnerRow.Verdict.UNCHANGED)
    partner_list.counts = summarise_rows(partner_list)
    partner_list.save(update_fields=["counts"])
    return partner_list


@transaction.atomic
def record_saving(
    *, partner_list: PartnerList, by: User, rows: Sequence[PartnerRow], counts: Mapping[str, int]
) -> PartnerList:
    """The list is saved: what each row became and what was there before, so that it can be undone."""
    require("import.confirm", list_roles(by, partner_list.coalition))
    # A statement of values is several times quicker here than the conditions `bulk_update` writes.
    PartnerRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["organisation", "after_version", "before"],
        batch_size=400,
    )
    partner_list.counts = {**partner_list.counts, **counts}
    partner_list.state, partner_list.applied_at = PartnerList.State.APPLIED, timezone.now()
    partner_list.save(update_fields=["counts", "state", "applied_at"])
    record_entry(
        action="partner_list.saved",
        by=by,
        subject=partner_list,
        scope=partner_list.coalition.scope,
        details={**counts, "file": partner_list.file_name},
    )
    return partner_list

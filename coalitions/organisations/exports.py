"""What does a list of organisations say when it leaves for a spreadsheet? The columns that the import understands again."""

from __future__ import annotations

from import_export import fields, resources

from coalitions.organisations.models import Organisation
from coalitions.organisations.vocabulary import Scheme

COLUMNS = ("name", "short_name", "sector", "country", "street", "postcode", "town", "email", "phone", "website")


class OrganisationResource(resources.ModelResource):
    """Export only: an organisation enters through the import wizard, under the rules of its operations."""

    siret = fields.Field(column_name="siret")
    siren = fields.Field(column_name="siren")
    rna = fields.Field(column_name="rna")
    neq = fields.Field(column_name="neq")
    bn = fields.Field(column_name="bn")

    class Meta:
        model = Organisation
        fields = (*COLUMNS, "siret", "siren", "rna", "neq", "bn")
        export_order = fields

    def dehydrate_siret(self, organisation: Organisation) -> str:
        return _number(organisation, Scheme.SIRET)

    def dehydrate_siren(self, organisation: Organisation) -> str:
        return _number(organisation, Scheme.SIREN)

    def dehydrate_rna(self, organisation: Organisation) -> str:
        return _number(organisation, Scheme.RNA)

    def dehydrate_neq(self, organisation: Organisation) -> str:
        return _number(organisation, Scheme.NEQ)

    def dehydrate_bn(self, organisation: Organisation) -> str:
        return _number(organisation, Scheme.BN)


def _number(organisation: Organisation, scheme: Scheme) -> str:
    return next((one.value for one in organisation.identifiers.all() if one.scheme == scheme), "")

"""One transport for both GraphQL schemas: ``GraphQLEndpoint`` and the application around it."""

from netsvc.api.http.context import ContextFactory, RequestInfo
from netsvc.api.http.endpoint import GraphQLEndpoint
from netsvc.api.http.limits import Limits

__all__ = ["ContextFactory", "GraphQLEndpoint", "Limits", "RequestInfo"]

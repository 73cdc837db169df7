namespace Signalbox.Server.Api.OpenApi;

internal enum QueryKind
{
    Text,
    WholeNumber,
}

/// <summary>A query parameter that an input type reads itself, for the document.</summary>
internal sealed record QueryParameter(string Name, string Description, QueryKind Kind);

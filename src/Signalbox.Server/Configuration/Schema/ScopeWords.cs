namespace Signalbox.Server.Configuration.Schema;

/// <summary>What tokens could do before there were words for it, they still can.</summary>
internal static class ScopeWords
{
    public const string Sql =
        """
        UPDATE api_tokens SET scopes = replace(replace(scopes, '"trade"', '"trade","approve"'), '"admin"', '"configure","audit","admin"');
        """;
}

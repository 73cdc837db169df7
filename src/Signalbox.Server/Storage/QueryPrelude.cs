using Dapper;

namespace Signalbox.Server.Storage;

/// <summary>A WITH clause that goes before every query of a scope, with its values: what it names stands in for tables.</summary>
public sealed record QueryPrelude(string Sql, IReadOnlyDictionary<string, object> Values)
{
    internal DynamicParameters With(object? values)
    {
        var all = new DynamicParameters(values);
        foreach (var (name, value) in Values)
        {
            all.Add(name, value);
        }

        return all;
    }
}

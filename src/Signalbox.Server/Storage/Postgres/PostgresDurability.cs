using Npgsql;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>Refuses a server that would answer a commit before it is on disk.</summary>
internal static class PostgresDurability
{
    private static readonly string[] Settings = ["fsync", "full_page_writes", "synchronous_commit"];

    public static async Task RequireAsync(NpgsqlConnection connection, string server, CancellationToken cancel)
    {
        var found = new List<(string Setting, string Value)>();
        foreach (var setting in Settings)
        {
            await using var show = new NpgsqlCommand("SELECT current_setting($1)", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = setting } },
            };
            found.Add((setting, (string)(await show.ExecuteScalarAsync(cancel))!));
        }

        if (Objection(found, server) is { } sentence)
        {
            throw new JournalException(JournalFailure.NotCommitted, sentence);
        }
    }

    internal static string? Objection(IReadOnlyList<(string Setting, string Value)> found, string server)
    {
        var off = found.Where(one => one.Value == "off").Select(one => one.Setting).ToList();
        return off.Count == 0
            ? null
            : $"PostgreSQL at {server} runs with {string.Join(" and ", off.Select(setting => $"{setting} = off"))}: a signal could be lost "
                + $"after it was acknowledged. Set {string.Join(", ", off)} to on and start Signalbox again.";
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>Commands with positional, typed parameters: nothing is guessed and nothing rewritten on the hot path.</summary>
internal static class PostgresCommands
{
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>As bytea[]: the payloads are sent from where they lie.</summary>
    public static NpgsqlParameter Blobs(ReadOnlyMemory<byte>[] values) =>
        new NpgsqlParameter<ReadOnlyMemory<byte>[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Texts as the store keeps them, in a fixed order so that transactions lock rows in the same one.</summary>
    public static string[] Sorted(IEnumerable<string> texts) =>
        [.. texts.Select(PostgresText.Escape).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

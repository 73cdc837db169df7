using Npgsql;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

/// <summary>A schema of its own for one test, in the PostgreSQL named by SIGNALBOX_TEST_POSTGRES.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "SIGNALBOX_TEST_POSTGRES";

    private readonly string schema;
    private readonly NpgsqlDataSource source;

    private TestDatabase(string server, string schema)
    {
        this.schema = schema;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString();
        source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            Assert.Skip($"{Variable} is not set; build/postgres-for-tests starts a PostgreSQL and prints what to set it to.");
        }

        var database = new TestDatabase(server, $"test_{Guid.NewGuid():N}");
        await database.ExecuteAsync($"CREATE SCHEMA {database.schema}");
        return database;
    }

    public async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<int> CountAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A connection that holds locks for a test.</summary>
    public async Task<NpgsqlConnection> ConnectAsync() => await source.OpenConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {schema}_records CASCADE");
        await ExecuteAsync($"DROP SCHEMA {schema} CASCADE");
        await source.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}

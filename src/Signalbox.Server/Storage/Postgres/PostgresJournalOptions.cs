namespace Signalbox.Server.Storage.Postgres;

public sealed record PostgresJournalOptions
{
    /// <summary>Where PostgreSQL is. Its Search Path chooses the schema; default "public".</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Events fetched at once by a reader of a stream. Default 256.</summary>
    public int PageEvents { get; init; } = 256;

    /// <summary>How often one call is tried when the server undid it or could not be reached. Default 3.</summary>
    public int AttemptsMax { get; init; } = 3;
}

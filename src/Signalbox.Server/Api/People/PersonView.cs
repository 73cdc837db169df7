using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.People;

/// <summary>Gathers what is kept about a person; docs/privacy.md lists the same places.</summary>
internal sealed class PersonView(ITransactionalStore store, UserStore users, AuditTrail trail)
{
    private const int EntriesMax = 10_000;

    /// <summary>Null without such a user.</summary>
    public async Task<PersonDocument?> ReadAsync(string id, CancellationToken cancel)
    {
        if (await users.FindAsync(id, cancel) is not { } user)
        {
            return null;
        }

        var (sessions, tokens) = await store.ReadAsync(async scope => (
            await scope.RowsAsync<SessionPart>("SELECT created_at, expires_at, last_seen_at, address, agent FROM sessions WHERE user_id = @Id ORDER BY created_at", new { Id = id }),
            await scope.RowsAsync<TokenPart>("SELECT name, created_at, last_used_at, revoked_at FROM api_tokens WHERE user_id = @Id ORDER BY created_at", new { Id = id })), cancel);
        var entries = new List<AuditDocument>();
        var isCut = false;
        await foreach (var entry in trail.ReadAsync(AuditQuery.All, cancel))
        {
            if (entry.Event.By.Id == id || entry.Event.Subject == id)
            {
                isCut = entries.Count == EntriesMax;
                if (isCut)
                {
                    break;
                }

                entries.Add(AuditDocument.Of(entry));
            }
        }

        return new(UserDocument.Of(user), [.. sessions.Select(each => each.Document)], [.. tokens.Select(each => each.Document)], entries, isCut);
    }

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private sealed record SessionPart
    {
        public long CreatedAt { get; init; }

        public long ExpiresAt { get; init; }

        public long LastSeenAt { get; init; }

        public string Address { get; init; } = "";

        public string Agent { get; init; } = "";

        public PersonSessionDocument Document => new(Time(CreatedAt), Time(ExpiresAt), Time(LastSeenAt), Address, Agent);
    }

    private sealed record TokenPart
    {
        public string Name { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? LastUsedAt { get; init; }

        public long? RevokedAt { get; init; }

        public PersonTokenDocument Document =>
            new(Name, Time(CreatedAt), LastUsedAt is { } used ? Time(used) : null, RevokedAt is { } revoked ? Time(revoked) : null);
    }
}

using System.Text.Json;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.People;

/// <summary>The rows that are a person's, without what proves who it is: hashes and sealed secrets are handed out to nobody.</summary>
internal sealed record PersonRecords
{
    public required IReadOnlyList<PersonSessionDocument> Sessions { get; init; }

    public required IReadOnlyList<PersonTokenDocument> Tokens { get; init; }

    public required IReadOnlyList<PersonClientDocument> Clients { get; init; }

    public required IReadOnlyList<PasskeyDocument> Passkeys { get; init; }

    public required IReadOnlyList<PersonIdentityDocument> Identities { get; init; }

    public PersonInvitationDocument? Invitation { get; init; }

    public required IReadOnlyList<PersonPermissionDocument> Permissions { get; init; }

    public required IReadOnlyList<PersonLayoutDocument> Layouts { get; init; }

    public required IReadOnlyList<PersonAcknowledgementDocument> Acknowledgements { get; init; }

    public static async Task<PersonRecords> ReadAsync(StoreScope scope, string id) => new()
    {
        Sessions = [.. (await scope.RowsAsync<SessionPart>(
            "SELECT created_at, expires_at, last_seen_at, address, agent FROM sessions WHERE user_id = @Id ORDER BY created_at", new { Id = id })).Select(each => each.Document)],
        Tokens = [.. (await scope.RowsAsync<TokenPart>(
            "SELECT name, created_at, last_used_at, revoked_at FROM api_tokens WHERE user_id = @Id ORDER BY created_at", new { Id = id })).Select(each => each.Document)],
        Clients = [.. (await scope.RowsAsync<ClientPart>(
            "SELECT name, enabled, created_at, last_used_at FROM oauth_clients WHERE user_id = @Id ORDER BY created_at", new { Id = id })).Select(each => each.Document)],
        Passkeys = [.. (await PasskeyTable.OfUserAsync(scope, id)).Select(PasskeyDocument.Of)],
        Identities = [.. (await scope.RowsAsync<IdentityPart>(
            "SELECT issuer, subject, created_at FROM external_identities WHERE user_id = @Id ORDER BY created_at", new { Id = id })).Select(each => each.Document)],
        Invitation = await InvitationTable.FindAsync(scope, id) is { } invitation ? new(Time(invitation.CreatedAt), Time(invitation.ExpiresAt)) : null,
        Permissions = [.. (await scope.RowsAsync<PermissionPart>(
            "SELECT kind, subject, level, granted_at FROM permissions WHERE user_id = @Id ORDER BY granted_at, subject", new { Id = id })).Select(each => each.Document)],
        Layouts = [.. (await scope.RowsAsync<LayoutPart>(
            "SELECT page, layout, updated_at FROM layouts WHERE user_id = @Id ORDER BY page", new { Id = id })).Select(each => each.Document)],
        Acknowledgements = [.. (await scope.RowsAsync<AcknowledgementPart>(
            "SELECT incident, note, at FROM acknowledgements WHERE by_user = @Id ORDER BY at, incident", new { Id = id })).Select(each => each.Document)],
    };

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? Time(known) : null;

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

        public PersonTokenDocument Document => new(Name, Time(CreatedAt), Time(LastUsedAt), Time(RevokedAt));
    }

    private sealed record ClientPart
    {
        public string Name { get; init; } = "";

        public long Enabled { get; init; }

        public long CreatedAt { get; init; }

        public long? LastUsedAt { get; init; }

        public PersonClientDocument Document => new(Name, Enabled != 0, Time(CreatedAt), Time(LastUsedAt));
    }

    private sealed record IdentityPart
    {
        public string Issuer { get; init; } = "";

        public string Subject { get; init; } = "";

        public long CreatedAt { get; init; }

        public PersonIdentityDocument Document => new(Issuer, Subject, Time(CreatedAt));
    }

    private sealed record PermissionPart
    {
        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Level { get; init; } = "";

        public long GrantedAt { get; init; }

        public PersonPermissionDocument Document => new(Kind, Subject, Level, Time(GrantedAt));
    }

    private sealed record LayoutPart
    {
        public string Page { get; init; } = "";

        public string Layout { get; init; } = "{}";

        public long UpdatedAt { get; init; }

        public PersonLayoutDocument Document => new(Page, JsonElement.Parse(Layout), Time(UpdatedAt));
    }

    private sealed record AcknowledgementPart
    {
        public string Incident { get; init; } = "";

        public string? Note { get; init; }

        public long At { get; init; }

        public PersonAcknowledgementDocument Document => new(Incident, Note, Time(At));
    }
}

using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

/// <summary>An open session.</summary>
/// <param name="LastSeenAt">To the minute.</param>
/// <param name="Address">Where it was opened from, as the server saw it.</param>
/// <param name="Agent">What the browser said of itself.</param>
/// <param name="IsThis">The session this request came with.</param>
public sealed record OpenSessionDocument(
    string Id, string UserId, string UserName, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, string Address, string Agent, bool IsThis)
{
    internal static OpenSessionDocument Of(SessionRow row, UserAccount user, string? current) => new(
        row.Id, user.Id, user.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(row.LastSeenAt),
        DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt), row.Address, row.Agent, row.Id == current);
}

/// <summary>The last used first, 200 at most.</summary>
public sealed record OpenSessionsDocument(IReadOnlyList<OpenSessionDocument> Items);

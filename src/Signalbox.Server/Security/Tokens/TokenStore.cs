using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Tokens;

/// <summary>A token that was just issued: the only time its text is known.</summary>
public sealed record IssuedToken(ApiToken Token, string Text);

/// <summary>The API tokens. Only hashes are stored.</summary>
internal sealed class TokenStore(ITransactionalStore store, TimeProvider clock)
{
    /// <summary>The time of last use is written at most this often.</summary>
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<ApiToken>> ListAsync(string? user, string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => TokenTable.PageAsync(scope, user, after, limit), cancel)).Select(row => row.ToToken())];

    public Task<IssuedToken> IssueAsync(ApiToken token, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var text = TokenText.Create();
            await TokenTable.InsertAsync(scope, token, SecretText.Hash(text));
            return Written.Commit(new IssuedToken(token, text), Draft(new TokenIssued
            {
                By = request.By,
                Why = request.Why,
                Subject = token.Id,
                SubjectName = token.Name,
                Person = token.User,
                After = Document(token),
            }));
        }, cancel);

    /// <summary>False where there is no such token, or it was revoked before.</summary>
    /// <param name="user">Only if it is this user's; null: whosever it is.</param>
    public Task<bool> RevokeAsync(string id, string? user, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await TokenTable.FindAsync(scope, id) is not { } row || (user is not null && row.UserId != user))
            {
                return Written.Abandon(false);
            }

            await TokenTable.RevokeAsync(scope, id, clock.GetUtcNow());
            return Written.Commit(true, Draft(new TokenRevoked
            {
                By = request.By,
                Why = request.Why,
                Subject = id,
                SubjectName = row.Name,
                Person = row.UserId,
                Before = Document(row.ToToken()),
            }));
        }, cancel);

    /// <summary>The token a caller presents with its user; null where it is unknown, revoked or expired.</summary>
    public async Task<(ApiToken Token, UserAccount User)?> AdmitAsync(string text, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await store.ReadAsync(scope => FindAsync(scope, SecretText.Hash(text)), cancel);
        if (found is not { } admitted || admitted.Token.ExpiresAt <= now)
        {
            return null;
        }

        if (admitted.Token.LastUsedAt is not { } used || now - used >= UseNotedEvery)
        {
            await NoteUseAsync(admitted.Token.Id, now, cancel);
        }

        return admitted;
    }

    private static async Task<(ApiToken Token, UserAccount User)?> FindAsync(StoreScope scope, string hash) =>
        await TokenTable.FindByHashAsync(scope, hash) is { } row && await UserTable.FindAsync(scope, row.UserId) is { } user
            ? (row.ToToken(), user.ToUser())
            : null;

    private async Task NoteUseAsync(string id, DateTimeOffset now, CancellationToken cancel) =>
        await store.WriteAsync(StreamId.Administration, async scope =>
            await TokenTable.UsedAsync(scope, id, now, now - UseNotedEvery) > 0 ? Written.Commit(true) : Written.Abandon(false), cancel);

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());

    private static JsonElement Document(ApiToken token) => JsonSerializer.SerializeToElement(token, SecurityJson.Default.ApiToken);
}

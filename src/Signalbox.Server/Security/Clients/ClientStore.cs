using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Clients;

/// <summary>An access token that was just issued: the only time its text is known.</summary>
internal sealed record IssuedAccess(string Text, IReadOnlyList<Scope> Scopes, TimeSpan Life);

internal enum ClientRefusal
{
    NotFound,

    /// <summary>It acts in the name of an owner, and the caller is none.</summary>
    OfAnOwner,

    /// <summary>Its secret would let the caller act in another user's name.</summary>
    OfAnotherUser,

    /// <summary>Its secret would let the caller do what the caller's own token may not.</summary>
    BeyondTheCaller,
}

/// <param name="Client">Null where the change was refused.</param>
internal sealed record ClientChange(MachineClient? Client, ClientRefusal? Refusal = null);

/// <summary>Machines and their access tokens. Only hashes are stored.</summary>
internal sealed class ClientStore(ITransactionalStore store, ClientOptions options, TimeProvider clock)
{
    // No secret has this hash: an unknown client costs the same as a wrong secret.
    private static readonly string NobodysHash = new('0', 64);

    public async Task<IReadOnlyList<MachineClient>> ListAsync(string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => ClientTable.PageAsync(scope, after, limit), cancel)).Select(row => row.ToClient())];

    /// <summary>Gives back the secret: the only time it is known.</summary>
    public Task<string> CreateAsync(MachineClient client, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var secret = ClientText.CreateSecret();
            await ClientTable.InsertAsync(scope, client, SecretText.Hash(secret));
            return Written.Commit(secret, Draft(new ClientCreated { By = request.By, Why = request.Why, Subject = client.Id, SubjectName = client.Name, Person = client.User, After = Document(client) }));
        }, cancel);

    /// <summary>A new secret; the one before is refused from then on, and access tokens it fetched end. Only for its own user.</summary>
    public Task<(ClientChange Changed, string Secret)> RotateAsync(string id, Caller caller, string? why, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var (found, refusal) = await FindAsync(scope, id, caller);
            if (found is not { } row || refusal is not null || row.UserId != caller.User.Id)
            {
                return Written.Abandon((new ClientChange(null, refusal ?? ClientRefusal.OfAnotherUser), ""));
            }

            if (!IsWithin(row, caller))
            {
                return Written.Abandon((new ClientChange(null, ClientRefusal.BeyondTheCaller), ""));
            }

            var secret = ClientText.CreateSecret();
            await ClientTable.SetSecretAsync(scope, id, SecretText.Hash(secret));
            await ClientTable.EndTokensAsync(scope, id);
            var happened = new ClientSecretRotated { By = caller.Actor, Why = why, Subject = id, SubjectName = row.Name, Person = row.UserId };
            return Written.Commit((new ClientChange(row.ToClient()), secret), Draft(happened));
        }, cancel);

    /// <summary>Switches a client off, which ends its access tokens at once and is everybody's who gets here, or on again.</summary>
    public Task<ClientChange> SwitchAsync(string id, bool enabled, Caller caller, string? why, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var (found, refusal) = await FindAsync(scope, id, caller);
            if (found is not { } row || (enabled && refusal is not null))
            {
                return Written.Abandon(new ClientChange(null, refusal));
            }

            await ClientTable.SetEnabledAsync(scope, id, enabled);
            await ClientTable.EndTokensAsync(scope, id);
            AdministrationEvent happened = enabled ? new ClientEnabled { Subject = id, SubjectName = row.Name } : new ClientDisabled { Subject = id, SubjectName = row.Name };
            return Written.Commit(new ClientChange(row.ToClient() with { Enabled = enabled }), Draft(happened with { By = caller.Actor, Why = why, Person = row.UserId }));
        }, cancel);

    /// <summary>The client that has this secret and may act; null otherwise, whatever the reason.</summary>
    public async Task<MachineClient?> ProveAsync(string id, string secret, CancellationToken cancel)
    {
        var row = await store.ReadAsync(scope => ClientTable.FindAsync(scope, id), cancel);
        var isRight = SecretText.Matches(secret, Convert.FromHexString(row?.SecretHash ?? NobodysHash));
        var user = row is null ? null : await store.ReadAsync(scope => UserTable.FindAsync(scope, row.UserId), cancel);
        return isRight && row is { Enabled: not 0 } && user?.ToUser() is { Enabled: true } ? row.ToClient() : null;
    }

    /// <summary>Issues an access token to a proven client; null where it was switched off meanwhile.</summary>
    public Task<IssuedAccess?> IssueAsync(MachineClient client, IReadOnlyList<Scope> scopes, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await ClientTable.FindAsync(scope, client.Id) is not { Enabled: not 0 } row || await UserTable.FindAsync(scope, row.UserId) is not { } user)
            {
                return Written.Abandon<IssuedAccess?>(null);
            }

            var (text, now) = (ClientText.CreateAccessToken(), clock.GetUtcNow());
            await ClientTable.AddTokenAsync(
                scope, row, SecretText.Hash(text), (ClientTable.Write(scopes), (now + options.TokenLife).ToUnixTimeMilliseconds()),
                (now.ToUnixTimeMilliseconds(), options.TokensMax));
            return Written.Commit<IssuedAccess?>(new(text, scopes, options.TokenLife), Draft(new AccessTokenIssued
            {
                By = new(ActorKind.Token, user.Id, user.Name, row.Name), Subject = client.Id, SubjectName = row.Name, Person = row.UserId,
            }));
        }, cancel);

    /// <summary>The client behind an access token, as a token with its user; null where it is unknown, over or switched off.</summary>
    public Task<(ApiToken Token, UserAccount User)?> AdmitAsync(string text, CancellationToken cancel) => store.ReadAsync<(ApiToken, UserAccount)?>(async scope =>
    {
        if (await ClientTable.TokenAsync(scope, SecretText.Hash(text)) is not { } access || DateTimeOffset.FromUnixTimeMilliseconds(access.ExpiresAt) <= clock.GetUtcNow())
        {
            return null;
        }

        return await ClientTable.FindAsync(scope, access.ClientId) is { Enabled: not 0 } row && await UserTable.FindAsync(scope, row.UserId) is { } user
            ? (TokenOf(row, access), user.ToUser())
            : null;
    }, cancel);

    private static async Task<(ClientRow? Row, ClientRefusal? Refusal)> FindAsync(StoreScope scope, string id, Caller caller) =>
        await ClientTable.FindAsync(scope, id) is not { } row ? (null, ClientRefusal.NotFound)
        : await UserTable.FindAsync(scope, row.UserId) is { } user && caller.MayManage(user.ToUser().Role) ? (row, null)
        : (row, ClientRefusal.OfAnOwner);

    /// <summary>A token gets no credential that may do more than the token, whatever its user may do now or later.</summary>
    private static bool IsWithin(ClientRow row, Caller caller) =>
        caller.Token is not { } token
        || (ClientTable.Read(row.Scopes).All(token.Scopes.Contains) && (token.Reach is null || TokenRow.Read(row.Reach) is { } reach && reach.IsWithin(token.Reach)));

    private static ApiToken TokenOf(ClientRow row, AccessTokenRow access) => new()
    {
        Id = row.Id,
        User = row.UserId,
        Name = row.Name,
        Scopes = [.. ClientTable.Read(access.Scopes).Intersect(ClientTable.Read(row.Scopes))],
        Reach = TokenRow.Read(row.Reach),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(access.ExpiresAt),
    };

    private static JsonElement Document(MachineClient client) => JsonSerializer.SerializeToElement(
        new(client.Id, client.User, client.Name, client.Scopes, client.Reach, client.Enabled), SecurityJson.Default.ClientSnapshot);

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}

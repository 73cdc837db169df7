using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;
using System.Text.Json;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>What signing in needs here.</summary>
/// <param name="Version">Counts its changes.</param>
public sealed record SignInRules(IReadOnlyList<Role> SecondFactorRequiredFor, long Version)
{
    private const string Setting = "sign-in-rules";

    private static readonly SignInRules None = new([], 0);

    public static async Task<SignInRules> ReadAsync(StoreScope scope) =>
        await SettingTable.FindAsync(scope, Setting) is { } text ? ConfigurationJson.Read(text, SecurityJson.Default.SignInRules) : None;

    public Task SaveAsync(StoreScope scope, DateTimeOffset at) =>
        SettingTable.SaveAsync(scope, Setting, ConfigurationJson.Write(this, SecurityJson.Default.SignInRules), at);
}

internal sealed class SignInRuleStore(ITransactionalStore store, TimeProvider clock)
{
    public Task<SignInRules> ReadAsync(CancellationToken cancel) => store.ReadAsync(SignInRules.ReadAsync, cancel);

    public Task<ChangeResult<SignInRules>> ReplaceAsync(IReadOnlyList<Role> required, long version, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var before = await SignInRules.ReadAsync(scope);
            if (before.Version != version)
            {
                return Written.Abandon(ChangeResult.Stale<SignInRules>(before.Version));
            }

            var after = new SignInRules([.. required.Distinct().Order()], before.Version + 1);
            await after.SaveAsync(scope, clock.GetUtcNow());
            var changed = new SignInRulesChanged
            {
                By = request.By,
                Why = request.Why,
                Subject = "sign-in-rules",
                SubjectName = "Sign-in rules",
                Before = Document(before),
                After = Document(after),
            };
            return Written.Commit(ChangeResult.Saved(after), AdministrationCodec.Events.Write(changed, clock.GetUtcNow()));
        }, cancel);

    private static JsonElement Document(SignInRules rules) => JsonSerializer.SerializeToElement(rules, SecurityJson.Default.SignInRules);
}

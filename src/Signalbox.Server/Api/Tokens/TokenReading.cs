using Signalbox.Identity;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Tokens;

/// <summary>What a caller may give to a token: nothing beyond what the caller has.</summary>
internal static class TokenReading
{
    private const int ReachMax = 100;

    /// <summary>The user whose tokens the caller sees; null: everybody's.</summary>
    public static string? Whose(Caller caller) => caller.Scopes.Contains(Scope.Admin) ? null : caller.User.Id;

    /// <summary>A token that could make others would outlive its own end.</summary>
    public static bool MayIssue(Caller caller) => caller.IsSession || caller.Scopes.Contains(Scope.Admin);

    public static ApiToken Read(Input<TokenInput> input, Caller caller, Sight sight, IIdSource ids, TimeProvider clock)
    {
        var (asked, check, now) = (input.Value, input.Check, clock.GetUtcNow());
        var reach = ReachOf(asked.StrategyIds, asked.AccountIds, sight, check);
        var scopes = ScopesOf(asked.Scopes ?? [], caller, reach, check);
        check.Require(asked.ExpiresAt is null || asked.ExpiresAt > now, "expiresAt", "This time is past. Choose a later one, or leave it out.");
        return new()
        {
            Id = ids.Next().ToString(),
            User = caller.User.Id,
            Name = check.Name("name", asked.Name),
            Scopes = scopes,
            Reach = reach,
            CreatedAt = now,
            ExpiresAt = asked.ExpiresAt,
        };
    }

    public static IReadOnlyList<Scope> ScopesOf(IReadOnlyList<Scope> scopes, Caller caller, TokenReach? reach, InputCheck check)
    {
        check.Require(scopes.Count > 0, "scopes", $"At least one scope is required: {string.Join(", ", Scopes.All.Select(Words.Of))}.");
        for (var index = 0; index < scopes.Count; index++)
        {
            check.Require(
                caller.Scopes.Contains(scopes[index]), $"scopes[{index}]", $"You may not {Words.Of(scopes[index])} yourself, so neither may a token of yours.");
            check.Require(
                reach is null || scopes[index] is not (Scope.Admin or Scope.Audit), $"scopes[{index}]", $"{Words.Of(scopes[index])} is about the whole installation: it cannot be limited to strategies and accounts.");
        }

        return [.. scopes.Distinct().Order()];
    }

    public static TokenReach? ReachOf(IReadOnlyList<string>? strategies, IReadOnlyList<string>? accounts, Sight sight, InputCheck check)
    {
        if (strategies is null && accounts is null)
        {
            return null;
        }

        Check(strategies ?? [], "strategyIds", "strategy", id => sight.Sees(new StrategyId(id)), check);
        Check(accounts ?? [], "accountIds", "account", id => sight.Sees(new AccountId(id)), check);
        return new([.. strategies ?? []], [.. accounts ?? []]);
    }

    private static void Check(IReadOnlyList<string> ids, string path, string what, Func<string, bool> isSeen, InputCheck check)
    {
        check.Require(ids.Count <= ReachMax, path, $"At most {ReachMax} may be listed.");
        for (var index = 0; index < Math.Min(ids.Count, ReachMax); index++)
        {
            var id = check.Id($"{path}[{index}]", ids[index], what);
            check.Require(isSeen(id), $"{path}[{index}]", $"There is no {what} {id} that you may see.");
        }
    }
}

using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Risk.Ledger;

namespace Signalbox.Server.Node;

/// <summary>Ties the ledger of shared limits to the accounts of this node.</summary>
internal static class RiskWiring
{
    public static RiskLedgerHost Create(IServiceProvider services)
    {
        var accounts = services.GetRequiredService<AccountDirectory>();
        var log = services.GetRequiredService<ILogger<RiskLedgerHost>>();
        return new(services.GetRequiredService<IJournal>(), services.GetRequiredService<Committer>(), services.GetRequiredService<TimeProvider>())
        {
            OnLost = cause => RiskLog.Reloading(log, cause.Message),
            OnReportsWanted = () => ToAll(accounts, new AccountCommand.ReportExposure()),
            OnStanding = change =>
            {
                RiskLog.Standing(log, change.Scope.Named(), change.Mode, change.By, change.Why);
                ToAll(accounts, new AccountCommand.SetTradingState(change.Mode, change.Why, change.By)
                {
                    Scope = change.Scope,
                    KeepsWorking = change.KeepsWorking,
                    FlattenId = change.FlattenId,
                });
            },
        };
    }

    private static void ToAll(AccountDirectory accounts, AccountCommand command)
    {
        foreach (var host in accounts.All)
        {
            host.PostFact(command);
        }
    }
}

internal static partial class RiskLog
{
    [LoggerMessage(3201, LogLevel.Warning, "The ledger of shared limits loads again from the journal, and refuses entries meanwhile: {Cause}")]
    public static partial void Reloading(ILogger log, string cause);

    [LoggerMessage(3202, LogLevel.Warning, "Trading of {Scope} is {Mode} by {By}: {Why}")]
    public static partial void Standing(ILogger log, string scope, Risk.TradingMode mode, string by, string why);
}

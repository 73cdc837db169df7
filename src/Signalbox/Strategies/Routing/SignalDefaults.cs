using Signalbox.Signals;

namespace Signalbox.Strategies.Routing;

/// <summary>What the address a body was sent to says beside it.</summary>
/// <param name="Ticker">For signals that name none.</param>
/// <param name="Account">For signals that name none.</param>
public sealed record SignalDefaults(string? Ticker, string? Account)
{
    public static readonly SignalDefaults None = new(null, null);

    /// <summary>A signal without a ticker means the address's, else the only one its strategy allows.</summary>
    public static Signal Fill(Signal signal, SignalDefaults address, Strategy strategy)
    {
        var ticker = signal.Ticker.Length > 0 ? signal.Ticker : address.Ticker ?? (strategy.AllowedTickers is [var only] ? only : "");
        var account = signal.Account ?? address.Account;
        return ticker == signal.Ticker && account == signal.Account ? signal : signal with { Ticker = ticker, Account = account };
    }
}

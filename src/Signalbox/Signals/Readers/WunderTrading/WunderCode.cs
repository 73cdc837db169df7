using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.WunderTrading;

/// <summary>
/// The comment that tells a WunderTrading bot what to do: <c>ENTER-LONG_exchange_pair_name_timeframe_hash</c>. Whoever has
/// it may use the bot, so its hash is a credential.
/// </summary>
/// <param name="Hash">Null where the comment ends without one.</param>
internal sealed record WunderCode(SignalAction Action, RequiredPosition? Closes, string Ticker, string? Hash)
{
    private const int PartsLeast = 3;
    private const int PartsWithHash = 6;

    /// <summary>The command is a word of its own; behind it a bot's name may hold blanks.</summary>
    public static bool IsOne(string text) => Command(text.Trim()) is not null;

    /// <summary>Null for a comment that is begun and names no pair. A command alone leaves the pair to the address or the strategy.</summary>
    public static WunderCode? Read(string text)
    {
        var parts = text.Trim().Split('_');
        if (Command(text.Trim()) is not { } command || parts.Length is > 1 and < PartsLeast || parts.Length > 1 && parts[2].Length == 0)
        {
            return null;
        }

        var ticker = parts.Length == 1 ? "" : parts[2].Replace("-", "/", StringComparison.Ordinal);
        return new(command.Action, command.Closes, ticker, parts.Length >= PartsWithHash ? parts[^1] : null);
    }

    private static (SignalAction Action, RequiredPosition? Closes)? Command(string text)
    {
        var end = text.IndexOf('_', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).ToUpperInvariant() switch
        {
            "ENTER-LONG" => (SignalAction.Buy, null),
            "ENTER-SHORT" => (SignalAction.Sell, null),
            "EXIT-LONG" => (SignalAction.Exit, RequiredPosition.Long),
            "EXIT-SHORT" => (SignalAction.Exit, RequiredPosition.Short),
            "EXIT-ALL" => (SignalAction.Exit, null),
            _ => null,
        };
    }
}

namespace Signalbox.Signals.Readers.WunderTrading;

/// <summary>A WunderTrading comment as plain text.</summary>
public sealed class WunderCommentReader : ISignalReader
{
    public string Name => "wundertrading";

    public bool Recognises(SignalText text) => !text.LooksLikeJson && WunderCode.IsOne(text.Plain);

    public Reading Read(SignalText text)
    {
        if (WunderCode.Read(text.Plain) is not { } code)
        {
            return Reading.Refused(WunderTradingReader.Incomplete);
        }

        return Reading.Of(WunderTradingReader.SignalOf(code)) with { Secrets = code.Hash is { } hash ? [new("comment", hash)] : [] };
    }
}

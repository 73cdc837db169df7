using Signalbox.Signals.Readers.PlainText;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Signals.Readers.TradersPost;
using Signalbox.Signals.Repairs;

namespace Signalbox.Signals;

/// <summary>Every language we speak, in the order they are tried.</summary>
public sealed class SignalReaders(IReadOnlyList<ISignalReader> inOrder)
{
    // Languages of other products claim only what is unmistakably theirs, so they stand first. TradersPost's JSON is
    // recognised by nothing but its fields and takes whatever object no other language claims.
    public static readonly SignalReaders All = new(
    [
        new SignalboxJsonReader(),
        new Readers.WunderTrading.WunderTradingReader(),
        new Readers.ThreeCommas.ThreeCommasReader(),
        new Readers.Okx.OkxReader(),
        new Readers.TvHub.TvHubReader(),
        new Readers.Altrady.AltradyReader(),
        new Readers.Katoshi.KatoshiReader(),
        new Readers.Gainium.GainiumReader(),
        new Readers.SignalStack.SignalStackReader(),
        new Readers.WunderTrading.WunderCommentReader(),
        new Readers.PineConnector.PineConnectorReader(),
        new Readers.Alertatron.AlertatronReader(),
        new Readers.JuBot.JuBotReader(),
        new Readers.OctoBot.OctoBotReader(),
        new Readers.Autoview.AutoviewReader(),
        new Readers.ProfitView.ProfitViewReader(),
        new Readers.Cornix.CornixReader(),
        new TradersPostReader(),
        new PlainTextReader(),
    ]);

    /// <summary>The first reader that recognises the text reads it.</summary>
    public (string? Reader, Reading Reading) Read(SignalText text)
    {
        foreach (var reader in inOrder)
        {
            if (reader.Recognises(text))
            {
                return (reader.Name, LooseCredentials.Hide(Read(reader, text), text));
            }
        }

        return (null, LooseCredentials.Hide(Reading.Refused(Unreplaced(text) ?? NotUnderstood(text)) with { Repairs = text.Repairs }, text));
    }

    private static Reading Read(ISignalReader reader, SignalText text)
    {
        var reading = reader.Read(text);
        if (Unreplaced(text) is { } unreplaced)
        {
            // Read all the same: the body's secrets must be known before it is stored.
            return Reading.Refused(unreplaced) with { Repairs = text.Repairs, Secrets = reading.Secrets, Hidden = reading.Hidden };
        }

        return text.Repairs.Count == 0 ? reading : reading with { Repairs = [.. text.Repairs, .. reading.Repairs] };
    }

    private static Refusal? Unreplaced(SignalText text) => Placeholders.Find(text) is { } placeholder
        ? new("unreplaced-placeholder",
            $"The body still holds the placeholder {placeholder}, which its sender should have replaced. Check that the alert's type offers it, and its spelling.", placeholder)
        : null;

    private static Refusal NotUnderstood(SignalText text)
    {
        if (text.IsBlank)
        {
            return new("empty-json", "The body is empty. Send a JSON object with ticker and action.");
        }

        return text.Json.Error is { } error && !text.IsWholeJson
            ? new("malformed-json", text.LooksLikeJson
                ? $"The body is not valid JSON ({error}). {(NotANumber.In(text.Plain) is { } word ? NotANumber.Explained(word) : "Check quotes, commas and braces.")}"
                : "The body is neither JSON nor an order in plain text. Send an object with ticker and action, or a line such as: BTCUSDT buy 0.01")
            : new("invalid-payload", "The body is JSON but no signal. Send an object with ticker and action.");
    }
}

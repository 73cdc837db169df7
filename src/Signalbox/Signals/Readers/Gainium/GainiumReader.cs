using System.Collections.Frozen;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals.Readers.Gainium;

/// <summary>
/// Gainium's webhooks name a bot by its uuid, and nothing that could be traded: the pair, the side and the size live in the
/// bot. They are recognised so that their sender is told so, and the uuid, which is all it takes to use the bot, is hidden.
/// </summary>
public sealed class GainiumReader : JsonLanguage
{
    private static readonly FrozenSet<string> Actions = new[]
    {
        "startDeal", "closeDeal", "closeAllDeals", "addFunds", "reduceFunds", "startBot", "stopBot", "closeBot", "changePairs",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public override string Name => "gainium";

    protected override IReadOnlyList<string> HiddenFields => ["uuid"];

    protected override bool Claims(JsonFields fields) =>
        fields.Has("uuid") && fields.Any("action") is { } action && Actions.Contains(action.Text.Trim()) && !fields.Has("ticker");

    protected override IReadOnlyList<Signal> Read(JsonFields fields) => Refused(fields, "unsupported-command",
        "A Gainium message names a bot and no instrument, side or size, so it cannot be traded without that bot. Send ticker, action and quantity instead.", "uuid");
}

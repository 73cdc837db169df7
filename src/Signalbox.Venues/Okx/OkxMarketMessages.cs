using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

internal sealed record OkxInstrument
{
    public string? InstType { get; init; }

    public string? InstId { get; init; }

    public string? InstFamily { get; init; }

    public string? Uly { get; init; }

    /// <summary>Which fees it has, in the list of the account's fees.</summary>
    public string? GroupId { get; init; }

    public string? BaseCcy { get; init; }

    public string? QuoteCcy { get; init; }

    public string? SettleCcy { get; init; }

    public string? CtType { get; init; }

    public decimal? CtVal { get; init; }

    public decimal? CtMult { get; init; }

    public decimal? TickSz { get; init; }

    public decimal? LotSz { get; init; }

    public decimal? MinSz { get; init; }

    public decimal? MaxLmtSz { get; init; }

    public decimal? MaxMktSz { get; init; }

    public decimal? Lever { get; init; }

    public long ExpTime { get; init; }

    public string? State { get; init; }
}

internal sealed record OkxTicker
{
    public string? InstId { get; init; }

    public decimal? BidPx { get; init; }

    public decimal? AskPx { get; init; }

    public decimal? Last { get; init; }
}

internal sealed record OkxTrade
{
    public string? InstId { get; init; }

    public string? TradeId { get; init; }

    public string? Side { get; init; }

    public decimal? Px { get; init; }

    public decimal? Sz { get; init; }

    public long Ts { get; init; }
}

/// <summary>What a message of any stream is: an event of the line, or data of a channel, which is read in a second step.</summary>
internal sealed record OkxFrame
{
    public string? Event { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Code { get; init; }

    public string? Msg { get; init; }

    public OkxChannel? Arg { get; init; }

    public string? Action { get; init; }
}

/// <summary>The data of one channel.</summary>
internal sealed record OkxPush<T>
    where T : class
{
    public IReadOnlyList<T>? Data { get; init; }
}

internal sealed record OkxChannel(string? Channel, string? InstId);

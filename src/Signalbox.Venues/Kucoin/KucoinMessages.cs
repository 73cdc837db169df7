using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>The frame of every answer.</summary>
internal sealed record KucoinAnswer<T>(string? Code, T? Data)
    where T : class;

/// <summary>What became of a command: each names the order in its own way.</summary>
internal sealed record KucoinPlaced
{
    public string? OrderId { get; init; }

    public string? ClientOid { get; init; }

    /// <summary>Of an amended order, which is another from then on.</summary>
    public string? NewOrderId { get; init; }

    public string? CancelledOrderId { get; init; }

    /// <summary>Empty where nothing was there to cancel.</summary>
    public IReadOnlyList<string>? CancelledOrderIds { get; init; }

    /// <summary>In a batch of spot.</summary>
    public bool? Success { get; init; }

    public string? FailMsg { get; init; }

    /// <summary>In a batch of futures.</summary>
    public string? Code { get; init; }

    public string? Msg { get; init; }
}

/// <summary>One page of a list.</summary>
internal sealed record KucoinPage<T>
{
    public long TotalPage { get; init; }

    /// <summary>Lists of high frequency accounts go on by this.</summary>
    public string? LastId { get; init; }

    public IReadOnlyList<T>? Items { get; init; }
}

internal sealed record KucoinToken
{
    public string? Token { get; init; }

    public IReadOnlyList<KucoinServer>? InstanceServers { get; init; }
}

internal sealed record KucoinServer
{
    public string? Endpoint { get; init; }

    /// <summary>Milliseconds.</summary>
    public long PingInterval { get; init; }

    /// <summary>Milliseconds.</summary>
    public long PingTimeout { get; init; }
}

internal sealed record KucoinKey
{
    public string? Permission { get; init; }

    public string? IpWhitelist { get; init; }

    public long ExpiredAt { get; init; }
}

internal sealed record KucoinFee
{
    public string? Symbol { get; init; }

    public decimal? TakerFeeRate { get; init; }

    public decimal? MakerFeeRate { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KucoinAnswer<KucoinPlaced>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinToken>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinKey>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinFee>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<KucoinPlaced>>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<KucoinFee>>))]
[JsonSerializable(typeof(KucoinAnswer<string>))]
internal sealed partial class KucoinJson : JsonSerializerContext;

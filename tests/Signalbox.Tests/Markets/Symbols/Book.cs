using System.Globalization;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;

namespace Signalbox.Tests.Markets.Symbols;

/// <summary>Books of instruments: those of real venues, shortened, and those made up for a case.</summary>
internal static class Book
{
    public static readonly string[] Venues = ["okx", "kraken", "krakenfutures", "binance", "bitmex", "bitfinex"];

    public static SymbolIndex Of(string venue) => Index(venue, [.. File.ReadLines(PathOf(venue)).Select(Read)]);

    public static SymbolIndex Index(string venue, params Instrument[] instruments) =>
        new(venue, instruments.ToDictionary(instrument => instrument.Id));

    public static Instrument Spot(string id, string name, string quote) => Make(id, InstrumentKind.Spot, name, quote, quote);

    public static Instrument Linear(string id, string name, string quote) => Make(id, InstrumentKind.LinearPerpetual, name, quote, quote);

    public static Instrument Inverse(string id, string name, string quote) => Make(id, InstrumentKind.InversePerpetual, name, quote, name);

    public static Instrument Stock(string id) => Make(id, InstrumentKind.Stock, id, "USD", "USD");

    public static Instrument Future(string id, string root, string? expiry = null) =>
        Make(id, InstrumentKind.LinearFuture, root, "USD", "USD") with { AssetClass = AssetClass.Futures, Expiry = Day(expiry) };

    public static Instrument Option(string id, string underlying, string expiry, decimal strike, ContractRight right) =>
        Make(id, InstrumentKind.Option, underlying, "USD", "USD") with
        {
            AssetClass = AssetClass.Options,
            Expiry = Day(expiry),
            Strike = new(strike),
            Right = right,
        };

    private static Instrument Make(string id, InstrumentKind kind, string name, string quote, string settle) => new()
    {
        Id = new(id),
        Kind = kind,
        AssetClass = kind == InstrumentKind.Stock ? AssetClass.Stocks : AssetClass.Crypto,
        Base = name,
        Quote = quote,
        Settle = settle,
        TickSize = new(0.01m),
        LotSize = new(1m),
        MinQuantity = new(1m),
    };

    private static Instrument Read(string line)
    {
        var cells = line.Split('\t');
        var kind = Enum.Parse<InstrumentKind>(cells[1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        return Make(cells[0], kind, cells[2], cells[3], cells[4]) with
        {
            Expiry = Day(cells[5]),
            Strike = cells[6].Length == 0 ? null : new(decimal.Parse(cells[6], CultureInfo.InvariantCulture)),
            Right = cells[7].Length == 0 ? null : Enum.Parse<ContractRight>(cells[7], ignoreCase: true),
        };
    }

    private static DateOnly? Day(string? text) => string.IsNullOrEmpty(text) ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string PathOf(string venue) => Path.Combine(Structure.Repository.Root, "tests", "Signalbox.Tests", "Markets", "Symbols", "Books", $"{venue}.tsv");
}

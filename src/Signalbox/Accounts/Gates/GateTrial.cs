using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>Tries a gate without trading: on what an account holds now, or on a flat one, with values of the caller's own.</summary>
public sealed record GateTrial
{
    private static readonly Subscription Nobody = new() { Id = new("check"), Strategy = new("check"), Account = new("check") };
    private static readonly Strategy Nothing = new() { Id = new("check"), Name = "check" };

    public required Gate Gate { get; init; }

    /// <summary>Null: there is none, and what it would say is missing.</summary>
    public Signal? Signal { get; init; }

    public Subscription? Subscription { get; init; }

    public Strategy? Strategy { get; init; }

    public AccountHost? Host { get; init; }

    /// <summary>What takes the place of what would be found, by the names expressions use.</summary>
    public required IReadOnlyDictionary<string, GateValue> Values { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The type a value of this name has; null where no expression can look it up.</summary>
    public static GateType? TypeOf(string name) => GateFields.Find(name) is { } field ? field.Type
        : name.StartsWith("extras.", StringComparison.Ordinal) ? GateType.Text
        : name.StartsWith("scores.", StringComparison.Ordinal) || name.StartsWith("win_rate(", StringComparison.Ordinal) || name.StartsWith("profit(", StringComparison.Ordinal) ? GateType.Number
        : null;

    public Verdict Run() => GateVerdicts.Of(Gate, new TrialFacts(new GateFacts(Context()), Values, Signal is not null), null);

    private RuleContext Context()
    {
        var state = Host?.Committed ?? AccountState.Empty;
        var signal = Signal ?? new Signal { Ticker = "", Action = SignalAction.Buy };
        var instrument = Host?.Instruments.Symbols.Resolve(new() { Ticker = signal.Ticker, At = Now }).Instrument;
        var request = RequestOf(signal, instrument?.Id ?? new(signal.Ticker));
        var holding = state.Holdings.GetValueOrDefault(request.Instrument);
        var position = holding?.Position(state.ReachOf(request.Id.Subscription)) ?? Quantity.Zero;
        var known = instrument ?? holding?.Instrument ?? Placeholder(request.Instrument);
        return new()
        {
            State = state,
            Request = request,
            Plan = TradePlanner.Plan(request, known, position, hasOpenOrders: false).Plan ?? new(),
            Instrument = known,
            Position = position,
            Now = Now,
            Market = instrument is null ? null : Host!.Market.Latest(instrument.Id),
            Funds = Host?.Funds.FirstOrDefault(each => each.View.Currency == known.Settle)?.View,
        };
    }

    private TradeRequest RequestOf(Signal signal, InstrumentId instrument) => new()
    {
        Id = new(new("check"), (Subscription ?? Nobody).Id),
        Strategy = (Strategy ?? Nothing).Id,
        Instrument = instrument,
        Action = signal.Action,
        Sentiment = signal.Sentiment,
        SignalPrice = signal.SignalPrice,
        TargetPosition = signal.TargetPosition,
        SentAt = signal.SentAt,
        Terms = TermsResolver.Resolve(signal, Subscription ?? Nobody, Strategy ?? Nothing),
        Signal = signal,
        ReceivedAt = Now,
        ValidUntil = Now,
    };

    private static Instrument Placeholder(InstrumentId id) => new()
    {
        Id = id,
        Kind = InstrumentKind.LinearPerpetual,
        AssetClass = AssetClass.Crypto,
        Base = "",
        Quote = "",
        Settle = "",
        TickSize = new(1m),
        LotSize = new(1m),
        MinQuantity = new(1m),
    };

    private sealed class TrialFacts(GateFacts found, IReadOnlyDictionary<string, GateValue> given, bool hasSignal) : IGateFacts
    {
        public DateTimeOffset Now => found.Now;

        public GateValue Field(GateField field) => Given(field.Name)
            ?? (hasSignal || !field.Name.StartsWith("signal.", StringComparison.Ordinal) ? found.Field(field) : GateValue.Missing);

        public GateValue Extra(ValueList<string> path) => Given($"extras.{string.Join('.', path)}") ?? found.Extra(path);

        public GateValue Score(string scorer) => Given($"scores.{scorer}") ?? found.Score(scorer);

        public GateValue WinRate(int trades) => Given($"{GateFunctions.WinRate}({trades})") ?? found.WinRate(trades);

        public GateValue Profit(int trades) => Given($"{GateFunctions.Profit}({trades})") ?? found.Profit(trades);

        private GateValue? Given(string name) => given.TryGetValue(name, out var value) ? value : null;
    }
}

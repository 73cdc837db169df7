using System.Globalization;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.PineConnector;

/// <summary>
/// The parameters of a command. What risk, sl and tp count is a setting of the product's terminal that no message carries;
/// they are read as its usual ones, lots and pips. The parameters that say what they count are read as they say.
/// </summary>
internal sealed class PineValues(CommandFields fields, string symbol)
{
    private const int TargetsMax = 20;
    private const decimal YenPip = 0.01m;
    private const decimal UsualPip = 0.0001m;
    // Nobody quotes a pair without yen above this, nor one with yen below it: the number is a distance in pips.
    private const decimal PriceOfAPairMost = 5m;
    private const decimal PriceOfYenLeast = 20m;

    public CommandFields Fields => fields;

    private bool IsPair => symbol.Length >= 6 && symbol.Take(6).All(char.IsAsciiLetter) && !symbol.StartsWith("XA", StringComparison.OrdinalIgnoreCase);

    private bool IsYen => IsPair && symbol.AsSpan(3, 3).Equals("JPY", StringComparison.OrdinalIgnoreCase);

    public SizeTerms? Size()
    {
        if (fields.Positive("invalid-quantity", "vol_dollar") is { } loss)
        {
            return new() { Quantity = loss, Type = QuantityType.RiskDollarAmount };
        }

        if (fields.Positive("invalid-quantity", "vol_pct", "vol_balance_loss") is { } percent)
        {
            return new() { Quantity = percent, Type = QuantityType.RiskPercent };
        }

        return fields.Positive("invalid-quantity", "vol_lots", "risk") is { } lots ? new() { Quantity = lots } : null;
    }

    public SizeTerms? Part() => fields.Positive("invalid-quantity", "pct") is { } percent ? new() { Quantity = percent, Type = QuantityType.PercentOfPosition } : null;

    public SizeTerms? RiskAsPart() => fields.Positive("invalid-quantity", "risk") is { } percent ? new() { Quantity = percent, Type = QuantityType.PercentOfPosition } : null;

    public SignalGuards? Spread()
    {
        fields.Cannot("accfilter", "lets the signal act only above a balance, which is not done here. Use the account's limits.");
        return fields.Positive("invalid-spread", "spread") is { } pips && Pips("spread", pips) is { } width ? new() { SpreadMax = width } : null;
    }

    public Price? PendingPrice()
    {
        var price = fields.Positive("invalid-limit-price", "price", "entry_price");
        if (price is null)
        {
            fields.Refuse("invalid-limit-price", "A pending order needs a price.", "price");
            return null;
        }

        if (IsPair && (IsYen ? price < PriceOfYenLeast : price > PriceOfAPairMost))
        {
            fields.Refuse("ambiguous-unit", $"price={price} is no price of {symbol}; a distance in pips is not carried out here. Send the price itself.", "price");
        }

        return new(price.Value);
    }

    public TakeProfitTerms? TakeProfit()
    {
        var targets = new List<TargetTerms>();
        Add(targets, "tp");
        for (var place = 1; place <= TargetsMax; place++)
        {
            Add(targets, "tp" + place.ToString(CultureInfo.InvariantCulture));
        }

        if (targets.Count == 0 && fields.Price("invalid-take-profit-limit-price", "tp_price") is { } price)
        {
            targets.Add(new() { LimitPrice = price });
        }

        if (targets.Count == 0 && fields.Positive("invalid-take-profit-percent", "tp_pct") is { } percent)
        {
            targets.Add(new() { Percent = percent });
        }

        Add(targets, "tp_pips");
        return targets.Count == 0 ? null : new() { Targets = [.. targets] };
    }

    public StopLossTerms? StopLoss()
    {
        RefuseMoving();
        if (fields.Positive("invalid-stop-loss-trail-amount", "traildist") is { } trail)
        {
            fields.Text("trailstep");
            return Pips("traildist", trail) is { } distance ? new() { Type = StopLossType.TrailingStop, TrailAmount = distance } : null;
        }

        return fields.Price("invalid-stop-loss-stop-price", "sl_price") is { } price ? new() { StopPrice = price }
            : fields.Positive("invalid-stop-loss-percent", "sl_pct") is { } percent ? new() { Percent = percent }
            : fields.Positive("invalid-stop-loss-amount", "sl_pips", "sl") is { } pips && Pips("sl", pips) is { } amount ? new() { Amount = amount }
            : null;
    }

    private void RefuseMoving()
    {
        fields.Cannot("betrigger", "moves the stop to the entry after a number of pips, which is not done here. Give the strategy a breakeven after a target.");
        fields.Cannot("trailtrig", "begins to trail after a number of pips, which is not done here. Leave it out to trail from the start.");
        foreach (var name in (string[])["atrtimeframe", "atrtrigger", "atrperiod", "atrmultiplier", "atrshift"])
        {
            fields.Cannot(name, "trails by the average true range, which is not done here. Send traildist.");
        }

        fields.Text("beoffset");
    }

    private void Add(List<TargetTerms> targets, string name)
    {
        if (fields.Positive("invalid-take-profit-amount", name) is { } pips && Pips(name, pips) is { } amount)
        {
            targets.Add(new() { Amount = amount });
        }
    }

    /// <summary>What a number of pips is in price: known for pairs of currencies alone.</summary>
    private decimal? Pips(string name, decimal pips)
    {
        if (IsPair)
        {
            return pips * (IsYen ? YenPip : UsualPip);
        }

        fields.Refuse("ambiguous-unit",
            $"{name}={pips} counts pips, and how much a pip of {symbol} is differs from broker to broker. Send {(name.StartsWith("sl", StringComparison.Ordinal) ? "sl_price or sl_pct" : name.StartsWith("tp", StringComparison.Ordinal) ? "tp_price or tp_pct" : "it to a pair of currencies only")}.", name);
        return null;
    }
}

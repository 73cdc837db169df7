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

    private readonly CurrencyPair? pair = CurrencyPair.Of(symbol);

    public CommandFields Fields => fields;

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

    /// <summary>A command that closes a part says how much: without it everything would go.</summary>
    public SizeTerms? Required(SizeTerms? size, string name)
    {
        if (size is null)
        {
            fields.Refuse("invalid-quantity", $"The command closes a part of the position and does not say how much. Add {name}, for example {name}={(name == "pct" ? "50" : "0.1")}.", name);
        }

        return size;
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

        if (pair?.IsNoPrice(price.Value) == true)
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

        if (targets.Count == 0)
        {
            Add(targets, "tp_pips");
        }

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
            : Distance("sl_pips", "invalid-stop-loss-amount") is { } amount ? new() { Amount = amount }
            : Distance("sl", "invalid-stop-loss-amount") is { } usual ? new() { Amount = usual }
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
        if (Distance(name, "invalid-take-profit-amount") is { } amount)
        {
            targets.Add(new() { Amount = amount });
        }
    }

    /// <summary>A distance in pips. Where the name does not say so, a number written like a price may be one.</summary>
    private decimal? Distance(string name, string code)
    {
        if (fields.Positive(code, name) is not { } pips)
        {
            return null;
        }

        if (!name.EndsWith("_pips", StringComparison.Ordinal) && pair?.MayBePrice(pips) == true)
        {
            var kind = name[..2];
            fields.Refuse("ambiguous-unit", $"{name}={pips} is written like a price, and {name} counts pips here. Send {kind}_price for a price, {kind}_pips for pips, or {kind}_pct for a percentage.", name);
            return null;
        }

        return Pips(name, pips);
    }

    /// <summary>What a number of pips is in price: known for pairs of currencies alone.</summary>
    private decimal? Pips(string name, decimal pips)
    {
        if (pair is not null)
        {
            return pips * pair.Pip;
        }

        fields.Refuse("ambiguous-unit",
            $"{name}={pips} counts pips, and how much a pip of {symbol} is differs from broker to broker. Send {(name.StartsWith("sl", StringComparison.Ordinal) ? "sl_price or sl_pct" : name.StartsWith("tp", StringComparison.Ordinal) ? "tp_price or tp_pct" : "it to a pair of currencies only")}.", name);
        return null;
    }
}

using System.Text.Json;
using Signalbox.Accounts.Rules;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What an expression sees of a trade: the state, the views in the command, and nothing else.</summary>
internal sealed class GateFacts(RuleContext context) : IGateFacts
{
    private readonly TradeRecord record = context.State.RecordOf(context.Request.Id.Subscription, context.Instrument.Id);

    public RuleContext Context => context;

    public TradeRecord Record => record;

    public DateTimeOffset Now => context.Now;

    public GateValue Field(GateField field) => GateFactReaders.Of(field)(this);

    /// <summary>In the sender's notes, else among the fields no reader knew.</summary>
    public GateValue Extra(ValueList<string> path)
    {
        var signal = context.Request.Signal;
        return Find(signal?.Extras, path) is { IsMissing: false } note ? note : Find(signal?.UnknownFields, path);
    }

    public GateValue Score(string scorer) => GateValue.Of(context.Scoring?.AnswerOf(scorer)?.Score);

    public GateValue WinRate(int trades)
    {
        var (wins, counted) = (0, 0);
        for (var i = First(trades); i < record.Recent.Count; i++, counted++)
        {
            wins += record.Recent[i].Profit.Value > 0 ? 1 : 0;
        }

        return counted == 0 ? GateValue.Missing : GateValue.Of((decimal)wins / counted);
    }

    public GateValue Profit(int trades)
    {
        var (sum, counted) = (0m, 0);
        for (var i = First(trades); i < record.Recent.Count; i++, counted++)
        {
            sum += record.Recent[i].Profit.Value;
        }

        return counted == 0 ? GateValue.Missing : GateValue.Of(sum);
    }

    private int First(int trades) => Math.Max(0, record.Recent.Count - trades);

    private static GateValue Find(JsonElement? root, ValueList<string> path)
    {
        if (root is not { } found)
        {
            return GateValue.Missing;
        }

        foreach (var name in path)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return GateValue.Missing;
            }
        }

        return found.ValueKind switch
        {
            JsonValueKind.Number => found.TryGetDecimal(out var number) ? GateValue.Of(number) : GateValue.Missing,
            JsonValueKind.String => GateValue.Of(found.GetString()),
            JsonValueKind.True => GateValue.Of(true),
            JsonValueKind.False => GateValue.Of(false),
            _ => GateValue.Missing,
        };
    }
}

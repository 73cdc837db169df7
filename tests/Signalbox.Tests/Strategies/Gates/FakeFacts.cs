using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Tests.Strategies.Gates;

/// <summary>Facts a test makes up: by name, everything else is missing.</summary>
internal sealed class FakeFacts : IGateFacts
{
    public Dictionary<string, GateValue> Values { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 22, 30, 0, TimeSpan.Zero);

    public GateValue this[string name]
    {
        set => Values[name] = value;
    }

    public GateValue Field(GateField field) => Values.GetValueOrDefault(field.Name);

    public GateValue Extra(ValueList<string> path) => Values.GetValueOrDefault($"extras.{string.Join('.', path)}");

    public GateValue Score(string scorer) => Values.GetValueOrDefault($"scores.{scorer}");

    public GateValue WinRate(int trades) => Values.GetValueOrDefault($"win_rate({trades})");

    public GateValue Profit(int trades) => Values.GetValueOrDefault($"profit({trades})");
}

using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>What an expression is evaluated against. Everything it can see comes through here, the time too.</summary>
public interface IGateFacts
{
    DateTimeOffset Now { get; }

    GateValue Field(GateField field);

    /// <summary>Something the sender put into the signal's extras, by its path.</summary>
    GateValue Extra(ValueList<string> path);

    /// <summary>What a scorer said.</summary>
    GateValue Score(string scorer);

    /// <summary>The share of winning trades among the last ones, 0 to 1; missing without any.</summary>
    GateValue WinRate(int trades);

    /// <summary>What the last trades earned together; missing without any.</summary>
    GateValue Profit(int trades);
}

using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

[JsonConverter(typeof(SnakeCaseEnumConverter<GateType>))]
public enum GateType
{
    Number,
    Text,
    Flag,
}

/// <summary>What an expression comes to. Missing is a value of every type.</summary>
public readonly record struct GateValue
{
    private enum Holds : byte
    {
        Nothing,
        Number,
        Text,
        False,
        True,
    }

    public static readonly GateValue Missing;

    private readonly Holds holds;
    private readonly decimal number;
    private readonly string? text;

    private GateValue(Holds holds, decimal number, string? text) => (this.holds, this.number, this.text) = (holds, number, text);

    public static GateValue Of(decimal number) => new(Holds.Number, number, null);

    public static GateValue Of(decimal? number) => number is { } known ? Of(known) : Missing;

    public static GateValue Of(string? text) => text is null ? Missing : new(Holds.Text, 0m, text);

    public static GateValue Of(bool flag) => new(flag ? Holds.True : Holds.False, 0m, null);

    public bool IsMissing => holds == Holds.Nothing;

    public bool IsTrue => holds == Holds.True;

    public bool IsFalse => holds == Holds.False;

    public GateType? Type => holds switch
    {
        Holds.Number => GateType.Number,
        Holds.Text => GateType.Text,
        Holds.False or Holds.True => GateType.Flag,
        _ => null,
    };

    public decimal Number => holds == Holds.Number ? number : throw new InvalidOperationException($"{holds} is no number.");

    public string Text => text ?? throw new InvalidOperationException($"{holds} is no text.");

    /// <summary>The same value as another type, where it can be read as one; a text of digits is a number.</summary>
    public GateValue As(GateType wanted) => (wanted, holds) switch
    {
        (_, Holds.Nothing) => Missing,
        (GateType.Number, Holds.Number) or (GateType.Text, Holds.Text) or (GateType.Flag, Holds.False or Holds.True) => this,
        (GateType.Number, Holds.Text) => Decimals.TryParse(text, out var read) ? Of(read) : Missing,
        (GateType.Number, _) => Of(IsTrue ? 1m : 0m),
        (GateType.Text, Holds.Number) => Of(Decimals.Canonical(number)),
        (GateType.Text, _) => Of(IsTrue ? "true" : "false"),
        (GateType.Flag, Holds.Text) => text switch { "true" => Of(true), "false" => Of(false), _ => Missing },
        _ => Missing,
    };

    /// <summary>Both are of the same type and not missing. Texts are the same whatever their case.</summary>
    public bool IsSame(GateValue other) => holds switch
    {
        Holds.Number => number == other.number,
        Holds.Text => string.Equals(text, other.text, StringComparison.OrdinalIgnoreCase),
        _ => holds == other.holds,
    };

    public override string ToString() => holds switch
    {
        Holds.Nothing => "missing",
        Holds.Number => Decimals.Canonical(number),
        Holds.Text => text!,
        _ => IsTrue ? "true" : "false",
    };
}

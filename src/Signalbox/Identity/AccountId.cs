using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>One broker connection, live or paper: the unit of order.</summary>
[JsonConverter(typeof(IdTextConverter<AccountId>))]
public readonly record struct AccountId(string Value) : ITextId<AccountId>, IComparable<AccountId>
{
    public static AccountId From(string text) => new(text);

    public int CompareTo(AccountId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

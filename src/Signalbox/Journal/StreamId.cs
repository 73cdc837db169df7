using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Text;

namespace Signalbox.Journal;

/// <summary>One append-only sequence of events. Order is promised within a stream, never between two.</summary>
[JsonConverter(typeof(IdTextConverter<StreamId>))]
public readonly record struct StreamId(string Value) : ITextId<StreamId>
{
    /// <summary>Who changed which setting, user or right.</summary>
    public static readonly StreamId Administration = new("administration");

    /// <summary>Signed lists of stream heads, so that a truncated stream is found.</summary>
    public static readonly StreamId Anchors = new("anchors");

    public static StreamId Account(AccountId account) => new($"account:{account}");

    /// <summary>The signals one node received.</summary>
    public static StreamId Intake(string node) => new($"intake:{node}");

    /// <summary>The paper venue's own ledger of one account, apart from what the account believes.</summary>
    public static StreamId PaperLedger(AccountId account) => new($"paper:{account}");

    public static StreamId From(string text) => new(text);

    public override string ToString() => Value;
}

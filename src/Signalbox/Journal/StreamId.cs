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

    /// <summary>What all accounts together risk, and where trading was stopped.</summary>
    public static readonly StreamId Risk = new("risk");

    private const string AccountPrefix = "account:";
    private const string IntakePrefix = "intake:";
    private const string EquityPrefix = "equity:";
    private const string NoticesPrefix = "notices:";

    /// <summary>The signals one node received.</summary>
    public bool IsIntake => Value.StartsWith(IntakePrefix, StringComparison.Ordinal);

    /// <summary>What the accounts of one node were worth from time to time.</summary>
    public bool IsEquity => Value.StartsWith(EquityPrefix, StringComparison.Ordinal);

    /// <summary>What a person should know of one node itself.</summary>
    public bool IsNotices => Value.StartsWith(NoticesPrefix, StringComparison.Ordinal);

    /// <summary>Whose stream it is; null where it is no account's.</summary>
    public AccountId? OfAccount => Value.StartsWith(AccountPrefix, StringComparison.Ordinal) ? new(Value[AccountPrefix.Length..]) : null;

    public static StreamId Account(AccountId account) => new(AccountPrefix + account);

    public static StreamId Intake(string node) => new(IntakePrefix + node);

    public static StreamId Equity(string node) => new(EquityPrefix + node);

    public static StreamId Notices(string node) => new(NoticesPrefix + node);

    /// <summary>The paper venue's own ledger of one account, apart from what the account believes.</summary>
    public static StreamId PaperLedger(AccountId account) => new($"paper:{account}");

    public static StreamId From(string text) => new(text);

    public override string ToString() => Value;
}

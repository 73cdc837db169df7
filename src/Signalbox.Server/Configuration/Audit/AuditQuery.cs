using System.Text.Json;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>Which entries of the audit trail are wanted; a field that is null asks for nothing.</summary>
public sealed record AuditQuery
{
    public static readonly AuditQuery All = new();

    /// <summary>The user's id, or a part of the name of the user or the token.</summary>
    public string? Who { get; init; }

    /// <summary>Names of events such as strategy_changed, or parts of them; empty: all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The id of what it happened to, or a part of its name.</summary>
    public string? Subject { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Anywhere in the entry: the reason, the address, the program, what was before and after.</summary>
    public string? Text { get; init; }

    public static string KindOf(AdministrationEvent happened) => JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.GetType().Name);

    /// <summary>No older entry can be wanted either.</summary>
    public bool IsBefore(AuditEntry entry) => entry.At < Since;

    public bool Matches(AuditEntry entry)
    {
        var happened = entry.Event;
        return !(entry.At < Since) && !(entry.At >= Until)
            && (Kinds.Count == 0 || Kinds.Any(part => KindOf(happened).Contains(part, StringComparison.Ordinal)))
            && (Who is null || happened.By.Id == Who || Has(happened.By.Name, Who) || Has(happened.By.Token, Who))
            && (Subject is null || happened.Subject == Subject || Has(happened.SubjectName, Subject))
            && (Text is null || Texts(happened).Any(text => Has(text, Text)));
    }

    private static IEnumerable<string?> Texts(AdministrationEvent happened) =>
    [
        KindOf(happened), happened.By.Name, happened.By.Token, happened.Why, happened.Subject, happened.SubjectName,
        happened.From?.Address, happened.From?.Agent, happened.From?.Request, happened.Before?.ToString(), happened.After?.ToString(),
    ];

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}

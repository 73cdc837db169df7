using System.Globalization;
using System.Text;
using Signalbox.Monitoring.Alerts;

namespace Signalbox.Server.Notifications;

/// <summary>
/// Puts incidents into words: one of them with all there is to say, several as a list with the gravest first and the number of the
/// rest. The text fits every destination there is.
/// </summary>
internal static class NotificationText
{
    /// <summary>Discord takes 2,000 with the title, and no other less.</summary>
    public const int TextCharsMax = 1_700;

    private const int TitleCharsMax = 150;
    private const int MessageCharsMax = 700;
    private const int LineCharsMax = 220;
    private const int Listed = 5;

    /// <summary>Incidents whose whole documents go into a webhook's body.</summary>
    private const int Carried = 50;

    public static NotificationMessage Of(IReadOnlyList<ToldIncident> incidents, long folded, Uri? publicAddress, DateTimeOffset now)
    {
        var ordered = incidents.OrderBy(each => IncidentWords.Rank(each.Kind)).ThenBy(each => each.At).ToList();
        var isGrave = ordered.Any(each => AlertKinds.Grave.Contains(each.Kind));
        var link = LinkOf(ordered, folded, publicAddress);
        var (title, text) = ordered.Count == 1 && folded == 0 ? One(ordered[0]) : Many(ordered, folded);
        return new(Cut(title, TitleCharsMax), Cut(text, TextCharsMax), link, isGrave, [.. ordered.Take(Carried)], Math.Max(0, ordered.Count - Carried) + folded, false, now);
    }

    public static NotificationMessage Test(Destination destination, Uri? publicAddress, DateTimeOffset now) => new(
        "Test from Signalbox",
        $"This is a test: the destination {destination.Name} takes notifications. Nothing has happened, and nothing is to be done.\n\nSent: {Time(now)}",
        publicAddress is null ? null : new Uri(publicAddress, "alerts?view=destinations").ToString(), false, [], 0, true, now);

    private static (string Title, string Text) One(ToldIncident incident)
    {
        var text = new StringBuilder(Line(incident.Message, MessageCharsMax)).Append("\n\n");
        Add(text, "Account", incident.AccountName ?? "this installation");
        Add(text, "Strategy", incident.StrategyName);
        Add(text, "Instrument", incident.Symbol);
        Add(text, "When", Time(incident.At));
        Add(text, "Code", incident.Code);
        text.Append("\nWhat to do: ").Append(IncidentWords.Advice(incident.Kind));
        return ($"{IncidentWords.Title(incident.Kind)}: {Where(incident)}", text.ToString());
    }

    private static (string Title, string Text) Many(List<ToldIncident> ordered, long folded)
    {
        var all = ordered.Count + folded;
        var text = new StringBuilder();
        foreach (var incident in ordered.Take(Listed))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {IncidentWords.Title(incident.Kind)}, {Where(incident)}, {Time(incident.At)}: {Line(incident.Message, LineCharsMax)}\n");
        }

        if (all > Listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {all - Math.Min(Listed, ordered.Count)} more.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nWhat to do first: {IncidentWords.Advice(ordered[0].Kind)} The page Alerts lists all of them.");
        return (string.Create(CultureInfo.InvariantCulture, $"{all} alerts: {Counted(ordered)}{(folded > 0 ? ", and others" : "")}"), text.ToString());
    }

    private static string Counted(List<ToldIncident> ordered) => string.Join(", ", ordered.GroupBy(each => each.Kind)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {kind.Key.Replace('_', ' ')}")));

    private static string Where(ToldIncident incident) =>
        incident.AccountName is null ? "this installation" : incident.Symbol is { } symbol ? $"{incident.AccountName}, {symbol}" : incident.AccountName;

    private static string? LinkOf(List<ToldIncident> ordered, long folded, Uri? publicAddress) => publicAddress is null ? null
        : new Uri(publicAddress, ordered.Count == 1 && folded == 0 && ordered[0].Signal is { } signal ? $"signals/{Uri.EscapeDataString(signal)}" : "alerts").ToString();

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            text.Append(name).Append(": ").Append(Line(value, LineCharsMax)).Append('\n');
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>On one line: what a venue said must not look like another part of the message.</summary>
    private static string Line(string text, int charsMax) => Cut(string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each)), charsMax);

    private static string Cut(string text, int charsMax)
    {
        if (text.Length <= charsMax)
        {
            return text;
        }

        var end = charsMax - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }
}

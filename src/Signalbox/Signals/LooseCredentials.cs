using System.Text.RegularExpressions;

namespace Signalbox.Signals;

/// <summary>
/// Credentials that no language claims: in text that is not understood, or in fields that nobody asked for. They let nobody in,
/// and like those that do they are kept and shown nowhere.
/// </summary>
internal static partial class LooseCredentials
{
    /// <summary>The reading with what looks like a credential hidden, where it can be anywhere outside what was understood.</summary>
    public static Reading Hide(Reading reading, SignalText text)
    {
        if (reading.Refusal is null && !reading.Signals.Any(signal => signal.UnknownFields is not null))
        {
            return reading;
        }

        var found = Find(text.Plain).ExceptBy(reading.Secrets.Concat(reading.Hidden).Select(known => known.Value), each => each.Value).ToArray();
        return found.Length == 0 ? reading : reading.WithHidden(found);
    }

    private static IEnumerable<BodySecret> Find(string text) =>
        Pattern().Matches(text).Select(match => new BodySecret(match.Groups["name"].Value, match.Groups["value"].Value)).DistinctBy(secret => secret.Value);

    // A short value is no credential, and hiding it would hide the same letters elsewhere.
    [GeneratedRegex("""(?<![A-Za-z])(?<name>secret|passphrase|password|passwd|token|auth_?key|auth_?token|api_?key|api_?secret|private_?key|secret_?key|license|signal_?token|email_?token|webhook_?secret)["'”’]?[ \t]*[:=][ \t]*["'“‘]?(?<value>[^\s"'“”‘’,;&{}\[\]()]{6,200})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Server.Node.Calls;

/// <summary>What was on the wire as text for people: whatever proves an identity is blotted out.</summary>
internal static partial class WireText
{
    private const string Hidden = "[redacted]";
    private const string Names = "signature|sign|sig|api_?key|access_?key|api_?secret|secret|passphrase|password|token|listen_?key|private_?key|otp|jwt|authorization";

    public static string Of(ReadOnlyMemory<byte> bytes) => Of(Encoding.UTF8.GetString(bytes.Span));

    public static string Of(string text)
    {
        text = NestedProof().Replace(text, $"$1\"{Hidden}\"");
        text = QuotedProof().Replace(text, $"$1\"{Hidden}\"");
        return FormProof().Replace(text, $"$1{Hidden}");
    }

    /// <summary><c>"signature":{"r":…,"s":…,"v":…}</c>.</summary>
    [GeneratedRegex("(\"(?:" + Names + ")\"\\s*:\\s*)\\{[^{}]*\\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NestedProof();

    [GeneratedRegex("(\"(?:" + Names + ")\"\\s*:\\s*)\"[^\"]*\"?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedProof();

    [GeneratedRegex("((?:^|[?&\\s])(?:" + Names + ")=)[^&\\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FormProof();
}

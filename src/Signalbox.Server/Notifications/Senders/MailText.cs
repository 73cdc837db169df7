using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Notifications.Senders;

/// <summary>A message as mail: plain text in base64, so that no line of it can be taken for one of the talk.</summary>
internal static class MailText
{
    private const int LineBytes = 57;

    public static string Of(DestinationAddress address, NotificationMessage message)
    {
        var body = Encoding.UTF8.GetBytes($"{message.Text}{(message.Link is { } link ? $"\n\n{link}" : "")}\n".ReplaceLineEndings("\r\n"));
        var text = new StringBuilder();
        var from = address.From!;
        Header(text, "From", $"Signalbox <{from}>");
        Header(text, "To", string.Join(", ", address.To.Select(to => $"<{to}>")));
        Header(text, "Subject", Encoded(message.Title));
        Header(text, "Date", message.At.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "base64");
        Header(text, "Auto-Submitted", "auto-generated");
        if (message.IsGrave)
        {
            Header(text, "X-Priority", "1");
        }

        text.Append("\r\n");
        for (var at = 0; at < body.Length; at += LineBytes)
        {
            text.Append(Convert.ToBase64String(body, at, Math.Min(LineBytes, body.Length - at))).Append("\r\n");
        }

        return text.ToString();
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    /// <summary>As RFC 2047 writes what is not ASCII, in words that are short enough.</summary>
    private static string Encoded(string title)
    {
        const int RunesAWord = 10;
        return title.All(each => each is >= ' ' and <= '~') && title.Length <= 150
            ? title
            : string.Join("\r\n ", title.EnumerateRunes().Chunk(RunesAWord).Select(word => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(word)))}?="));
    }
}

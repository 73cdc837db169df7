using System.Text.Json.Serialization;

namespace Signalbox.Server.Notifications.Senders;

internal sealed record TelegramBody(
    [property: JsonPropertyName("chat_id")] string ChatId, string Text, [property: JsonPropertyName("disable_notification")] bool DisableNotification);

/// <summary>A bot of Telegram. The text is plain: no markup is read in it.</summary>
internal sealed class TelegramSender(NotificationHttp http) : ISender
{
    public const string Usual = "https://api.telegram.org/";

    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        var link = message.Link is { } known ? $"\n\n{known}" : "";
        return http.PostAsync(
            new(new Uri(address.Url ?? Usual), $"/bot{address.Token}/sendMessage"), new TelegramBody(address.Chat!, $"{message.Title}\n\n{message.Text}{link}", false),
            NotificationJson.Default.TelegramBody, null, Mend, cancel);
    }

    private static string? Mend(int status) => status switch
    {
        400 => "It does not know the chat: write something to the bot first, or add it to the group, and enter the chat's number.",
        401 or 404 => "It does not know the bot: enter the token BotFather shows.",
        403 => "The bot was blocked or removed from the chat: let it in again.",
        _ => null,
    };
}

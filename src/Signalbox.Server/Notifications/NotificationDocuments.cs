using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Notifications;

/// <summary>Where exactly messages go, and what opens the door there. Kept in the vault and never shown again. Which fields are needed depends on the kind.</summary>
public sealed record DestinationAddressInput(
    [property: Description("webhook, slack, discord: the address to post to. ntfy: that of the topic. heartbeat: that to call. telegram: of a Bot API server of your own; absent: Telegram's.")] string? Url = null,
    [property: Description("telegram: the bot's token. webhook and ntfy: sent as a bearer token; absent: none is.")] string? Token = null,
    [property: Description("telegram: the number of the chat, or @channel.")] string? Chat = null,
    [property: Description("email: the mail server.")] string? Host = null,
    [property: Description("email: 1 to 65535; absent: 587, or 465 with tls.")] int? Port = null,
    [property: Description("email: starttls (the default), tls, or none for a server on this machine.")] MailSecurity Security = MailSecurity.Starttls,
    [property: Description("email: absent: nobody signs in.")] string? User = null,
    [property: Description("email: of the user.")] string? Password = null,
    [property: Description("email: the sender's address.")] string? From = null,
    [property: Description("email: 1 to 10 addresses.")] IReadOnlyList<string>? To = null);

/// <summary>Somebody to be told of incidents outside an open page.</summary>
public sealed record DestinationInput(
    [property: Required, Description("Each name once.")] string? Name = null,
    [property: Required, Description("It stays of its kind.")] DestinationKind? Kind = null,
    [property: Description("What waits for a destination that is switched off is dropped.")] bool Enabled = true,
    [property: Description("calling: what the alert rules say calls a person; grave: of that, emergencies and positions without a stop alone; everything: also what is only listed.")] DestinationGrade Grade = DestinationGrade.Calling,
    [property: Description("Kinds of incidents; empty: every kind.")] IReadOnlyList<string>? Kinds = null,
    [property: Description("Absent: whatever the strategy.")] string? StrategyId = null,
    [property: Description("Absent: of any account, and of the installation itself.")] string? AccountId = null,
    [property: Description("Absent when replacing: the one there is stays.")] DestinationAddressInput? Address = null,
    [property: Description("Required when replacing: the version you read.")] long? Version = null);

/// <summary>A destination as it stands, and how sending to it goes.</summary>
public sealed record DestinationDocument(
    string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string Name, DestinationKind Kind, bool Enabled, DestinationGrade Grade, IReadOnlyList<string> Kinds, string? StrategyId, string? AccountId,
    [property: Description("What may be shown of the address: its host and the end of a long secret. Empty: it came by a file, without its address, and is off until one is entered.")] string Place,
    [property: Description("What happened before is not told.")] DateTimeOffset Since,
    [property: Description("Incidents that wait to be told.")] long Waiting,
    DateTimeOffset? LastDeliveredAt,
    DateTimeOffset? LastFailedAt,
    [property: Description("Since when nothing was taken; absent: the last message was.")] DateTimeOffset? FailingSince,
    [property: Description("Why the last failure happened and what to do.")] string? Failure,
    [property: Description("When what waits is tried again; absent: nothing failed.")] DateTimeOffset? NextTryAt,
    [property: Description("Incidents it was never told of, because they waited too long.")] long GivenUp)
{
    internal static DestinationDocument Of(Stored<Destination> stored, LineRow? line = null, long waiting = 0)
    {
        var destination = stored.Value;
        return new(
            destination.Id, stored.Version, stored.CreatedAt, stored.UpdatedAt, destination.Name, destination.Kind, destination.Enabled, destination.Grade, destination.Kinds,
            destination.Strategy, destination.Account, destination.Place, destination.Since, waiting, Time(line?.DeliveredAt), Time(line?.FailedAt), Time(line?.FailingSince),
            line?.Failure, line?.FailingSince is null ? null : Time(line.NextAt), line?.GivenUp ?? 0);
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

/// <param name="IncidentKinds">The kinds of incidents there are.</param>
/// <param name="LinksTo">Where messages' links lead; absent: they have none, because nobody said at which address people open this installation.</param>
public sealed record DestinationsDocument(IReadOnlyList<DestinationDocument> Items, IReadOnlyList<string> IncidentKinds, string? LinksTo);

/// <param name="Delivered">Whether the other side took it.</param>
/// <param name="Message">What happened, and what to do where it was not taken.</param>
/// <param name="TookMs">Until the answer.</param>
public sealed record DestinationTestDocument(bool Delivered, string Message, long TookMs);

using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Notifications;

/// <summary>By what somebody is reached.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DestinationKind>))]
public enum DestinationKind
{
    /// <summary>Our own JSON, posted.</summary>
    Webhook,

    /// <summary>An incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat).</summary>
    Slack,

    Discord,

    /// <summary>A bot of Telegram.</summary>
    Telegram,

    /// <summary>A topic at ntfy.sh or at a server of one's own.</summary>
    Ntfy,

    /// <summary>Over SMTP.</summary>
    Email,

    /// <summary>Called every minute while all is well; the service behind it tells a person when the calls stay away.</summary>
    Heartbeat,
}

/// <summary>Which incidents somebody is told of.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DestinationGrade>))]
public enum DestinationGrade
{
    /// <summary>Those which the alert rules say call a person.</summary>
    Calling,

    /// <summary>Emergencies and positions without a stop alone, and those only where they call.</summary>
    Grave,

    /// <summary>Also what is only listed.</summary>
    Everything,
}

/// <summary>How the line to a mail server is made private.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MailSecurity>))]
public enum MailSecurity
{
    /// <summary>Begun in the open and made private before anything is said; the port is 587.</summary>
    Starttls,

    /// <summary>Private from the first byte; the port is 465.</summary>
    Tls,

    /// <summary>For a server on this machine alone.</summary>
    None,
}

namespace Signalbox.Server.Notifications;

/// <summary>An incident as it waits to be told: whole, so that telling it needs no other table.</summary>
/// <param name="Id">Its place in the list of incidents: whoever is told twice recognises it by this.</param>
/// <param name="Account">Empty: of the installation itself.</param>
internal sealed record ToldIncident(
    string Id, string Kind, string? Code, string Message, string Account, string? AccountName, string? Strategy, string? StrategyName, string? Symbol, string? Signal, DateTimeOffset At);

/// <summary>What is sent.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">Plain text of several lines.</param>
/// <param name="Link">Where to look; null where nobody said at which address people open this installation.</param>
/// <param name="IsGrave">Money lies open: it may wake somebody.</param>
/// <param name="Incidents">The first of them.</param>
/// <param name="More">How many it speaks of besides.</param>
internal sealed record NotificationMessage(
    string Title, string Text, string? Link, bool IsGrave, IReadOnlyList<ToldIncident> Incidents, long More, bool IsTest, DateTimeOffset At);

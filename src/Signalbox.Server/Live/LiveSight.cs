using Signalbox.Identity;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Health;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;

namespace Signalbox.Server.Live;

/// <summary>What of a channel a caller is told. Asked anew for every message: a permission that is taken away holds at once.</summary>
internal sealed class LiveSight(CatalogueHolder catalogue, RecordReader reader, RecentMoments moments, NodeHealth health)
{
    public Sight Of(Caller caller) => catalogue.Picture.Permissions.SightOf(caller);

    /// <summary>Whether the channel is about something the caller sees.</summary>
    public bool Sees(Sight sight, ChannelName name) => sight.IsWhole || name.Kind switch
    {
        ChannelName.Quote or ChannelName.Depth or ChannelName.Candles => sight.Sees(new AccountId(name.About[0])),
        ChannelName.Strategy => sight.Sees(new StrategyId(name.About[0])),
        ChannelName.Subscription => catalogue.Current.Subscriptions.GetValueOrDefault(new SubscriptionId(name.About[0])) is { } subscription && sight.Sees(subscription),
        _ => true,
    };

    /// <summary>Whoever may follow these channels may see all that is told there, and a word to read again tells nothing.</summary>
    private static bool IsForFollowers(LiveMessage message) =>
        message.Type == "reload" || ChannelName.Read(message.Channel) is { Kind: ChannelName.Quote or ChannelName.Depth or ChannelName.Candles or ChannelName.Audit };

    /// <summary>The message as the caller sees it; null where it is not the caller's.</summary>
    public async Task<LiveMessage?> ShowAsync(LiveMessage message, Sight sight, CancellationToken cancel)
    {
        if (sight.IsWhole)
        {
            return message;
        }

        if (message.Subject is not { } subject)
        {
            return IsForFollowers(message) ? message : null;
        }

        if (subject.Account is { } account)
        {
            return sight.Sees(new AccountId(account)) ? message : null;
        }

        return subject switch
        {
            { IsHealth: true } => message with { Data = LiveElements.One(await health.NowAsync(sight, cancel), ApiJson.Default.NodeHealthDocument) },
            { IsStory: true, Signal: { } id } => await reader.ReadAsync(sight, scope => SignalStory.FindAsync(scope, id), cancel) is { } story
                ? message with { Data = LiveElements.One(story.Tell(moments, sight), ApiJson.Default.SignalDocument) }
                : null,
            { Signal: { } id } => await reader.ReadAsync(sight, scope => scope.RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", new { Id = id }), cancel) is { } row
                ? message with { Data = LiveElements.One(SignalSummaryDocument.Of(row), ApiJson.Default.SignalSummaryDocument) }
                : null,
            _ => null,
        };
    }
}

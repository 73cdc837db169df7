using Signalbox.Server.Api;
using Signalbox.Server.Live;

namespace Signalbox.Server.Jobs;

/// <summary>Tells screens how far jobs are.</summary>
internal sealed class JobNews(LiveChannels channels)
{
    public void Tell(Job job) =>
        channels.Publish(ChannelName.Jobs, "job", LiveElements.One(JobProgressDocument.Of(job), ApiJson.Default.JobProgressDocument));
}

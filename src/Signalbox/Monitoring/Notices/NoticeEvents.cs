using System.Text.Json.Serialization;
using Signalbox.Journal;

namespace Signalbox.Monitoring.Notices;

/// <summary>What a person should know of the installation itself: the stream of one node that alerts are drawn from, beside those of accounts.</summary>
public abstract record NoticeEvent;

/// <param name="Code">Stable, such as <c>backup-failed</c>.</param>
/// <param name="Message">What happened, why, and what to do.</param>
public sealed record NoticeRaised(string Code, string Message) : NoticeEvent;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NoticeRaised))]
internal sealed partial class NoticeJson : JsonSerializerContext;

/// <summary>The stream's events as the journal keeps them.</summary>
public static class NoticeCodec
{
    public static readonly EventCodec<NoticeEvent> Events = new(NoticeJson.Default.NoticeRaised);
}

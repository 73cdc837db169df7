using Signalbox.Strategies.Routing;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>What an event of an intake stream means for the tables.</summary>
public static class IntakeRecords
{
    public static SignalRow Of(IntakeEvent happened) => happened switch
    {
        SignalReceived received => Of(received),
        SignalRefused refused => Of(refused),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no row."),
    };

    private static SignalRow Of(SignalReceived received) => new()
    {
        Id = received.Id.Value,
        Strategy = received.Strategy.Value,
        ReceivedAt = received.ReceivedAt.UtcTicks,
        Reader = received.Reader,
        Raw = received.Raw,
        Batch = received.Batch?.Value,
        ReplayOf = received.ReplayOf?.Value,
        Repairs = received.Repairs.Count == 0 ? null : RecordText.Write([.. received.Repairs], RecordJson.Default.StringArray),
        Ticker = received.Signal.Ticker,
        Action = Words.Of(received.Signal.Action),
        Signal = RecordText.Write(received.Signal, RecordJson.Default.Signal),
        Terms = RecordText.Write([.. received.Terms], RecordJson.Default.ResolvedTermsArray),
        TargetList = RecordText.Write([.. received.Targets], RecordJson.Default.SignalTargetArray),
        ConfigurationVersion = received.ConfigurationVersion,
        Targets = received.Targets.Count,
        Undelivered = received.Targets.Count(target => target.Refused is not null),
        LooksRepeated = received.LooksRepeated ? 1 : 0,
        IsTest = received.Signal.IsTest ? 1 : 0,
        Code = received.Targets.Count == 0 ? "no-target" : null,
        Message = received.Targets.Count == 0 ? "The strategy had no enabled subscription, so nothing was sent." : null,
    };

    private static SignalRow Of(SignalRefused refused) => new()
    {
        Id = refused.Id.Value,
        Strategy = refused.Strategy.Value,
        ReceivedAt = refused.ReceivedAt.UtcTicks,
        Reader = refused.Reader,
        Raw = refused.Raw,
        Code = refused.Code,
        Message = refused.Message,
        Field = refused.Field,
        Status = "rejected",
    };
}

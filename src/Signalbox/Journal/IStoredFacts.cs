using Signalbox.Identity;

namespace Signalbox.Journal;

/// <summary>What a store holds already, as far as the units of a batch ask for it.</summary>
public interface IStoredFacts
{
    StreamHead? Head(StreamId stream);

    UniqueKey? Key(StrategyId scope, string key);

    bool IsOpen(OpenTarget target);
}

namespace Signalbox.Venues.Streams;

/// <summary>What came of one message: news, answers to send, and whether the line can be trusted.</summary>
public sealed class StreamTurn<T>
{
    internal List<StreamNews<T>> News { get; } = [];

    internal List<ReadOnlyMemory<byte>> Answers { get; } = [];

    internal bool IsReady { get; private set; }

    internal string? HungUp { get; private set; }

    public void Tell(T what) => News.Add(new(what, null));

    /// <summary>Something is missing: whoever reads must ask for what happened.</summary>
    public void Gap(string why) => News.Add(new(default, why));

    public void Send(ReadOnlyMemory<byte> text) => Answers.Add(text);

    /// <summary>Everything wanted is subscribed: from here on nothing is missed unless a gap is told.</summary>
    public void Ready()
    {
        if (!IsReady)
        {
            IsReady = true;
            Gap("The stream has begun.");
        }
    }

    /// <summary>This line is of no use any more; another is dialled.</summary>
    public void HangUp(string why) => HungUp = why;

    internal void Clear()
    {
        News.Clear();
        Answers.Clear();
    }
}

/// <summary>What a stream brought, or why there may be something missing.</summary>
public readonly record struct StreamNews<T>(T? What, string? Gap);

using System.Text;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>What every journal promises. Each store inherits all of it.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    protected static readonly StreamId First = new("account:first");
    protected static readonly StreamId Second = new("account:second");
    protected static readonly StreamId Third = new("intake:node-1");
    protected static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private IJournal? journal;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IJournal Journal => journal!;

    public virtual async ValueTask InitializeAsync() => journal = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store of this test; called again, the same one.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    /// <summary>Changes one stored event behind the journal's back.</summary>
    protected abstract ValueTask TamperAsync(StreamId stream, long version, Tampering what);

    /// <summary>Removes the events after a version behind the journal's back.</summary>
    /// <param name="moveHead">Also makes the head of the stream fit.</param>
    protected abstract ValueTask RemoveTailAsync(StreamId stream, long lastKept, bool moveHead);

    protected async Task ReopenAsync()
    {
        await Journal.DisposeAsync();
        journal = await OpenAsync();
    }

    protected static AppendUnit Unit(StreamId stream, long? expected, params string[] texts) => UnitOf(0, stream, expected, texts);

    protected static AppendUnit UnitOf(long epoch, StreamId stream, long? expected, params string[] texts) =>
        new() { Stream = stream, ExpectedVersion = expected, Epoch = epoch, Events = [.. texts.Select(Draft)] };

    protected static EventDraft Draft(string text) => new("TextNoted", Noon, Encoding.UTF8.GetBytes(text));

    protected static UniqueKey Key(string key, string owner) => new(new("breakout"), key, new(owner), "digest of " + owner, Noon);

    protected static OpenTarget Target(string signal, string subscription) => new(new(signal), new(subscription), new("first"));

    protected async Task<AppendStatus[]> AppendAsync(params AppendUnit[] units)
    {
        var results = await Journal.AppendAsync(units, Cancel);
        return [.. results.Select(result => result.Status)];
    }

    protected async Task<List<JournalEvent>> ReadAsync(StreamId stream, long afterVersion = 0) =>
        await Journal.ReadAsync(stream, afterVersion, Cancel).ToListAsync(Cancel);

    protected async Task<string[]> TextsAsync(StreamId stream) =>
        [.. (await ReadAsync(stream)).Select(stored => Encoding.UTF8.GetString(stored.Payload.Span))];

    protected async Task<VerificationReport> VerifyAsync() => await new JournalVerification(Journal).AllAsync(Cancel);
}
